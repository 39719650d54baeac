// What an optimizer remembers, drawn where it is: arrows and a box, on the map and on the relief.
#include <algorithm>
#include <array>
#include <cmath>

#include "shell/ui/pages/optimizers/map.hpp"
#include "shell/ui/svg.hpp"

namespace gradlab::ui {
namespace {

/// Arrows tell directions truly; lengths by the logarithm, so that slopes from 0.001 to 1000 can be told apart.
float arrow_length(double size) {
  const double powers = std::clamp(std::log10(std::max(size, 1e-12)) + 3, 0.0, 6.0);
  return px(16 + 11 * static_cast<float>(powers));
}

float distance(ImVec2 a, ImVec2 b) { return std::hypot(a.x - b.x, a.y - b.y); }

/// A line over the ground, as far as it is in sight; whole: its end is.
struct SeenLine {
  std::vector<ImVec2> points;
  bool whole = true;
};
SeenLine line_over(const RaceSight& sight, Point from, Point to) {
  SeenLine line;
  for (int i = 0; i <= sight.parts && line.whole; ++i) {
    const double t = static_cast<double>(i) / sight.parts;
    const auto at = sight.seen({from.x + t * (to.x - from.x), from.y + t * (to.y - from.y)});
    line.whole = at.has_value();
    if (at) line.points.push_back(*at);
  }
  return line;
}

void draw_arrow(ImDrawList* list, const RaceSight& sight, Point from, Point along, Color color, float width) {
  const double size = std::hypot(along.x, along.y);
  if (!(size > 0) || !std::isfinite(size)) return;
  const double length = static_cast<double>(arrow_length(size)) / sight.unit;
  SeenLine line = line_over(sight, from, {from.x + along.x / size * length, from.y + along.y / size * length});
  if (line.points.size() < 2) return;
  const ImVec2 tip = line.points.back();
  ImVec2 direction{};
  if (line.whole) {
    while (line.points.size() > 1 && distance(line.points.back(), tip) < px(6)) line.points.pop_back();
    const ImVec2 before = line.points.back();
    const float long_ = distance(before, tip);
    if (!(long_ > 0)) return;  // it points at whoever looks on
    direction = {(tip.x - before.x) / long_, (tip.y - before.y) / long_};
    line.points.push_back({tip.x - direction.x * px(6), tip.y - direction.y * px(6)});
  }
  draw_polyline(list, line.points, theme().panel, width + 2);
  draw_polyline(list, line.points, color, width);
  if (line.whole) draw_arrow_head(list, tip, direction, 8, color);
}

Point turned(Point gradient) { return {-gradient.x, -gradient.y}; }

/// The pieces of a box over the ground, one colour without seams between them.
void fill_box(ImDrawList* list, const RaceSight& sight, Point low, Point high, Color color) {
  const auto corner = [&](int column, int row) {
    return sight.seen({low.x + (high.x - low.x) * column / sight.parts, low.y + (high.y - low.y) * row / sight.parts});
  };
  const ImDrawListFlags flags = list->Flags;
  list->Flags &= ~ImDrawListFlags_AntiAliasedFill;
  for (int row = 0; row < sight.parts; ++row)
    for (int column = 0; column < sight.parts; ++column) {
      const auto a = corner(column, row), b = corner(column + 1, row), c = corner(column + 1, row + 1),
                 d = corner(column, row + 1);
      if (a && b && c && d) list->AddQuadFilled(*a, *b, *c, *d, color);
    }
  list->Flags = flags;
}

/// The ratio of its sides is that of the scales along x and y.
void draw_scale(ImDrawList* list, const RaceSight& sight, Point middle, Point scale, Color color, bool focused) {
  const double largest = std::max(scale.x, scale.y);
  if (!(largest > 0) || !std::isfinite(largest)) return;
  const float longest = px(focused ? 84.0F : 44.0F);
  const auto half = [&](double one) {
    return static_cast<double>(std::max(px(2), longest / 2 * static_cast<float>(one / largest))) / sight.unit;
  };
  const Point low{middle.x - half(scale.x), middle.y - half(scale.y)},
      high{middle.x + half(scale.x), middle.y + half(scale.y)};
  const std::array<Point, 5> corners{low, {high.x, low.y}, high, {low.x, high.y}, low};
  fill_box(list, sight, low, high, with_alpha(color, focused ? 0.14F : 0.07F));
  std::vector<ImVec2> around;
  bool whole = true;
  for (std::size_t i = 0; i + 1 < corners.size(); ++i) {
    const SeenLine side = line_over(sight, corners[i], corners[i + 1]);
    draw_polyline(list, side.points, with_alpha(color, focused ? 1.0F : 0.75F), focused ? 1.5F : 1.2F);
    around.insert(around.end(), side.points.begin(), side.points.end());
    whole = whole && side.whole;
  }
  if (ui().svg && whole) ui().svg->area(around, with_alpha(color, focused ? 0.14F : 0.07F));
}

/// Null where there is no step to tell of.
const HiddenState* state_at(const OptimizersState& state, const RacePath& path) {
  const std::size_t step = optimizers_step_of(state, path);
  return step < path.states.size() ? &path.states[step] : nullptr;
}

}  // namespace

void race_memory(OptimizersPage& page, const RaceSight& sight, std::size_t index) {
  const RacePath& path = page.race.paths[index];
  const HiddenState* const hidden = state_at(page.state, path);
  const Point head = path.places[optimizers_step_of(page.state, path)];
  if (!hidden || !sight.seen(head)) return;
  const bool focused = index == page.state.focused;
  const Color color = optimizers_color(page.state, index);
  ImDrawList* const list = canvas();
  if (path.memory.adaptive) draw_scale(list, sight, head, hidden->scale, color, focused);
  if (!focused) return;
  draw_arrow(list, sight, head, turned(hidden->gradient), theme().ink, 2);
  if (path.memory.momentum) draw_arrow(list, sight, head, turned(hidden->direction), color, 2.2F);
}

std::vector<std::size_t> race_order(const OptimizersPage& page) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < page.race.paths.size(); ++i)
    if (i != page.state.focused) order.push_back(i);
  if (page.state.focused < page.race.paths.size()) order.push_back(page.state.focused);
  return order;
}

}  // namespace gradlab::ui
