#include "shell/ui/pages/functions/vector_page.hpp"

#include <array>

#include "shell/ui/layout.hpp"
#include "shell/ui/theme.hpp"

namespace gradlab::ui {
namespace {

constexpr float phone_gap = 10;

/// Of the panels below each other, in design px.
std::array<float, 4> phone_heights(const FunctionsState& state) {
  const VectorTool& tool = state.tools->vectors;
  if (state.vector == "softmax") return {tool.logits.size() > 4 ? 384.0F : 320.0F, 320, 320, 320};
  return {320, 114 + 40 * static_cast<float>(tool.pieces.size()), 280, 260};
}

}  // namespace

float vector_page_height(const FunctionsState& state) {
  float height = 0;
  for (const float one : phone_heights(state)) height += one + phone_gap;
  return height;
}

void vector_page(FunctionsState& state, const Rect& area) {
  const bool phone = on_phone();
  Rect panels[4], below = area;
  const std::array<float, 4> heights = phone_heights(state);
  for (int i = 0; i < 4; ++i) {
    // The pictures stand above and are larger than what explains them.
    const float share = state.vector == "softmax" ? 0.56F : 0.64F;
    const float middle = area.y0 + area.height() * share, gap = panel_gap() / 2;
    const Rect half =
        i < 2 ? Rect{area.x0, area.y0, area.x1, middle - gap} : Rect{area.x0, middle + gap, area.x1, area.y1};
    panels[i] = phone ? below.cut_top(px(heights[static_cast<std::size_t>(i)]), px(phone_gap))
                      : half.column(i % 2, 2, panel_gap());
    panels[i] = panels[i].snapped();
  }
  if (state.vector == "softmax")
    softmax_panels(state, panels);
  else
    maxout_panels(state, panels);
}

void draw_vector_picture(ImDrawList* list, const Rect& where, std::string_view id, Color color) {
  const Rect inside = where.inset(where.width() * 0.2F, where.height() * 0.18F);
  if (id == "softmax") {
    constexpr std::array heights{0.35F, 1.0F, 0.6F};
    for (int i = 0; i < 3; ++i) {
      const Rect column = inside.column(i, 3, px(2));
      fill_rect(list,
                {column.x0, column.y1 - column.height() * heights[static_cast<std::size_t>(i)], column.x1, column.y1},
                color, 1);
    }
    return;
  }
  const ImVec2 envelope[] = {inside.min(),
                             {inside.x0 + inside.width() * 0.35F, inside.y1 - inside.height() * 0.15F},
                             {inside.x0 + inside.width() * 0.65F, inside.y1 - inside.height() * 0.2F},
                             {inside.x1, inside.y0}};
  draw_polyline(list, envelope, color, 1.6F);
}

}  // namespace gradlab::ui
