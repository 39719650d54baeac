// A small picture of a data set: its points, coloured by class.
#pragma once

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

void draw_data_picture(ImDrawList* list, const Rect& where, const DataPicture& picture, float point_radius = 1.3F);

}  // namespace gradlab::ui
