// A 2-D plot out of parts, for every page. In the order a page uses them:
//
//   PlotFrame frame{rect, view};                                  // rect: where curves go; leave room for numbers and
//   names PlotPointer pointer = plot_input("page.plot", frame, view, x); draw_plot_grid(list, frame, axes);
//   SampledCurve curve = sample_curve(function, frame, breaks);   // keep it while view, size and parameters stay
//   draw_plot_curve(list, frame, curve, {color, 2.2F}, paper);    // data of one's own: curve.points = {...}
//   draw_hover_line(list, frame, x); draw_tangent(...); draw_hover_dot(...);
//   draw_end_labels(list, frame, labels);                  // exit = curve_exit(frame, curve_pixels(frame,
//   points)) draw_plot_numbers(list, frame, axes, draw_x_tag(list, frame, x));
#pragma once

#include "shell/ui/widgets/plot_axes.hpp"
#include "shell/ui/widgets/plot_curves.hpp"
#include "shell/ui/widgets/plot_hover.hpp"
#include "shell/ui/widgets/plot_input.hpp"
#include "shell/ui/widgets/plot_labels.hpp"
#include "shell/ui/widgets/plot_ticks.hpp"
#include "shell/ui/widgets/plot_view.hpp"

namespace gradlab::ui {

/// The room around a frame in design px: numbers left and below, names right.
struct PlotMargins {
  float left = 44, top = 0, right = 76, bottom = 35;
};

PlotFrame plot_frame(const Rect& area, const PlotView& view, const PlotMargins& margins);

}  // namespace gradlab::ui
