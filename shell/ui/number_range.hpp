// How a number moves in its range, shared by sliders, fields and numbers in formulas. No drawing.
#pragma once

#include <string_view>

#include "shell/ui/controls.hpp"

namespace gradlab::ui {

/// Where a value lies in its range, 0 … 1, and the (rounded) value at a place. Not-finite values lie at an end.
double place_of(const NumberRange& range, double value);
double value_at(const NumberRange& range, double place);

/// The value moved by a share of the range (0.01 for an arrow key), by at least one step.
double nudged(const NumberRange& range, double value, double share);

/// What is to be said about a typed text; `value` changes only when it is good.
enum class Typed { good, not_a_number, outside, not_whole };
Typed parse_typed(const NumberRange& range, std::string_view text, double& value);

}  // namespace gradlab::ui
