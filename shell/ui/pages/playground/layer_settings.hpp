// The rarer settings of the chosen layer, for its sheet.
#pragma once

#include "shell/ui/geometry.hpp"
#include "shell/ui/pages/playground_state.hpp"

namespace gradlab::ui {

/// Device px at a width.
float layer_settings_height(PlaygroundState& state, float width);
void layer_settings(PlaygroundState& state, Rect where);

}  // namespace gradlab::ui
