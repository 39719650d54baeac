// Curves of activation functions, kept between frames.
#pragma once

#include "shell/ui/pages/functions_state.hpp"

namespace gradlab::ui {

/// The row as a plot wants it. `row` and `params` must outlive it.
PlotFunction plot_function(const Activation<double>& row, std::span<const double> params, Derivative which);

/// The function's curve for this frame; sampled again only when view, size or parameters changed. `variant` tells apart
/// curves of one function in different plots.
const SampledCurve& kept_curve(FunctionsState& state, const ChosenFunction& function, Derivative which,
                               const PlotFrame& frame, std::string_view variant = {});

/// Sampled anew at every call: for ghosts and families.
SampledCurve fresh_curve(const ChosenFunction& function, Derivative which, const PlotFrame& frame);

double value_of(const ChosenFunction& function, Derivative which, double x);

}  // namespace gradlab::ui
