#include "core/surfaces/stationary.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace gradlab {
namespace {

constexpr int starts = 42;  ///< along each axis
constexpr int most_steps = 60;

/// Newton's step: to where the gradient would be 0 if the surface were its second-order picture.
std::optional<Point> newton_step(const Ground& ground, Point at) {
  const Point g = ground.gradient(at);
  if (g.x == 0 && g.y == 0) return Point{};
  const Hessian h = ground.hessian(at);
  const double determinant = h.xx * h.yy - h.xy * h.xy;
  const Point step{(h.xy * g.y - h.yy * g.x) / determinant, (h.xy * g.x - h.xx * g.y) / determinant};
  if (!std::isfinite(step.x) || !std::isfinite(step.y)) return std::nullopt;
  return step;
}

std::optional<Point> level_place(const Ground& ground, Point at, const Window& window) {
  const Point size{window.high.x - window.low.x, window.high.y - window.low.y};
  const double longest = 0.1 * std::hypot(size.x, size.y);
  for (int i = 0; i < most_steps; ++i) {
    const auto step = newton_step(ground, at);
    if (!step) return std::nullopt;
    const double length = std::hypot(step->x, step->y);
    const double share = length > longest ? longest / length : 1;
    at = {at.x + share * step->x, at.y + share * step->y};
    if (at.x < window.low.x - size.x || at.x > window.high.x + size.x || at.y < window.low.y - size.y ||
        at.y > window.high.y + size.y)
      return std::nullopt;
    if (length <= 1e-11 * longest) return at;
  }
  return std::nullopt;
}

bool is_inside(Point at, const Window& window) {
  return at.x >= window.low.x && at.x <= window.high.x && at.y >= window.low.y && at.y <= window.high.y;
}

/// How much the second derivatives change within what is not known of the place.
double unsure(const Ground& ground, Point at, const Hessian& here, double reach) {
  double most = 0;
  for (const Point& beside : {Point{at.x + reach, at.y}, Point{at.x, at.y + reach}}) {
    const Hessian there = ground.hessian(beside);
    most = std::max({most, std::abs(there.xx - here.xx), std::abs(there.xy - here.xy), std::abs(there.yy - here.yy)});
  }
  return std::isfinite(most) ? most : 0;
}

Curvature curvature_at(const Ground& ground, Point at, double reach) {
  const Point g = ground.gradient(at);
  const Hessian h = ground.hessian(at);
  const std::array<double, 2> gradient{g.x, g.y};
  return curvature_of(ground.value(at), gradient, {h.xx, h.xy, h.xy, h.yy}, unsure(ground, at, h, reach));
}

bool comes_before(const StationaryPoint& a, const StationaryPoint& b) {
  const bool a_low = a.curvature.kind == PointKind::minimum, b_low = b.curvature.kind == PointKind::minimum;
  if (a_low != b_low) return a_low;
  return a.curvature.value < b.curvature.value;
}

}  // namespace

std::vector<StationaryPoint> stationary_points(const Ground& ground, const Window& window, std::size_t most) {
  std::vector<StationaryPoint> found;
  const Point size{window.high.x - window.low.x, window.high.y - window.low.y};
  const double same = 1e-5 * std::hypot(size.x, size.y);
  const auto is_new = [&](Point at) {
    return std::none_of(found.begin(), found.end(), [&](const StationaryPoint& one) {
      return std::hypot(one.at.x - at.x, one.at.y - at.y) <= same;
    });
  };
  for (int row = 0; row < starts && found.size() < most; ++row) {
    for (int column = 0; column < starts && found.size() < most; ++column) {
      const Point start{window.low.x + size.x * (column + 0.5) / starts, window.low.y + size.y * (row + 0.5) / starts};
      const auto at = level_place(ground, start, window);
      if (!at || !is_inside(*at, window) || !is_new(*at)) continue;
      Curvature curvature = curvature_at(ground, *at, 1e-4 * same);
      const bool level = curvature.kind != PointKind::not_stationary ||
                         (curvature.gradient_norm <= 1e-12 && std::isfinite(curvature.value));
      if (level && std::isfinite(curvature.value)) found.push_back({*at, std::move(curvature)});
    }
  }
  std::sort(found.begin(), found.end(), comes_before);
  return found;
}

std::vector<Point> deepest_minima(const std::vector<StationaryPoint>& points) {
  std::vector<Point> deepest;
  for (const StationaryPoint& one : points) {
    if (one.curvature.kind != PointKind::minimum) continue;
    const double lowest = points.front().curvature.value;
    if (one.curvature.value <= lowest + 1e-9 * std::max(1.0, std::abs(lowest))) deepest.push_back(one.at);
  }
  return deepest;
}

}  // namespace gradlab
