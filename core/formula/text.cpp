#include <algorithm>
#include <vector>

#include "core/base/number_text.hpp"
#include "core/formula/formula.hpp"
#include "core/formula/written.hpp"

namespace gradlab {
namespace formula {

namespace {

/// How often an operand is written, where it is written most.
std::size_t copies(const Node& node, int operand) {
  const bool twice = node.operation == Operation::sigmoid_slope || node.operation == Operation::step ||
                     (node.operation == Operation::choose && operand == 0);
  return twice ? 2 : 1;
}

}  // namespace

bool is_writable(const Expression& expression, Ref root, std::size_t most_nodes, std::size_t deepest) {
  std::vector<std::size_t> nodes(root + std::size_t{1}), depth(nodes.size());
  const std::vector<bool> part = expression.parts_of(root);
  for (std::size_t at = 0; at < nodes.size(); ++at) {
    if (!part[at]) continue;
    const Node& node = expression[static_cast<Ref>(at)];
    nodes[at] = depth[at] = 1;
    for (int i = 0; i < operand_count(node.operation); ++i) {
      const Ref operand = node.operands[static_cast<std::size_t>(i)];
      nodes[at] = std::min(nodes[at] + copies(node, i) * nodes[operand], most_nodes + 1);
      depth[at] = std::max(depth[at], depth[operand] + 1);
    }
  }
  return nodes[root] <= most_nodes && depth[root] <= deepest;
}

namespace {

class TextWriter {
 public:
  TextWriter(const Expression& expression, std::span<const FormulaParameter> parameters)
      : e_(expression), parameters_(parameters) {}

  Written write(Ref ref) const {
    const Node& node = e_[ref];
    switch (node.operation) {
      case Operation::number: {
        std::string text = number_text(node.value);
        return {text, text.starts_with('-') ? Hold::negation : Hold::atom};
      }
      case Operation::pi: return {"pi"};
      case Operation::euler: return {"e"};
      case Operation::variable: return {node.index == 0 ? "x" : "y"};
      case Operation::parameter: return {parameters_[node.index].name};
      case Operation::negate: return {"-" + on_right(Hold::negation, of(node, 0)), Hold::negation};
      case Operation::add: return infix(node, " + ", Hold::sum);
      case Operation::subtract: return infix(node, " - ", Hold::sum);
      case Operation::multiply: return infix(node, "*", Hold::product);
      case Operation::divide: return infix(node, "/", Hold::product);
      case Operation::power:
        return {at_least(Hold::atom, of(node, 0)) + "^" + on_right(Hold::power, of(node, 1)), Hold::power};
      case Operation::choose:
        return {at_least(Hold::comparison, of(node, 0)) + " ? " + at_least(Hold::comparison, of(node, 1)) + " : " +
                    of(node, 2).text,
                Hold::choice};
      case Operation::sigmoid_slope: {
        const std::string s = "sigmoid(" + of(node, 0).text + ")";
        return {s + "*(1 - " + s + ")", Hold::product};
      }
      case Operation::tanh_slope: return {"1 - tanh(" + of(node, 0).text + ")^2", Hold::sum};
      default: return is_comparison(node.operation) ? compared(node) : called(node);
    }
  }

 private:
  Written of(const Node& node, std::size_t which) const { return write(node.operands[which]); }

  Written infix(const Node& node, std::string_view sign, Hold hold) const {
    const Hold stronger = static_cast<Hold>(static_cast<int>(hold) + 1);
    return {at_least(hold, of(node, 0)) + std::string(sign) + on_right(stronger, of(node, 1)), hold};
  }

  Written compared(const Node& node) const {
    constexpr std::string_view signs[] = {" < ", " <= ", " > ", " >= ", " == ", " != "};
    const auto which = static_cast<std::size_t>(node.operation) - static_cast<std::size_t>(Operation::less);
    return {at_least(Hold::sum, of(node, 0)) + std::string(signs[which]) + at_least(Hold::sum, of(node, 1)),
            Hold::comparison};
  }

  Written called(const Node& node) const {
    std::string text = std::string(function_name(node.operation)) + "(" + of(node, 0).text;
    if (operand_count(node.operation) == 2) text += ", " + of(node, 1).text;
    return {text + ")"};
  }

  const Expression& e_;
  std::span<const FormulaParameter> parameters_;
};

}  // namespace
}  // namespace formula

std::string to_text(const Formula& source) {
  constexpr std::size_t most_nodes = 5000, deepest = 1000;
  if (!formula::is_writable(source.expression(), source.typed(), most_nodes, deepest)) return {};
  return formula::TextWriter(source.expression(), source.parameters()).write(source.typed()).text;
}

}  // namespace gradlab
