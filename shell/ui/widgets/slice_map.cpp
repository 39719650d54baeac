#include "shell/ui/widgets/slice_map.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/context.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/svg.hpp"
#include "shell/ui/theme.hpp"
#include "shell/ui/widgets/contour.hpp"
#include "shell/ui/widgets/formula.hpp"
#include "shell/ui/widgets/head_names.hpp"
#include "shell/ui/widgets/plot_axes.hpp"
#include "shell/ui/widgets/plot_ticks.hpp"

namespace gradlab::ui {
namespace {

constexpr float head_radius = 5;

/// Of the logarithm of the loss.
struct Bands {
  double low = 0, high = 1;

  explicit Bands(const SliceMap& map) {
    const PlotSpan range = slice_range(map.values);
    if (range.low > 0) {
      low = std::log10(range.low);
      high = std::log10(range.high);
    }
    // A loss of next to nothing has a logarithm without end.
    low = std::max(low, high - 12);
    high = std::max(high, low + 0.05);
  }
  float place(float value) const {
    if (!(value > 0)) return value == 0 ? 0.0F : 1.0F;
    return static_cast<float>(std::clamp((std::log10(static_cast<double>(value)) - low) / (high - low), 0.0, 1.0));
  }
};

Color band_color(float place) {
  const auto& stops = theme().contour;
  const float at = place * static_cast<float>(stops.size() - 1);
  const auto index = std::min(static_cast<std::size_t>(at), stops.size() - 2);
  return mix(stops[index], stops[index + 1], at - static_cast<float>(index));
}

/// Cells from corner to corner: between the middles of four the colour goes over evenly, at the rim it stays.
void draw_cells(ImDrawList* list, const Rect& square, const SliceMap& map, const Bands& bands) {
  const auto side = static_cast<int>(map.side);
  const auto value = [&](int column, int row) {
    const int c = std::clamp(column, 0, side - 1), r = std::clamp(row, 0, side - 1);
    return map.values[static_cast<std::size_t>(r) * map.side + static_cast<std::size_t>(c)];
  };
  const float cell = square.width() / static_cast<float>(side);
  const auto edge = [&](int index, float from) {
    return from + cell * std::clamp(static_cast<float>(index) + 0.5F, 0.0F, static_cast<float>(side));
  };
  for (int row = -1; row < side; ++row) {
    for (int column = -1; column < side; ++column) {
      const std::array<float, 4> corners{value(column, row), value(column + 1, row), value(column + 1, row + 1),
                                         value(column, row + 1)};
      if (std::ranges::any_of(corners, [](float corner) { return std::isnan(corner); })) continue;
      const auto color = [&](std::size_t i) { return band_color(bands.place(corners[i])); };
      list->AddRectFilledMultiColor({edge(column, square.x0), edge(row, square.y0)},
                                    {edge(column + 1, square.x0), edge(row + 1, square.y0)}, color(0), color(1),
                                    color(2), color(3));
    }
  }
}

/// The same as a picture of one texel a cell.
void draw_svg_cells(const Rect& square, const SliceMap& map, const Bands& bands) {
  std::vector<Color> texels;
  for (const float value : map.values)
    texels.push_back(std::isnan(value) ? theme().sunk : band_color(bands.place(value)));
  ui().svg->image(square, texels, static_cast<int>(map.side), 0);
}

void draw_levels(ImDrawList* list, const Rect& square, const SliceMap& map, const Bands& bands) {
  constexpr int levels = 9;
  const auto side = static_cast<int>(map.side);
  if (side < 2) return;
  std::vector<float> heights;
  for (const float value : map.values) heights.push_back(std::isnan(value) ? value : bands.place(value));
  const float cell = square.width() / static_cast<float>(side);
  for (int i = 1; i <= levels; ++i) {
    for (const ContourLine& line : contour_lines(heights, side, side, static_cast<float>(i) / (levels + 1))) {
      std::vector<ImVec2> pixels;
      for (const ImVec2& point : line.points)
        pixels.push_back({square.x0 + (point.x + 0.5F) * cell, square.y0 + (point.y + 0.5F) * cell});
      if (line.closed && !pixels.empty()) pixels.push_back(pixels.front());
      draw_polyline(list, pixels, with_alpha(theme().ink3, 0.55F), 0.9F);
    }
  }
}

void draw_way(ImDrawList* list, const PlotFrame& frame, const SliceWay& way, bool focused) {
  std::vector<ImVec2> pixels;
  for (const PlotPoint& point : way.points) pixels.push_back(frame.to_pixel(point));
  const float width = focused ? 3.0F : 2.2F;
  draw_polyline(list, pixels, theme().panel, width + 2.4F);
  draw_polyline(list, pixels, way.color, width);
  for (const ImVec2& at : pixels) fill_dot(list, at, width, way.color);
}

void draw_ways(ImDrawList* list, const PlotFrame& frame, const SliceMap& map) {
  const Clip clip(frame.rect, list);
  for (std::size_t i = 0; i < map.ways.size(); ++i)
    if (i != map.focused) draw_way(list, frame, map.ways[i], false);
  if (map.focused) draw_way(list, frame, map.ways[*map.focused], true);
  // Several runs have one start: it is nobody's.
  for (const SliceWay& way : map.ways) {
    if (way.points.size() < 2) continue;
    const Color color = map.ways.size() > 1 ? theme().ink : way.color;
    draw_point(list, frame.to_pixel(way.points.front()), 4, theme().panel, color, 2);
  }
  HeadNames names{frame.rect, {}};
  const auto draw_head = [&](std::size_t i) {
    const ImVec2 head = frame.to_pixel(map.ways[i].head);
    draw_point(list, head, i == map.focused ? head_radius + 1 : head_radius, map.ways[i].color, theme().panel, 2);
    names.avoid(head);
  };
  for (std::size_t i = 0; i < map.ways.size(); ++i)
    if (i != map.focused) draw_head(i);
  if (map.focused) draw_head(*map.focused);
  const auto write_name = [&](std::size_t i) {
    const SliceWay& way = map.ways[i];
    if (!way.name.empty()) names.write(frame.to_pixel(way.head), way.name, way.color, i == map.focused);
  };
  if (map.focused) write_name(*map.focused);
  for (std::size_t i = 0; i < map.ways.size(); ++i)
    if (i != map.focused) write_name(i);
}

/// Left of the number that stands beside the upright axis' name, if one does.
float b_name_left(const PlotFrame& frame, const PlotAxes& axes) {
  float left = frame.rect.x0 - px(30);
  for (const PlotTick& tick : round_ticks(frame.view.y, ticks_for(frame.rect.height(), axes.y_gap)))
    if (frame.to_y(tick.value) < frame.rect.y0 + px(20))
      left = std::min(left, frame.rect.x0 - px(22) - text_width(type::tick, tick.label));
  return left;
}

/// The cell's loss, where it is known.
void hover_words(const PlotFrame& frame, const SliceMap& map, ImVec2 pointer) {
  const auto side = static_cast<double>(map.side);
  const double a = frame.x_at(pointer.x), b = frame.y_at(pointer.y);
  const auto cell = [&](double place) { return static_cast<std::size_t>(std::clamp(place * side, 0.0, side - 1)); };
  const std::size_t column = cell((a - frame.view.x.low) / frame.view.x.size());
  const std::size_t row = cell((frame.view.y.high - b) / frame.view.y.size());
  const float value = map.values[row * map.side + column];
  if (std::isnan(value)) return;
  show_tooltip({pointer.x - px(6), pointer.y - px(6), pointer.x + px(6), pointer.y + px(6)},
               tr("playground.landscape_loss", {{"loss", readout(static_cast<double>(value))}}),
               "a = " + fixed(a, 2) + ", b = " + fixed(b, 2));
}

}  // namespace

Rect slice_square(Rect area) {
  area.cut_left(px(40));
  area.cut_bottom(px(30));
  area.cut_right(px(14));
  area.cut_top(px(6));
  const float side = std::min(area.width(), area.height());
  const float left = area.x0 + (area.width() - side) / 2;
  return Rect{left, area.y0, left + side, area.y0 + side}.snapped();
}

PlotSpan slice_range(std::span<const float> values) {
  PlotSpan range{0, 0};
  for (const float value : values) {
    if (!(value > 0) || !std::isfinite(value)) continue;
    const auto loss = static_cast<double>(value);
    range.low = range.low > 0 ? std::min(range.low, loss) : loss;
    range.high = std::max(range.high, loss);
  }
  return range;
}

void slice_map(std::string_view id, const Rect& square, const SliceMap& map) {
  const PlotFrame frame{square, map.view};
  ImDrawList* list = canvas();
  fill_rect(list, square, theme().sunk);
  if (!map.values.empty()) {
    const Bands bands(map);
    draw_cells(list, square, map, bands);
    if (ui().svg) draw_svg_cells(square, map, bands);
    draw_levels(list, square, map, bands);
  }
  draw_ways(list, frame, map);
  stroke_rect(list, square, theme().line2);
  const PlotAxes axes{.x_name = "a", .look = AxesLook::framed};
  draw_plot_numbers(list, frame, axes);
  draw_math(list, {b_name_left(frame, axes), square.y0 + px(10)}, "b", 17, theme().ink2);
  const SurfaceInput pointer = surface(id, square, false);
  if (pointer.hovered && !map.values.empty()) hover_words(frame, map, pointer.pointer);
}

}  // namespace gradlab::ui
