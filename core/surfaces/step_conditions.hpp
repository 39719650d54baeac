#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/rng.hpp"
#include "core/spec/spec.hpp"
#include "core/surfaces/surface.hpp"

namespace gradlab {

struct Schedule;

/// What the steps of a descent are given besides the gradient: noise in place of mini-batches, and the schedule's
/// factor of the rate. One list of steps for all who ask with the same numbers: a race and `gradlab descend`.
class StepConditions {
 public:
  static constexpr double most_noise = 1000;

  /// noise: standard deviation of what is added to each component of each gradient. Refuses "noise" and "seed" out of
  /// range, and a "schedule" that is none.
  static Result<StepConditions> create(double noise, std::uint64_t seed, const Choice& schedule);

  struct Step {
    Point noise;
    double rate_factor = 1;
  };
  /// Of the next step; the first is step 0 of the schedule, an epoch of which is one step here.
  Step next();

 private:
  StepConditions(double noise, std::uint64_t seed) : noise_(noise), rng_(seed) {}

  double noise_;
  Rng rng_;
  const Schedule* schedule_ = nullptr;
  std::vector<double> params_;
  std::uint64_t steps_ = 0;
};

}  // namespace gradlab
