// Source text in a well that scrolls.
#pragma once

#include <string_view>

#include "shell/ui/geometry.hpp"

namespace gradlab::ui {

/// id: of the area that scrolls. Long lines end in "…".
void draw_code(std::string_view id, const Rect& where, std::string_view code);

}  // namespace gradlab::ui
