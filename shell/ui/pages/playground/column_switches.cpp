#include "shell/ui/pages/playground/column_switches.hpp"

#include <algorithm>
#include <string>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/draw.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/theme.hpp"

namespace gradlab::ui {
namespace {

constexpr float switches_title = 36, about_gap = 10, cell_gap = 14, two_columns_from = 400;

float switch_height() { return on_phone() ? 44.0F : 32.0F; }

std::size_t switches_in_row(float width) { return width >= two_columns_from ? 2 : 1; }

std::string about(std::span<const TableColumn> columns) {
  if (columns.size() <= most_listed_columns) return std::string(tr("playground.columns_about"));
  return tr("playground.columns_many", {{"n", std::to_string(columns.size())}});
}

float about_height(std::span<const TableColumn> columns, float width) {
  return line_height(type::caption) / px(1) *
             static_cast<float>(count_wrapped_lines(px(width), type::caption, about(columns))) +
         about_gap;
}

/// The whole line is the switch; its name is cut where it is too long.
bool one_switch(const TableColumn& column, const Rect& where, bool last) {
  constexpr float beside_track = 42;
  const IdScope scope(column.number);
  const std::string name = column.name.empty() ? tr("own_data.column_n", {{"n", column.number}}) : column.name;
  bool on = column.taken;
  const Words words{name, tr(last ? "playground.column_last" : "control.playground.column.help")};
  const bool switched = toggle("playground.column", where, on, false, words);
  draw_text_fit(canvas(), {where.x0 + px(beside_track), where.center().y}, left_middle,
                column.taken ? theme().ink : theme().ink2, type::body, name, where.width() - px(beside_track));
  return switched && !last;
}

}  // namespace

float column_switches_height(std::span<const TableColumn> columns, float width) {
  if (columns.empty()) return 0;
  const std::size_t listed = columns.size() > most_listed_columns ? 0 : columns.size();
  const std::size_t rows = (listed + switches_in_row(width) - 1) / switches_in_row(width);
  return switches_title + about_height(columns, width) + static_cast<float>(rows) * switch_height();
}

std::optional<std::size_t> column_switches(std::span<const TableColumn> columns, const Rect& where) {
  if (columns.empty()) return std::nullopt;
  Rect rest = where;
  const float width = where.width() / px(1);
  const auto taken = static_cast<std::size_t>(std::ranges::count_if(columns, &TableColumn::taken));
  const Rect title = rest.cut_top(px(switches_title));
  const std::string words =
      tr("playground.columns_title", {{"n", std::to_string(taken)}, {"all", std::to_string(columns.size())}});
  draw_text({title.x0, title.y0 + px(24)}, left_base, theme().ink, strong(type::body), words);
  const Rect text = rest.cut_top(px(about_height(columns, width)));
  draw_text_wrapped(canvas(), {text.x0, text.y0 + px(12)}, text.width(), theme().ink2, type::caption, about(columns));
  if (columns.size() > most_listed_columns) return std::nullopt;
  const std::size_t across = switches_in_row(width);
  std::optional<std::size_t> switched;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const ImVec2 size{(rest.width() - px(cell_gap) * static_cast<float>(across - 1)) / static_cast<float>(across),
                      px(switch_height())};
    const Rect place = grid_cell(rest.min(), c, across, size, {px(cell_gap), 0}).snapped();
    if (one_switch(columns[c], place, columns[c].taken && taken == 1)) switched = c;
  }
  return switched;
}

}  // namespace gradlab::ui
