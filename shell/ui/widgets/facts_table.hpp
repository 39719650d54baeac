// A dense table of short facts: names left, one right-aligned column per thing compared, hairlines between rows.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "shell/ui/draw.hpp"

namespace gradlab::ui {

struct FactsColumn {
  std::string name;
  Color color = 0;
  bool focused = false;
  std::vector<std::string> cells;
};

struct FactsTable {
  std::vector<std::string> rows;  // their names
  std::vector<FactsColumn> columns;
};

/// Draws as many columns as fit (the focused one always), rows `pitch` design px apart; returns how many columns were
/// left out.
std::size_t draw_facts_table(ImDrawList* list, const Rect& where, const FactsTable& table, float pitch = 25);

/// The table as text: cells with tabs, rows with line ends between.
std::string facts_table_text(const FactsTable& table);

}  // namespace gradlab::ui
