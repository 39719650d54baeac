// Everything a person set on the functions page as JSON, and back. What is left out has its first value; unknown or
// impossible values are refused by name and nothing is changed. No ImGui here.
#pragma once

#include <string>

#include "core/base/result.hpp"
#include "shell/ui/pages/functions_state.hpp"

namespace gradlab::ui {

std::string write_functions_view(const FunctionsState& state);
Result<Done> read_functions_view(FunctionsState& state, const std::string& json);

}  // namespace gradlab::ui
