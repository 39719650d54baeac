// A race that is run: its trials are shared out to engines, and what they give is gathered. No ImGui here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shell/run/trial_link.hpp"

namespace gradlab::ui {

/// Where trials are run: makes one engine more, at most `most` of them; null from there on, and where there are none.
struct TrialEngines {
  std::function<std::unique_ptr<TrialLink>()> make;
  std::size_t most = 1;
};

class RaceRunner {
 public:
  explicit RaceRunner(TrialEngines engines = {}) : engines_(std::move(engines)) {}

  /// Another race; what was under way is dropped. files: what the spec's data need. diagnoses: each trial is, in the
  /// end.
  Result<Done> start(NetworkRaceSpec spec, RaceFiles files, bool diagnoses = false);
  /// Nothing more is run; what was found stays.
  void stop() { engines_at_work_.clear(); }
  /// Once a frame: gathers what has arrived, gives out what is to be done; works itself where nobody else does.
  void pump(double seconds);

  bool running() const { return !engines_at_work_.empty(); }
  /// Frames are wanted at once.
  bool needs_frames() const;
  std::size_t engines() const { return engines_at_work_.size(); }
  /// Null before the first.
  const NetworkRace* race() const { return race_ ? &*race_ : nullptr; }
  std::uint64_t version() const { return version_; }  ///< another number whenever anything has changed
  /// Of the finished trials that were diagnosed: in how many something was found that this claim explains.
  std::size_t found(std::string_view claim) const;
  /// Why a trial could not begin; then the race has stopped.
  const std::optional<Error>& refused() const { return refused_; }

 private:
  struct Engine {
    std::unique_ptr<TrialLink> link;
    std::vector<std::size_t> trials;  ///< that it was given and has not finished
  };
  void hire();
  void gather(Engine& engine);
  void replace_lost(Engine& engine);
  void give(Engine& engine);
  void post(Engine& engine, std::size_t trial);

  TrialEngines engines_;
  std::vector<Engine> engines_at_work_;
  std::optional<NetworkRace> race_;
  RaceFiles files_;
  bool diagnoses_ = false;
  std::map<std::size_t, std::vector<std::string>> claims_;  ///< found, by trial
  std::uint64_t number_ = 0, version_ = 0;
  std::size_t given_ = 0;         ///< trials
  std::size_t side_by_side_ = 1;  ///< trials of one engine
  std::optional<Error> refused_;
};

}  // namespace gradlab::ui
