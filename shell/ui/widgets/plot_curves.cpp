#include "shell/ui/widgets/plot_curves.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gradlab::ui {
namespace {

constexpr float hidden = std::numeric_limits<float>::quiet_NaN();
constexpr double gap = std::numeric_limits<double>::quiet_NaN();
constexpr float thinning = 0.1F;  // device px a left-out point may lie off the line
constexpr float overhang = 4;     // device px a curve may stand out of the frame before it is cut

/// False of what is no point.
bool is_same(ImVec2 a, ImVec2 b) { return std::abs(a.x - b.x) < 0.01F && std::abs(a.y - b.y) < 0.01F; }

/// One branch: at every pixel column between two breaks, ends included.
std::vector<PlotPoint> sample_branch(const PlotFunction& function, const PlotFrame& frame, double low, double high) {
  const double columns = (high - low) / frame.view.x.size() * frame.rect.width();
  const auto cells = static_cast<std::size_t>(std::clamp(std::ceil(columns), 1.0, 8192.0));
  std::vector<double> x(cells + 1), y(cells + 1);
  for (std::size_t i = 0; i <= cells; ++i) {
    x[i] = i == cells ? high : low + (high - low) * static_cast<double>(i) / static_cast<double>(cells);
  }
  function(x, y);
  std::vector<PlotPoint> points(cells + 1);
  for (std::size_t i = 0; i <= cells; ++i) points[i] = {x[i], y[i]};
  return points;
}

/// Leaves out points on the way while the line through the kept ones passes them closely: the allowed
/// directions from the last kept point narrow until one falls outside.
void append_thinned(const PlotFrame& frame, const std::vector<PlotPoint>& points, std::vector<PlotPoint>& kept) {
  if (points.empty()) return;
  kept.push_back(points.front());
  std::size_t anchor = 0;
  float low = -1e30F, high = 1e30F;
  for (std::size_t i = 1; i < points.size(); ++i) {
    const ImVec2 a = frame.to_pixel(points[anchor]), b = frame.to_pixel(points[i]);
    const float run = b.x - a.x, slope = (b.y - a.y) / run;
    const bool fits = i == anchor + 1 || (slope >= low && slope <= high);
    if (!fits || !is_point(points[i])) {
      if (i - 1 != anchor) kept.push_back(points[i - 1]);
      anchor = i - 1;
      low = -1e30F;
      high = 1e30F;
      if (!is_point(points[i])) {
        kept.push_back(points[i]);
        anchor = i;
        continue;
      }
      const ImVec2 c = frame.to_pixel(points[anchor]);
      const float step = b.x - c.x;
      low = (b.y - c.y - thinning) / step;
      high = (b.y - c.y + thinning) / step;
      continue;
    }
    low = std::max(low, (b.y - a.y - thinning) / run);
    high = std::min(high, (b.y - a.y + thinning) / run);
  }
  if (anchor + 1 < points.size()) kept.push_back(points.back());
}

/// Liang and Barsky: the part a … b of the segment inside the rectangle, or false.
bool clip_segment(const Rect& r, ImVec2& a, ImVec2& b) {
  float t0 = 0, t1 = 1;
  const float dx = b.x - a.x, dy = b.y - a.y;
  const float p[] = {-dx, dx, -dy, dy}, q[] = {a.x - r.x0, r.x1 - a.x, a.y - r.y0, r.y1 - a.y};
  for (int i = 0; i < 4; ++i) {
    if (p[i] == 0) {
      if (q[i] < 0) return false;
      continue;
    }
    const float t = q[i] / p[i];
    if (p[i] < 0) t0 = std::max(t0, t);
    if (p[i] > 0) t1 = std::min(t1, t);
  }
  if (t0 > t1) return false;
  const ImVec2 start = a;
  a = {start.x + t0 * dx, start.y + t0 * dy};
  b = {start.x + t1 * dx, start.y + t1 * dy};
  return true;
}

struct Sides {
  double left = 0, at = 0, right = 0;
};

/// The values at a break and as close as doubles allow without falling into the other branch.
Sides around(const PlotFunction& function, double at, double width) {
  const double beside = std::max(width * 1e-6, std::abs(at) * 1e-12);
  const double x[] = {at - beside, at, at + beside};
  double y[3];
  function(x, y);
  return {y[0], y[1], y[2]};
}

void add_break(const PlotFrame& frame, double at, const Sides& sides, SampledCurve& curve) {
  const double pixel = frame.view.y.size() / frame.rect.height();
  if (frame.view.log_y || !(std::abs(sides.left - sides.right) > pixel)) return;
  curve.points.push_back({at, gap});
  const bool is_left = std::abs(sides.at - sides.left) < pixel / 2,
             is_right = std::abs(sides.at - sides.right) < pixel / 2;
  curve.ends.push_back({{at, sides.left}, is_left});
  curve.ends.push_back({{at, sides.right}, is_right});
  if (!is_left && !is_right) curve.ends.push_back({{at, sides.at}, true});
}

}  // namespace

