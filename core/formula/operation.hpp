#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace gradlab::formula {

/// What a node of an expression does. The slopes have no name to type: they are the derivatives of sigmoid and tanh as
/// one step each, because s (1 - s) and 1 - t² lose their digits where the functions saturate.
enum class Operation : std::uint8_t {
  number,
  pi,
  euler,
  variable,   ///< x or y
  parameter,  ///< a named number
  negate,
  add,
  subtract,
  multiply,
  divide,
  power,
  less,
  less_equal,
  greater,
  greater_equal,
  equal,
  not_equal,
  choose,  ///< a ? b : c
  abs,
  cos,
  cosh,
  erf,
  exp,
  expm1,
  log,
  log10,
  log1p,
  max,
  min,
  relu,
  sigmoid,
  sigmoid_slope,
  sign,
  sin,
  sinh,
  softplus,
  sqrt,
  step,
  tan,
  tanh,
  tanh_slope,
  choose_less,  ///< a < b ? c : d in one step; this and those below stand in programs only
  choose_less_equal,
  choose_equal,
  choose_not_equal,
  sum_times,     ///< (a + b) c in one step, each rounded; like the one below in programs only
  product_plus,  ///< a b + c
};

inline constexpr int operation_count = static_cast<int>(Operation::product_plus) + 1;

/// A function as it is typed: name(a) or name(a, b).
struct Function {
  std::string_view name;
  Operation operation;
  int operands = 1;  ///< of two, more may be typed: max(a, b, c)
};

/// In alphabetical order, with ln beside log.
std::span<const Function> functions();
const Function* find_function(std::string_view name);
/// The name of an operation that is typed as a function; else empty.
std::string_view function_name(Operation operation);

int operand_count(Operation operation);
inline bool is_comparison(Operation operation) {
  return operation >= Operation::less && operation <= Operation::not_equal;
}

}  // namespace gradlab::formula
