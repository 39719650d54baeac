#include "shell/ui/widgets/plot_hover.hpp"

#include <algorithm>
#include <cmath>

#include "shell/ui/theme.hpp"
#include "shell/ui/widgets/plot_labels.hpp"

namespace gradlab::ui {
namespace {

constexpr float tangent_reach = 150;

/// How far from `start` along `direction` the frame ends, at most `reach`.
float free_way(const Rect& frame, ImVec2 start, ImVec2 direction, float reach) {
  float way = reach;
  if (direction.x < 0) way = std::min(way, (frame.x0 - start.x) / direction.x);
  if (direction.x > 0) way = std::min(way, (frame.x1 - start.x) / direction.x);
  if (direction.y < 0) way = std::min(way, (frame.y0 - start.y) / direction.y);
  if (direction.y > 0) way = std::min(way, (frame.y1 - start.y) / direction.y);
  return std::max(way, 0.0F);
}

}  // namespace

void draw_hover_line(ImDrawList* list, const PlotFrame& frame, double x) {
  if (!frame.view.x.contains(x)) return;
  const float at = std::floor(frame.to_x(x)) + 0.5F;
  draw_dashed_line(list, {at, frame.rect.y0}, {at, frame.rect.y1}, theme().ink, 1, 3, 3);
}

void draw_hover_dot(ImDrawList* list, const PlotFrame& frame, PlotPoint point, Color color, Color ring) {
  if (!std::isfinite(point.y) || !frame.view.x.contains(point.x) || !frame.view.y.contains(point.y)) return;
  draw_point(list, frame.to_pixel(point), 4.5F, color, ring, 2);
}

void draw_tangent(ImDrawList* list, const PlotFrame& frame, PlotPoint point, double slope, std::string_view words,
                  std::span<const std::vector<ImVec2>> curves) {
  if (!std::isfinite(point.y) || !std::isfinite(slope)) return;
  if (!frame.view.x.contains(point.x) || !frame.view.y.contains(point.y)) return;
  const ImVec2 at = frame.to_pixel(point);
  const double rise = -slope * frame.rect.height() / frame.view.y.size() * frame.view.x.size() / frame.rect.width();
  const double length = std::hypot(1.0, rise);
  const ImVec2 ahead{static_cast<float>(1 / length), static_cast<float>(rise / length)}, back{-ahead.x, -ahead.y};
  const float reach = px(tangent_reach);
  const float before = free_way(frame.rect, at, back, reach), after = free_way(frame.rect, at, ahead, reach);
  const ImVec2 a{at.x + back.x * before, at.y + back.y * before}, b{at.x + ahead.x * after, at.y + ahead.y * after};
  const std::vector<ImVec2> line{a, b};
  draw_polyline(list, line, theme().ink, 1.8F);
  if (words.empty()) return;
  std::vector<std::vector<ImVec2>> obstacles(curves.begin(), curves.end());
  obstacles.push_back(line);
  // Steep: beside the lower end, then beside the upper. Nearly level: above or below an end.
  const ImVec2 size{text_width(type::caption, words), px(15)};
  const float gap = px(8), lift = px(5);
  const bool steep = std::abs(ahead.y) > 0.34F;
  const ImVec2 low = a.y > b.y ? a : b, high = a.y > b.y ? b : a;
  const auto box = [&](float x, float y) { return rect_at({x, y}, size); };
  const Rect beside[] = {box(low.x - gap - size.x, low.y - size.y - px(3)), box(low.x + gap, low.y - size.y - px(3)),
                         box(high.x + gap, high.y + px(3)), box(high.x - gap - size.x, high.y + px(3))};
  const Rect over[] = {box(a.x + px(4), a.y - lift - size.y), box(b.x - size.x, b.y - lift - size.y),
                       box(a.x + px(4), a.y + lift), box(b.x - size.x, b.y + lift)};
  const std::span<const Rect> places = steep ? beside : over;
  const Rect place = places[emptiest_place(frame.rect, places, obstacles, px(6))];
  draw_on_paper(list, {place.x0, place.y1 - px(3)}, left_base, theme().ink, type::caption, words);
}

void draw_beside(ImDrawList* list, const PlotFrame& frame, PlotPoint point, std::string_view words,
                 std::span<const std::vector<ImVec2>> curves) {
  if (!std::isfinite(point.y) || !frame.view.x.contains(point.x) || !frame.view.y.contains(point.y)) return;
  const ImVec2 at = frame.to_pixel(point), size{text_width(type::dense, words), px(15)};
  const float gap = px(12);
  std::vector<Rect> places;
  for (const float dy : {0.0F, -px(17), px(17)}) {
    for (const float x : {at.x + gap, at.x - gap - size.x})
      places.push_back(rect_at({x, at.y + dy - size.y / 2}, size));
  }
  const Rect place = places[emptiest_place(frame.rect, places, curves, px(5))];
  draw_on_paper(list, {place.x0, place.center().y}, left_middle, theme().ink, type::dense, words);
}

}  // namespace gradlab::ui
