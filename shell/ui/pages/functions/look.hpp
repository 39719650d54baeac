// The drawer in which one says how the plots look: rarely touched settings, each with its word.
#pragma once

#include "shell/ui/pages/functions_state.hpp"

namespace gradlab::ui {

void look_overlay(FunctionsState& state);

}  // namespace gradlab::ui
