// Training and test loss over the epochs, their last values at the ends, and what they were under the pointer.
#pragma once

#include <span>
#include <string_view>

#include "shell/run/loss_history.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/widgets/plot_view.hpp"

namespace gradlab::ui {

/// Another run, to be compared with.
struct ComparedRun {
  std::string_view name;
  std::span<const LossPoint> points;
  LossPoint end;
  double steps_per_epoch = 1;
};

struct LossChart {
  std::span<const LossPoint> points;
  LossPoint now;  // the latest measurement, where the curves end
  double steps_per_epoch = 1;
  bool logarithmic = true;
  double smoothing = 0;  // as smoothed() in time_chart.hpp
  std::span<const ComparedRun> kept;
  bool rates = false;  // a strip of the learning rate below, though it has not changed yet
};

/// Below, where there is room, the learning rate on the same epochs, once it has changed.
/// Room for the numbers at the left, for the end values at the right and for the epochs below is taken from `where`.
void loss_chart(std::string_view id, const Rect& where, const LossChart& chart);

/// The part of the plane that shows the whole run: from 0 to the present epoch, from round number to round number.
PlotView loss_view(const LossChart& chart);

}  // namespace gradlab::ui
