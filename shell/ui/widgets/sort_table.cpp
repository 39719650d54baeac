#include "shell/ui/widgets/sort_table.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "shell/ui/controls.hpp"
#include "shell/ui/theme.hpp"

namespace gradlab::ui {
namespace {

constexpr float sort_gap = 18, mark_width = 12;

float width_of(std::span<const SortRow> rows, std::size_t column, const SortColumn& head) {
  float width = text_width(strong(type::dense), head.name) + px(mark_width);
  for (const SortRow& row : rows) width = std::max(width, text_width(type::dense, row.cells[column].shown));
  return width + px(sort_gap);
}

constexpr float block_gap = 18;

struct Block {
  std::size_t first = 0, end = 0;  // columns
};

struct Measure {
  float names = 0;
  std::vector<float> widths;
  std::vector<Block> blocks;  // what stands below each other where there is no room side by side
};

Measure measured(std::span<const SortColumn> columns, std::span<const SortRow> rows, float width) {
  Measure measure{px(60), {}, {}};
  for (const SortRow& row : rows)
    measure.names = std::max(measure.names, text_width(strong(type::dense), row.name) + px(24));
  float room = 0;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    measure.widths.push_back(width_of(rows, c, columns[c]));
    if (c == 0 || measure.widths[c] > room) {
      measure.blocks.push_back({c, c});
      room = width - measure.names;
    }
    room -= measure.widths[c];
    measure.blocks.back().end = c + 1;
  }
  return measure;
}

void press(SortOrder& order, const std::string& column) {
  if (order.column != column) {
    order = {column, true};
  } else if (order.descending) {
    order.descending = false;
  } else {
    order = {};
  }
}

bool head_cell(std::string_view id, const Rect& cell, const SortColumn& column, SortOrder& order) {
  const Theme& t = theme();
  const bool sorted = order.column == column.id;
  const IdScope scope(column.id);
  const std::string_view value = !sorted ? "" : order.descending ? "descending" : "ascending";
  const HitResult hit = hit_area(id, cell, {column.name, {}}, ControlRole::button, value);
  const float right = cell.x1 - px(mark_width);
  draw_text({right, cell.center().y}, right_middle, sorted || hit.hovered ? t.accent : t.ink2, strong(type::dense),
            column.name);
  if (sorted)
    draw_icon(canvas(), order.descending ? Icon::chevron_down : Icon::chevron_up, {right + px(7), cell.center().y},
              t.accent, 12);
  if (hit.focused) draw_ring(canvas(), cell, t.accent, 4, 2, 0);
  if (hit.operated) press(order, column.id);
  return hit.operated;
}

}  // namespace

std::vector<std::size_t> sorted_rows(std::span<const SortColumn> columns, std::span<const SortRow> rows,
                                     const SortOrder& order) {
  std::vector<std::size_t> places(rows.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  const auto column = std::find_if(columns.begin(), columns.end(), [&](const auto& c) { return c.id == order.column; });
  if (column == columns.end()) return places;
  const auto index = static_cast<std::size_t>(column - columns.begin());
  std::stable_sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
    const double x = rows[a].cells[index].key, y = rows[b].cells[index].key;
    if (std::isnan(x) || std::isnan(y)) return !std::isnan(x) && std::isnan(y);
    return order.descending ? x > y : x < y;
  });
  return places;
}

float sort_table_height(std::span<const SortColumn> columns, std::span<const SortRow> rows, float width, float pitch) {
  const auto blocks = static_cast<float>(measured(columns, rows, width).blocks.size());
  return blocks * pitch * static_cast<float>(rows.size() + 1) + (blocks - 1) * block_gap;
}

bool sort_table(std::string_view id, const Rect& where, std::span<const SortColumn> columns,
                std::span<const SortRow> rows, SortOrder& order, float pitch) {
  const Theme& t = theme();
  const Measure measure = measured(columns, rows, where.width());
  const std::vector<std::size_t> places = sorted_rows(columns, rows, order);
  bool changed = false;
  float top = where.y0;
  for (const Block& block : measure.blocks) {
    float used = measure.names;
    for (std::size_t c = block.first; c < block.end; ++c) used += measure.widths[c];
    const float spare = (where.width() - used) / static_cast<float>(block.end - block.first);
    const auto next_of = [&](float x, std::size_t c) { return x + measure.widths[c] + spare; };
    float x = where.x0 + measure.names;
    draw_hline(canvas(), where.x0, where.x1, top + px(pitch), t.line2);
    for (std::size_t c = block.first; c < block.end; ++c) {
      x = next_of(x, c);
      const Rect cell{x - measure.widths[c] + px(sort_gap / 2), top, x, top + px(pitch)};
      changed = head_cell(id, cell, columns[c], order) || changed;
    }
    float middle = top + px(pitch) * 1.5F;
    for (const std::size_t r : places) {
      const SortRow& row = rows[r];
      fill_dot(canvas(), {where.x0 + px(6), middle}, 4.5F, row.color);
      draw_text({where.x0 + px(18), middle}, left_middle, t.ink, row.focused ? strong(type::dense) : type::dense,
                row.name);
      x = where.x0 + measure.names;
      for (std::size_t c = block.first; c < block.end; ++c) {
        x = next_of(x, c);
        draw_text({x - px(mark_width), middle}, right_middle, t.ink, type::dense, row.cells[c].shown);
      }
      draw_hline(canvas(), where.x0, where.x1, middle + px(pitch) / 2, t.line);
      middle += px(pitch);
    }
    top = middle - px(pitch) / 2 + px(block_gap);
  }
  return changed;
}

std::string sort_table_text(std::span<const SortColumn> columns, std::span<const SortRow> rows,
                            const SortOrder& order) {
  std::string text;
  for (const SortColumn& column : columns) text += "\t" + column.name;
  for (const std::size_t r : sorted_rows(columns, rows, order)) {
    text += "\n" + rows[r].name;
    for (const SortCell& cell : rows[r].cells) text += "\t" + cell.shown;
  }
  return text + "\n";
}

std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

std::string sort_table_csv(std::string_view first_column, std::span<const SortColumn> columns,
                           std::span<const SortRow> rows, const SortOrder& order) {
  std::string text = csv_field(first_column);
  for (const SortColumn& column : columns) text += "," + csv_field(column.name);
  for (const std::size_t r : sorted_rows(columns, rows, order)) {
    text += "\r\n" + csv_field(rows[r].name);
    for (const SortCell& cell : rows[r].cells) text += "," + csv_field(cell.plain.empty() ? cell.shown : cell.plain);
  }
  return text + "\r\n";
}

}  // namespace gradlab::ui
