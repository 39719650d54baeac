#include "shell/ui/widgets/data_picture.hpp"

#include "shell/ui/draw.hpp"

namespace gradlab::ui {

void draw_data_picture(ImDrawList* list, const Rect& where, const DataPicture& picture, float point_radius) {
  const PlotFrame frame{where.inset(px(3)), {picture.x, picture.y}};
  for (const MapPoint& point : picture.points) {
    const ImVec2 at = frame.to_pixel({point.x, point.y});
    list->AddCircleFilled(at, px(point_radius), class_color(point.label, picture.classes), 8);
  }
}

}  // namespace gradlab::ui
