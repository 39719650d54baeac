// Curves: sampled where the pixels are, broken where the function jumps, drawn inside the frame.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "shell/ui/draw.hpp"
#include "shell/ui/widgets/plot_view.hpp"

namespace gradlab::ui {

/// A function over many x at once (sorted): y[i] is its value at x[i]. Not-finite values leave a gap.
using PlotFunction = std::function<void(std::span<const double> x, std::span<double> y)>;

/// An end of a curve at a jump: filled where the function has that value, open where it only comes close.
struct PlotEnd {
  PlotPoint at;
  bool filled = false;
};

struct SampledCurve {
  std::vector<PlotPoint> points;  // a point that is not finite is a break
  std::vector<PlotEnd> ends;
};

/// The function over the frame's x-range at every device pixel, thinned to what the eye can tell (a tenth of a pixel).
/// At the `breaks` (sorted) the curve has a corner, or, where the values on both sides differ, two ends.
SampledCurve sample_curve(const PlotFunction& function, const PlotFrame& frame, std::span<const double> breaks = {});

/// The curve in device pixels, cut to the frame (with a little overhang for its own thickness); breaks are not-finite
/// points.
std::vector<ImVec2> curve_pixels(const PlotFrame& frame, std::span<const PlotPoint> points);

struct CurveStyle {
  Color color = 0;
  float width = 2.2F;  // design px
  bool dashed = false;
};

/// Draws the curve and, above it, its ends; `paper` is what an open dot is filled with.
void draw_plot_curve(ImDrawList* list, const PlotFrame& frame, const SampledCurve& curve, const CurveStyle& style,
                     Color paper);

}  // namespace gradlab::ui