SampledCurve sample_curve(const PlotFunction& function, const PlotFrame& frame, std::span<const double> breaks) {
  SampledCurve curve;
  const PlotSpan& range = frame.view.x;
  double low = range.low;
  std::vector<double> inside;
  for (const double at : breaks) {
    if (at > range.low && at < range.high) inside.push_back(at);
  }
  Sides before{};
  for (std::size_t i = 0; i <= inside.size(); ++i) {
    const double high = i < inside.size() ? inside[i] : range.high;
    std::vector<PlotPoint> branch = sample_branch(function, frame, low, high);
    // A branch ends in its own limit, not in the value that the other branch may own at the break.
    if (i > 0) branch.front().y = before.right;
    Sides sides{};
    if (i < inside.size()) {
      sides = around(function, high, range.size());
      branch.back().y = sides.left;
    }
    append_thinned(frame, branch, curve.points);
    if (i < inside.size()) add_break(frame, high, sides, curve);
    before = sides;
    low = high;
  }
  return curve;
}

std::vector<ImVec2> curve_pixels(const PlotFrame& frame, std::span<const PlotPoint> points) {
  std::vector<ImVec2> pixels;
  pixels.reserve(points.size());
  const Rect bounds = frame.rect.inset(-overhang);
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    if (!is_point(points[i]) || !is_point(points[i + 1])) {
      if (!pixels.empty() && is_point(pixels.back())) pixels.push_back({hidden, hidden});
      continue;
    }
    ImVec2 a = frame.to_pixel(points[i]), b = frame.to_pixel(points[i + 1]);
    if (!clip_segment(bounds, a, b)) continue;
    // Two branches that meet have a point each there. A piece without length has no direction to be drawn with.
    if (is_same(a, b)) continue;
    const bool joined = !pixels.empty() && is_same(pixels.back(), a);
    if (!joined) {
      if (!pixels.empty() && is_point(pixels.back())) pixels.push_back({hidden, hidden});
      pixels.push_back(a);
    }
    pixels.push_back(b);
  }
  return pixels;
}

void draw_plot_curve(ImDrawList* list, const PlotFrame& frame, const SampledCurve& curve, const CurveStyle& style,
                     Color paper) {
  const std::vector<ImVec2> pixels = curve_pixels(frame, curve.points);
  {
    // Room for the line's own thickness at the edges, so that an end does not look cut in half.
    const Clip clip(frame.rect.inset(0, -px(style.width / 2)), list);
    if (style.dashed) {
      draw_dashed(list, pixels, style.color, style.width, 5, 4);
    } else {
      draw_polyline(list, pixels, style.color, style.width);
    }
  }
  for (const PlotEnd& end : curve.ends) {
    if (!frame.view.x.contains(end.at.x) || !frame.view.y.contains(end.at.y)) continue;
    const ImVec2 at = frame.to_pixel(end.at);
    fill_dot(list, at, 4, end.filled ? style.color : paper);
    if (!end.filled) stroke_dot(list, at, 3.5F, style.color, 1.8F);
  }
}

}  // namespace gradlab::ui
