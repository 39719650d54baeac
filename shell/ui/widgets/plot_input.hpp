// What the pointer and the keys do to a plot: zoom about the pointer, pan, fit, and pointing at an x.
#pragma once

#include <string_view>

#include "shell/ui/context.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/widgets/plot_view.hpp"

namespace gradlab::ui {

struct PlotPointer {
  SurfaceInput input;
  bool points = false;  // the pointer (or a finger) shows an x: `at`
  PlotPoint at;
  double x_steps = 0;   // arrow keys: pixels-independent steps of x, in hundredths of the view
  int curve_steps = 0;  // up and down keys: next or previous curve
  bool pin = false;     // a click of the mouse, or P: a point to keep at `at`, or at x
  Rect box;             // what is being framed with Shift and a drag; empty: nothing
  bool view_changed = false;
  bool reset = false;  // double click, Home or 0: the page knows what fits
};

struct PlotInputOptions {
  bool zoom_y = true;         // else wheel and pan leave y alone (it is fitted to the data)
  bool finger_points = true;  // a finger drags x along; otherwise it pans like the mouse
  Words words{{}, "-"};       // a tooltip would cover what is being looked at
};

/// Registers the frame as surface `id` and changes `view` by what was done: wheel or pinch zooms about the pointer
/// (Shift: x only), a drag pans, a drag with Shift frames what to zoom to, keys + − zoom about x, Shift with arrows
/// pans.
PlotPointer plot_input(std::string_view id, const PlotFrame& frame, PlotView& view, double x,
                       const PlotInputOptions& options = {});

/// What is being framed; draw it last.
void draw_zoom_box(ImDrawList* list, const Rect& box);

}  // namespace gradlab::ui
