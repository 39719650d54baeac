// The output of data with one column: the number predicted against it, over the points.
#include <algorithm>
#include <cmath>
#include <limits>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/pages/playground/slow_panel.hpp"
#include "shell/ui/pages/playground_parts.hpp"
#include "shell/ui/widgets/heat_map.hpp"
#include "shell/ui/widgets/plot.hpp"

namespace gradlab::ui {
namespace {

/// What is to be predicted with room above and below; a network far off shows that it is.
PlotSpan height_of(const PlaygroundRun& run) { return padded(run.source().target, 0.15); }

void draw_prediction(ImDrawList* list, const PlotFrame& frame, std::span<const float> line) {
  std::vector<ImVec2> pixels;
  const double step = frame.view.x.size() / static_cast<double>(std::max<std::size_t>(line.size(), 2) - 1);
  for (std::size_t i = 0; i < line.size(); ++i) {
    const double x = frame.view.x.low + step * static_cast<double>(i);
    if (std::isfinite(line[i])) pixels.push_back(frame.to_pixel({x, static_cast<double>(line[i])}));
  }
  draw_polyline(list, pixels, theme().ink, 2.2F);
}

void hover_words(const Playground& page, const PlotFrame& frame, float x) {
  const float place = (x - frame.rect.x0) / frame.rect.width();
  const double value = page.run.maps().value_at(place, 0.5F);
  ImDrawList* list = canvas();
  draw_hover_line(list, frame, frame.x_at(x));
  const ImVec2 at = frame.to_pixel({frame.x_at(x), value});
  draw_hover_dot(list, frame, {frame.x_at(x), value}, theme().ink, theme().panel);
  show_tooltip({at.x - px(6), at.y - px(6), at.x + px(6), at.y + px(6)}, "x = " + fixed(frame.x_at(x), 2),
               tr("playground.predicted", {{"y", readout(value)}}));
}

}  // namespace

void output_line(Playground& page, const Rect& where) {
  const PlaygroundMaps& maps = page.run.maps();
  if (!maps.ready() || page.run.inputs() != 1) return fill_rect(canvas(), where, theme().sunk, map_radius);
  const PlotFrame frame =
      plot_frame(where, {maps.window().x_span, height_of(page.run)}, {.left = 34, .top = 4, .right = 8, .bottom = 26});
  ImDrawList* list = canvas();
  const PlotAxes axes{.look = AxesLook::framed};
  draw_plot_grid(list, frame, axes);
  {
    const Clip clip(frame.rect, list);
    MapPoints points(list, 2.6F);
    for (const MapPoint& point : page.run.figures().points) {
      if (point.test && !page.state.test_points) continue;
      points.add(frame.to_pixel({static_cast<double>(point.x), static_cast<double>(point.y)}), point, theme().pos);
    }
    draw_prediction(list, frame, maps.line());
  }
  draw_plot_numbers(list, frame, axes);
  const SurfaceInput pointer = surface("playground.map", frame.rect, false);
  slow_on_map(page, frame, pointer);
  if (pointer.hovered) hover_words(page, frame, pointer.pointer.x);
}

}  // namespace gradlab::ui
