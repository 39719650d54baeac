// What both views of maxout share: the pieces, which of them wins, and the point that is read off.
#pragma once

#include <cstddef>

#include "shell/ui/controls.hpp"
#include "shell/ui/pages/functions/tools.hpp"
#include "shell/ui/widgets/plot.hpp"

namespace gradlab::ui {

inline constexpr double maxout_reach = 3;  // both inputs are shown from -3 to 3

double piece_value(const VectorTool::Piece& piece, double x, double y);

struct Winner {
  double value = 0;
  std::size_t piece = 0;  // the one the gradient goes to
};
/// By the kernels of the row: the largest, and which piece of it a gradient reaches.
Winner winner_at(const VectorTool& tool, double x, double y);

/// A number as the fields allow it: in hundredths, from -10 to 10.
double maxout_hundredths(double value);

/// The point follows the pointer and the arrow keys.
void move_maxout_point(VectorTool& tool, const PlotFrame& frame, const SurfaceInput& input);

/// Two inputs: the height of the largest plane as a map, each plane's slope as an arrow to drag.
void maxout_planes_panel(VectorTool& tool, const Rect& where);

}  // namespace gradlab::ui
