#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "core/base/param.hpp"

namespace gradlab {

/// One row of the table of learning-rate schedules. Time is counted in whole epochs from 0, as torch's schedulers are
/// stepped once an epoch. Names for people: "schedule.<id>", "schedule.<id>.help".
struct Schedule {
  std::string_view id;
  std::string_view formula;  ///< the factor over epoch t
  std::string_view origin;
  std::span<const ParamSpec> params;
  /// What the rate is multiplied by in that epoch; 1 is the rate as set.
  double (*factor)(std::uint64_t epoch, std::span<const double> params) = nullptr;
};

std::span<const Schedule> schedules();
const Schedule* find_schedule(std::string_view id);

}  // namespace gradlab
