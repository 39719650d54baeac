// Works out the rate finder a few steps at a time. No ImGui here.
#pragma once

#include <memory>
#include <optional>

#include "core/analysis/network_rates.hpp"
#include "shell/run/run.hpp"

namespace gradlab::ui {

class RatesWork {
 public:
  RatesWork(const FindRate& wanted, const Trainer<float>& trainer);

  bool finished() const { return !rates_ || rates_->finished(); }
  /// One rate more; not when finished.
  void work() { rates_->work(); }
  std::shared_ptr<const SweptRates> found() const;

 private:
  std::optional<NetworkRates<float>> rates_;
  SweptRates found_;
};

}  // namespace gradlab::ui
