#include "shell/ui/widgets/facts_table.hpp"

#include <algorithm>

#include "shell/ui/context.hpp"
#include "shell/ui/theme.hpp"

namespace gradlab::ui {
namespace {

float column_gap() { return on_phone() ? 8.0F : 14.0F; }

float column_width(const FactsColumn& column) {
  float width = text_width(strong(type::dense), column.name);
  for (const std::string& cell : column.cells) width = std::max(width, text_width(type::dense, cell));
  return std::max(width, px(44)) + px(column_gap());
}

/// Columns from the left as far as there is room, the focused one in any case.
std::vector<const FactsColumn*> fitting(const FactsTable& table, float room) {
  float kept = 0;
  for (const FactsColumn& column : table.columns) kept += column.focused ? column_width(column) : 0;
  std::vector<const FactsColumn*> columns;
  for (const FactsColumn& column : table.columns) {
    const float width = column.focused ? 0 : column_width(column);
    if (kept + width > room && !column.focused) continue;
    kept += width;
    columns.push_back(&column);
  }
  return columns;
}

}  // namespace

std::size_t draw_facts_table(ImDrawList* list, const Rect& where, const FactsTable& table, float pitch) {
  const Theme& t = theme();
  float names = 0;
  for (const std::string& name : table.rows) names = std::max(names, text_width(type::dense, name));
  const auto columns = fitting(table, where.width() - names - px(4));
  // Columns of equal width where the texts allow it: then figures are easy to compare.
  float widest = 0, sum = 0;
  for (const FactsColumn* column : columns) {
    widest = std::max(widest, column_width(*column));
    sum += column_width(*column);
  }
  const bool equal = widest * static_cast<float>(columns.size()) <= where.width() - names - px(4);
  const float share =
      equal ? std::min(std::max(widest, px(92)),
                       (where.width() - names) / static_cast<float>(std::max<std::size_t>(columns.size(), 1)))
            : 0;
  const float spare =
      equal ? 0 : (where.width() - names - px(4) - sum) / static_cast<float>(std::max<std::size_t>(columns.size(), 1));

  draw_hline(list, where.x0, where.x1, where.y0 + px(pitch), t.line2);
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    const float middle = where.y0 + px(pitch) * (static_cast<float>(r) + 1.5F);
    draw_text(list, {where.x0, middle}, left_middle, t.ink2, type::dense, table.rows[r]);
    if (r > 0) draw_hline(list, where.x0, where.x1, middle - px(pitch) / 2, t.line);
  }
  float right = where.x1;
  for (std::size_t c = columns.size(); c-- > 0;) {
    const FactsColumn& column = *columns[c];
    draw_text(list, {right, where.y0 + px(pitch) / 2 - px(1)}, right_middle, column.color, strong(type::dense),
              column.name);
    for (std::size_t r = 0; r < std::min(column.cells.size(), table.rows.size()); ++r) {
      const float middle = where.y0 + px(pitch) * (static_cast<float>(r) + 1.5F);
      draw_text(list, {right, middle}, right_middle, t.ink, type::dense, column.cells[r]);
    }
    right -= equal ? share : column_width(column) + spare;
  }
  return table.columns.size() - columns.size();
}

std::string facts_table_text(const FactsTable& table) {
  std::string text;
  for (const FactsColumn& column : table.columns) text += "\t" + column.name;
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    text += "\n" + table.rows[r];
    for (const FactsColumn& column : table.columns)
      text += "\t" + (r < column.cells.size() ? column.cells[r] : std::string());
  }
  return text + "\n";
}

}  // namespace gradlab::ui
