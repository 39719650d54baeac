#pragma once

#include "core/base/result.hpp"
#include "core/schedules/rate_sweep.hpp"
#include "core/surfaces/race.hpp"

namespace gradlab {

/// The rate finder on a surface: optimizer `index` of the race, from its start, with its noise but without its
/// schedule; the loss is the height. Ends where it leaves the ground. Refuses what run_paths refuses.
Result<RateSweep> sweep_rates(const RaceSpec& spec, const Ground& ground, std::size_t index,
                              const RateRange& range = {});

}  // namespace gradlab
