#include "shell/ui/pages/playground_pictures.hpp"

#include <algorithm>
#include <array>

#include "core/activations/properties.hpp"
#include "shell/ui/pages/playground_edit.hpp"
#include "shell/ui/pages/playground_run.hpp"
#include "shell/ui/theme.hpp"

namespace gradlab::ui {
namespace {

constexpr std::size_t points_drawn = 150;

DataPicture make_picture(std::string_view kind) {
  Spec spec;
  spec.data = {.kind = std::string(kind), .points = points_drawn, .noise = 0.15};
  DataPicture picture;
  const Result<Dataset> data = load_playground_data(spec);
  if (!data || data->input_count() < 2) return picture;
  const std::size_t inputs = data->input_count();
  const MapWindow window = map_window(*data, find_data_source(kind), inputs - 2, inputs - 1);
  picture.x = window.x_span;
  picture.y = window.y_span;
  picture.classes = data->class_count();
  for (std::size_t s = 0; s < data->samples; ++s) {
    picture.points.push_back({static_cast<float>(data->input(window.x, s)),
                              static_cast<float>(data->input(window.y, s)),
                              static_cast<std::uint16_t>(data->target(s))});
  }
  return picture;
}

void draw_curve_picture(ImDrawList* list, const Rect& where, const Activation<double>& row) {
  constexpr std::size_t count = 33;
  std::array<double, count> x{}, y{};
  for (std::size_t i = 0; i < count; ++i) x[i] = -3 + 6 * static_cast<double>(i) / (count - 1);
  const auto params = resolve_params(row.params, {}, "");
  if (!params) return;
  evaluate(row, *params, Derivative::none, x, y);
  const auto [low, high] = std::minmax_element(y.begin(), y.end());
  const PlotFrame frame{where.inset(px(2), px(3)), {{-3, 3}, {*low, std::max(*high, *low + 1e-6)}}};
  std::vector<ImVec2> pixels;
  for (std::size_t i = 0; i < count; ++i) pixels.push_back(frame.to_pixel({x[i], y[i]}));
  draw_polyline(list, pixels, theme().ink2, 1.6F);
}

void draw_bars_picture(ImDrawList* list, const Rect& where) {
  constexpr std::array heights{0.35F, 0.95F, 0.6F};
  for (int i = 0; i < 3; ++i) {
    Rect bar = where.inset(px(6), px(3)).column(i, 3, px(2));
    bar.y0 = bar.y1 - bar.height() * heights[static_cast<std::size_t>(i)];
    fill_rect(list, bar, theme().ink2, 1);
  }
}

}  // namespace

const DataPicture& picture_of(PlaygroundState& state, std::string_view data_kind) {
  const auto kept = state.pictures.find(data_kind);
  if (kept != state.pictures.end()) return kept->second;
  return state.pictures.emplace(std::string(data_kind), make_picture(data_kind)).first->second;
}

Picture activation_pictures() {
  return [](ImDrawList* list, const Rect& where, int index) {
    // A typed one has no place in the table.
    if (static_cast<std::size_t>(index) >= activations<double>().size()) return;
    const Activation<double>& row = activations<double>()[static_cast<std::size_t>(index)];
    if (row.mixes()) {
      draw_bars_picture(list, where);
    } else {
      draw_curve_picture(list, where, row);
    }
  };
}

}  // namespace gradlab::ui
