#include "core/formula/differentiate.hpp"

#include <optional>

#include "core/formula/simplify.hpp"

namespace gradlab::formula {
namespace {

using enum Operation;

/// The chain rule from the leaves upwards. A node that does not change with the variable has no derivative at all,
/// which is not the number 0: no term is made of it, and so nothing infinite is multiplied by 0.
class Differentiation {
 public:
  Differentiation(Expression& expression, Ref root, Operation kind, std::uint32_t index)
      : e_(expression),
        build_(expression),
        root_(root),
        depends_(expression.dependence(root, kind, index)),
        slopes_(root + std::size_t{1}) {}

  Ref result() {
    if (!depends_[root_]) return build_.number(0);
    const std::vector<bool> part = e_.parts_of(root_);
    for (std::size_t at = 0; at < part.size() && !e_.full(); ++at)
      if (part[at] && depends_[at]) slopes_[at] = slope(static_cast<Ref>(at));
    return slopes_[root_].value_or(build_.number(0));
  }

 private:
  using Slope = std::optional<Ref>;

  Slope slope(Ref ref) {
    const Node node = e_[ref];
    const Ref a = node.operands[0], b = node.operands[1];
    switch (node.operation) {
      case variable:
      case parameter: return build_.number(1);
      case add: return sum(slopes_[a], slopes_[b]);
      case subtract: return sum(slopes_[a], negated(slopes_[b]));
      case multiply: return sum(times(slopes_[a], b), times(slopes_[b], a));
      case divide: return quotient(a, b);
      case power: return power_slope(ref, a, b);
      case choose: return chosen(a, slopes_[b], slopes_[node.operands[2]]);
      case max: return extreme(greater, less, a, b);
      case min: return extreme(less, greater, a, b);
      default: return operand_count(node.operation) == 1 && slopes_[a] ? function(ref, a) : Slope{};
    }
  }

  /// Of a function of one operand: its own slope there times the operand's.
  Slope function(Ref ref, Ref a) {
    const Ref inner = *slopes_[a];
    switch (e_[ref].operation) {
      case negate: return build_.negate(inner);
      case log: return build_.divide(inner, a);
      case log1p: return build_.divide(inner, build_.add(number(1), a));
      case log10: return build_.divide(inner, build_.multiply(a, build_.log(number(10))));
      case sqrt: return build_.divide(inner, build_.multiply(number(2), ref));
      case tan: return build_.divide(inner, build_.power(e_.make(cos, a), number(2)));
      case relu: return build_.choose(e_.make(greater, a, number(0)), inner, number(0));
      default: break;
    }
    const auto outer = factor(ref, a);
    return outer ? chain(*outer, inner) : Slope{};
  }

  Slope factor(Ref ref, Ref a) {
    switch (e_[ref].operation) {
      case abs: return e_.make(sign, a);
      case cos: return build_.negate(e_.make(sin, a));
      case cosh: return e_.make(sinh, a);
      case erf: {
        const Ref bell = e_.make(exp, build_.negate(build_.power(a, number(2))));
        return build_.multiply(build_.divide(number(2), e_.make(sqrt, e_.make(pi))), bell);
      }
      case exp: return ref;
      case expm1: return e_.make(exp, a);
      case sigmoid: return e_.make(sigmoid_slope, a);
      case sigmoid_slope: {
        const Ref turn = e_.make(subtract, number(1), build_.multiply(number(2), e_.make(sigmoid, a)));
        return build_.multiply(ref, turn);
      }
      case sin: return e_.make(cos, a);
      case sinh: return e_.make(cosh, a);
      case softplus: return e_.make(sigmoid, a);
      case tanh: return e_.make(tanh_slope, a);
      case tanh_slope: return build_.multiply(number(-2), build_.multiply(e_.make(tanh, a), ref));
      default: return {};  // sign, step: flat
    }
  }

