#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "core/data/table.hpp"

namespace gradlab {

/// How a table's text is written.
struct CsvDialect {
  char separator = ',';
  char decimal = '.';  ///< or ','
};

/// Of a text's beginning: what is given (0: not) stays, the rest is found. The separator is the one with which the rows
/// have equally many cells and most cells are numbers; the decimal sign the one that makes more cells numbers.
CsvDialect find_dialect(std::string_view sample, bool whole, char separator, char decimal);

/// A cell as a number, or null.
std::optional<double> cell_number(const Cell& cell, char decimal);

/// Empty, NA, N/A, NaN, ?, null, none or -, in any case.
bool is_missing(std::string_view text);
/// The same without "none" and "-", which are words like others in a column of labels: "+" and "-" name classes often.
bool is_missing_label(std::string_view text);

}  // namespace gradlab
