// A small picture of a data set: its points, coloured by class.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "shell/ui/widgets/heat_map.hpp"

namespace gradlab::ui {

struct DataPicture {
  std::vector<MapPoint> points;
  PlotSpan x, y;
  std::size_t classes = 2;  // 0: numbers
  // Instead, where there are very many columns: numbers 0 … 1 as grey squares.
  std::vector<float> pixels;
  int pixel_columns = 0;
};

/// Numbers 0 … 1 row by row from the top, as squares of whole device pixels in the middle of `where`.
void draw_pixels(ImDrawList* list, const Rect& where, std::span<const float> pixels, int columns);

/// The same for square images that are drawn in every frame: each is painted into the atlas and from then on one
/// rectangle, until its pixels, its size or the theme change.
class PixelImages {
 public:
  /// image: below TileAtlas::image_count
  void draw(ImDrawList* list, const Rect& where, std::span<const float> pixels, int columns, int image,
            TileAtlas& atlas);

 private:
  struct Painted {
    std::vector<float> pixels;
    int side = 0, step = 0;  // of the square, device px; which of its pixels are shown
    Color none = 0, full = 0;
  };
  std::array<Painted, TileAtlas::image_count> painted_;
};

void draw_data_picture(ImDrawList* list, const Rect& where, const DataPicture& picture, float point_radius = 1.3F);

}  // namespace gradlab::ui
