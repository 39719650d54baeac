// The list of races worth seeing.
#include <algorithm>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/lesson_row.hpp"
#include "shell/ui/pages/optimizers/examples.hpp"
#include "shell/ui/pages/optimizers/map.hpp"
#include "shell/ui/pages/optimizers/parts.hpp"

namespace gradlab::ui {
namespace {

using Ways = std::vector<std::vector<Point>>;

/// Run when the list is first looked at.
const std::vector<Ways>& all_ways() {
  static const std::vector<Ways> all = [] {
    std::vector<Ways> ways;
    for (const RaceExample& example : race_examples()) {
      Ways& own = ways.emplace_back();
      const auto ground = ground_of(example.spec);
      if (!ground) continue;
      if (const auto paths = run_paths(example.spec, *ground, {}))
        for (const RacePath& path : *paths) own.push_back(path.places);
    }
    return ways;
  }();
  return all;
}

/// The ways alone, as large as the square allows.
void draw_ways(const RaceExample& example, const Ways& ways, const Rect& square) {
  fill_rect(canvas(), square, theme().sunk, thumbnail_radius);
  const Window window = window_of(example.spec);
  PlotView view{{example.spec.start.x, example.spec.start.x}, {example.spec.start.y, example.spec.start.y}};
  const auto take = [](PlotSpan& span, double value, double low, double high) {
    span.low = std::clamp(value, low, span.low);
    span.high = std::clamp(value, span.high, high);
  };
  for (const auto& path : ways)
    for (const Point& at : path) {
      take(view.x, at.x, std::min(window.low.x, view.x.low), std::max(window.high.x, view.x.high));
      take(view.y, at.y, std::min(window.low.y, view.y.low), std::max(window.high.y, view.y.high));
    }
  view.x = padded(view.x, 0.12);
  view.y = padded(view.y, 0.12);
  const PlotFrame frame{square, view};
  const Clip clip(square, canvas());
  for (std::size_t i = 0; i < ways.size(); ++i) {
    std::vector<ImVec2> pixels;
    for (const Point& at : ways[i]) pixels.push_back(frame.to_pixel({at.x, at.y}));
    draw_polyline(canvas(), pixels, theme().curve(example.colors[i]), 1.6F);
  }
  stroke_dot(canvas(), frame.to_pixel({example.spec.start.x, example.spec.start.y}), 3, theme().ink, 1.4F);
}

std::string point_of(const RaceExample& example) { return std::string(tr("race." + example.id + ".help")); }

void open_example(OptimizersPage& page, const RaceExample& example) {
  page.state.examples_open = false;
  if (!read_optimizers_view(page.state, example.view)) return;
  optimizers_play_or_pause(page.state);
}

}  // namespace

void optimizers_examples_overlay(OptimizersPage& page) {
  const bool phone = on_phone();
  const Overlay sheet("optimizers.examples_sheet", page.state.examples_open, phone ? 720 : 640,
                      tr("optimizers.examples_title"), phone ? Overlay::Side::bottom : Overlay::Side::center);
  if (!sheet.visible()) return;
  const float width = sheet.content().width() - px(14);
  float height = 0;
  for (const RaceExample& example : race_examples())
    height += lesson_row_height(point_of(example), width) + lesson_row_gap;
  const PageScroll scroll("optimizers.examples_scroll", sheet.content(), height);
  Rect rest = scroll.content();
  rest.cut_right(px(14));
  const RaceExample* const now = race_example_of(page.state.spec);
  for (std::size_t i = 0; i < race_examples().size(); ++i) {
    const RaceExample& example = race_examples()[i];
    const IdScope scope(example.id);
    const Rect row = rest.cut_top(px(lesson_row_height(point_of(example), width)), px(lesson_row_gap));
    if (lesson_row("optimizers.example", row,
                   {.title = std::string(tr("race." + example.id)),
                    .point = point_of(example),
                    .chosen = &example == now,
                    .draw_picture = [&](const Rect& square) { draw_ways(example, all_ways()[i], square); }}))
      open_example(page, example);
  }
}

float optimizers_example_height(const OptimizersPage& page, float width) {
  const RaceExample* const example = race_example_of(page.state.spec);
  if (!example) return 0;
  const int lines = count_wrapped_lines(width, type::caption, point_of(*example));
  return 8 + line_height(type::caption) / px(1) * static_cast<float>(lines);
}

void optimizers_example_words(const OptimizersPage& page, const Rect& where) {
  const RaceExample* const example = race_example_of(page.state.spec);
  if (!example) return;
  draw_text_wrapped(canvas(), {where.x0, where.y0 + px(14)}, where.width(), theme().ink2, type::caption,
                    point_of(*example));
  optimizers_reading("optimizers.example", tr("race." + example->id), point_of(*example), where);
}

}  // namespace gradlab::ui
