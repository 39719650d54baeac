#include "core/analysis/robust_line.hpp"

#include <algorithm>
#include <cmath>

namespace gradlab {
namespace {

double loss_of(FitLoss loss, double delta, double off) {
  const double size = std::abs(off);
  switch (loss) {
    case FitLoss::mse: return off * off;
    case FitLoss::mae: return size;
    case FitLoss::huber: return size <= delta ? off * off / 2 : delta * (size - delta / 2);
  }
  return 0;
}

bool one_place(std::span<const Point> points) {
  return std::all_of(points.begin(), points.end(), [&](const Point& p) { return p.x == points.front().x; });
}

/// With x counted from their mean, the normal equations are two lines of one unknown each.
struct Weighted {
  double weight = 0, x = 0, y = 0;
};

FittedLine least_squares(std::span<const Point> points, std::span<const double> weights, bool sloped) {
  Weighted mean;
  for (std::size_t i = 0; i < points.size(); ++i) {
    mean.weight += weights[i];
    mean.x += weights[i] * points[i].x;
    mean.y += weights[i] * points[i].y;
  }
  mean.x /= mean.weight;
  mean.y /= mean.weight;
  double xx = 0, xy = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    xx += weights[i] * (points[i].x - mean.x) * (points[i].x - mean.x);
    xy += weights[i] * (points[i].x - mean.x) * (points[i].y - mean.y);
  }
  FittedLine line;
  line.slope = sloped && xx > 0 ? xy / xx : 0;
  line.offset = mean.y - line.slope * mean.x;
  return line;
}

double median(std::span<const Point> points) {
  std::vector<double> y;
  for (const Point& point : points) y.push_back(point.y);
  std::sort(y.begin(), y.end());
  return (y[(y.size() - 1) / 2] + y[y.size() / 2]) / 2;
}

FittedLine least_deviations(std::span<const Point> points) {
  FittedLine best{0, median(points)};
  best.loss = line_loss(points, FitLoss::mae, 0, best.slope, best.offset);
  for (std::size_t i = 0; i < points.size(); ++i) {
    for (std::size_t j = i + 1; j < points.size(); ++j) {
      if (points[i].x == points[j].x) continue;
      const double slope = (points[j].y - points[i].y) / (points[j].x - points[i].x);
      const double offset = points[i].y - slope * points[i].x;
      const double loss = line_loss(points, FitLoss::mae, 0, slope, offset);
      if (loss < best.loss) best = {slope, offset, loss};
    }
  }
  return best;
}

/// Which points lie beyond delta, and on which side.
std::vector<int> sides(std::span<const Point> points, const FittedLine& line, double delta) {
  std::vector<int> result;
  for (const Point& point : points) {
    const double off = point.y - line.at(point.x);
    result.push_back(off > delta ? 1 : off < -delta ? -1 : 0);
  }
  return result;
}

/// The parabola of one piece: points within delta squared, the others a constant pull of delta. False: it has no least
/// place, or that lies in another piece.
bool solve_piece(std::span<const Point> points, double delta, bool sloped, FittedLine& line) {
  const std::vector<int> side = sides(points, line, delta);
  double n = 0, x = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (side[i] != 0) continue;
    n += 1;
    x += points[i].x;
  }
  if (n == 0) return false;
  const double mean = x / n;
  double xx = 0, y = 0, xy = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const double pull = side[i] == 0 ? points[i].y : side[i] * delta;
    if (side[i] == 0) xx += (points[i].x - mean) * (points[i].x - mean);
    y += pull;
    xy += (points[i].x - mean) * pull;
  }
  if (sloped && !(xx > 0)) return false;
  FittedLine solved;
  solved.slope = sloped ? xy / xx : 0;
  solved.offset = y / n - solved.slope * mean;
  if (sides(points, solved, delta) != side) return false;
  line.slope = solved.slope;
  line.offset = solved.offset;
  return true;
}

/// Squares whose weights shrink with the distance lead to the right piece; inside it one step is exact.
FittedLine least_huber(std::span<const Point> points, double delta, bool sloped) {
  constexpr int most_rounds = 4000;
  std::vector<double> weights(points.size(), 1.0);
  FittedLine line = least_squares(points, weights, sloped);
  for (int round = 0; round < most_rounds; ++round) {
    if (solve_piece(points, delta, sloped, line)) break;
    for (std::size_t i = 0; i < points.size(); ++i) {
      const double off = std::abs(points[i].y - line.at(points[i].x));
      weights[i] = off <= delta ? 1 : delta / off;
    }
    const FittedLine before = line;
    line = least_squares(points, weights, sloped);
    if (line.slope == before.slope && line.offset == before.offset) break;
  }
  return line;
}

}  // namespace

double line_loss(std::span<const Point> points, FitLoss loss, double delta, double slope, double offset) {
  double total = 0;
  for (const Point& point : points) total += loss_of(loss, delta, point.y - (slope * point.x + offset));
  return points.empty() ? 0 : total / static_cast<double>(points.size());
}

FittedLine fit_line(std::span<const Point> points, FitLoss loss, FitShape shape, double delta) {
  if (points.empty()) return {};
  const bool sloped = shape == FitShape::line && !one_place(points);
  FittedLine line;
  switch (loss) {
    case FitLoss::mse: line = least_squares(points, std::vector<double>(points.size(), 1.0), sloped); break;
    case FitLoss::mae: line = sloped ? least_deviations(points) : FittedLine{0, median(points)}; break;
    case FitLoss::huber: line = least_huber(points, delta, sloped); break;
  }
  line.loss = line_loss(points, loss, delta, line.slope, line.offset);
  return line;
}

}  // namespace gradlab
