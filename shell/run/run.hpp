// A training in progress, as the pages see it: what it can be told, how it stands, and who gives it time. The trainer
// has no clock and no thread; a Runner has.
//
// Three calls, the same whether the work is done in the frame (frame_runner.hpp) or elsewhere, on a thread or in a
// worker (remote_runner.hpp): `send` hands over a command and expects no answer, `pump` gives a moment to work, or
// collects what has arrived, `latest` is the last known state, a value. No ImGui here.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

#include "core/analysis/sample_trace.hpp"
#include "core/diagnosis/finding.hpp"
#include "core/network/saved_moment.hpp"
#include "core/network/stop.hpp"
#include "core/network/trainer.hpp"
#include "shell/run/layer_history.hpp"
#include "shell/run/loss_history.hpp"
#include "shell/run/slice.hpp"
#include "shell/run/swept_rates.hpp"

namespace gradlab::ui {

/// How fast a run goes while it plays.
struct Speed {
  enum class Unit { samples, steps, epochs, unlimited };
  Unit unit = Unit::epochs;
  double per_second = 20;

  bool operator==(const Speed&) const = default;
};

struct StartRun {
  Trainer<float> trainer;
  LossHistory history = {};  ///< of a run that has come by more than its start: up to where the trainer stands
};  ///< another run; playing goes on if it was
struct Play {};
struct Pause {};
struct Advance {
  std::uint64_t steps = 1;
};
struct AdvanceEpoch {};  ///< to the end of the epoch that is under way
struct SeekTo {
  std::uint64_t step = 0;
};  ///< pauses, and goes to a step that the run has come by; what came after it is kept until another step is taken
struct SetSpeed {
  Speed speed;
};
struct Hold {
  bool on = true;
};  ///< nothing moves while it is on, played or not: for a page that nobody sees
struct Diagnose {};  ///< what is amiss in the run as it stands: RunState::findings, and RunState::look. Costs a few
                     ///< passes over its data
struct SaveRun {};   ///< the run as it stands, to go on from another time: RunState::saved. The run stays as it is
struct TraceSample {
  std::size_t place = 0;             ///< in the batch of the next step; beyond its end: its last sample
  std::optional<std::uint32_t> row;  ///< of the data, instead
};  ///< one sample, number by number, through a step of its own: RunState::traced. The run stays as it is
using RunCommand = std::variant<StartRun, Play, Pause, Advance, AdvanceEpoch, SetSpeed, Hold, Diagnose, TrainerCommand,
                                SeekTo, TraceSample, SaveRun, SliceLoss, FindRate>;

/// The answer to TraceSample.
struct TracedSample {
  std::optional<std::size_t> place;           ///< none: it was asked for by its row
  std::size_t batch = 1;                      ///< samples in the next step's batch
  std::optional<SampleTrace<float>> numbers;  ///< none: the step would not stay finite
};

/// A moment of the run as the page sees it.
struct RunState {
  std::uint64_t run = 0;      ///< another number after each start, each rewind and each turn into another way
  std::uint64_t version = 0;  ///< another number whenever anything but the answers to what only asks has changed
  bool playing = false;
  std::uint64_t step = 0;
  std::uint64_t epoch = 0;
  std::size_t samples_gone = 0;  ///< of the next step's batch, at a speed that counts samples
  std::uint64_t begin = 0;       ///< the first step that can be gone to: where it was loaded, if it was
  std::uint64_t end = 0;         ///< the furthest
  std::size_t steps_per_epoch = 1;
  std::vector<float> parameters;
  std::vector<float> running;  ///< batch norm's running statistics
  LossPoint measured;          ///< the latest measurement; its step may lag behind `step` while playing fast
  std::optional<Divergence> diverged;
  std::optional<StopReason> stopped;  ///< the run has come to where its spec ends it; gone with the next step
  LossHistory history;
  std::vector<Finding> findings;               ///< of the latest Diagnose, the gravest first
  std::shared_ptr<const RunLook> look;         ///< of the latest Diagnose
  std::shared_ptr<const TracedSample> traced;  ///< of the latest TraceSample; another object for each
  std::shared_ptr<const SavedMoment> saved;    ///< of the latest SaveRun; another object for each
  std::shared_ptr<const SlicedLoss> slice;     ///< of the latest SliceLoss; another object when more of it is there
  std::shared_ptr<const SweptRates> rates;     ///< of the latest FindRate; likewise
};

/// Whether a command asks about the run and leaves it as it is.
inline bool only_asks(const RunCommand& command) {
  return std::holds_alternative<Diagnose>(command) || std::holds_alternative<TraceSample>(command) ||
         std::holds_alternative<SaveRun>(command) || std::holds_alternative<SliceLoss>(command) ||
         std::holds_alternative<FindRate>(command);
}

class Runner {
 public:
  /// Seconds from any fixed moment.
  using Clock = std::function<double()>;
  static double steady_seconds();

  virtual ~Runner() = default;
  virtual void send(RunCommand command) = 0;
  /// Takes at most about `budget_seconds`.
  virtual void pump(double budget_seconds) = 0;
  virtual const RunState& latest() const = 0;
  /// True while more calls of pump would change something by themselves: a frame is wanted at once. A runner that works
  /// elsewhere asks for its frames by the wake function it was given.
  virtual bool busy() const = 0;
  /// True while word is going to come from elsewhere: an answer to a command, or what a training there does by itself.
  virtual bool expects_news() const { return false; }
  /// It will not go on: whoever holds it takes another.
  virtual bool lost() const { return false; }

 protected:
  Runner() = default;
  Runner(const Runner&) = default;
  Runner& operator=(const Runner&) = default;
};

}  // namespace gradlab::ui
