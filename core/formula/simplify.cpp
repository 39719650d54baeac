#include "core/formula/simplify.hpp"

#include <cmath>
#include <numbers>
#include <optional>

#include "core/base/elementary.hpp"

namespace gradlab::formula {
namespace {

using enum Operation;

bool moderate(double value) {
  const double size = elementary::abs(value);
  return value == 0 || (size > 1e-150 && size < 1e150);
}

// The result where no digit is lost.
std::optional<double> exact_sum(double a, double b) {
  if (!moderate(a) || !moderate(b)) return std::nullopt;
  const auto sum = elementary::sum(a, b);
  return sum.tail == 0 ? std::optional(sum.high) : std::nullopt;
}
std::optional<double> exact_product(double a, double b) {
  if (!moderate(a) || !moderate(b)) return std::nullopt;
  const auto product = elementary::product(a, b);
  return product.tail == 0 ? std::optional(product.high) : std::nullopt;
}
std::optional<double> exact_quotient(double a, double b) {
  if (!moderate(a) || !moderate(b) || b == 0) return std::nullopt;
  const double quotient = a / b;
  return exact_product(quotient, b) == a ? std::optional(quotient) : std::nullopt;
}

/// u where `ref` is exp(u).
std::optional<Ref> exponent_of(const Expression& e, Ref ref) {
  return e.is(ref, exp) ? std::optional(e.operand(ref)) : std::nullopt;
}

/// u where `ref` is 1 + exp(u).
std::optional<Ref> exponent_above_one(const Expression& e, Ref ref) {
  if (!e.is(ref, add)) return std::nullopt;
  if (e.is_number(e.operand(ref, 0), 1)) return exponent_of(e, e.operand(ref, 1));
  if (e.is_number(e.operand(ref, 1), 1)) return exponent_of(e, e.operand(ref, 0));
  return std::nullopt;
}

/// Of these a - a is 0; elsewhere it may be infinity less infinity.
bool is_bounded(Operation operation) {
  return is_comparison(operation) || operation == sign || operation == step || operation == sigmoid ||
         operation == tanh || operation == erf;
}

/// u where `ref` is 2 sigmoid(u).
std::optional<Ref> of_two_sigmoids(const Expression& e, Ref ref) {
  const bool twice = e.is(ref, multiply) && e.is_number(e.operand(ref), 2) && e.is(e.operand(ref, 1), sigmoid);
  return twice ? std::optional(e.operand(e.operand(ref, 1))) : std::nullopt;
}

}  // namespace

Ref Builder::negate(Ref a) {
  if (e_.is_number(a)) return number(-e_[a].value);
  if (e_.is(a, Operation::negate)) return e_.operand(a);
  if (e_.is(a, Operation::subtract)) return subtract(e_.operand(a, 1), e_.operand(a, 0));
  if (e_.is(a, Operation::multiply) && e_.is_number(e_.operand(a)))
    return scaled(-e_[e_.operand(a)].value, e_.operand(a, 1));
  return e_.make(Operation::negate, a);
}

/// A negative number, or such a factor in front.
bool Builder::has_minus(Ref a) const {
  if (e_.is(a, Operation::multiply)) a = e_.operand(a);
  return e_.is_number(a) && e_[a].value < 0;
}

Ref Builder::add(Ref a, Ref b) {
  if (e_.is_number(a) && e_.is_number(b))
    if (const auto sum = exact_sum(e_[a].value, e_[b].value)) return number(*sum);
  if (e_.is_number(a, 0)) return b;
  if (e_.is_number(b, 0)) return a;
  if (e_.is(b, Operation::negate)) return subtract(a, e_.operand(b));
  if (e_.is(a, Operation::negate)) return subtract(b, e_.operand(a));
  if (has_minus(b)) return subtract(a, negate(b));
  if (a == b) return scaled(2, a);
  return e_.make(Operation::add, a, b);
}

Ref Builder::subtract(Ref a, Ref b) {
  if (e_.is_number(a) && e_.is_number(b))
    if (const auto sum = exact_sum(e_[a].value, -e_[b].value)) return number(*sum);
  if (e_.is_number(b, 0)) return a;
  if (e_.is_number(a, 0)) return negate(b);
  if (e_.is(b, Operation::negate)) return add(a, e_.operand(b));
  if (has_minus(b)) return add(a, negate(b));
  if (a == b && is_bounded(e_[a].operation)) return number(0);
  if (e_.is_number(b, 1)) {
    if (const auto u = exponent_of(e_, a)) return e_.make(expm1, *u);
    if (const auto u = of_two_sigmoids(e_, a)) return e_.make(tanh, halved(*u));
  }
  if (e_.is_number(a, 1))
    if (const auto u = of_two_sigmoids(e_, b)) return e_.make(tanh, halved(negate(*u)));
  if (e_.is_number(a, 1) && e_.is(b, Operation::power) && e_.is_number(e_.operand(b, 1), 2) &&
      e_.is(e_.operand(b), tanh))
    return e_.make(tanh_slope, e_.operand(e_.operand(b)));
  return e_.make(Operation::subtract, a, b);
}

/// factor a: numbers come to the front and together, where that is exact.
Ref Builder::scaled(double factor, Ref a) {
  if (factor == 1) return a;
  if (factor == -1) return negate(a);
  if (e_.is(a, Operation::negate)) return scaled(-factor, e_.operand(a));
  if (e_.is_number(a))
    if (const auto product = exact_product(factor, e_[a].value)) return number(*product);
  if (e_.is(a, Operation::multiply) && e_.is_number(e_.operand(a)))
    if (const auto product = exact_product(factor, e_[e_.operand(a)].value)) return scaled(*product, e_.operand(a, 1));
  return e_.make(Operation::multiply, number(factor), a);
}

/// s (1 - s)
bool Builder::is_slope(Ref s, Ref rest, Operation function) const {
  return e_.is(s, function) && e_.is(rest, Operation::subtract) && e_.is_number(e_.operand(rest), 1) &&
         e_.operand(rest, 1) == s;
}

Ref Builder::multiply(Ref a, Ref b) {
  if (e_.is_number(a)) return scaled(e_[a].value, b);
  if (e_.is_number(b)) return scaled(e_[b].value, a);
  if (e_.is(a, Operation::negate)) return negate(multiply(e_.operand(a), b));
  if (e_.is(b, Operation::negate)) return negate(multiply(a, e_.operand(b)));
  if (is_slope(a, b, sigmoid)) return e_.make(sigmoid_slope, e_.operand(a));
  if (is_slope(b, a, sigmoid)) return e_.make(sigmoid_slope, e_.operand(b));
  if (e_.is(a, sign) && e_.operand(a) == b) return e_.make(abs, b);
  if (e_.is(b, sign) && e_.operand(b) == a) return e_.make(abs, a);
  // A factor of at least 1 may leave its product: neither side overflows that did not before.
  const auto leading = [&](Ref product) {
    return e_.is(product, Operation::multiply) && e_.is_number(e_.operand(product)) &&
           elementary::abs(e_[e_.operand(product)].value) >= 1 && elementary::abs(e_[e_.operand(product)].value) < 1e4;
  };
  if (leading(a)) return scaled(e_[e_.operand(a)].value, multiply(e_.operand(a, 1), b));
  if (leading(b)) return scaled(e_[e_.operand(b)].value, multiply(a, e_.operand(b, 1)));
  if (a == b) return e_.make(Operation::power, a, number(2));
  return e_.make(Operation::multiply, a, b);
}

Ref Builder::divide(Ref a, Ref b) {
  if (e_.is_number(a) && e_.is_number(b))
    if (const auto quotient = exact_quotient(e_[a].value, e_[b].value)) return number(*quotient);
  if (e_.is_number(b, 1)) return a;
  if (e_.is_number(b, -1)) return negate(a);
  if (e_.is_number(b) && e_[b].value < 0) return negate(divide(a, number(-e_[b].value)));
  if (e_.is(a, Operation::negate)) return negate(divide(e_.operand(a), b));
  if (e_.is(a, Operation::multiply) && e_.is_number(e_.operand(a)) && e_.is_number(b))
    if (const auto factor = exact_quotient(e_[e_.operand(a)].value, e_[b].value))
      return scaled(*factor, e_.operand(a, 1));
  if (e_.is(b, Operation::negate)) return negate(divide(a, e_.operand(b)));
  if (const auto u = as_tanh(a, b)) return e_.make(tanh, *u);
  if (const auto u = exponent_above_one(e_, b)) {
    if (exponent_of(e_, a) == u) return e_.make(sigmoid, *u);
    return multiply(a, e_.make(sigmoid, negate(*u)));
  }
  return e_.make(Operation::divide, a, b);
}

Ref Builder::halved(Ref a) {
  if (e_.is(a, Operation::multiply) && e_.is_number(e_.operand(a)))
    return scaled(e_[e_.operand(a)].value / 2, e_.operand(a, 1));
  return divide(a, number(2));
}

/// u where top / bottom is tanh(u): expm1(2u) / (exp(2u) + 1), or (exp(u) - exp(-u)) / (exp(u) + exp(-u)).
std::optional<Ref> Builder::as_tanh(Ref top, Ref bottom) {
  const auto u = exponent_above_one(e_, bottom);
  if (u && e_.is(top, expm1) && e_.operand(top) == *u) return halved(*u);
  if (!e_.is(top, Operation::subtract) || !e_.is(bottom, Operation::add)) return std::nullopt;
  const Ref p = e_.operand(top), q = e_.operand(top, 1);
  if (bottom != e_.make(Operation::add, p, q)) return std::nullopt;
  const auto plus = exponent_of(e_, p), minus = exponent_of(e_, q);
  return plus && minus && *minus == negate(*plus) ? plus : std::nullopt;
}

Ref Builder::power(Ref a, Ref b) {
  if (e_.is_number(b, 0)) return number(1);
  if (e_.is_number(b, 1)) return a;
  if (e_.is_number(b, 0.5)) return e_.make(sqrt, a);
  if (e_.is_number(b, -1)) return divide(number(1), a);
  if (e_.is(a, euler)) return make(exp, b);
  if (e_.is_number(a) && e_.is_number(b, 2))
    if (const auto square = exact_product(e_[a].value, e_[a].value)) return number(*square);
  return e_.make(Operation::power, a, b);
}

Ref Builder::choose(Ref condition, Ref yes, Ref no) {
  if (e_.is_number(condition)) return e_[condition].value != 0 ? yes : no;
  return yes == no ? yes : e_.make(Operation::choose, condition, yes, no);
}

Ref Builder::log(Ref a) {
  if (const auto u = exponent_above_one(e_, a)) return e_.make(softplus, *u);
  if (e_.is(a, Operation::add)) {
    if (e_.is_number(e_.operand(a, 0), 1)) return e_.make(log1p, e_.operand(a, 1));
    if (e_.is_number(e_.operand(a, 1), 1)) return e_.make(log1p, e_.operand(a, 0));
  }
  if (e_.is(a, euler)) return number(1);
  return e_.make(Operation::log, a);
}

Ref Builder::log10(Ref a) {
  if (const auto u = exponent_above_one(e_, a))
    return divide(e_.make(softplus, *u), e_.make(Operation::log, number(10)));
  return e_.make(Operation::log10, a);
}

Ref Builder::make(Operation operation, Ref a, Ref b, Ref c) {
  switch (operation) {
    case Operation::negate: return negate(a);
    case Operation::add: return add(a, b);
    case Operation::subtract: return subtract(a, b);
    case Operation::multiply: return multiply(a, b);
    case Operation::divide: return divide(a, b);
    case Operation::power: return power(a, b);
    case Operation::choose: return choose(a, b, c);
    case Operation::log: return log(a);
    case Operation::log10: return log10(a);
    default: return e_.make(operation, a, b, c);
  }
}

Ref simplified(Expression& expression, Ref root) {
  Builder build(expression);
  const std::vector<bool> part = expression.parts_of(root);
  std::vector<Ref> now(part.size());
  for (std::size_t at = 0; at < part.size(); ++at) {
    if (!part[at]) continue;
    const Node node = expression[static_cast<Ref>(at)];
    if (operand_count(node.operation) == 0) {
      now[at] = static_cast<Ref>(at);
      continue;
    }
    now[at] = build.make(node.operation, now[node.operands[0]], now[node.operands[1]], now[node.operands[2]]);
  }
  return now[root];
}

}  // namespace gradlab::formula
