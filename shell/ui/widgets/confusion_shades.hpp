// A table of answers for many classes, as a picture that can be pointed at.
#pragma once

#include "shell/ui/widgets/confusion_table.hpp"

namespace gradlab::ui {

float confusion_shades_height();  // design px
void draw_confusion_shades(const Rect& where, const ConfusionTable& table);

}  // namespace gradlab::ui
