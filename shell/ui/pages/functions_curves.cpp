#include "shell/ui/pages/functions_curves.hpp"

namespace gradlab::ui {

PlotFunction plot_function(const Activation<double>& row, std::span<const double> params, Derivative which) {
  return [&row, params, which](std::span<const double> x, std::span<double> y) { evaluate(row, params, which, x, y); };
}

SampledCurve fresh_curve(const ChosenFunction& function, Derivative which, const PlotFrame& frame) {
  const Activation<double>& row = row_of(function);
  const std::vector<double> breaks =
      breaks_of(row, function.params, static_cast<int>(which), frame.view.x.low, frame.view.x.high);
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
  if (same_size && kept.view == frame.view && kept.params == function.params) return kept.curve;
  kept = {frame.view, size, function.params, fresh_curve(function, which, frame)};
  return kept.curve;
}

double value_of(const ChosenFunction& function, Derivative which, double x) {
  double y = 0;
  evaluate(row_of(function), function.params, which, {&x, 1}, {&y, 1});
  return y;
}

}  // namespace gradlab::ui
