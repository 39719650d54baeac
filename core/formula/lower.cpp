#include "core/formula/lower.hpp"

#include <cmath>
#include <numbers>
#include <utility>

#include "core/base/elementary.hpp"
#include "core/formula/kernels.hpp"

namespace gradlab::formula {
namespace {

using enum Operation;

class Lowering {
 public:
  Lowering(const Expression& from, Ref root, const std::optional<Known>& known)
      : from_(from), root_(root), known_(known), now_(root + std::size_t{1}) {
    if (known_ && operand_count(from_[known_->root].operation) == 0) known_.reset();
  }

  Lowered result() {
    const std::vector<bool> part = from_.parts_of(root_);
    for (std::size_t at = 0; at < part.size(); ++at)
      if (part[at]) now_[at] = one(static_cast<Ref>(at));
    return {std::move(to_), now_[root_]};
  }

 private:
  Ref one(Ref ref) {
    const Node& node = from_[ref];
    if (known_ && ref == known_->root) return value();
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
      case choose: return chosen(a, b, c);
      case multiply: return together(multiply, add, sum_times, a, b);
      case add: return together(add, multiply, product_plus, a, b);
      case sigmoid_slope:
        if (knows(sigmoid, node)) return make(multiply, value(), make(subtract, to_.number(1), value()));
        return make(sigmoid_slope, a);
      case tanh_slope:
        if (knows(tanh, node)) return make(subtract, to_.number(1), make(multiply, value(), value()));
        return make(tanh_slope, a);
      default: return make(node.operation, a, b, c);
    }
  }

  Ref now(const Node& node, int which) const {
    const auto i = static_cast<std::size_t>(which);
    return which < operand_count(node.operation) ? now_[node.operands[i]] : 0;
  }

  Ref value() { return to_.variable(1); }
  /// The slope of a function whose value is at hand.
  bool knows(Operation function, const Node& slope) const {
    return known_ && known_->slopes && from_.is(known_->root, function) &&
           from_.operand(known_->root) == slope.operands[0];
  }

  Ref make(Operation operation, Ref a, Ref b = 0, Ref c = 0) {
    const int count = operand_count(operation);
    const bool numbers = to_.is_number(a) && (count < 2 || to_.is_number(b)) && (count < 3 || to_.is_number(c));
    if (!numbers) return to_.make(operation, a, b, c);
    double value = 0;
    kernel_of<double>(operation)(&to_[a].value, &to_[b].value, &to_[c].value, nullptr, &value, 1);
    return to_.number(value);
  }

  Ref divided(const Node& node, Ref a, Ref b) {
    const Ref below = node.operands[1];
    const auto exponent = from_.is(below, power) ? whole(from_, from_.operand(below, 1)) : std::nullopt;
    if (exponent.value_or(1) < 2) return make(divide, a, b);
    const Ref root = now_[from_.operand(below)];
    const auto size = static_cast<unsigned>(*exponent);
    return make(divide, make(divide, a, whole_power(root, size / 2)), whole_power(root, size - size / 2));
  }

  /// outer(inner(p, q), r) as one step, whichever side the inner stands on: both commute to the last bit.
  Ref together(Operation outer, Operation inner, Operation both, Ref a, Ref b) {
    if (!can_join(inner, a)) std::swap(a, b);
    if (!can_join(inner, a)) return make(outer, b, a);
    return to_.make(both, to_[a].operands[0], to_[a].operands[1], b);
  }
  /// What is the same for all x is worked out once, and stays by itself.
  bool can_join(Operation inner, Ref ref) const {
    const auto stays = [&](Ref part) { return to_.is_number(part) || to_.is(part, parameter); };
    return to_.is(ref, inner) && !(stays(to_.operand(ref, 0)) && stays(to_.operand(ref, 1)));
  }

  Ref chosen(Ref condition, Ref yes, Ref no) {
    const Node& node = to_[condition];
    if (!is_comparison(node.operation)) return make(choose, condition, yes, no);
    if (to_.is_number(yes, 1) && to_.is_number(no, 0)) return condition;
    return to_.make(choice_by(node.operation), node.operands[0], node.operands[1], yes, no);
  }
  static Operation choice_by(Operation comparison) {
    switch (comparison) {
      case less: return choose_less;
      case less_equal: return choose_less_equal;
      case equal: return choose_equal;
      default: return choose_not_equal;
    }
  }

  Ref raised(Ref a, Ref b) {
    if (to_.is_number(b, 0.5)) return make(sqrt, a);
    const auto exponent = whole(to_, b);
    if (!exponent || *exponent == 0) return make(power, a, b);
    const Ref product = whole_power(a, static_cast<unsigned>(elementary::abs(*exponent)));
    return *exponent > 0 ? product : make(divide, to_.number(1), product);
  }

  /// The number there, if it is whole and of a size that products are made for.
  static std::optional<double> whole(const Expression& e, Ref ref) {
    constexpr double most = 32;
    if (!e.is_number(ref)) return std::nullopt;
    const double value = e[ref].value;
    return elementary::abs(value) <= most && value == std::floor(value) ? std::optional(value) : std::nullopt;
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
  std::optional<Known> known_;
  std::vector<Ref> now_;
  Expression to_;
};

}  // namespace

Lowered lowered(const Expression& expression, Ref root, const std::optional<Known>& known) {
  return Lowering(expression, root, known).result();
}

}  // namespace gradlab::formula