  Slope quotient(Ref a, Ref b) {
    const Slope top = slopes_[a], bottom = slopes_[b];
    if (!top && !bottom) return {};
    if (!bottom) return build_.divide(*top, b);
    if (e_.is(b, power) && e_.is_number(e_.operand(b, 1))) return quotient_by_power(a, b);
    const Ref square = build_.power(b, number(2));
    if (!top) return build_.negate(build_.divide(build_.multiply(a, *bottom), square));
    return build_.divide(build_.subtract(build_.multiply(*top, b), build_.multiply(a, *bottom)), square);
  }

  /// (a / c^k)' = (a' c - k a c') / c^(k + 1)
  Slope quotient_by_power(Ref a, Ref b) {
    const Ref base = e_.operand(b), exponent = e_.operand(b, 1);
    const Ref below = build_.power(base, build_.add(exponent, number(1)));
    const Ref lost = build_.multiply(exponent, chain(a, *slopes_[base]));
    if (!slopes_[a]) return build_.negate(build_.divide(lost, below));
    return build_.divide(build_.subtract(build_.multiply(*slopes_[a], base), lost), below);
  }

  /// PyTorch: by the base 0 where the exponent is 0; by the exponent 0 where the base is.
  Slope power_slope(Ref ref, Ref a, Ref b) {
    Slope by_base, by_exponent;
    if (slopes_[a]) {
      const Ref less_one = build_.power(a, build_.subtract(b, number(1)));
      const Ref own = build_.multiply(b, less_one);
      const Ref safe = e_.is_number(b) ? own : build_.choose(e_.make(equal, b, number(0)), number(0), own);
      by_base = chain(safe, *slopes_[a]);
    }
    if (slopes_[b]) {
      const Ref own = build_.multiply(ref, build_.log(a));
      const bool positive = e_.is(a, pi) || (e_.is_number(a) && e_[a].value > 0);
      const Ref safe = positive ? own : build_.choose(e_.make(equal, a, number(0)), number(0), own);
      by_exponent = chain(safe, *slopes_[b]);
    }
    return sum(by_base, by_exponent);
  }

  Slope chosen(Ref condition, Slope yes, Slope no) {
    if (!yes && !no) return {};
    return build_.choose(condition, or_zero(yes), or_zero(no));
  }

  Slope extreme(Operation first_wins, Operation second_wins, Ref a, Ref b) {
    const Slope of_a = slopes_[a], of_b = slopes_[b];
    if (!of_a && !of_b) return {};
    const Ref both = build_.add(or_zero(of_a), or_zero(of_b));
    const Ref tie = e_.is_number(both) ? number(0.5 * e_[both].value) : build_.divide(both, number(2));
    const auto compared = [&](Operation wins, Operation opposite) {  // a number stands on the right
      return e_.is_number(a) ? e_.make(opposite, b, a) : e_.make(wins, a, b);
    };
    const Ref rest = build_.choose(compared(second_wins, first_wins), or_zero(of_b), tie);
    return build_.choose(compared(first_wins, second_wins), or_zero(of_a), rest);
  }

  Ref number(double value) { return build_.number(value); }
  Ref or_zero(Slope slope) { return slope ? *slope : number(0); }
  Slope negated(Slope slope) { return slope ? Slope(build_.negate(*slope)) : slope; }
  Slope sum(Slope a, Slope b) {
    if (!a || !b) return a ? a : b;
    const Ref total = build_.add(*a, *b);
    return e_.is_number(total, 0) ? Slope{} : Slope(total);
  }
  Slope times(Slope slope, Ref factor) { return slope ? Slope(chain(factor, *slope)) : slope; }

  /// Single letters stand in front, as one writes them.
  Ref chain(Ref outer, Ref inner) {
    const Ref letter = e_.is(inner, negate) ? e_.operand(inner) : inner;
    const bool in_front = operand_count(e_[letter].operation) == 0;
    return in_front ? build_.multiply(inner, outer) : build_.multiply(outer, inner);
  }

  Expression& e_;
  Builder build_;
  Ref root_;
  std::vector<bool> depends_;
  std::vector<Slope> slopes_;
};

}  // namespace

Ref differentiated(Expression& expression, Ref root, Operation kind, std::uint32_t index) {
  return Differentiation(expression, root, kind, index).result();
}

}  // namespace gradlab::formula
