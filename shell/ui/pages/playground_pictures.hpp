// Small pictures that rows of tables have: a data set's points, an activation's curve.
#pragma once

#include <string_view>

#include "shell/ui/controls.hpp"
#include "shell/ui/pages/playground_state.hpp"
#include "shell/ui/widgets/data_picture.hpp"

namespace gradlab::ui {

/// Made from the set itself at its first use, and kept.
const DataPicture& picture_of(PlaygroundState& state, std::string_view data_kind);

/// The curves of the activations in the table's order, for a choice; a column of bars for rows that mix units.
Picture activation_pictures();

}  // namespace gradlab::ui
