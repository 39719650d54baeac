#include "core/surfaces/race_rates.hpp"

#include <cmath>
#include <utility>

#include "core/base/rng.hpp"
#include "core/surfaces/descent.hpp"

namespace gradlab {

Result<RateSweep> sweep_rates(const RaceSpec& spec, const Ground& ground, std::size_t index, const RateRange& range) {
  if (auto ok = check_race(spec); !ok) return ok.error();
  Choice choice = spec.optimizers[index];
  choice.params.insert_or_assign("lr", 1.0);  // so that factors of the rate are rates
  auto descent = Descent::create(ground, choice, spec.start);
  if (!descent) return descent.error();
  RateSweep sweep;
  sweep.start = descent->height();
  const double limit = divergence_limit(sweep.start);
  Rng rng(spec.seed);
  for (std::size_t i = 0; i < range.steps; ++i) {
    const double x = spec.noise * rng.normal(), y = spec.noise * rng.normal();
    descent->step({x, y}, range.rate(i));
    sweep.take({range.rate(i), descent->height()});
    if (!(std::abs(descent->height()) <= limit)) break;
  }
  constexpr std::size_t reach = 2;
  sweep.find_steepest(reach);
  return sweep;
}

}  // namespace gradlab
