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
  /// At least one rate, then as many as there is time for.
  void work(const Runner::Clock& clock, double deadline);
  std::shared_ptr<const SweptRates> found() const;

 private:
  std::optional<NetworkRates<float>> rates_;
  SweptRates found_;
};

}  // namespace gradlab::ui
