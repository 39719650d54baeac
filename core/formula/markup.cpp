#include <algorithm>
#include <array>
#include <cctype>

#include "core/base/number_text.hpp"
#include "core/formula/formula.hpp"
#include "core/formula/written.hpp"

namespace gradlab {
namespace formula {
namespace {

bool is_digit_byte(char c) { return c >= '0' && c <= '9'; }

/// 1e-30 is 10^{-30}, 2.5e20 is 2.5·10^{20}.
Written number_markup(double value) {
  std::string text = number_text(value);
  const Hold hold = text.starts_with('-') ? Hold::negation : Hold::atom;
  const std::size_t e = text.find('e');
  if (e == std::string::npos) return {text, hold};
  std::string digits = text.substr(0, e);
  const std::size_t exponent = text[e + 1] == '+' ? e + 2 : e + 1;
  const std::string power = "10^{" + text.substr(exponent) + "}";
  if (digits == "1") return {power, Hold::power};
  if (digits == "-1") return {"-" + power, Hold::negation};
  return {digits + "\\cdot " + power, text.starts_with('-') ? Hold::negation : Hold::product};
}

/// Greek letters that the markup knows, single letters, letters with an index (a1), words.
std::string name_markup(const std::string& name) {
  constexpr std::array<std::string_view, 10> greek{"alpha", "beta", "gamma",  "delta", "epsilon",
                                                   "eta",   "mu",   "lambda", "sigma", "phi"};
  if (std::find(greek.begin(), greek.end(), name) != greek.end()) return "\\" + name + " ";
  const bool letter = name[0] != '_' && !is_digit_byte(name[0]);
  if (letter && name.size() == 1) return name;
  if (letter && std::all_of(name.begin() + 1, name.end(), is_digit_byte))
    return name.substr(0, 1) + "_{" + name.substr(1) + "}";
  return "\\text{" + name + "}";
}

class MarkupWriter {
 public:
  MarkupWriter(const Expression& expression, std::span<const FormulaParameter> parameters)
      : e_(expression), parameters_(parameters) {}

  Written write(Ref ref, bool small = false) const {
    const Node& node = e_[ref];
    switch (node.operation) {
      case Operation::number: return number_markup(node.value);
      case Operation::pi: return {"\\pi "};
      case Operation::euler: return {"e"};
      case Operation::variable: return {node.index == 0 ? "x" : "y"};
      case Operation::parameter: return {name_markup(parameters_[node.index].name)};
      case Operation::negate: return {"-" + on_right(Hold::product, of(node, 0, small)), Hold::negation};
      case Operation::add: return sum(node, "+", Hold::sum, small);
      case Operation::subtract: return sum(node, "-", Hold::product, small);
      case Operation::multiply: return product(node, small);
      case Operation::divide: return fraction(node, small);
      case Operation::power: return power(node, small);
      case Operation::choose: return cases(node);
      default: return is_comparison(node.operation) ? Written{"[" + compared(node, false) + "]"} : function(node);
    }
  }

 private:
  Written of(const Node& node, std::size_t which, bool small = false) const {
    return write(node.operands[which], small);
  }
  std::string argument(const Node& node) const { return bracketed(of(node, 0).text); }

  Written sum(const Node& node, const std::string& sign, Hold right, bool small) const {
    return {at_least(Hold::sum, of(node, 0, small)) + sign + on_right(right, of(node, 1, small)), Hold::sum};
  }

  /// Side by side; with a dot where the two would run together.
  Written product(const Node& node, bool small) const {
    const std::string left = at_least(Hold::product, of(node, 0, small));
    const std::string right = on_right(Hold::product, of(node, 1, small));
    const bool after_digit = is_digit_byte(left.back()) || e_.is_number(node.operands[0]);
    const bool words = right.starts_with("\\text{") || left.ends_with('}') || left.ends_with(' ');
    const bool dot = is_digit_byte(right[0]) || (after_digit && right.starts_with("\\frac")) ||
                     (words && right.starts_with("\\text{"));
    return {left + (dot ? "\\cdot " : "") + right, Hold::product};
  }

  Written fraction(const Node& node, bool small) const {
    if (small)
      return {at_least(Hold::product, of(node, 0, true)) + "/" + on_right(Hold::power, of(node, 1, true)),
              Hold::product};
    return {"\\frac{" + of(node, 0).text + "}{" + of(node, 1).text + "}", Hold::product};
  }

  /// tanh² x has its exponent at the name.
  Written power(const Node& node, bool small) const {
    const std::string exponent = "^{" + of(node, 1, true).text + "}";
    const Node& base = e_[node.operands[0]];
    const std::string name = upright_name(base.operation);
    if (!name.empty() && operand_count(base.operation) == 1) return {name + exponent + argument(base), Hold::power};
    return {at_least(Hold::atom, write(node.operands[0], small)) + exponent, Hold::power};
  }

