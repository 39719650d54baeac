// The engine that runs trials of a race: several side by side, each for a moment at a time.
#pragma once

#include <cstdint>
#include <deque>
#include <list>
#include <map>
#include <optional>

#include "shell/run/run.hpp"
#include "shell/run/trial_message.hpp"

namespace gradlab::ui {

class TrialServer {
 public:
  using Message = ToTrialEngine;
  using Update = TrialNews;

  explicit TrialServer(Runner::Clock clock = Runner::steady_seconds) : clock_(std::move(clock)) {}

  void receive(ToTrialEngine message);
  void work(double seconds = 0.016);
  /// Seconds until there is something to do; negative: not before a message.
  double next_in() const { return under_way_.empty() && news_.empty() ? -1 : 0; }
  /// The next that has not been told.
  std::optional<TrialNews> news();

 private:
  struct UnderWay {
    RunTrial order;
    TrialRun run;
    std::size_t told = 0;  ///< points
  };
  void begin(const RunTrial& order);
  Result<Dataset> data_of(const Spec& spec);
  void tell(UnderWay& trial);

  Runner::Clock clock_;
  BeginRace race_;
  std::map<std::uint64_t, Dataset> data_;  ///< by seed
  std::list<UnderWay> under_way_;          ///< the first is the next to go on
  std::deque<TrialNews> news_;
  double told_at_ = -1;
};

}  // namespace gradlab::ui
