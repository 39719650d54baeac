// Grid, axes through the origin, and the numbers at the frame.
#pragma once

#include <string_view>

#include "shell/ui/draw.hpp"
#include "shell/ui/widgets/plot_ticks.hpp"

namespace gradlab::ui {

/// lab: axes through the origin, numbers at the frame where no curve runs. notes: numbers on the axes, with arrows, as
/// textbooks draw it. framed: a frame with ticks and no axes.
enum class AxesLook { lab, notes, framed };

/// How far the numbers stand apart, and what is written; lengths in design px.
struct PlotAxes {
  std::string_view x_name = "x";  // set in mathematics at the right end of the numbers; empty: none
  bool x_numbers = true;          // false for all but the lowest of plots that share their x
  float x_gap = 40, y_gap = 34;   // least distance between two numbers
  AxesLook look = AxesLook::lab;
};

/// Grid, axes and their ticks: behind the curves.
void draw_plot_grid(ImDrawList* list, const PlotFrame& frame, const PlotAxes& axes);

/// The numbers left of and below the frame. Those that `tag` covers are left out.
void draw_plot_numbers(ImDrawList* list, const PlotFrame& frame, const PlotAxes& axes, const Rect& tag = {});

/// Of the widest number left of the frame, in design px.
float y_numbers_width(const PlotFrame& frame, const PlotAxes& axes);

/// The dark tag with x below the frame; an empty rectangle when x is out of view.
Rect draw_x_tag(ImDrawList* list, const PlotFrame& frame, double x, int decimals = 2);

/// Where the middle of the numbers below the frame lies.
float x_numbers_middle(const PlotFrame& frame);

}  // namespace gradlab::ui
