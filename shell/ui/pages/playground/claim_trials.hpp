// A claim's set-up trained from ten seeds, as the claim's test does it: in how many runs is found what it explains?
// They run where those of races do. No ImGui here.
#pragma once

#include <cstddef>
#include <string>

#include "shell/run/race_runner.hpp"
#include "shell/ui/pages/playground/presets.hpp"
#include "shell/ui/pages/playground_run.hpp"

namespace gradlab::ui {

class ClaimTrials {
 public:
  static constexpr std::size_t seeds = 10;

  explicit ClaimTrials(TrialEngines engines) : runner_(std::move(engines)) {}

  /// Begins, or begins anew.
  Result<Done> start(const Preset& claim, const DataPlaces& places);
  void stop() { runner_.stop(); }
  /// Once a frame.
  void pump();

  const std::string& claim() const { return claim_; }
  bool running() const { return runner_.running(); }
  /// Frames are wanted at once.
  bool needs_frames() const { return runner_.needs_frames(); }
  std::size_t engines() const { return runner_.engines(); }
  std::size_t finished() const { return runner_.race() ? runner_.race()->finished() : 0; }
  std::size_t found() const { return runner_.found(claim_); }

 private:
  RaceRunner runner_;
  std::string claim_;
};

}  // namespace gradlab::ui
