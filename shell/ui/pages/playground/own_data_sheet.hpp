// Data of one's own: the buttons in the data panel, the sheet that says how a file is read, and what the target is.
#pragma once

#include <string>

#include "shell/ui/pages/playground_parts.hpp"

namespace gradlab::ui {

/// "Draw" and "Open CSV"; the row of buttons below the pictures of the data.
void playground_own_data_buttons(Playground& page, Rect where);
void playground_own_data_overlay(Playground& page);
/// What the network shall find out: the classes by name, or the number and its range.
std::string playground_target(const Playground& page);
void playground_target_words(const Playground& page, const Rect& where);

}  // namespace gradlab::ui
