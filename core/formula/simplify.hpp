#pragma once

#include <optional>

#include "core/formula/expression.hpp"

namespace gradlab::formula {

/// Builds nodes and leaves out what does nothing: 1 x, x + 0, -(-x). A finite result stays what it was, up to the last
/// digits: numbers are put together only where that is exact (1/3 stays a fraction, and 2 pi stays 2 pi), nothing is
/// cancelled that may be infinite, and 0 times something is not 0, for it may be infinite.
class Builder {
 public:
  explicit Builder(Expression& expression) : e_(expression) {}

  Ref number(double value) { return e_.number(value); }
  Ref negate(Ref a);
  Ref add(Ref a, Ref b);
  Ref subtract(Ref a, Ref b);
  Ref multiply(Ref a, Ref b);
  Ref divide(Ref a, Ref b);
  Ref power(Ref a, Ref b);
  Ref choose(Ref condition, Ref yes, Ref no);
  Ref log(Ref a);
  Ref log10(Ref a);
  /// Any of the above by its name; other operations as they are.
  Ref make(Operation operation, Ref a = 0, Ref b = 0, Ref c = 0);

 private:
  Ref scaled(double factor, Ref a);
  bool has_minus(Ref a) const;
  Ref halved(Ref a);
  std::optional<Ref> as_tanh(Ref top, Ref bottom);
  bool is_slope(Ref s, Ref rest, Operation function) const;

  Expression& e_;
};

/// The same value by fewer nodes, and in forms that keep their digits: log(1 + exp(u)) is softplus(u), 1 / (1 +
/// exp(-u)) is sigmoid(u), exp(u) - 1 is expm1(u), (exp(u) - exp(-u)) / (exp(u) + exp(-u)) is tanh(u), and so on; typed
/// plainly they overflow, and their slopes become NaN.
Ref simplified(Expression& expression, Ref root);

}  // namespace gradlab::formula
