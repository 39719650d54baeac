// One sample in slow motion: which sample, where on its way, and the way there and back. No drawing here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

#include "core/network/network.hpp"
#include "shell/run/run.hpp"

namespace gradlab::ui {

struct PlaygroundState;

enum class SlowPart { forward, loss, back, update };

/// One stop on a sample's way: a unit's sum and output, the loss, a unit's delta, a unit's new weights.
struct SlowStop {
  SlowPart part = SlowPart::forward;
  std::size_t layer = 0, unit = 0;  // of a unit; at the loss: nothing

  bool operator==(const SlowStop&) const = default;
};

/// Forward through all units, the loss, back through them from the last layer, then each unit's weights.
std::size_t slow_stop_count(const Network<float>& network);
SlowStop slow_stop(const Network<float>& network, std::size_t index);
/// The other way round; a stop that is not there gives the first.
std::size_t slow_stop_index(const Network<float>& network, const SlowStop& stop);

struct SlowMotion {
  bool on = false;
  std::size_t place = 0;                       // in the batch of the next step
  std::optional<std::uint32_t> row;            // a sample that was chosen, instead
  std::size_t stop = 0;                        // of slow_stop()
  bool to_end = false;                         // the last stop, once the numbers are there
  std::optional<std::uint64_t> asked_version;  // of the run, when its numbers were last asked for
  std::shared_ptr<const TracedSample> before;  // what was there then: another is an answer
  double asked_at = 0;

  void ask_again() { asked_version.reset(); }
};

/// What is shown; null: nothing yet, or nothing of the run as it stands.
const SampleTrace<float>* slow_numbers(const PlaygroundState& state);
/// The stop that is shown.
SlowStop slow_stop_now(const PlaygroundState& state);

void open_slow(PlaygroundState& state);
/// A sample of one's own choice.
void open_slow_at(PlaygroundState& state, std::uint32_t row);
/// The next sample of the run; behind a batch's last one the run takes its step.
void next_sample(PlaygroundState& state);
bool has_sample_before(const PlaygroundState& state);
void sample_before(PlaygroundState& state);
/// One stop on or back, on to the next sample and back to the one before.
void slow_on(PlaygroundState& state);
void slow_back(PlaygroundState& state);
bool slow_can_go_on(const PlaygroundState& state);
bool slow_can_go_back(const PlaygroundState& state);

/// Once a frame: asks for numbers where those there are old.
void follow_slow(PlaygroundState& state, double now);

}  // namespace gradlab::ui
