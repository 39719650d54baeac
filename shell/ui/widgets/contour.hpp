// Level lines of a grid of values, joined into polylines. No drawing here.
#pragma once

#include <imgui.h>

#include <span>
#include <vector>

namespace gradlab::ui {

struct ContourLine {
  std::vector<ImVec2> points;  // in grid units: 0 … columns-1, 0 … rows-1
  bool closed = false;
};

/// Marching squares (saddles by the cell's mean). `values` is row by row, rows × columns numbers; a cell with a number
/// that is not finite has no line.
std::vector<ContourLine> contour_lines(std::span<const float> values, int columns, int rows, float level);

}  // namespace gradlab::ui
