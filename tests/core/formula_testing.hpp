#pragma once

#include <doctest/doctest.h>

#include <string_view>
#include <vector>

#include "core/formula/formula.hpp"
#include "core/formula/program.hpp"

namespace gradlab::test {

inline Formula formula_of(std::string_view text, const ParamValues& initial = {}) {
  auto formula = parse_formula(text, {true, initial, "formula"});
  REQUIRE_MESSAGE(formula, text);
  return *std::move(formula);
}

inline Formula derivative_of(const Formula& formula, std::string_view by = "x") {
  auto derivative = formula.derivative(by);
  REQUIRE(derivative);
  return *std::move(derivative);
}

template <class T = double>
Program<T> compiled(const Formula& formula) {
  auto program = Program<T>::compile(formula);
  REQUIRE(program);
  return *std::move(program);
}

/// At the parameters' initial values.
inline double value_of(const Formula& formula, double x, double y = 0) {
  return compiled(formula).at(x, y, formula.initial_values());
}
inline double value_of(std::string_view text, double x = 0, double y = 0) { return value_of(formula_of(text), x, y); }
inline double slope_of(std::string_view text, double x, std::string_view by = "x") {
  return value_of(derivative_of(formula_of(text), by), x);
}

}  // namespace gradlab::test
