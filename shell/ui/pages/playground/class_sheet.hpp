// "For a class": the sheet in which a teacher sets a task, and the strip that shows it to the learner. And the link.
#pragma once

#include "shell/ui/pages/playground_parts.hpp"

namespace gradlab::ui {

/// Of the sheet of what can be taken along: a link, with weights if wanted, and the way to the teacher's sheet.
void playground_link_part(Playground& page, Rect where);
void playground_class_overlay(Playground& page);

/// The task that is being worked on; nothing when there is none. Heights in device px.
float playground_task_height(const Playground& page, float width);
void playground_task_strip(Playground& page, const Rect& where);

/// The switch between the simple view and all controls.
void simple_view_switch(Playground& page, const Rect& where);
float simple_view_switch_width();  // device px

}  // namespace gradlab::ui
