// The brush on the map of the output: what the pointer does there, and the tools beside it.
#pragma once

#include "shell/ui/controls.hpp"
#include "shell/ui/pages/playground_parts.hpp"

namespace gradlab::ui {

/// What was drawn or taken away in this frame, over the map's square.
void playground_draw_on(Playground& page, const Rect& square, const SurfaceInput& pointer);
/// Three colours, eraser, clear, done; as many in a row as there is room for.
void playground_draw_tools(Playground& page, const Rect& where);
float playground_draw_tools_height(float width);  // design px

}  // namespace gradlab::ui
