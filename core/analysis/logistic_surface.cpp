#include "core/analysis/logistic_surface.hpp"

#include <cmath>

#include "core/base/elementary.hpp"
#include "core/base/rng.hpp"

namespace gradlab {
namespace {

/// A loss of z with target t, and its first two derivatives.
struct Bend {
  double value = 0, slope = 0, curvature = 0;
};

Bend bend_of(LogisticLoss loss, double z, double t) {
  const double p = elementary::sigmoid(z);
  const double q = elementary::sigmoid(-z);
  const double s = p * q;
  if (loss == LogisticLoss::cross_entropy) {
    const double linear = (1 - t) * elementary::max(0.0, z) + t * elementary::max(0.0, -z);
    return {linear + elementary::log1p(elementary::exp(-elementary::abs(z))), (1 - t) * p - t * q, s};
  }
  // p - t without cancellation; s' = s (q - p).
  const double off = (1 - t) * p - t * q;
  return {off * off, 2 * off * s, 2 * s * s + 2 * off * s * (q - p)};
}

}  // namespace

std::array<double, 2> eigenvalues_of(const Hessian& hessian) {
  const double middle = (hessian.xx + hessian.yy) / 2, half = (hessian.xx - hessian.yy) / 2;
  const double reach = std::sqrt(half * half + hessian.xy * hessian.xy);
  return {middle - reach, middle + reach};
}

LogisticSurface::At LogisticSurface::at(Point weights) const {
  At sum;
  for (const LabelledPoint& point : points_) {
    const Bend bend = bend_of(loss_, weights.x * point.at.x + weights.y * point.at.y, point.target);
    sum.value += bend.value;
    sum.gradient.x += bend.slope * point.at.x;
    sum.gradient.y += bend.slope * point.at.y;
    sum.hessian.xx += bend.curvature * point.at.x * point.at.x;
    sum.hessian.xy += bend.curvature * point.at.x * point.at.y;
    sum.hessian.yy += bend.curvature * point.at.y * point.at.y;
  }
  const double n = points_.empty() ? 1 : static_cast<double>(points_.size());
  sum.value /= n;
  sum.gradient = {sum.gradient.x / n, sum.gradient.y / n};
  sum.hessian = {sum.hessian.xx / n, sum.hessian.xy / n, sum.hessian.yy / n};
  sum.eigenvalues = eigenvalues_of(sum.hessian);
  return sum;
}

std::optional<Point> LogisticSurface::minimum(const Window& window) const {
  constexpr int cells = 48, most_steps = 200;
  const auto inside = [&](Point w) {
    return w.x >= window.low.x && w.x <= window.high.x && w.y >= window.low.y && w.y <= window.high.y;
  };
  Point best = window.low;
  double lowest = at(best).value;
  for (int i = 0; i <= cells; ++i) {
    for (int j = 0; j <= cells; ++j) {
      const Point here{window.low.x + (window.high.x - window.low.x) * i / cells,
                       window.low.y + (window.high.y - window.low.y) * j / cells};
      const double value = at(here).value;
      if (value < lowest) lowest = value, best = here;
    }
  }
  for (int step = 0; step < most_steps; ++step) {
    const At now = at(best);
    const Hessian& h = now.hessian;
    const double determinant = h.xx * h.yy - h.xy * h.xy;
    Point move = now.eigenvalues[0] > 0 ? Point{(h.yy * now.gradient.x - h.xy * now.gradient.y) / determinant,
                                                (h.xx * now.gradient.y - h.xy * now.gradient.x) / determinant}
                                        : now.gradient;
    bool lower = false;
    for (int halving = 0; halving < 40 && !lower; ++halving) {
      const Point next{best.x - move.x, best.y - move.y};
      lower = at(next).value < now.value;
      if (lower) best = next;
      move = {move.x / 2, move.y / 2};
    }
    if (!inside(best)) return std::nullopt;
    if (!lower) break;
  }
  return best;
}

std::vector<LabelledPoint> two_clouds(std::uint64_t seed, std::size_t count) {
  Rng rng(seed);
  std::vector<LabelledPoint> points;
  for (std::size_t i = 0; i < count; ++i) {
    const double target = i % 2 == 0 ? 1 : 0, side = target == 1 ? 1 : -1;
    const double x = side * 0.7 + rng.normal();
    const double y = side * 0.9 + rng.normal();
    points.push_back({{x, y}, target});
  }
  return points;
}

}  // namespace gradlab
