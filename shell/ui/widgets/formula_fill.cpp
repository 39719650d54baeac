#include "shell/ui/widgets/formula_fill.hpp"

#include <cmath>

#include "shell/ui/format.hpp"

namespace gradlab::ui {
namespace {

using Kind = MathNode::Kind;
using Role = MathNode::Role;

const MathVariable* variable_of(const MathNode& node, const MathFill& fill) {
  if (node.kind != Kind::text) return nullptr;
  for (const MathVariable& variable : fill.variables) {
    if (variable.symbol == node.text) return &variable;
  }
  return nullptr;
}

bool is_sign(const MathNode& node, std::string_view sign) { return node.kind == Kind::text && node.text == sign; }

/// The value of a side of a condition or of a function's argument: numbers and variables, multiplied; |…| of them.
std::optional<double> product(std::span<const MathNode> nodes, const MathFill& fill) {
  if (nodes.empty()) return std::nullopt;
  double value = 1;
  if (is_sign(nodes.front(), "−")) {
    value = -1;
    nodes = nodes.subspan(1);
    if (nodes.empty()) return std::nullopt;
  }
  for (const MathNode& node : nodes) {
    double factor = 0;
    if (const MathVariable* variable = variable_of(node, fill)) {
      factor = variable->value;
    } else if (node.kind == Kind::fence && node.children.size() == 1) {
      const auto inner = product(node.children.front().children, fill);
      if (!inner) return std::nullopt;
      factor = node.text == "|" ? std::abs(*inner) : *inner;
    } else if (is_sign(node, "·")) {
      factor = 1;
    } else if (node.kind != Kind::text || !parse_number(node.text, factor)) {
      return std::nullopt;
    }
    value *= factor;
  }
  return value;
}

bool compare(double a, std::string_view relation, double b) {
  if (relation == "<") return a < b;
  if (relation == ">") return a > b;
  if (relation == "≤") return a <= b;
  if (relation == "≥") return a >= b;
  return relation == "=" && a == b;
}

/// Does "0 < x < 6" hold? Nothing when a side is more than a product. A condition of words ("otherwise") always holds.
std::optional<bool> holds(std::span<const MathNode> nodes, const MathFill& fill) {
  std::optional<double> left;
  std::string_view relation;
  std::size_t start = 0;
  bool all = true;
  for (std::size_t i = 0; i <= nodes.size(); ++i) {
    if (i < nodes.size() && nodes[i].role != Role::relation) continue;
    const auto side = product(nodes.subspan(start, i - start), fill);
    if (relation.empty() && i == nodes.size()) return nodes.size() == 1 && !side ? std::optional(true) : std::nullopt;
    if (!side) return std::nullopt;
    if (left) all = all && compare(*left, relation, *side);
    left = side;
    if (i < nodes.size()) relation = nodes[i].text;
    start = i + 1;
  }
  return all;
}

/// A comma in a condition is an "or": "x ≤ 0, x ≥ 6".
std::optional<bool> any_holds(std::span<const MathNode> nodes, const MathFill& fill) {
  std::size_t start = 0;
  for (std::size_t i = 0; i <= nodes.size(); ++i) {
    if (i < nodes.size() && nodes[i].role != Role::punctuation) continue;
    const auto part = holds(nodes.subspan(start, i - start), fill);
    if (!part || *part) return part;
    start = i + 1;
  }
  return false;
}

/// The value of the case that holds, or null when that cannot be told.
const MathNode* case_in_force(const MathNode& cases, const MathFill& fill) {
  for (std::size_t i = 0; i + 1 < cases.children.size(); i += 2) {
    const auto in_force = any_holds(cases.children[i + 1].children, fill);
    if (!in_force) return nullptr;
    if (*in_force) return &cases.children[i];
  }
  return nullptr;
}

MathNode number_node(const MathVariable& variable) {
  MathNode node = math_text(variable.text);
  node.kind = Kind::number;
  node.name = variable.name;
  return node;
}

bool is_negative(const MathNode& node) {
  const bool shows_number = node.kind == Kind::number || node.kind == Kind::text;
  return shows_number && node.text.starts_with("−") && node.text.size() > std::string_view("−").size();
}

/// Is the node a number that was put in, so that it must not run into its neighbour?
bool is_put_in(const MathNode& node) {
  if (node.kind == Kind::number || (node.kind == Kind::text && !node.name.empty())) return true;
  if (node.kind == Kind::script) return is_put_in(node.children.front());
  return node.kind == Kind::fence && node.children.size() == 1 && node.children.front().children.size() == 1 &&
         is_put_in(node.children.front().children.front());
}

bool is_factor(const MathNode& node) { return node.role == Role::ordinary || node.role == Role::function; }

class Filler {
 public:
  explicit Filler(const MathFill& fill) : fill_(fill) {}

