#include "shell/ui/widgets/plot_hover.hpp"

#include <algorithm>
#include <cmath>

#include "shell/ui/theme.hpp"

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

void draw_tangent(ImDrawList* list, const PlotFrame& frame, PlotPoint point, double slope, Color color, Color halo,
                  std::string_view words) {
  if (!std::isfinite(point.y) || !std::isfinite(slope)) return;
  if (!frame.view.x.contains(point.x) || !frame.view.y.contains(point.y)) return;
  const ImVec2 at = frame.to_pixel(point);
  const double rise = -slope * frame.rect.height() / frame.view.y.size() * frame.view.x.size() / frame.rect.width();
  const double length = std::hypot(1.0, rise);
  const ImVec2 ahead{static_cast<float>(1 / length), static_cast<float>(rise / length)}, back{-ahead.x, -ahead.y};
  const float reach = px(tangent_reach);
  const float before = free_way(frame.rect, at, back, reach), after = free_way(frame.rect, at, ahead, reach);
  const ImVec2 a{at.x + back.x * before, at.y + back.y * before}, b{at.x + ahead.x * after, at.y + ahead.y * after};
  const ImVec2 line[] = {a, b};
  draw_polyline(list, line, color, 1.8F);
  if (words.empty()) return;
  // Steep: left of the lower end. Nearly level: above the left end.
  const float width = text_width(type::caption, words);
  const bool steep = std::abs(ahead.y) > 0.34F;
  const ImVec2 low = a.y > b.y ? a : b, left = a;
  ImVec2 corner = steep ? ImVec2{low.x - px(8) - width, low.y - px(7)} : ImVec2{left.x, left.y - px(9)};
  if (steep && a.y <= b.y) corner.x = low.x + px(8);
  corner.x =
      std::clamp(corner.x, frame.rect.x0 + px(4), std::max(frame.rect.x1 - width - px(4), frame.rect.x0 + px(4)));
  corner.y = std::clamp(corner.y, frame.rect.y0 + px(14), frame.rect.y1 - px(4));
  draw_text_halo(list, corner, left_base, color, halo, type::caption, words);
}

}  // namespace gradlab::ui
