#include "shell/ui/widgets/data_picture.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

#include "shell/ui/context.hpp"
#include "shell/ui/dots.hpp"
#include "shell/ui/draw.hpp"
#include "shell/ui/svg.hpp"
#include "shell/ui/theme.hpp"

namespace gradlab::ui {

namespace {

/// Squares of whole device pixels in the middle of a rectangle.
struct PixelGrid {
  ImVec2 at;
  float cell = 0;
  int columns = 0;
  int step = 1;  // where there is no room for each, every second, third … stands for its neighbours
  int across = 0, down = 0;
};

PixelGrid grid_in(const Rect& where, std::size_t pixels, int columns) {
  const int rows = static_cast<int>(pixels) / columns;
  const float crowd = std::max(static_cast<float>(columns) / where.width(), static_cast<float>(rows) / where.height());
  const int step = std::max(1, static_cast<int>(std::ceil(crowd)));
  PixelGrid grid{{}, 0, columns, step, (columns + step - 1) / step, (rows + step - 1) / step};
  const auto across = static_cast<float>(grid.across), down = static_cast<float>(grid.down);
  grid.cell = std::floor(std::min(where.width() / across, where.height() / down));
  grid.at = {snap(where.center().x - grid.cell * across / 2), snap(where.center().y - grid.cell * down / 2)};
  return grid;
}

/// Neighbours of one colour are one rectangle: most of an image is its background.
std::vector<FilledRect> cells_of(const PixelGrid& grid, std::span<const float> pixels) {
  const Color none = theme().sunk, full = theme().ink;
  std::vector<FilledRect> cells;
  cells.reserve(static_cast<std::size_t>(grid.across) * static_cast<std::size_t>(grid.down));
  for (int row = 0; row < grid.down; ++row) {
    const float y = grid.at.y + grid.cell * static_cast<float>(row);
    const auto pixel_at = [&](int column) {
      const int place = (row * grid.columns + column) * grid.step;
      return pixels[static_cast<std::size_t>(place)];
    };
    for (int column = 0, end = 0; column < grid.across; column = end) {
      const float pixel = pixel_at(column);
      for (end = column + 1; end < grid.across && pixel_at(end) == pixel;) ++end;
      const float x = grid.at.x + grid.cell * static_cast<float>(column);
      const float x_end = grid.at.x + grid.cell * static_cast<float>(end);
      cells.push_back({{x, y, x_end, y + grid.cell}, mix(none, full, std::clamp(pixel, 0.0F, 1.0F))});
    }
  }
  return cells;
}

/// As they lie on a square of so many pixels, whose corner is at 0.
std::vector<Color> painted(std::span<const FilledRect> cells, int side) {
  const auto across = static_cast<std::size_t>(side);
  std::vector<Color> texels(across * across);
  for (const auto& [rect, color] : cells) {
    const auto left = static_cast<std::size_t>(rect.x0), right = static_cast<std::size_t>(rect.x1);
    for (auto row = static_cast<std::size_t>(rect.y0); row < static_cast<std::size_t>(rect.y1); ++row)
      std::fill(texels.begin() + static_cast<std::ptrdiff_t>(row * across + left),
                texels.begin() + static_cast<std::ptrdiff_t>(row * across + right), color);
  }
  return texels;
}

}  // namespace

void draw_pixels(ImDrawList* list, const Rect& where, std::span<const float> pixels, int columns) {
  if (!where.empty()) fill_rects(list, cells_of(grid_in(where, pixels.size(), columns), pixels));
}

void PixelImages::draw(ImDrawList* list, const Rect& where, std::span<const float> pixels, int columns, int image,
                       TileAtlas& atlas) {
  if (where.empty()) return;
  PixelGrid grid = grid_in(where, pixels.size(), columns);
  const int side = static_cast<int>(grid.cell) * grid.across;
  // A picture that is written has its squares as shapes.
  if (ui().svg || grid.across != grid.down || side > TileAtlas::image_side)
    return fill_rects(list, cells_of(grid, pixels));
  Painted& before = painted_[static_cast<std::size_t>(image)];
  const bool same = before.side == side && before.step == grid.step && before.none == theme().sunk &&
                    before.full == theme().ink && std::ranges::equal(before.pixels, pixels);
  const ImVec2 at = std::exchange(grid.at, {});
  if (!same) {
    atlas.write_image(image, side, painted(cells_of(grid, pixels), side));
    before = {{pixels.begin(), pixels.end()}, side, grid.step, theme().sunk, theme().ink};
  }
  atlas.draw_image(list, image, side, at);
}

void draw_data_picture(ImDrawList* list, const Rect& where, const DataPicture& picture, float point_radius) {
  if (picture.pixel_columns > 0) return draw_pixels(list, where.inset(px(7)), picture.pixels, picture.pixel_columns);
  const PlotFrame frame{where.inset(px(3)), {picture.x, picture.y}};
  Dots dots(list, point_radius);
  for (const MapPoint& point : picture.points)
    dots.add(frame.to_pixel({point.x, point.y}), point_color(point, picture.classes));
}

}  // namespace gradlab::ui
