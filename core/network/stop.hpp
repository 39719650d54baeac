#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/network/trainer.hpp"

namespace gradlab {

/// Why a run has come to where its spec says that it ends.
struct StopReason {
  std::string rule;         ///< a row of stop_rules()
  std::uint64_t epoch = 0;  ///< whole epochs that are done
  double value = 0;         ///< what met the condition: the epoch, the loss or the accuracy
  double limit = 0;         ///< what it was to reach
  bool on_test = false;     ///< measured on the test data, not on the training data
};

/// To be asked after every step: none within an epoch and before the first is done, nor where the condition is not met.
/// Measures the run where the condition wants it, and leaves it as it is.
template <class T>
std::optional<StopReason> stop_reason(Trainer<T>& trainer);

extern template std::optional<StopReason> stop_reason(Trainer<float>&);
extern template std::optional<StopReason> stop_reason(Trainer<double>&);

}  // namespace gradlab
