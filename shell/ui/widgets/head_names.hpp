// Names at the heads of paths on a map.
#pragma once

#include <imgui.h>

#include <string_view>
#include <vector>

#include "shell/ui/color.hpp"
#include "shell/ui/geometry.hpp"

namespace gradlab::ui {

/// A name beside a head, where none stands yet.
struct HeadNames {
  Rect frame;
  std::vector<Rect> taken;
  void avoid(ImVec2 head);
  void write(ImVec2 head, std::string_view name, Color color, bool strong_name);
};

}  // namespace gradlab::ui
