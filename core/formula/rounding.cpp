#include "core/formula/rounding.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "core/formula/kernels.hpp"

namespace gradlab::formula {
namespace {

double run(Operation operation, const std::array<double, 4>& operands) {
  double value = 0;
  kernel_of<double>(operation)(&operands[0], &operands[1], &operands[2], &operands[3], &value, 1);
  return value;
}

}  // namespace

Rounding::Rounding(const Formula& formula, std::span<const double> parameters)
    : program_(lowered(formula.expression(), formula.root())),
      part_(program_.expression.parts_of(program_.root)),
      parameters_(parameters) {}

double Rounding::at(double x) const {
  constexpr double unit = 2 * std::numeric_limits<double>::epsilon();  // of an elementary function
  const Expression& nodes = program_.expression;
  std::vector<double> value(part_.size()), error(part_.size());
  for (std::size_t at = 0; at < part_.size(); ++at) {
    if (!part_[at]) continue;
    const Node& node = nodes[static_cast<Ref>(at)];
    const auto count = static_cast<std::size_t>(operand_count(node.operation));
    if (count == 0) {
      value[at] = node.operation == Operation::variable    ? x
                  : node.operation == Operation::parameter ? parameters_[node.index]
                                                           : node.value;
      continue;
    }
    std::array<double, 4> operands{};
    for (std::size_t i = 0; i < count; ++i) operands[i] = value[node.operands[i]];
    value[at] = run(node.operation, operands);
    error[at] = unit * std::abs(value[at]);
    for (std::size_t i = 0; i < count; ++i) {
      const double off = error[node.operands[i]];
      if (off == 0) continue;
      double most = 0;
      for (const double moved : {operands[i] - off, operands[i] + off}) {
        std::array<double, 4> others = operands;
        others[i] = moved;
        const double by = std::abs(run(node.operation, others) - value[at]);
        most = by > most || std::isnan(by) ? by : most;
      }
      error[at] += most;
    }
  }
  return error[program_.root];
}

}  // namespace gradlab::formula
