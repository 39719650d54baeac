#include "core/formula/formula.hpp"

#include <algorithm>
#include <optional>

#include "core/formula/differentiate.hpp"
#include "core/formula/parser.hpp"
#include "core/formula/simplify.hpp"

namespace gradlab {
namespace {

struct Leaf {
  formula::Operation kind;
  std::uint32_t index;
};

std::optional<Leaf> leaf_named(std::string_view name, std::span<const FormulaParameter> parameters) {
  if (name == "x") return Leaf{formula::Operation::variable, 0};
  if (name == "y") return Leaf{formula::Operation::variable, 1};
  const auto found = std::find_if(parameters.begin(), parameters.end(),
                                  [name](const FormulaParameter& one) { return one.name == name; });
  if (found == parameters.end()) return std::nullopt;
  return Leaf{formula::Operation::parameter, static_cast<std::uint32_t>(found - parameters.begin())};
}

}  // namespace

std::vector<double> Formula::initial_values() const {
  std::vector<double> values;
  for (const FormulaParameter& one : parameters_) values.push_back(one.initial);
  return values;
}

bool Formula::depends_on(std::string_view name) const {
  const auto leaf = leaf_named(name, parameters_);
  return leaf && expression_.dependence(root_, leaf->kind, leaf->index)[root_];
}

Result<Formula> Formula::derivative(std::string_view by) const {
  formula::Expression nodes = expression_;
  const auto leaf = leaf_named(by, parameters_);
  const formula::Ref slope = leaf ? formula::differentiated(nodes, root_, leaf->kind, leaf->index) : nodes.number(0);
  if (nodes.full()) return Error{"formula_too_large", {}, {}};
  return with(std::move(nodes), slope);
}

Formula Formula::with(formula::Expression expression, formula::Ref root) const {
  Formula result;
  result.expression_ = std::move(expression);
  result.typed_ = result.root_ = root;
  result.parameters_ = parameters_;
  return result;
}

Result<Formula> parse_formula(std::string_view text, const FormulaOptions& options) {
  auto parsed = formula::parse(text, options.with_y, options.field, options.initial);
  if (!parsed) return parsed.error();
  Formula result;
  result.expression_ = std::move(parsed->expression);
  result.typed_ = parsed->root;
  result.root_ = formula::simplified(result.expression_, result.typed_);
  for (std::size_t i = 0; i < parsed->parameters.size(); ++i) {
    std::string& name = parsed->parameters[i];
    const auto given = options.initial.find(name);
    const double initial = given == options.initial.end() ? 1.0 : given->second;
    result.parameters_.push_back({std::move(name), initial, parsed->columns[i]});
  }
  return result;
}

}  // namespace gradlab
