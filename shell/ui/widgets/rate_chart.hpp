// The rate finder's picture: the loss against a rate that grows, where it falls fastest and from where on it rises.
#pragma once

#include <optional>
#include <string_view>

#include "core/schedules/rate_sweep.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/widgets/plot_view.hpp"

namespace gradlab::ui {

struct RateChart {
  const RateSweep& sweep;
  RateRange range = {};
  Color color = 0;
  double now = 0;  ///< the rate that is set
};

/// Room for the numbers at the left and below is taken from `where`. The pointer is told rate and loss; where the loss
/// falls fastest is told to screen readers.
void rate_chart(std::string_view id, const Rect& where, const RateChart& chart);

/// x: the power of ten of the rate. y: from the lowest loss to so far above the start's that the fall fills a third.
PlotView rate_view(const RateSweep& sweep, const RateRange& range);

/// "Take 0.12": where the loss falls fastest, with no more digits than are read off the curve, once it is pressed.
/// Null: not known yet. At the left of the row.
std::optional<double> take_rate_button(std::string_view id, const Rect& row, const RateSweep* sweep);

}  // namespace gradlab::ui
