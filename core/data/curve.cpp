#include "core/data/curve.hpp"

#include <algorithm>
#include <cmath>

namespace gradlab {

double Curve::chord(std::size_t from, std::size_t to) const {
  return (points_[to][1] - points_[from][1]) / (points_[to][0] - points_[from][0]);
}

/// The parabola's slope through three points, held back where it would leave the first piece's range.
double Curve::end_slope(std::size_t end, std::size_t next, std::size_t after) const {
  const double h0 = points_[next][0] - points_[end][0];
  const double h1 = points_[after][0] - points_[next][0];
  const double d0 = chord(end, next);
  const double d1 = chord(next, after);
  const double slope = ((2 * h0 + h1) * d0 - h0 * d1) / (h0 + h1);
  if (slope * d0 <= 0) return 0;
  return d0 * d1 <= 0 && std::abs(slope) > 3 * std::abs(d0) ? 3 * d0 : slope;
}

Curve::Curve(std::span<const std::array<double, 2>> points)
    : points_(points.begin(), points.end()), slopes_(points.size(), 0) {
  const std::size_t last = points_.size() - 1;
  if (last == 0) return;
  if (last == 1) {
    slopes_[0] = slopes_[1] = chord(0, 1);
    return;
  }
  for (std::size_t i = 1; i < last; ++i) {
    const double d0 = chord(i - 1, i);
    const double d1 = chord(i, i + 1);
    if (d0 * d1 <= 0) continue;
    const double h0 = points_[i][0] - points_[i - 1][0];
    const double h1 = points_[i + 1][0] - points_[i][0];
    slopes_[i] = 3 * (h0 + h1) / ((2 * h1 + h0) / d0 + (h1 + 2 * h0) / d1);
  }
  slopes_[0] = end_slope(0, 1, 2);
  slopes_[last] = end_slope(last, last - 1, last - 2);
}

double Curve::at(double x) const {
  if (!(x > points_.front()[0])) return points_.front()[1];
  if (x >= points_.back()[0]) return points_.back()[1];
  const auto after =
      std::upper_bound(points_.begin(), points_.end(), x,
                       [](double value, const std::array<double, 2>& point) { return value < point[0]; });
  const auto i = static_cast<std::size_t>(after - points_.begin()) - 1;
  const double width = points_[i + 1][0] - points_[i][0];
  const double t = (x - points_[i][0]) / width;  // Hermite's cubic
  const double u = 1 - t;
  return u * u * ((1 + 2 * t) * points_[i][1] + t * width * slopes_[i]) +
         t * t * ((1 + 2 * u) * points_[i + 1][1] - u * width * slopes_[i + 1]);
}

}  // namespace gradlab
