#include "shell/ui/widgets/head_names.hpp"

#include <algorithm>
#include <array>

#include "shell/ui/draw.hpp"
#include "shell/ui/theme.hpp"

namespace gradlab::ui {

void HeadNames::avoid(ImVec2 head) { taken.push_back(Rect{head.x, head.y, head.x, head.y}.grown(px(6))); }

void HeadNames::write(ImVec2 head, std::string_view name, Color color, bool strong_name) {
  const TextStyle style = strong_name ? strong(type::caption) : type::caption;
  const float width = text_width(style, name), height = px(15), gap = px(9);
  const std::array<ImVec2, 6> corners{
      ImVec2{head.x + gap, head.y - height / 2},   {head.x + gap, head.y + px(4)},
      {head.x - gap - width, head.y - height / 2}, {head.x - width / 2, head.y + gap},
      {head.x - width / 2, head.y - gap - height}, {head.x + gap, head.y - px(4) - height}};
  for (const ImVec2& corner : corners) {
    const Rect place = rect_at(corner, {width, height});
    const bool inside = place.x0 > frame.x0 && place.x1 < frame.x1 && place.y0 > frame.y0 && place.y1 < frame.y1;
    if (!inside || std::ranges::any_of(taken, [&](const Rect& r) { return !r.intersection(place).empty(); })) continue;
    taken.push_back(place);
    draw_text_halo(canvas(), {place.x0, place.center().y}, left_middle, color, theme().panel, style, name);
    return;
  }
}

}  // namespace gradlab::ui
