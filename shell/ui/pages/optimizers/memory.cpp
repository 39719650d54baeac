// What the focused optimizer remembers at this step, and what it does next: the numbers of the map's arrows and box.
#include <algorithm>
#include <array>
#include <cmath>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/optimizers/parts.hpp"
#include "shell/ui/widgets/formula.hpp"

namespace gradlab::ui {
namespace {

struct MemoryRow {
  std::string_view id;
  std::string_view words, symbol;
  Point value;
  Color color;
};

/// A bar from the middle, as long as its share of the longest of the two.
void draw_bar(const Rect& track, double value, double largest, Color color) {
  ImDrawList* const list = canvas();
  fill_rect(list, track, theme().sunk, 2);
  const float middle = track.center().x;
  if (largest > 0 && std::isfinite(value)) {
    const float length = track.width() / 2 * static_cast<float>(std::clamp(value / largest, -1.0, 1.0));
    fill_rect(list, Rect{std::min(middle, middle + length), track.y0, std::max(middle, middle + length), track.y1},
              color, 1);
  }
  draw_vline(list, middle, track.y0 - px(3), track.y1 + px(3), theme().axis);
}

void draw_value(const Rect& cell, double value, double largest, Color color) {
  const float number = text_width(type::dense, "−0.00000");
  Rect rest = cell;
  const Rect place = rest.cut_right(number, px(8));
  draw_text({place.x1, place.center().y}, right_middle, theme().ink, type::dense, compact(value, 3));
  if (rest.width() > px(24)) draw_bar(rest.centered(rest.width(), px(9)), value, largest, color);
}

std::vector<MemoryRow> rows_of(const OptimizersPage& page, const RacePath& path, const HiddenState& hidden) {
  const Color ink = theme().ink, color = optimizers_color(page.state, page.state.focused);
  std::vector<MemoryRow> rows{{"gradient", "optimizers.memory.gradient", "g", hidden.gradient, ink}};
  if (path.memory.momentum) rows.push_back({"momentum", "optimizers.memory.momentum", "m", hidden.direction, color});
  rows.push_back({"scale", path.memory.adaptive ? "optimizers.memory.scale" : "optimizers.memory.rate",
                  path.memory.adaptive ? "s" : "\\eta", hidden.scale, color});
  rows.push_back({"step", "optimizers.memory.step", "\\Delta", hidden.step, color});
  return rows;
}

}  // namespace

void optimizers_memory_panel(OptimizersPage& page, const Rect& where) {
  panel(where);
  Rect rest = where.inset(panel_padding(), 0);
  Rect head = rest.cut_top(px(44));
  head.y0 += px(6);
  OptimizersState& state = page.state;
  ImDrawList* const list = canvas();
  if (state.focused >= page.race.paths.size()) {
    draw_text({head.x0, head.center().y}, left_middle, theme().ink2, type::body, tr("optimizers.nobody"));
    return;
  }
  const RacePath& path = page.race.paths[state.focused];
  // Where it diverged: the step that led there.
  const bool ended = optimizers_step_of(state, path) >= path.states.size();
  if (path.states.empty()) return;
  const std::size_t step = ended ? path.states.size() - 1 : optimizers_step_of(state, path);
  const std::string title = tr("optimizers.memory.title",
                               {{"name", optimizers_name(state.spec, state.focused)}, {"n", std::to_string(step)}});
  fill_dot(list, {head.x0 + px(6), head.center().y}, 5, optimizers_color(state, state.focused));
  const float wide =
      draw_text(list, {head.x0 + px(20), head.center().y}, left_middle, theme().ink, type::panel_title, title);
  const std::string about = !ended ? std::string(tr("optimizers.memory.about")) : optimizers_outcome(page, path);
  draw_text_fit(list, {head.x0 + px(32) + wide, head.center().y}, left_middle, theme().ink2, type::caption, about,
                head.x1 - head.x0 - px(32) - wide);
  const std::vector<MemoryRow> rows = rows_of(page, path, path.states[step]);
  const bool narrow = rest.width() < px(440);
  const float words_width = narrow ? rest.width() * 0.36F : std::min(px(250), rest.width() * 0.4F);
  Rect axes = rest.cut_top(px(18));
  const Rect values{axes.x0 + words_width, 0, axes.x1, 0};
  const Rect column_x = values.column(0, 2, px(14)), column_y = values.column(1, 2, px(14));
  draw_math(list, {column_x.x1 - px(10), axes.y0 + px(8)}, "x", 16, theme().ink2);
  draw_math(list, {column_y.x1 - px(10), axes.y0 + px(8)}, "y", 16, theme().ink2);
  const float pitch = std::min(px(36), (where.y1 - px(10) - rest.y0) / static_cast<float>(rows.size()));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const MemoryRow& row = rows[i];
    const Rect line = rest.cut_top(pitch);
    if (i > 0) draw_hline(list, line.x0, line.x1, line.y0, theme().line);
    const float symbol = px(34);
    draw_text_fit(list, {line.x0, line.center().y}, left_middle, theme().ink2, type::caption, tr(row.words),
                  words_width - (narrow ? px(8) : symbol + px(8)));
    if (!narrow)
      draw_math(list, {line.x0 + words_width - symbol, line.center().y + px(5)}, row.symbol, 17, theme().ink);
    const double largest = std::max(std::abs(row.value.x), std::abs(row.value.y));
    draw_value({column_x.x0, line.y0, column_x.x1, line.y1}, row.value.x, largest, row.color);
    draw_value({column_y.x0, line.y0, column_y.x1, line.y1}, row.value.y, largest, row.color);
    optimizers_reading("optimizers.memory_" + std::string(row.id), tr(row.words),
                       compact(row.value.x, 6) + " " + compact(row.value.y, 6), line);
  }
}

}  // namespace gradlab::ui
