// The sheet of what one can take along: file, code, pictures. And the pictures themselves.
#pragma once

#include <functional>
#include <string_view>

#include "shell/ui/pages/playground_parts.hpp"

namespace gradlab::ui {

/// The sheet; drawn last.
void playground_keep_overlay(Playground& page);

/// Draws a part of the page; if a picture of it was asked for, it is taken.
void draw_and_take(Playground& page, std::string_view id, const Rect& where, const std::function<void()>& draw);

/// Offers what the engine has given since it was asked. Once a frame.
void save_when_ready(Playground& page);

}  // namespace gradlab::ui
