#include "core/formula/zeros.hpp"

#include <algorithm>
#include <cmath>

namespace gradlab::formula {

ZeroSearch::ZeroSearch(std::span<const double> parameters, double low, double high) : parameters_(parameters) {
  constexpr int steps = 4000;
  // Off the round numbers, where formulas have their kinks, so that a change of sign is seen rather than a 0.
  for (int i = 0; i <= steps; ++i) x_.push_back(low + (high - low) * (i + (i == steps ? 0 : 0.31830988618)) / steps);
  x_.front() = low;
}

void ZeroSearch::add_crossings(const Program<double>& function) {
  std::vector<double> y(x_.size());
  function.evaluate(x_, {}, parameters_, y);
  for (std::size_t i = 0; i + 1 < x_.size(); ++i)
    if ((y[i] < 0 && y[i + 1] > 0) || (y[i] > 0 && y[i + 1] < 0)) found_.push_back(crossing(function, i, y[i] < 0));
}

void ZeroSearch::add_touches(const Program<double>& function) {
  std::vector<double> y(x_.size());
  function.evaluate(x_, {}, parameters_, y);
  for (double& one : y) one = std::abs(one);
  for (std::size_t i = 1; i + 1 < x_.size(); ++i)
    if (y[i] < y[i - 1] && y[i] <= y[i + 1]) found_.push_back(touch(function, x_[i - 1], x_[i + 1]));
}

std::vector<double> ZeroSearch::places() {
  std::sort(found_.begin(), found_.end());
  const auto close = [](double a, double b) { return std::abs(a - b) <= 1e-12 * (1 + std::abs(a)); };
  found_.erase(std::unique(found_.begin(), found_.end(), close), found_.end());
  return found_;
}

/// By halving, to the last digit; 0 itself if it lies there.
double ZeroSearch::crossing(const Program<double>& function, std::size_t i, bool rising) const {
  double low = x_[i], high = x_[i + 1];
  if (low < 0 && high > 0 && function.at(0, parameters_) == 0) return 0;
  for (int step = 0; step < 100; ++step) {
    const double middle = 0.5 * (low + high);
    const double y = function.at(middle, parameters_);
    if (y == 0) return middle;
    ((y < 0) == rising ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

/// By leaving out a third, again and again.
double ZeroSearch::touch(const Program<double>& function, double low, double high) const {
  for (int step = 0; step < 80; ++step) {
    const double left = low + (high - low) / 3, right = high - (high - low) / 3;
    const bool falls = std::abs(function.at(left, parameters_)) > std::abs(function.at(right, parameters_));
    (falls ? low : high) = falls ? left : right;
  }
  return 0.5 * (low + high);
}

}  // namespace gradlab::formula
