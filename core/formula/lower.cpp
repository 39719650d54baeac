#include "core/formula/lower.hpp"

#include <cmath>
#include <numbers>

#include "core/base/elementary.hpp"
#include "core/formula/kernels.hpp"

namespace gradlab::formula {
namespace {

using enum Operation;

class Lowering {
 public:
  Lowering(const Expression& from, Ref root) : from_(from), root_(root), now_(root + std::size_t{1}) {}

  Lowered result() {
    const std::vector<bool> part = from_.parts_of(root_);
    for (std::size_t at = 0; at < part.size(); ++at)
      if (part[at]) now_[at] = one(from_[static_cast<Ref>(at)]);
    return {std::move(to_), now_[root_]};
  }

 private:
  Ref one(const Node& node) {
    const Ref a = now(node, 0), b = now(node, 1), c = now(node, 2);
    switch (node.operation) {
      case Operation::number: return to_.number(node.value);
      case pi: return to_.number(std::numbers::pi);
      case euler: return to_.number(std::numbers::e);
      case variable: return to_.variable(node.index);
      case parameter: return to_.parameter(node.index);
      case greater: return make(less, b, a);
      case greater_equal: return make(less_equal, b, a);
      case power: return raised(a, b);
      case divide: return divided(node, a, b);
      default: return make(node.operation, a, b, c);
    }
  }

  Ref now(const Node& node, int which) const {
    const auto i = static_cast<std::size_t>(which);
    return which < operand_count(node.operation) ? now_[node.operands[i]] : 0;
  }

  Ref make(Operation operation, Ref a, Ref b = 0, Ref c = 0) {
    const int count = operand_count(operation);
    const bool numbers = to_.is_number(a) && (count < 2 || to_.is_number(b)) && (count < 3 || to_.is_number(c));
    if (!numbers) return to_.make(operation, a, b, c);
    double value = 0;
    kernel_of<double>(operation)(&to_[a].value, &to_[b].value, &to_[c].value, &value, 1);
    return to_.number(value);
  }

  Ref divided(const Node& node, Ref a, Ref b) {
    const Ref below = node.operands[1];
    const bool squared = from_.is(below, power) && from_.is_number(from_.operand(below, 1), 2);
    if (!squared) return make(divide, a, b);
    const Ref root = now_[from_.operand(below)];
    return make(divide, make(divide, a, root), root);
  }

  Ref raised(Ref a, Ref b) {
    constexpr double most = 32;
    if (!to_.is_number(b)) return make(power, a, b);
    const double exponent = to_[b].value;
    if (exponent == 0.5) return make(sqrt, a);
    const double size = elementary::abs(exponent);
    if (!(size >= 1 && size <= most) || size != std::floor(size)) return make(power, a, b);
    const Ref product = whole_power(a, static_cast<unsigned>(size));
    return exponent > 0 ? product : make(divide, to_.number(1), product);
  }

  /// By squaring: x^2 and x^4 are shared with other powers of x.
  Ref whole_power(Ref a, unsigned exponent) {
    if (exponent == 1) return a;
    const Ref half = whole_power(a, exponent / 2);
    const Ref even = make(multiply, half, half);
    return exponent % 2 == 0 ? even : make(multiply, even, a);
  }

  const Expression& from_;
  Ref root_;
  std::vector<Ref> now_;
  Expression to_;
};

}  // namespace

Lowered lowered(const Expression& expression, Ref root) { return Lowering(expression, root).result(); }

}  // namespace gradlab::formula
