#include "shell/ui/widgets/data_picture.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "shell/ui/draw.hpp"
#include "shell/ui/theme.hpp"

namespace gradlab::ui {

void draw_pixels(ImDrawList* list, const Rect& where, std::span<const float> pixels, int columns) {
  if (where.empty()) return;
  const int rows = static_cast<int>(pixels.size()) / columns;
  // Where there is no room for each, every second, third … stands for its neighbours.
  const float crowd = std::max(static_cast<float>(columns) / where.width(), static_cast<float>(rows) / where.height());
  const int step = std::max(1, static_cast<int>(std::ceil(crowd)));
  const int across = (columns + step - 1) / step, down = (rows + step - 1) / step;
  const float side =
      std::floor(std::min(where.width() / static_cast<float>(across), where.height() / static_cast<float>(down)));
  const float left = snap(where.center().x - side * static_cast<float>(across) / 2);
  const float top = snap(where.center().y - side * static_cast<float>(down) / 2);
  const Color none = theme().sunk, full = theme().ink;
  std::vector<FilledRect> cells;
  cells.reserve(static_cast<std::size_t>(across) * static_cast<std::size_t>(down));
  for (int row = 0; row < down; ++row) {
    const float y = top + side * static_cast<float>(row);
    const auto pixel_at = [&](int column) {
      const int place = (row * columns + column) * step;
      return pixels[static_cast<std::size_t>(place)];
    };
    // Neighbours of one colour are one rectangle: most of an image is its background.
    for (int column = 0, end = 0; column < across; column = end) {
      const float pixel = pixel_at(column);
      for (end = column + 1; end < across && pixel_at(end) == pixel;) ++end;
      const float x = left + side * static_cast<float>(column), x_end = left + side * static_cast<float>(end);
      cells.push_back({{x, y, x_end, y + side}, mix(none, full, std::clamp(pixel, 0.0F, 1.0F))});
    }
  }
  fill_rects(list, cells);
}

void draw_data_picture(ImDrawList* list, const Rect& where, const DataPicture& picture, float point_radius) {
  if (picture.pixel_columns > 0) return draw_pixels(list, where.inset(px(7)), picture.pixels, picture.pixel_columns);
  const PlotFrame frame{where.inset(px(3)), {picture.x, picture.y}};
  for (const MapPoint& point : picture.points) {
    const ImVec2 at = frame.to_pixel({point.x, point.y});
    list->AddCircleFilled(at, px(point_radius), point_color(point, picture.classes));
  }
}

}  // namespace gradlab::ui
