// The way from a page to the claim that explains what it shows.
#pragma once

#include <string_view>

#include "shell/ui/app.hpp"

namespace gradlab::ui {

/// "Why?": opens the claim's words over the playground. `right`: its right end, in the middle of a line; returns its
/// width in device pixels.
float why_link(App& app, std::string_view id, std::string_view claim, ImVec2 right);

}  // namespace gradlab::ui
