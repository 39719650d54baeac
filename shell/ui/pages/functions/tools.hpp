// What the panels of the functions page other than the plots hold between frames.
#pragma once

#include "shell/ui/pages/functions_state.hpp"

namespace gradlab::ui {

struct FunctionsTools {};

}  // namespace gradlab::ui