  MathNode row(std::span<const MathNode> nodes) const {
    MathNode result;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      std::size_t used = 1;
      MathNode next = i + 1 < nodes.size() ? call(nodes[i], nodes[i + 1], used) : one(nodes[i]);
      if (i + 1 < nodes.size() && used == 1) next = one(nodes[i]);
      append(result, std::move(next));
      i += used - 1;
    }
    return result;
  }

 private:
  /// "σ(βx)", "tanh x", "tanh² x": the function's value, when it is known. `used` becomes 2 then.
  MathNode call(const MathNode& name, const MathNode& argument, std::size_t& used) const {
    const MathNode& symbol = name.kind == Kind::script ? name.children.front() : name;
    if (!fill_.function || symbol.kind != Kind::text || symbol.text.empty()) return {};
    const bool bare = symbol.role == Role::function && variable_of(argument, fill_);
    if (!bare && argument.kind != Kind::fence) return {};
    const std::span<const MathNode> inside =
        bare ? std::span(&argument, 1) : std::span<const MathNode>(argument.children.front().children);
    const auto at = product(inside, fill_);
    const auto value = at ? fill_.function(symbol.text, *at) : std::nullopt;
    if (!value) return {};
    used = 2;
    MathNode number = math_text(fixed(*value, fill_.decimals));
    number.name = "value";
    if (name.kind != Kind::script) return number;
    if (is_negative(number)) number = math_fence(math_row({number}));
    MathNode powered = name;
    powered.role = Role::ordinary;
    powered.children.front() = std::move(number);
    return powered;
  }

  MathNode one(const MathNode& node) const {
    if (const MathVariable* variable = variable_of(node, fill_)) return number_node(*variable);
    if (node.kind == Kind::text || node.kind == Kind::number) return node;
    if (node.kind == Kind::row) return row(node.children);
    if (node.kind == Kind::cases) {
      if (const MathNode* value = case_in_force(node, fill_)) return row(value->children);
    }
    MathNode result = node;
    for (MathNode& child : result.children) child = child.kind == Kind::row ? row(child.children) : one(child);
    if (node.kind == Kind::script && is_negative(result.children.front())) {
      result.children.front() = math_fence(math_row({result.children.front()}));
    }
    return result;
  }

  static void append(MathNode& result, MathNode next) {
    const bool alone = result.children.empty();
    const Role before = alone ? Role::relation : result.children.back().role;
    if (!alone && is_factor(next) && is_factor(result.children.back())) {
      const MathNode& last = result.children.back();
      // Brackets of the formula itself are a call or a factor that needs no sign, unless two bare numbers would meet.
      const bool fence_after = next.kind == Kind::fence && !(is_put_in(last) && is_put_in(next));
      const bool named = last.kind == Kind::text && last.name.empty() && last.role == Role::function;
      if (!named && !fence_after && (is_put_in(last) || is_put_in(next))) {
        result.children.push_back(math_text("·", false, Role::operation));
        if (is_negative(next)) next = math_fence(math_row({std::move(next)}));
      }
    } else if (before == Role::operation && is_negative(next)) {
      next = math_fence(math_row({std::move(next)}));
    }
    result.children.push_back(std::move(next));
  }

  const MathFill& fill_;
};

}  // namespace

MathNode filled(const MathNode& formula, const MathFill& fill) {
  std::span<const MathNode> nodes =
      formula.kind == Kind::row ? std::span<const MathNode>(formula.children) : std::span(&formula, 1);
  for (std::size_t i = nodes.size(); i-- > 0;) {
    if (!is_sign(nodes[i], "=")) continue;
    nodes = nodes.subspan(i + 1);
    break;
  }
  MathNode result = Filler(fill).row(nodes);
  while (result.children.size() == 1 && result.children.front().kind == Kind::row) {
    MathNode inner = std::move(result.children.front());
    result = std::move(inner);
  }
  return result;
}

}  // namespace gradlab::ui
