#include "shell/ui/pages/playground/hand.hpp"

#include <algorithm>

#include "shell/ui/pages/playground_run.hpp"
#include "shell/ui/pages/playground_state.hpp"

namespace gradlab::ui {

bool is_frozen(const Spec& spec, const WeightPlace& place) {
  return std::ranges::find(spec.frozen, place) != spec.frozen.end();
}

std::vector<WeightPlace> places_of_unit(const Layer<float>& layer, std::size_t index, std::size_t unit) {
  const std::size_t pieces = layer.sums / layer.outputs;
  std::vector<WeightPlace> places;
  for (std::size_t piece = 0; piece < pieces; ++piece) {
    for (std::size_t input = 0; input < layer.inputs; ++input) places.push_back({index, unit * pieces + piece, input});
    places.push_back({index, unit * pieces + piece, {}});
  }
  return places;
}

Spec with_frozen(const Spec& spec, const std::vector<WeightPlace>& places, bool frozen) {
  Spec changed = spec;
  for (const WeightPlace& place : places) {
    std::erase(changed.frozen, place);
    if (frozen) changed.frozen.push_back(place);
  }
  return changed;
}

Spec with_weight(const Spec& spec, std::uint64_t step, const WeightPlace& place, double value) {
  Spec changed = spec;
  std::erase_if(changed.edits,
                [&](const HandEdit& edit) { return edit.step > step || (edit.step == step && edit.place == place); });
  changed.edits.push_back({step, place, value});
  return changed;
}

Spec without_later_edits(const Spec& spec) {
  Spec changed = spec;
  std::erase_if(changed.edits, [](const HandEdit& edit) { return edit.step > 0; });
  return changed;
}

void write_weight(PlaygroundState& state, const WeightPlace& place, double value) {
  PlaygroundRun& run = playground_run(state);
  if (run.state().playing) run.runner().send(Pause{});
  try_spec(state, with_weight(state.spec, run.state().step, place, value));
}

}  // namespace gradlab::ui
