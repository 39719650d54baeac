#include "core/formula/kinks.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/formula/program.hpp"

namespace gradlab {
namespace {

using formula::Operation;

/// What turns over where it is 0: abs(u) at u, max(a, b) and a < b at a - b.
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

class Search {
 public:
  Search(std::span<const double> parameters, double low, double high) : parameters_(parameters) {
    constexpr int steps = 4000;
    // Off the round numbers, where formulas have their kinks, so that a change of sign is seen rather than a 0.
    for (int i = 0; i <= steps; ++i) x_.push_back(low + (high - low) * (i + (i == steps ? 0 : 0.31830988618)) / steps);
    x_.front() = low;
  }

  void add_zeros(const Program<double>& turns) {
    std::vector<double> y(x_.size());
    turns.evaluate(x_, {}, parameters_, y);
    for (std::size_t i = 0; i + 1 < x_.size(); ++i)
      if ((y[i] < 0 && y[i + 1] > 0) || (y[i] > 0 && y[i + 1] < 0)) zeros_.push_back(zero(turns, i, y[i] < 0));
  }

  std::vector<double> zeros() {
    std::sort(zeros_.begin(), zeros_.end());
    const auto close = [](double a, double b) { return std::abs(a - b) <= 1e-12 * (1 + std::abs(a)); };
    zeros_.erase(std::unique(zeros_.begin(), zeros_.end(), close), zeros_.end());
    return zeros_;
  }

 private:
  /// By halving, to the last digit; 0 itself if it lies there.
  double zero(const Program<double>& turns, std::size_t i, bool rising) const {
    double low = x_[i], high = x_[i + 1];
    if (low < 0 && high > 0 && turns.at(0, parameters_) == 0) return 0;
    for (int step = 0; step < 100; ++step) {
      const double middle = 0.5 * (low + high);
      const double y = turns.at(middle, parameters_);
      if (y == 0) return middle;
      ((y < 0) == rising ? low : high) = middle;
    }
    return 0.5 * (low + high);
  }

  std::span<const double> parameters_;
  std::vector<double> x_, zeros_;
};

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
  Search search(parameters, low, high);
  for (const Formula& one : switches_of(formula))
    if (const auto program = Program<double>::compile(one)) search.add_zeros(*program);
  const auto curves = f_and_derivatives(formula);
  if (!curves) return {};
  std::vector<Kink> kinks;
  for (const double x : search.zeros())
    for (int order = 0; order < 3; ++order)
      if (jumps((*curves)[static_cast<std::size_t>(order)], parameters, x)) {
        kinks.push_back({x, -1, 0, order});
        break;
      }
  return kinks;
}

}  // namespace gradlab
