// What shows one x: the dashed line, dots with a ring, the tangent with its slope.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "shell/ui/draw.hpp"
#include "shell/ui/widgets/plot_view.hpp"

namespace gradlab::ui {

/// The dashed line at x, if it is in view.
void draw_hover_line(ImDrawList* list, const PlotFrame& frame, double x);

/// The point of a curve at x, with a ring of the paper's colour; nothing when it is out of view.
void draw_hover_dot(ImDrawList* list, const PlotFrame& frame, PlotPoint point, Color color, Color ring);

/// The tangent through `point`, 150 design px to each side, with `words` ("slope 0.843") at an end, where they hide the
/// least of `curves`.
void draw_tangent(ImDrawList* list, const PlotFrame& frame, PlotPoint point, double slope, std::string_view words,
                  std::span<const std::vector<ImVec2>> curves = {});

/// Words beside a point, on the side where they hide the least of `curves`.
void draw_beside(ImDrawList* list, const PlotFrame& frame, PlotPoint point, std::string_view words,
                 std::span<const std::vector<ImVec2>> curves = {});

}  // namespace gradlab::ui
