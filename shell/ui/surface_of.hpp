// A thing in a drawing that takes the keyboard by itself: a point that arrow keys move.
#pragma once

#include "shell/ui/control_registry.hpp"
#include "shell/ui/controls.hpp"

namespace gradlab::ui {

/// surface(), said to be something else than an image.
SurfaceInput surface_of(ControlRole role, std::string_view id, const Rect& where, bool takes_wheel, const Words& words);

}  // namespace gradlab::ui
