// A small picture of a data set: its points, coloured by class.
#pragma once

#include <span>
#include <vector>

#include "shell/ui/widgets/heat_map.hpp"

namespace gradlab::ui {

struct DataPicture {
  std::vector<MapPoint> points;
  PlotSpan x, y;
  std::size_t classes = 2;
};

void draw_data_picture(ImDrawList* list, const Rect& where, const DataPicture& picture, float point_radius = 1.3F);

}  // namespace gradlab::ui
