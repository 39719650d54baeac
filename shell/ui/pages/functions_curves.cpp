#include "shell/ui/pages/functions_curves.hpp"

#include "core/formula/custom_row.hpp"
#include "core/formula/kinks.hpp"

namespace gradlab::ui {
namespace {

/// A typed formula lists the kinks of its first parameters only: those of the present ones are sought.
std::vector<double> own_breaks(const OwnFunction& own, std::span<const double> params, int order, PlotSpan x) {
  std::vector<double> places;
  for (const Kink& kink : kinks_of(own.row->formula(), params, x.low, x.high))
    if (kink.order <= order) places.push_back(kink.offset);
  return places;
}

}  // namespace

PlotFunction plot_function(const Activation<double>& row, std::span<const double> params, Derivative which) {
  return [&row, params, which](std::span<const double> x, std::span<double> y) { evaluate(row, params, which, x, y); };
}

SampledCurve fresh_curve(const ChosenFunction& function, Derivative which, const PlotFrame& frame) {
  const Activation<double>& row = row_of(function);
  const PlotSpan x = frame.view.x;
  const std::vector<double> breaks = function.own
                                         ? own_breaks(*function.own, function.params, static_cast<int>(which), x)
                                         : breaks_of(row, function.params, static_cast<int>(which), x.low, x.high);
  return sample_curve(plot_function(row, function.params, which), frame, breaks);
}

const SampledCurve& kept_curve(FunctionsState& state, const ChosenFunction& function, Derivative which,
                               const PlotFrame& frame, std::string_view variant) {
  std::string key = function.id;
  key += static_cast<char>('0' + static_cast<int>(which));
  key += variant;
  KeptCurve& kept = state.curves[key];
  const ImVec2 size = frame.rect.size();
  const bool same_size = kept.size.x == size.x && kept.size.y == size.y;
  if (same_size && kept.view == frame.view && kept.params == function.params && kept.own == function.own)
    return kept.curve;
  kept = {frame.view, size, function.params, function.own, fresh_curve(function, which, frame)};
  return kept.curve;
}

double value_of(const ChosenFunction& function, Derivative which, double x) {
  double y = 0;
  evaluate(row_of(function), function.params, which, {&x, 1}, {&y, 1});
  return y;
}

}  // namespace gradlab::ui
