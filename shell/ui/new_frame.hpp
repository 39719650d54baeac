// The beginning of a frame of ImGui, with presses in the frame where they can be felt.
#pragma once

namespace gradlab::ui {

/// ImGui::NewFrame. A press that arrives together with the move to its place waits for the frame after: a control that
/// others may lie on (a slider, a map) takes presses only where it knew before that the pointer is on it.
/// What waits is in the context's queue of events, like all that ImGui itself keeps for later.
void new_frame();

}  // namespace gradlab::ui
