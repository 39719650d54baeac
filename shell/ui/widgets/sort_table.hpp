// A table of things compared: a row each, columns to sort by at a press on their heads.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "shell/ui/draw.hpp"

namespace gradlab::ui {

struct SortCell {
  std::string shown;
  double key = 0;          // what is sorted by; not finite: always behind the others
  std::string plain = {};  // for programs: a full number with a point; empty: as shown
};

struct SortColumn {
  std::string id, name;
};

struct SortRow {
  std::string name;
  Color color = 0;
  bool focused = false;
  std::vector<SortCell> cells;  // one for each column
};

struct SortOrder {
  std::string column = {};  // id; empty: as given
  bool descending = false;
  bool operator==(const SortOrder&) const = default;
};

/// Rows in the order asked for; equal ones stay as given.
std::vector<std::size_t> sorted_rows(std::span<const SortColumn> columns, std::span<const SortRow> rows,
                                     const SortOrder& order);

/// Draws all columns, those for which there is no room at the right below the others with the names again; rows
/// `pitch` design px apart. Heads are recorded as "<id>[<column id>]": the first press sorts the largest first, the
/// second the smallest, the third as given. Returns whether the order changed.
bool sort_table(std::string_view id, const Rect& where, std::span<const SortColumn> columns,
                std::span<const SortRow> rows, SortOrder& order, float pitch = 28);

/// Its height in design px for a width in device pixels.
float sort_table_height(std::span<const SortColumn> columns, std::span<const SortRow> rows, float width,
                        float pitch = 28);

/// The whole table in the order shown: tabs between the cells, or as CSV (RFC 4180) with plain values.
std::string sort_table_text(std::span<const SortColumn> columns, std::span<const SortRow> rows, const SortOrder& order);
std::string sort_table_csv(std::string_view first_column, std::span<const SortColumn> columns,
                           std::span<const SortRow> rows, const SortOrder& order);

/// A field of CSV: in quotation marks where it needs them.
std::string csv_field(std::string_view text);

}  // namespace gradlab::ui
