#pragma once

#include <cmath>

#include "shell/ui/context.hpp"
#include "shell/ui/controls.hpp"

namespace gradlab::ui {

/// A finger that comes down on a handle of a drawing drags it, whichever way it goes; elsewhere, going up or down, it
/// scrolls the page. To be called for each handle in the frames before the finger has moved.
inline void let_finger_drag(const SurfaceInput& input, ImVec2 handle) {
  constexpr float reach = 30;
  if (!ui().touch || !input.hovered || ui().gesture != Gesture::undecided) return;
  const ImVec2 from = ImGui::GetIO().MouseClickedPos[0];
  if (std::hypot(from.x - handle.x, from.y - handle.y) < px(reach)) ui().gesture = Gesture::drag;
}

}  // namespace gradlab::ui
