// Panels of the component sheet.
#pragma once

#include "shell/ui/geometry.hpp"

namespace gradlab::ui {

void components_controls(const Rect& where);
void components_units(const Rect& where);
void components_more_controls(const Rect& where);

}  // namespace gradlab::ui
