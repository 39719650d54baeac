#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/surfaces/surface.hpp"

namespace gradlab {

enum class FitLoss { mse, mae, huber };
enum class FitShape { constant, line };

/// y = slope x + offset; slope is 0 of a constant.
struct FittedLine {
  double slope = 0, offset = 0;
  double loss = 0;  ///< the mean over the points
  double at(double x) const { return slope * x + offset; }
};

/// The line or constant with the least mean loss over the points, exactly: by the normal equations (mse), by the lines
/// through two points, one of which is always among the best (mae; a median is the constant), by Newton's steps between
/// the pieces of which the loss is a parabola each (huber). Of equally good ones by mae, the middle of the medians, and
/// the first line by pairs. No points: 0. All at one x: a constant.
FittedLine fit_line(std::span<const Point> points, FitLoss loss, FitShape shape, double delta = 1);

/// The mean loss of a given line.
double line_loss(std::span<const Point> points, FitLoss loss, double delta, double slope, double offset);

}  // namespace gradlab
