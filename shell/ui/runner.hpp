// Gives a training its time. The trainer has no clock and no thread; the runner has the clock, and later the thread.
//
// Three calls, so that a version on a thread or in a worker fits behind them: `send` hands over a command and expects
// no answer, `pump` lets it work for a moment (a threaded one only collects what has arrived), `latest` is the last
// known state, a value that could have come from elsewhere. No ImGui here.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <variant>
#include <vector>

#include "core/diagnosis/finding.hpp"
#include "core/network/trainer.hpp"
#include "shell/ui/loss_history.hpp"

namespace gradlab::ui {

/// How fast a run goes while it plays.
struct Speed {
  enum class Unit { steps, epochs, unlimited };
  Unit unit = Unit::epochs;
  double per_second = 20;

  bool operator==(const Speed&) const = default;
};

struct StartRun {
  Trainer<float> trainer;
};  ///< another run; playing goes on if it was
struct Play {};
struct Pause {};
struct Advance {
  std::uint64_t steps = 1;
};
struct AdvanceEpoch {};  ///< to the end of the epoch that is under way
struct SetSpeed {
  Speed speed;
};
using RunCommand = std::variant<StartRun, Play, Pause, Advance, AdvanceEpoch, SetSpeed, TrainerCommand>;

/// A moment of the run as the page sees it.
struct RunState {
  std::uint64_t run = 0;      ///< another number after each start and each rewind
  std::uint64_t version = 0;  ///< another number whenever anything here has changed
  bool playing = false;
  std::uint64_t step = 0;
  std::uint64_t epoch = 0;
  std::size_t steps_per_epoch = 1;
  std::vector<float> parameters;
  LossPoint measured;  ///< the latest measurement; its step may lag behind `step` while playing fast
  std::optional<Divergence> diverged;
  LossHistory history;
};

class Runner {
 public:
  /// Seconds from any fixed moment.
  using Clock = std::function<double()>;
  static double steady_seconds();

  explicit Runner(Clock clock = steady_seconds);

  void send(RunCommand command);
  /// Works for at most about `budget_seconds` (it looks at the clock between a few steps), less when the speed asks for
  /// less.
  void pump(double budget_seconds);
  const RunState& latest() const { return state_; }
  /// What is amiss in the run as it stands, which stays as it is. Costs a few passes over the training data.
  std::vector<Finding> diagnose();
  /// True while more calls of pump would change something by themselves.
  bool busy() const { return trainer_ && (working() || state_.measured.step != state_.step); }

 private:
  bool working() const { return (state_.playing || wanted_ > 0) && !trainer_->diverged(); }
  void start(Trainer<float> trainer);
  void tell_trainer(const TrainerCommand& command);
  void begin_run();
  void owe_steps(double now);
  void take_steps(double deadline);
  void take_one_step();
  void measure();
  void publish();

  Clock clock_;
  std::optional<Trainer<float>> trainer_;
  RunState state_;
  Speed speed_;
  std::uint64_t wanted_ = 0;  // steps asked for one by one, done before playing goes on
  double owed_ = 0;           // steps the speed asks for since the last pump
  double last_pump_ = -1;
  double last_measure_ = -1;
  std::uint64_t chunk_ = 1;  // steps between two looks at the clock
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
