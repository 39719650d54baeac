#pragma once

#include <optional>
#include <vector>

#include "core/base/result.hpp"
#include "core/surfaces/race.hpp"

namespace gradlab {

/// The rate finder (Smith 2017, the "learning rate range test"): one run whose rate grows by the same factor each step,
/// and what the loss was after each.
struct RateTrial {
  double rate = 0, height = 0;
};

struct RateSweep {
  double start = 0;                ///< the loss before the first step
  std::vector<RateTrial> trials;   ///< rates ascending; the last may be where it left the ground
  std::optional<double> steepest;  ///< where the loss fell fastest for each factor of the rate
  std::optional<double> risen;     ///< from here on the loss is half again as high as at the start, or not finite
};

/// Of optimizer `index` of the race, from its start, with its noise but without its schedule. Rates from `low` to
/// `high`, 0 < low < high. Refuses what run_paths refuses.
Result<RateSweep> sweep_rates(const RaceSpec& spec, const Ground& ground, std::size_t index, double low = 1e-5,
                              double high = 10, std::size_t steps = 121);

}  // namespace gradlab
