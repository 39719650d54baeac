#include "shell/ui/widgets/heat_map.hpp"

#include <algorithm>
#include <cmath>

#include "shell/ui/draw.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/theme.hpp"
#include "shell/ui/widgets/plot_ticks.hpp"

namespace gradlab::ui {
namespace {

constexpr float side = static_cast<float>(TileAtlas::large_side - 1);

void draw_boundary(ImDrawList* list, const Rect& square, std::span<const ContourLine> lines) {
  std::vector<ImVec2> points;
  for (const ContourLine& line : lines) {
    points.clear();
    for (const ImVec2 point : line.points) {
      points.push_back({square.x0 + point.x / side * square.width(), square.y0 + point.y / side * square.height()});
    }
    if (line.closed && !points.empty()) points.push_back(points.front());
    draw_polyline(list, points, theme().ink, 1.3F);
  }
}

/// A window around 0 is quartered; others get round numbers.
std::vector<PlotTick> map_ticks(PlotSpan span, float length) {
  if (span.low != -span.high) return round_ticks(span, std::clamp(ticks_for(length, 70), 3, 5));
  std::vector<PlotTick> ticks;
  for (const double part : {-1.0, -0.5, 0.0, 0.5, 1.0}) ticks.push_back({part * span.high, compact(part * span.high)});
  return ticks;
}

void draw_numbers(const Rect& square, const PlotFrame& frame) {
  for (const PlotTick& tick : map_ticks(frame.view.x, square.width())) {
    draw_text({frame.to_x(tick.value), square.y1 + px(17)}, center_base, theme().ink3, type::tick, tick.label);
  }
  for (const PlotTick& tick : map_ticks(frame.view.y, square.height())) {
    draw_text({square.x0 - px(8), frame.to_y(tick.value)}, right_middle, theme().ink3, type::tick, tick.label);
  }
}

}  // namespace

Color class_color(std::size_t label, std::size_t classes) {
  if (classes <= 2) return label == 1 ? theme().pos : theme().neg;
  return theme().curve(label);
}

Color point_color(const MapPoint& point, std::size_t classes) {
  return classes == 0 ? theme().ramp(point.value) : class_color(point.label, classes);
}

Color share_color(std::span<const float> shares) {
  if (shares.size() == 1) return theme().soft_ramp(2 * shares[0] - 1);
  if (shares.size() == 2) return theme().soft_ramp(shares[1] - shares[0]);
  // The paper, tinted by the leading class as far as it leads.
  std::size_t first = 0;
  for (std::size_t c = 1; c < shares.size(); ++c) first = shares[c] > shares[first] ? c : first;
  float second = 0;
  for (std::size_t c = 0; c < shares.size(); ++c) second = c == first ? second : std::max(second, shares[c]);
  const float lead = std::clamp(shares[first] - second, 0.0F, 1.0F);
  return mix(theme().diverging[2], class_color(first, shares.size()), 0.1F + 0.4F * lead);
}

void MapPoints::add(ImVec2 at, const MapPoint& point, Color color) {
  paper_.add(at, theme().panel);
  (point.test ? ring_ : full_).add(at, color);
}

void draw_heat_map(const Rect& square, const HeatMap& map, TileAtlas& atlas) {
  ImDrawList* list = canvas();
  const PlotFrame frame{square, {map.x, map.y}};
  atlas.draw_large(list, square, 7);
  {
    const Clip clip(square, list);
    draw_boundary(list, square, map.boundary);
    MapPoints points(list, map.point_radius);
    for (const MapPoint& point : map.points)
      points.add(frame.to_pixel({point.x, point.y}), point, point_color(point, map.classes));
    const auto wrong = std::count_if(map.points.begin(), map.points.end(), [](const MapPoint& p) { return p.wrong; });
    // Rings at every other point would hide the data that they speak of.
    const bool crowded = static_cast<std::size_t>(wrong) * 5 > map.points.size();
    const float radius = map.point_radius + (crowded ? 2 : 3), width = crowded ? 1.0F : 1.6F;
    const Color ink = crowded ? with_alpha(theme().ink, 0.55F) : theme().ink;
    Dots rings(list, radius, width);
    for (const MapPoint& point : map.points)
      if (point.wrong) rings.add(frame.to_pixel({point.x, point.y}), ink);
  }
  if (map.numbers) draw_numbers(square, frame);
}

float draw_point_legend(ImVec2 at, std::string_view train, std::string_view test, std::string_view wrong) {
  ImDrawList* list = canvas();
  const Theme& colors = theme();
  float x = at.x + px(5);
  const auto word = [&](std::string_view text) {
    if (!text.empty())
      x += px(9) + draw_text({x + px(9), at.y}, left_middle, colors.ink2, type::caption, text) + px(18);
  };
  fill_dot(list, {x, at.y}, 4, colors.ink2);
  word(train);
  if (!test.empty()) stroke_dot(list, {x, at.y}, 3.3F, colors.ink2, 1.8F);
  word(test);
  if (wrong.empty()) return x - at.x;
  stroke_dot(list, {x, at.y}, 5.2F, colors.ink, 1.6F);
  x += px(2);
  word(wrong);
  return x - at.x;
}

}  // namespace gradlab::ui
