#include "shell/ui/widgets/plot.hpp"

namespace gradlab::ui {

PlotFrame plot_frame(const Rect& area, const PlotView& view, const PlotMargins& margins) {
  const Rect rect{area.x0 + px(margins.left), area.y0 + px(margins.top), area.x1 - px(margins.right),
                  area.y1 - px(margins.bottom)};
  return {rect.snapped(), view};
}

}  // namespace gradlab::ui
