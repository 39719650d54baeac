// A runner that trains inside `pump`: in the frame where nothing else is there, in tests, and behind a thread or a
// worker.
#pragma once

#include <cstdint>
#include <optional>

#include "shell/run/rates_work.hpp"
#include "shell/run/run.hpp"
#include "shell/run/slice_work.hpp"
#include "shell/run/timeline.hpp"

namespace gradlab::ui {

class FrameRunner final : public Runner {
 public:
  explicit FrameRunner(Clock clock = steady_seconds);

  void send(RunCommand command) override;
  /// Looks at the clock between a few steps; works less when the speed asks for less.
  void pump(double budget_seconds) override;
  const RunState& latest() const override { return state_; }
  bool busy() const override { return trainer_ && (working() || seeking_ || lagging() || asked()); }
  /// Seconds until there is something to do; 0: at once, negative: not before a command.
  double next_in() const;

 private:
  bool working() const { return !held_ && !seeking_ && (state_.playing || wanted_ > 0) && !trainer_->diverged(); }
  bool lagging() const { return !held_ && !seeking_ && state_.measured.step != state_.step; }
  bool asked() const { return !held_ && (slice_.has_value() || rates_.has_value()); }
  /// A piece at least of what was asked about the run, then as much as there is time for; shows it now and then.
  template <class Work, class Found>
  void work_on(std::optional<Work>& work, std::shared_ptr<const Found>& shown, double deadline);
  /// Takes up other work in place of what there was.
  template <class Work, class Found>
  void take_up(std::optional<Work>& work, std::shared_ptr<const Found>& shown);
  void start(StartRun run);
  void tell_trainer(const TrainerCommand& command);
  void take_hand(const SetHand& hand);
  void look_anew();
  void begin_run(LossHistory history = {});
  double steps_a_unit() const;
  std::size_t samples_gone() const;
  void owe_steps(double now);
  void take_steps(double deadline);
  void take_one_step();
  void look_for_stop();
  void forget_stop();
  void seek(double deadline);
  void measure();
  void publish();
  void look_at_layers();
  void diagnose();
  void trace(const TraceSample& wanted);

  Clock clock_;
  std::optional<Trainer<float>> trainer_;
  Timeline timeline_;
  LayerHistory layers_;
  bool seeking_ = false;  // on the way to a step that was asked for
  RunState state_;
  Speed speed_;
  bool held_ = false;
  bool stop_passed_ = false;  // it has stopped once as its spec says: whoever plays on goes past
  std::uint64_t wanted_ = 0;  // steps asked for one by one, done before playing goes on
  double owed_ = 0;           // steps the speed asks for since the last pump
  double last_pump_ = -1;
  double last_measure_ = -1, measuring_took_ = 0;
  std::optional<SliceWork> slice_;  // while there is more to work out
  std::optional<RatesWork> rates_;  // likewise
  double last_shown_ = -1;          // of either
  double last_diagnosis_ = -1, diagnosing_took_ = 0;
  std::uint64_t stride_ = 1;  // steps between two moments of the history, at least
  std::uint64_t chunk_ = 1;   // steps between two looks at the clock
};

/// How much of a frame training may take: little by little more while frames come in time, at once less when they do
/// not.
class FrameBudget {
 public:
  double seconds() const { return seconds_; }
  void frame_took(double interval_seconds);

 private:
  double seconds_ = 0.005;
};

}  // namespace gradlab::ui
