// A row of a list of set-ups with a purpose: a picture, what it is, and what is to be seen in it.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "shell/ui/geometry.hpp"

namespace gradlab::ui {

struct LessonRow {
  std::string title, point;
  bool chosen = false;
  std::function<void(const Rect& square)> draw_picture;
};

/// Of such a row in a list of this width (device px); design px.
float lesson_row_height(std::string_view point, float width);
constexpr float lesson_row_gap = 6;  // design px

/// True when it was chosen.
bool lesson_row(std::string_view id, const Rect& where, const LessonRow& row);

}  // namespace gradlab::ui
