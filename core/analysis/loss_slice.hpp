#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/analysis/parameter_path.hpp"
#include "core/analysis/training_loss.hpp"
#include "core/surfaces/surface.hpp"

namespace gradlab {

/// A plane through the parameters: `origin` + a first + b second.
struct SlicePlane {
  std::vector<double> origin;
  std::vector<double> first, second;
  /// Of a plane of a path: which share of its squared distances from the origin lies along each direction.
  std::array<double, 2> explained{0, 0};

  /// a and b of the plane's point nearest to the given parameters.
  Point coordinates(std::span<const double> parameters) const;
};

/// Two random normal directions through the present parameters, "filter-normalised": the weights into each weighted sum
/// get a direction as long as they are themselves (a row of zeros: of length 1); biases, trained activation parameters
/// and batch norm's stay (Li, Xu, Taylor, Studer & Goldstein 2018, "Visualizing the Loss Landscape of Neural Nets",
/// section 4). So one unit of a or b is as large a change as the weights are. Refuses a network of so few
/// weights that there is no plane in them ("slice_needs_two").
Result<SlicePlane> random_plane(const TrainingLoss& loss, std::uint64_t seed);

/// The two main directions, of length 1, of a path's way to its last point, which is the origin (principal components;
/// the same authors, section 7). Where the path is straight, the second is random and at right angles to it. Refuses a
/// path that does not move ("path_too_short").
Result<SlicePlane> path_plane(const TrainingLoss& loss, const ParameterPath& path);

/// The same of several runs' paths from one start, which is the origin: there they are together, and the loss that the
/// plane shows there is the start's own. Each path counts the same, however many moments it has kept: its squared
/// distances are divided by their number, in `explained` too. All directions are of length 1. Refuses paths of which
/// none moves, and of networks of different sizes ("paths_of_different_networks"). The work grows with the square of
/// the number of moments.
Result<SlicePlane> paths_plane(std::span<const ParameterPath> paths);

/// Straight downhill, which is `first`, and a random direction of the weights at right angles to it. Both are as long
/// as all weights together (length 1 where these are 0). Refuses a place without a slope ("slice_flat").
Result<SlicePlane> gradient_plane(TrainingLoss& loss, std::uint64_t seed);

/// What part of a plane is measured. Point (column, row) lies at the middle of its cell, as in Grid; row 0 is at the
/// top, where b is highest.
struct SliceWindow {
  Point low{-1, -1}, high{1, 1};
  std::size_t columns = 25, rows = 25;
};
/// Around all points and the origin, with a margin of a fifth of the longer side.
SliceWindow window_around(std::span<const Point> points, std::size_t columns, std::size_t rows);
/// The same with its shorter side made as long as the other, so that a unit is as long along either.
SliceWindow squared(SliceWindow window);

/// The loss (what TrainingLoss says) over part of a plane, worked out row by row so that a page can spread it over
/// frames. Keeps its own copy of the loss.
class LossSlice {
 public:
  LossSlice(TrainingLoss loss, SlicePlane plane, SliceWindow window);

  /// At most so many rows more.
  void work(std::size_t rows = 1) { work_cells(rows * window_.columns - done_ % window_.columns); }
  /// At most so many cells more, for a loss that takes long.
  void work_cells(std::size_t cells);
  bool finished() const { return done_ == values_.size(); }
  std::size_t rows_done() const { return done_ / window_.columns; }
  std::size_t cells_done() const { return done_; }

  const SlicePlane& plane() const { return plane_; }
  const SliceWindow& window() const { return window_; }
  /// a and b at the middle of a cell.
  Point at(std::size_t column, std::size_t row) const;
  /// Row by row; cells not yet done are NaN.
  std::span<const double> values() const { return values_; }
  /// The loss at one point of the plane.
  double value(Point at);

 private:
  TrainingLoss loss_;
  SlicePlane plane_;
  SliceWindow window_;
  std::size_t done_ = 0;  ///< cells
  std::vector<double> values_;
  std::vector<double> parameters_;
};

}  // namespace gradlab
