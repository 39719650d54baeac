#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "core/base/param.hpp"

namespace gradlab {

/// A run at the end of an epoch: what is measured on the test data, or on the training data where there are no others.
struct StopMoment {
  std::uint64_t epoch = 0;         ///< whole epochs that are done
  std::optional<double> loss;      ///< none: not measured, or not finite
  std::optional<double> accuracy;  ///< none: not measured, or a number is predicted
};

/// One row of the table of conditions that end a run, looked at after each epoch. Names for people: "stop.<id>",
/// "stop.<id>.help".
struct StopRule {
  std::string_view id;
  std::span<const ParamSpec> params;
  bool measures = false;  ///< it wants loss and accuracy, not the epoch alone
  bool (*met)(const StopMoment&, std::span<const double> params) = nullptr;
};

std::span<const StopRule> stop_rules();
const StopRule* find_stop_rule(std::string_view id);

}  // namespace gradlab
