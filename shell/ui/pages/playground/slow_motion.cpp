#include "shell/ui/pages/playground/slow_motion.hpp"

#include <algorithm>
#include <limits>

#include "shell/ui/pages/playground_run.hpp"
#include "shell/ui/pages/playground_state.hpp"

namespace gradlab::ui {
namespace {

std::size_t unit_count(const Network<float>& network) {
  std::size_t units = 0;
  for (const Layer<float>& layer : network.layers()) units += layer.outputs;
  return units;
}

const TracedSample* traced(const PlaygroundState& state) { return state.run->state().traced.get(); }

std::size_t stop_count(const PlaygroundState& state) { return slow_stop_count(state.run->network()); }

void go_to_sample(SlowMotion& slow, std::size_t place, bool to_end) {
  slow.place = place;
  slow.stop = 0;
  slow.to_end = to_end;
  slow.row.reset();
  slow.ask_again();
}

void begin(PlaygroundState& state) {
  if (state.run->state().playing) state.run->runner().send(Pause{});
  state.slow = {};
  state.slow.on = true;
}

void sample_before(PlaygroundState& state, bool to_end) {
  if (state.slow.place > 0) return go_to_sample(state.slow, state.slow.place - 1, to_end);
  state.run->runner().send(SeekTo{state.run->state().step - 1});
  go_to_sample(state.slow, std::numeric_limits<std::size_t>::max() / 2, to_end);
}

}  // namespace

std::size_t slow_stop_count(const Network<float>& network) { return 3 * unit_count(network) + 1; }

SlowStop slow_stop(const Network<float>& network, std::size_t index) {
  const std::span<const Layer<float>> layers = network.layers();
  const std::size_t units = unit_count(network);
  if (index == units) return {SlowPart::loss, 0, 0};
  const auto upwards = [&](SlowPart part, std::size_t left) {
    std::size_t layer = 0;
    while (layer + 1 < layers.size() && left >= layers[layer].outputs) left -= layers[layer++].outputs;
    return SlowStop{part, layer, left};
  };
  if (index < units) return upwards(SlowPart::forward, index);
  if (index > 2 * units) return upwards(SlowPart::update, index - 2 * units - 1);
  std::size_t left = index - units - 1, layer = layers.size() - 1;
  while (layer > 0 && left >= layers[layer].outputs) left -= layers[layer--].outputs;
  return {SlowPart::back, layer, left};
}

std::size_t slow_stop_index(const Network<float>& network, const SlowStop& stop) {
  for (std::size_t i = 0, count = slow_stop_count(network); i < count; ++i)
    if (slow_stop(network, i) == stop) return i;
  return 0;
}

const SampleTrace<float>* slow_numbers(const PlaygroundState& state) {
  const TracedSample* sample = traced(state);
  if (!sample || !sample->numbers) return nullptr;
  const bool same_network = sample->numbers->before.size() == state.run->network().parameters().size();
  return same_network ? &*sample->numbers : nullptr;
}

SlowStop slow_stop_now(const PlaygroundState& state) {
  return slow_stop(state.run->network(), std::min(state.slow.stop, stop_count(state) - 1));
}

void open_slow(PlaygroundState& state) { begin(state); }

void open_slow_at(PlaygroundState& state, std::uint32_t row) {
  begin(state);
  state.slow.row = row;
}

void next_sample(PlaygroundState& state) {
  if (!state.slow.on || state.slow.row) return open_slow(state);
  const TracedSample* sample = traced(state);
  if (sample && state.slow.place + 1 < sample->batch) return go_to_sample(state.slow, state.slow.place + 1, false);
  state.run->runner().send(Advance{1});
  go_to_sample(state.slow, 0, false);
}

bool has_sample_before(const PlaygroundState& state) {
  return !state.slow.row && (state.slow.place > 0 || state.run->state().step > 0);
}

void sample_before(PlaygroundState& state) {
  if (has_sample_before(state)) sample_before(state, false);
}

bool slow_can_go_on(const PlaygroundState& state) {
  return state.slow.stop + 1 < stop_count(state) || (!state.slow.row && !state.run->state().diverged);
}

bool slow_can_go_back(const PlaygroundState& state) { return state.slow.stop > 0 || has_sample_before(state); }

void slow_on(PlaygroundState& state) {
  if (!slow_can_go_on(state)) return;
  if (state.slow.stop + 1 < stop_count(state)) {
    ++state.slow.stop;
  } else {
    next_sample(state);
  }
}

void slow_back(PlaygroundState& state) {
  if (state.slow.stop > 0) {
    --state.slow.stop;
  } else if (has_sample_before(state)) {
    sample_before(state, true);
  }
}

void follow_slow(PlaygroundState& state, double now) {
  constexpr double while_playing = 0.1;  // seconds
  SlowMotion& slow = state.slow;
  if (!slow.on) return;
  const RunState& run = state.run->state();
  if (const TracedSample* sample = traced(state); sample && slow.asked_version && run.traced != slow.before) {
    if (sample->place && slow.place >= sample->batch) slow.place = *sample->place;
    if (slow.to_end) slow.stop = stop_count(state) - 1;
    slow.to_end = false;
  }
  if (run.playing) slow.place = run.samples_gone;
  if (slow.stop >= stop_count(state)) slow.stop = 0;
  if (slow.asked_version == run.version || (run.playing && slow.asked_version && now - slow.asked_at < while_playing))
    return;
  // A row of other data, or none at all.
  if (slow.row && *slow.row >= state.run->data().samples) slow.row.reset();
  slow.asked_version = run.version;
  slow.asked_at = now;
  slow.before = run.traced;
  state.run->runner().send(TraceSample{slow.place, slow.row});
}

}  // namespace gradlab::ui
