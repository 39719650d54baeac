#include "core/formula/kinks.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/formula/program.hpp"
#include "core/formula/zeros.hpp"

namespace gradlab {

using formula::Operation;

std::vector<Formula> switches_of(const Formula& source) {
  std::vector<Formula> found;
  const std::vector<bool> part = source.expression().parts_of(source.root());
  for (std::size_t at = 0; at < part.size(); ++at) {
    const formula::Node& node = source.expression()[static_cast<formula::Ref>(at)];
    const bool one = node.operation == Operation::abs || node.operation == Operation::relu ||
                     node.operation == Operation::sign || node.operation == Operation::step;
    const bool two =
        node.operation == Operation::max || node.operation == Operation::min || formula::is_comparison(node.operation);
    if (!part[at] || !(one || two)) continue;
    formula::Expression nodes = source.expression();
    const formula::Ref root =
        one ? node.operands[0] : nodes.make(Operation::subtract, node.operands[0], node.operands[1]);
    found.push_back(source.with(std::move(nodes), root));
  }
  return found;
}

namespace {

bool jumps(const Program<double>& curve, std::span<const double> parameters, double x) {
  const double step = 1e-6 * (1 + std::abs(x));
  const double left = curve.at(x - step, parameters), right = curve.at(x + step, parameters);
  return std::abs(left - right) > 1e-4 * (1 + std::abs(left) + std::abs(right));  // false for NaN
}

std::optional<std::vector<Program<double>>> f_and_derivatives(const Formula& formula) {
  const auto first = formula.derivative("x");
  if (!first) return std::nullopt;
  const auto second = first->derivative("x");
  if (!second) return std::nullopt;
  std::vector<Program<double>> programs;
  for (const Formula* one : {&formula, &*first, &*second}) {
    auto program = Program<double>::compile(*one);
    if (!program) return std::nullopt;
    programs.push_back(*std::move(program));
  }
  return programs;
}

}  // namespace

std::vector<Kink> kinks_of(const Formula& formula, std::span<const double> parameters, double low, double high) {
  formula::ZeroSearch search(parameters, low, high);
  for (const Formula& one : switches_of(formula))
    if (const auto program = Program<double>::compile(one)) search.add_crossings(*program);
  const auto curves = f_and_derivatives(formula);
  if (!curves) return {};
  std::vector<Kink> kinks;
  for (const double x : search.places())
    for (int order = 0; order < 3; ++order)
      if (jumps((*curves)[static_cast<std::size_t>(order)], parameters, x)) {
        kinks.push_back({x, -1, 0, order});
        break;
      }
  return kinks;
}

}  // namespace gradlab
