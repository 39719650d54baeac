#include "shell/ui/widgets/data_picture.hpp"

#include <algorithm>
#include <cmath>

#include "shell/ui/draw.hpp"
#include "shell/ui/theme.hpp"

namespace gradlab::ui {

void draw_pixels(ImDrawList* list, const Rect& where, std::span<const float> pixels, int columns) {
  const int rows = static_cast<int>(pixels.size()) / columns;
  const float side =
      std::floor(std::min(where.width() / static_cast<float>(columns), where.height() / static_cast<float>(rows)));
  const float left = snap(where.center().x - side * static_cast<float>(columns) / 2);
  const float top = snap(where.center().y - side * static_cast<float>(rows) / 2);
  for (int p = 0; p < rows * columns; ++p) {
    const int column = p % columns, row = p / columns;
    const float x = left + side * static_cast<float>(column), y = top + side * static_cast<float>(row);
    const float strength = std::clamp(pixels[static_cast<std::size_t>(p)], 0.0F, 1.0F);
    fill_rect(list, {x, y, x + side, y + side}, mix(theme().sunk, theme().ink, strength));
  }
}

void draw_data_picture(ImDrawList* list, const Rect& where, const DataPicture& picture, float point_radius) {
  if (picture.pixel_columns > 0) return draw_pixels(list, where.inset(px(7)), picture.pixels, picture.pixel_columns);
  const PlotFrame frame{where.inset(px(3)), {picture.x, picture.y}};
  for (const MapPoint& point : picture.points) {
    const ImVec2 at = frame.to_pixel({point.x, point.y});
    list->AddCircleFilled(at, px(point_radius), point_color(point, picture.classes), 8);
  }
}

}  // namespace gradlab::ui
