#include "shell/ui/pages/playground_pictures.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/activations/properties.hpp"
#include "shell/ui/pages/playground_edit.hpp"
#include "shell/ui/pages/playground_run.hpp"
#include "shell/ui/theme.hpp"

namespace gradlab::ui {
namespace {

constexpr std::size_t points_drawn = 150;

/// Of images the first sample; of other wide rows a piece of the table.
DataPicture pixels_of(const Dataset& data, bool image) {
  DataPicture picture;
  const auto largest = static_cast<float>(*std::max_element(data.inputs.begin(), data.inputs.end()));
  const auto side = static_cast<std::size_t>(std::lround(std::sqrt(static_cast<double>(data.input_count()))));
  const std::size_t columns = image ? side : std::min<std::size_t>(16, data.input_count()),
                    rows = image ? side : std::min<std::size_t>(16, data.samples);
  picture.pixel_columns = static_cast<int>(columns);
  for (std::size_t p = 0; p < rows * columns; ++p) {
    const double value = image ? data.input(p, 0) : data.input(p % columns, p / columns);
    picture.pixels.push_back(static_cast<float>(value) / std::max(largest, 1e-6F));
  }
  return picture;
}

DataPicture make_picture(const PlaygroundState& state, std::string_view kind) {
  Spec spec;
  spec.data = {.kind = std::string(kind), .points = points_drawn, .noise = 0.15};
  DataPicture picture;
  const DataSource* row = find_data_source(kind);
  if (row && is_table(*row)) spec.data.noise = 0;
  const bool of_run = state.run && state.spec.data.kind == kind && !is_generated(kind);
  const Result<SharedData> loaded =
      of_run ? Result<SharedData>(nullptr) : load_playground_data(spec, {state.assets, &state.own_files});
  if (!loaded) return picture;
  const Dataset* const data = of_run ? &state.run->data() : loaded->get();
  const std::size_t inputs = data->input_count();
  if (inputs > 8) return pixels_of(*data, of_run ? state.run->image_side() > 0 : row == nullptr);
  const std::size_t last = inputs - 1;
  const MapWindow window = map_window(*data, row, last > 0 ? last - 1 : 0, last);
  picture.x = window.x_span;
  picture.y = window.y_span;
  picture.classes = data->class_count();
  const PlotSpan target = of_run ? state.run->source().target
                          : row  ? PlotSpan{row->target_low, row->target_high}
                                 : PlotSpan{0, 1};
  if (inputs == 1) picture.y = padded(target, 0.3);
  const std::size_t stride = of_run ? data->samples / points_drawn + 1 : 1;
  for (std::size_t s = 0; s < data->samples; s += stride) {
    const double share = (data->target(s) - target.low) / target.size();
    picture.points.push_back({static_cast<float>(data->input(window.x, s)),
                              static_cast<float>(inputs == 1 ? data->target(s) : data->input(window.y, s)),
                              static_cast<std::uint16_t>(data->class_count() > 0 ? data->target(s) : 0),
                              static_cast<float>(2 * share - 1)});
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
  static const DataPicture not_here;
  if (!data_is_here(state, data_kind)) return not_here;
  return state.pictures.emplace(std::string(data_kind), make_picture(state, data_kind)).first->second;
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
