#include "core/surfaces/rate_sweep.hpp"

#include <cmath>
#include <utility>

#include "core/base/rng.hpp"
#include "core/surfaces/descent.hpp"

namespace gradlab {
namespace {

/// Where the mean slope over a few neighbours is lowest, if the loss falls at all.
std::optional<double> steepest_of(const RateSweep& sweep) {
  constexpr std::size_t reach = 2;
  std::optional<double> best;
  double lowest = 0;
  for (std::size_t i = reach; i + reach < sweep.trials.size(); ++i) {
    const RateTrial &before = sweep.trials[i - reach], &after = sweep.trials[i + reach];
    if (sweep.risen && after.rate >= *sweep.risen) break;
    const double slope = (after.height - before.height) / std::log(after.rate / before.rate);
    if (!(slope < lowest)) continue;
    lowest = slope;
    best = sweep.trials[i].rate;
  }
  return best;
}

}  // namespace

Result<RateSweep> sweep_rates(const RaceSpec& spec, const Ground& ground, std::size_t index, double low, double high,
                              std::size_t steps) {
  if (auto ok = check_race(spec); !ok) return ok.error();
  Choice choice = spec.optimizers[index];
  choice.params.insert_or_assign("lr", 1.0);  // so that factors of the rate are rates
  auto descent = Descent::create(ground, choice, spec.start);
  if (!descent) return descent.error();
  RateSweep sweep;
  sweep.start = descent->height();
  const double limit = divergence_limit(sweep.start), risen = sweep.start + 0.5 * std::abs(sweep.start);
  Rng rng(spec.seed);
  for (std::size_t i = 0; i < steps; ++i) {
    const double share = static_cast<double>(i) / static_cast<double>(steps > 1 ? steps - 1 : 1);
    const double rate = low * std::pow(high / low, share);
    const double x = spec.noise * rng.normal(), y = spec.noise * rng.normal();
    descent->step({x, y}, rate);
    const double height = descent->height();
    sweep.trials.push_back({rate, height});
    const bool high_up = !(height <= risen);
    if (!high_up) sweep.risen.reset();
    if (high_up && !sweep.risen) sweep.risen = rate;
    if (!(std::abs(height) <= limit)) break;
  }
  sweep.steepest = steepest_of(sweep);
  return sweep;
}

}  // namespace gradlab
