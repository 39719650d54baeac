#include "shell/ui/geometry.hpp"

#include "shell/ui/context.hpp"

namespace gradlab::ui {

float px(float design_length) { return design_length * ui().scale(); }

float whole_px(float design_length) { return std::max(1.0F, snap(px(design_length))); }

Rect Rect::cut_left(float amount, float gap) {
  const float edge = std::min(x0 + amount, x1);
  const Rect piece{x0, y0, edge, y1};
  x0 = std::min(edge + gap, x1);
  return piece;
}

Rect Rect::cut_right(float amount, float gap) {
  const float edge = std::max(x1 - amount, x0);
  const Rect piece{edge, y0, x1, y1};
  x1 = std::max(edge - gap, x0);
  return piece;
}

Rect Rect::cut_top(float amount, float gap) {
  const float edge = std::min(y0 + amount, y1);
  const Rect piece{x0, y0, x1, edge};
  y0 = std::min(edge + gap, y1);
  return piece;
}

Rect Rect::cut_bottom(float amount, float gap) {
  const float edge = std::max(y1 - amount, y0);
  const Rect piece{x0, edge, x1, y1};
  y1 = std::max(edge - gap, y0);
  return piece;
}

Rect Rect::intersection(const Rect& other) const {
  return {std::max(x0, other.x0), std::max(y0, other.y0), std::min(x1, other.x1), std::min(y1, other.y1)};
}

Rect Rect::centered(float width, float height) const {
  const ImVec2 middle = center();
  return {middle.x - width / 2, middle.y - height / 2, middle.x + width / 2, middle.y + height / 2};
}

Rect Rect::column(int index, int count, float gap) const {
  const auto n = static_cast<float>(count);
  const float each = (width() - gap * (n - 1)) / n;
  const float left = x0 + static_cast<float>(index) * (each + gap);
  return {left, y0, left + each, y1};
}

Rect Rect::row(int index, int count, float gap) const {
  const auto n = static_cast<float>(count);
  const float each = (height() - gap * (n - 1)) / n;
  const float top = y0 + static_cast<float>(index) * (each + gap);
  return {x0, top, x1, top + each};
}

Rect rect_at(ImVec2 corner, ImVec2 size) { return {corner.x, corner.y, corner.x + size.x, corner.y + size.y}; }

Rect grid_cell(ImVec2 first, std::size_t index, std::size_t in_row, ImVec2 size, ImVec2 gap) {
  const std::size_t column = index % in_row, row = index / in_row;
  return rect_at({first.x + static_cast<float>(column) * (size.x + gap.x),
                  first.y + static_cast<float>(row) * (size.y + gap.y)},
                 size)
      .snapped();
}

}  // namespace gradlab::ui
