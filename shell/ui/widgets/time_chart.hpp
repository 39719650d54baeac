// Several curves over the epochs, their names at the ends, and what they were under the pointer.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shell/ui/controls.hpp"
#include "shell/ui/widgets/plot_view.hpp"

namespace gradlab::ui {

struct TimeSeries {
  std::string name;
  Color color = 0;
  std::vector<PlotPoint> points;  ///< epochs ascending
  bool dashed = false;
  bool strong = false;
};

struct TimeChart {
  std::span<const TimeSeries> series;
  bool logarithmic = false;
  PlotSpan least{0, 0};  ///< of a linear axis: shown whatever the numbers are
};

void time_chart(std::string_view id, const Rect& where, const TimeChart& chart);

/// From 0, or a power of ten below the lowest, to a round number above the highest.
PlotView time_view(const TimeChart& chart);

/// Lines and numbers of an axis upwards and of epochs, at most so many of each, and the word for these.
void draw_epoch_axes(ImDrawList* list, const PlotFrame& frame, int most_rows, int most_columns);

/// What stands at a place of the x-axis: a line there and a card beside it. rows: of one line each below the head, for
/// the caller to write.
struct ReadoutCard {
  float width = 0, overhang = 0;  ///< design px; overhang: how far beyond the frame it may reach
  std::size_t rows = 0;
};
Rect draw_readout_card(ImDrawList* list, const PlotFrame& frame, double x, std::string_view head,
                       const ReadoutCard& card);
/// The same of an epoch, which the head tells.
Rect draw_readout_card(ImDrawList* list, const PlotFrame& frame, double epoch, const ReadoutCard& card);
/// From line to line of it; device px.
float readout_line();

/// A running mean that forgets by `share` from point to point; its first is the first number (0: the points as they
/// are).
std::vector<PlotPoint> smoothed(std::span<const PlotPoint> points, double share);

}  // namespace gradlab::ui
