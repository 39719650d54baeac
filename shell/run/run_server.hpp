// The engine at the far side of a thread or a worker: a FrameRunner that is told by messages and says how it stands.
#pragma once

#include <cstdint>
#include <optional>

#include "shell/run/frame_runner.hpp"
#include "shell/run/run_message.hpp"

namespace gradlab::ui {

class RunServer {
 public:
  using Message = ToEngine;
  using Update = RunUpdate;

  explicit RunServer(Runner::Clock clock = Runner::steady_seconds) : runner_(std::move(clock)) {}

  void receive(ToEngine message);
  /// Trains for a moment: short, so that an order is heard within a frame.
  void work() { runner_.pump(turn_seconds); }
  /// Seconds until there is something to do; negative: not before a message.
  double next_in() const { return runner_.next_in(); }
  /// How the run stands, if that is new and the page has taken the update before: a page that is not seen gets one, not
  /// thousands.
  std::optional<RunUpdate> news();

 private:
  static constexpr double turn_seconds = 0.004;

  FrameRunner runner_;
  std::uint64_t heard_ = 0, told_heard_ = 0;
  std::uint64_t told_version_ = 0, told_run_ = 0;
  std::size_t told_points_ = 0;
  std::shared_ptr<const SlicedLoss> told_slice_;
  std::shared_ptr<const SweptRates> told_rates_;
  bool has_findings_ = false, has_trace_ = false, has_saved_ = false;
  bool told_rests_ = true;
  bool page_ready_ = true;
};

}  // namespace gradlab::ui
