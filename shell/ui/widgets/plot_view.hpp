// What part of the plane a plot shows, and how it maps to pixels. No drawing here.
#pragma once

#include <cmath>

#include "shell/ui/geometry.hpp"

namespace gradlab::ui {

/// From low to high along one axis, in the units of the data.
struct PlotSpan {
  double low = 0, high = 1;
  double size() const { return high - low; }
  bool contains(double value) const { return value >= low && value <= high; }
  bool operator==(const PlotSpan&) const = default;
};

struct PlotView {
  PlotSpan x, y;
  bool log_y = false;  // y grows by factors; low and high are then > 0
  bool operator==(const PlotView&) const = default;
};

struct PlotPoint {
  double x = 0, y = 0;
};

/// False of what is not to be drawn.
template <class Point>
bool is_point(const Point& p) {
  return std::isfinite(p.x) && std::isfinite(p.y);
}

/// A view laid into a rectangle of device pixels (inside it curves are drawn, outside stand the numbers).
struct PlotFrame {
  Rect rect;
  PlotView view;

  float to_x(double x) const;
  float to_y(double y) const;
  ImVec2 to_pixel(PlotPoint point) const { return {to_x(point.x), to_y(point.y)}; }
  double x_at(float pixel) const;
  double y_at(float pixel) const;
};

/// The view with both axes `factor` times as long (below 1: zoomed in), the point (x, y) staying where it is.
/// Spans stay between 1e-6 and 1e6; a factor that would leave that does nothing.
PlotView zoomed(const PlotView& view, PlotPoint about, double factor_x, double factor_y);

/// The view after the plane was pushed by so many pixels of a frame of this size.
PlotView panned(const PlotFrame& frame, ImVec2 pixels);

/// A span with `share` of its size added at both ends.
PlotSpan padded(PlotSpan span, double share);

}  // namespace gradlab::ui
