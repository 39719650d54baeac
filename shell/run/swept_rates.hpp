// The rate finder on a run's network. No ImGui here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "core/schedules/rate_sweep.hpp"

namespace gradlab::ui {

struct FindRate {
  bool from_start = true;  ///< else from where the run stands

  bool operator==(const FindRate&) const = default;
};  ///< works out RunState::rates, a little at a time beside the training

/// The answer to FindRate, as far as it is worked out.
struct SweptRates {
  FindRate wanted;
  std::uint64_t step = 0;   ///< of the run: where it begins
  std::size_t samples = 0;  ///< of the training set, over which the loss is a mean
  RateRange range;
  RateSweep sweep;
  bool finished = false;
  std::string refused;  ///< id of an error; empty: none
};

}  // namespace gradlab::ui
