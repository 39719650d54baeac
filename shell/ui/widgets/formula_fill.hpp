// A formula with its numbers filled in: "x σ(βx)" at x = 0.5, β = 1.5 becomes "0.50 · σ(1.50 · 0.50)". No drawing here.
#pragma once

#include <functional>
#include <span>

#include "shell/ui/widgets/formula_markup.hpp"

namespace gradlab::ui {

/// A variable of the formula: how it is written there, by what name the number is known, and its value.
struct MathVariable {
  std::string symbol;  // "x", "α"
  std::string name;    // "x", "alpha"
  double value = 0;
  std::string text;  // the value as shown: "0.50"
};

/// The value of a function that stands in a formula by its symbol ("σ", "tanh", "f"), if it is known at this argument.
using MathFunction = std::function<std::optional<double>(std::string_view symbol, double argument)>;

struct MathFill {
  std::span<const MathVariable> variables;
  MathFunction function;  // may be empty: functions then keep their name
  int decimals = 3;       // of functions' values
};

/// Of a chain "a = b = c" the last part is filled; of cases the one that holds (all, when that cannot be told).
/// A · is put where two numbers would meet, and brackets around negative ones.
MathNode filled(const MathNode& formula, const MathFill& fill);

}  // namespace gradlab::ui
