// What a hand does to single weights and biases: writes another number, or keeps them from being trained.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/network/network.hpp"
#include "core/spec/spec.hpp"

namespace gradlab::ui {

struct PlaygroundState;

bool is_frozen(const Spec& spec, const WeightPlace& place);
/// All of a unit's weights and its bias; of maxout those of all its pieces.
std::vector<WeightPlace> places_of_unit(const Layer<float>& layer, std::size_t index, std::size_t unit);

/// Each gives the changed spec, as in playground_edit.hpp.
Spec with_frozen(const Spec& spec, const std::vector<WeightPlace>& places, bool frozen);
/// The number stands there once `step` steps are done. What was written later is of another way and goes.
Spec with_weight(const Spec& spec, std::uint64_t step, const WeightPlace& place, double value);
/// What was written on the way goes, what was written at the start stays.
Spec without_later_edits(const Spec& spec);

/// Into the run as it stands; it pauses.
void write_weight(PlaygroundState& state, const WeightPlace& place, double value);

}  // namespace gradlab::ui
