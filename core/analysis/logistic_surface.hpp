#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/surfaces/surface.hpp"

namespace gradlab {

struct LabelledPoint {
  Point at;
  double target = 0;  ///< 0 or 1
};

enum class LogisticLoss { mse, cross_entropy };

/// The loss of logistic regression with two weights and no bias, p = σ(w₁ x₁ + w₂ x₂), as a function of the weights:
/// the mean over the points, with exact derivatives.
class LogisticSurface {
 public:
  LogisticSurface(std::vector<LabelledPoint> points, LogisticLoss loss) : points_(std::move(points)), loss_(loss) {}

  struct At {
    double value = 0;
    Point gradient;
    Hessian hessian;
    std::array<double, 2> eigenvalues{};  ///< ascending
  };
  At at(Point weights) const;

  /// The least value inside the window: the lowest of a grid, followed down by Newton's steps where the surface is
  /// convex and by short ones elsewhere. Nothing if that leads out of the window.
  std::optional<Point> minimum(const Window& window) const;

  const std::vector<LabelledPoint>& points() const { return points_; }

 private:
  std::vector<LabelledPoint> points_;
  LogisticLoss loss_;
};

std::array<double, 2> eigenvalues_of(const Hessian& hessian);

/// Two clouds, half of `count` in each (mean ±(0.7, 0.9), spread 1): they overlap, so that no weights divide them.
std::vector<LabelledPoint> two_clouds(std::uint64_t seed, std::size_t count);

}  // namespace gradlab