  /// Read from above: each line holds where none before it did, so the last one's condition is the other way round.
  Written cases(const Node& choice) const {
    std::string text = "\\cases{";
    const Node *node = &choice, *before = nullptr;
    for (;;) {
      text += of(*node, 1).text + " & " + condition(node->operands[0], false) + " \\\\ ";
      const Node& rest = e_[node->operands[2]];
      if (rest.operation != Operation::choose) break;
      before = node;
      node = &rest;
    }
    const bool equal = before && exclude_all_but_equal(e_[before->operands[0]], e_[node->operands[0]]);
    const std::string last = equal ? related(e_[node->operands[0]], " = ") : condition(node->operands[0], true);
    return {text + of(*node, 2).text + " & " + last + "}", Hold::choice};
  }

  /// a < b, and then a > b
  static bool exclude_all_but_equal(const Node& first, const Node& second) {
    const bool both = (first.operation == Operation::less && second.operation == Operation::greater) ||
                      (first.operation == Operation::greater && second.operation == Operation::less);
    return both && first.operands == second.operands;
  }

  std::string condition(Ref ref, bool opposite) const {
    const Node& node = e_[ref];
    if (is_comparison(node.operation)) return compared(node, opposite);
    return at_least(Hold::sum, write(ref)) + (opposite ? " = 0" : " \\ne 0");
  }

  std::string compared(const Node& node, bool opposite) const {
    constexpr std::string_view signs[] = {" < ", " \\le ", " > ", " \\ge ", " = ", " \\ne "};
    constexpr std::size_t opposites[] = {3, 2, 1, 0, 5, 4};
    auto which = static_cast<std::size_t>(node.operation) - static_cast<std::size_t>(Operation::less);
    if (opposite) which = opposites[which];
    return related(node, signs[which]);
  }
  std::string related(const Node& node, std::string_view sign) const {
    return at_least(Hold::sum, of(node, 0)) + std::string(sign) + at_least(Hold::sum, of(node, 1));
  }

  static std::string upright_name(Operation operation) {
    switch (operation) {
      case Operation::cos:
      case Operation::cosh:
      case Operation::erf:
      case Operation::log10:
      case Operation::sigmoid:
      case Operation::sign:
      case Operation::sin:
      case Operation::sinh:
      case Operation::tanh:
        return operation == Operation::sigmoid ? "\\sigma"
               : operation == Operation::log10 ? "\\log_{10}"
                                               : "\\" + std::string(function_name(operation));
      case Operation::log: return "\\ln";
      case Operation::tan: return "\\text{tan}";
      default: return {};
    }
  }

  Written function(const Node& node) const {
    const bool raised =
        node.operation == Operation::exp || node.operation == Operation::expm1 || node.operation == Operation::softplus;
    const Written operand = of(node, 0, raised);  // once: an operand written at each mention takes time without end
    const std::string& inner = operand.text;
    switch (node.operation) {
      case Operation::abs: return {"\\left| " + inner + " \\right|"};
      case Operation::exp: return {"e^{" + inner + "}", Hold::power};
      case Operation::expm1: return {"e^{" + inner + "}-1", Hold::sum};
      case Operation::log1p: return {"\\ln(1+" + at_least(Hold::product, operand) + ")"};
      case Operation::max: return {"\\max(" + inner + ", " + of(node, 1).text + ")"};
      case Operation::min: return {"\\min(" + inner + ", " + of(node, 1).text + ")"};
      case Operation::relu: return {"\\max(0, " + inner + ")"};
      case Operation::sigmoid_slope:
        return {"\\sigma" + bracketed(inner) + "(1-\\sigma" + bracketed(inner) + ")", Hold::product};
      case Operation::softplus: return {"\\ln(1+e^{" + inner + "})"};
      case Operation::sqrt: return {"\\sqrt{" + inner + "}"};
      case Operation::step: {
        const std::string place = at_least(Hold::sum, operand);
        return {"\\cases{1 & " + place + " \\ge 0 \\\\ 0 & " + place + " < 0}", Hold::choice};
      }
      case Operation::tanh_slope: return {"1-\\tanh^{2}" + bracketed(inner), Hold::sum};
      default: return {upright_name(node.operation) + bracketed(inner)};
    }
  }

  const Expression& e_;
  std::span<const FormulaParameter> parameters_;
};

/// How deep braces and brackets lie within each other. The widget gives up at 24 levels, and each of these takes two.
std::size_t nesting(std::string_view text) {
  std::size_t depth = 0, most = 0;
  for (const char c : text) {
    if (c == '{' || c == '(') most = std::max(most, ++depth);
    if (c == '}' || c == ')') --depth;
  }
  return most;
}

}  // namespace
}  // namespace formula

std::string to_markup(const Formula& source) {
  constexpr std::size_t most_nodes = 400, most_levels = 100, most_nesting = 8;
  if (!formula::is_writable(source.expression(), source.typed(), most_nodes, most_levels)) return {};
  std::string text = formula::MarkupWriter(source.expression(), source.parameters()).write(source.typed()).text;
  return formula::nesting(text) <= most_nesting ? text : std::string{};
}

}  // namespace gradlab
