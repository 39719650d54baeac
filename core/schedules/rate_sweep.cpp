#include "core/schedules/rate_sweep.hpp"

#include <cmath>

namespace gradlab {

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
  double lowest = 0;
  for (std::size_t i = reach; i + reach < trials.size(); ++i) {
    const RateTrial &before = trials[i - reach], &after = trials[i + reach];
    if (risen && after.rate >= *risen) break;
    const double slope = (after.loss - before.loss) / std::log(after.rate / before.rate);
    if (!(slope < lowest)) continue;
    lowest = slope;
    steepest = trials[i].rate;
  }
}

}  // namespace gradlab
