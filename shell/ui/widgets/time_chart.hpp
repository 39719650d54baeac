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

/// How far behind the axis the word for its numbers stands, past the last of them; device px.
float epoch_gap(const PlotFrame& frame);

/// A running mean that forgets by `share` from point to point; its first is the first number (0: the points as they
/// are).
std::vector<PlotPoint> smoothed(std::span<const PlotPoint> points, double share);

}  // namespace gradlab::ui
