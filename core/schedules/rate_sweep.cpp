#include "core/schedules/rate_sweep.hpp"

#include <algorithm>
#include <cmath>
#include <span>

namespace gradlab {
namespace {

/// How many come before the loss begins to jump.
std::size_t calm_trials(const RateSweep& sweep) {
  constexpr double share = 0.05;
  double lowest = sweep.start;
  for (std::size_t i = 0; i < sweep.trials.size(); ++i) {
    const double loss = sweep.trials[i].loss;
    if (!(loss <= lowest + share * std::abs(sweep.start))) return i;
    lowest = std::min(lowest, loss);
  }
  return sweep.trials.size();
}

/// Of the line of best fit through the losses over the logarithm of the rates.
double slope_of(std::span<const RateTrial> trials) {
  double x_mean = 0, y_mean = 0;
  for (const RateTrial& trial : trials) x_mean += std::log(trial.rate), y_mean += trial.loss;
  x_mean /= static_cast<double>(trials.size());
  y_mean /= static_cast<double>(trials.size());
  double xy = 0, xx = 0;
  for (const RateTrial& trial : trials) {
    const double x = std::log(trial.rate) - x_mean;
    xy += x * (trial.loss - y_mean);
    xx += x * x;
  }
  return xy / xx;
}

}  // namespace

double RateRange::rate(std::size_t step) const {
  const double share = static_cast<double>(step) / static_cast<double>(steps > 1 ? steps - 1 : 1);
  return low * std::pow(high / low, share);
}

void RateSweep::take(const RateTrial& trial) {
  trials.push_back(trial);
  const bool high_up = !(trial.loss <= start + 0.5 * std::abs(start));
  if (!high_up) risen.reset();
  if (high_up && !risen) risen = trial.rate;
}

void RateSweep::find_steepest(std::size_t reach) {
  steepest.reset();
  const std::size_t calm = calm_trials(*this);
  double lowest = 0;
  for (std::size_t i = reach; i + reach < calm; ++i) {
    const double slope = slope_of(std::span(trials).subspan(i - reach, 2 * reach + 1));
    if (!(slope < lowest)) continue;
    lowest = slope;
    steepest = trials[i].rate;
  }
}

}  // namespace gradlab
