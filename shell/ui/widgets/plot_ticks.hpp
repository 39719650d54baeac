// Round numbers along an axis. No drawing here.
#pragma once

#include <string>
#include <vector>

#include "shell/ui/widgets/plot_view.hpp"

namespace gradlab::ui {

struct PlotTick {
  double value = 0;
  std::string label;  // empty: a line without a number (between the powers of a logarithmic axis)
};

inline constexpr int most_ticks = 9;

/// Multiples of 1, 2, 2.5 or 5 times a power of ten inside the span: as many as `at_most` (never more than 9) allows.
std::vector<PlotTick> round_ticks(PlotSpan span, int at_most = most_ticks);

/// The same for a logarithmic axis: powers of ten, with 2 and 5 between when there are few.
std::vector<PlotTick> log_ticks(PlotSpan span, int at_most = most_ticks);

/// The next of 1, 2, 5, 10 … times a power of ten, downwards or upwards. value > 0.
double round_number(double value, bool up);

/// How many ticks fit along `length` device pixels when they stand at least `gap` design px apart.
int ticks_for(float length, float gap);

}  // namespace gradlab::ui
