// Many dots of one size, as on a map of samples.
#pragma once

#include <imgui.h>

#include <vector>

#include "shell/ui/color.hpp"

namespace gradlab::ui {

/// Draws as fill_dot does, or with a width as stroke_dot does, but works out the circle for the first one only: the
/// others are its copies, each at its place and in its colour. Of one list and one frame.
class Dots {
 public:
  /// radius, width: design px
  Dots(ImDrawList* list, float radius) : list_(list), radius_(radius) {}
  Dots(ImDrawList* list, float radius, float width) : list_(list), radius_(radius), width_(width) {}

  /// center: device pixels
  void add(ImVec2 center, Color color);

 private:
  void draw(ImVec2 center, Color color) const;
  void keep_from(int first_vertex, int first_index, ImVec2 center);
  void copy_to(ImVec2 center, Color color) const;

  ImDrawList* list_;
  float radius_, width_ = 0;          // 0: filled
  std::vector<ImDrawVert> vertices_;  // around 0
  std::vector<ImDrawIdx> indices_;    // of the first vertex: 0
};

}  // namespace gradlab::ui
