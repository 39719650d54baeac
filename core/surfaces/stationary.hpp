#pragma once

#include <vector>

#include "core/analysis/curvature.hpp"
#include "core/surfaces/ground.hpp"

namespace gradlab {

struct StationaryPoint {
  Point at;
  Curvature curvature;
};

/// The points of a window where the surface is level: Newton's method from a grid of starts, kept where value, gradient
/// and Hessian agree that it is one (curvature_of). Minima first, the deepest first; at most `most`. A narrow one
/// between the starts can be missed, as can those of a kink.
std::vector<StationaryPoint> stationary_points(const Ground& ground, const Window& window, std::size_t most = 600);

/// The deepest minima among them (equal heights count alike).
std::vector<Point> deepest_minima(const std::vector<StationaryPoint>& points);

}  // namespace gradlab
