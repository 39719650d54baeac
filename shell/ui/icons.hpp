// Icons by strokes of 1.5 px in a 16 px box. Drawn, no icon font.
#pragma once

#include "shell/ui/color.hpp"
#include "shell/ui/geometry.hpp"

namespace gradlab::ui {

enum class Icon {
  none,
  play,
  pause,
  rewind,
  step,
  share,
  save,
  moon,
  sun,
  help,
  plus,
  minus,
  chevron_down,
  chevron_up,
  chevron_left,
  chevron_right,
  close,
  dice,
  search,
  menu,
  reset,
  lightbulb,
  expand,
  lock,
  check,
  copy,
  undo,
  redo,
  more,
};

/// Draws an icon in a box of `size` design px around `center`.
void draw_icon(ImDrawList* list, Icon icon, ImVec2 center, Color color, float size = 16);

/// The product's sign: accent square with a curve, `size` design px.
void draw_logo(ImDrawList* list, ImVec2 corner, float size);

}  // namespace gradlab::ui
