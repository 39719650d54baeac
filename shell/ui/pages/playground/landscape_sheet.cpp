#include "shell/ui/pages/playground/landscape_sheet.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/playground_parts.hpp"
#include "shell/ui/widgets/contour.hpp"
#include "shell/ui/widgets/formula.hpp"
#include "shell/ui/widgets/plot.hpp"

namespace gradlab::ui {
namespace {

constexpr int most_cells = 61, usual_cells = 25, phone_cells = 17;

int resolution_of(const Landscape& sheet) {
  if (sheet.resolution > 0) return sheet.resolution;
  return breakpoint() == Breakpoint::phone ? phone_cells : usual_cells;
}

void ask(Playground& page) {
  Landscape& sheet = page.state.landscape;
  sheet.asked = true;
  page.run.runner().send(
      SliceLoss{static_cast<SlicePlaneKind>(sheet.plane), sheet.seed, static_cast<std::size_t>(resolution_of(sheet))});
}

/// Bands go by factors, as losses do.
struct Bands {
  double low = 0, high = 1;  // of the logarithm

  explicit Bands(const SlicedLoss& slice) {
    bool any = false;
    for (const float value : slice.values) {
      if (!(value > 0) || !std::isfinite(value)) continue;
      const double height = std::log10(static_cast<double>(value));
      low = any ? std::min(low, height) : height;
      high = any ? std::max(high, height) : height;
      any = true;
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
void draw_cells(ImDrawList* list, const Rect& square, const SlicedLoss& slice, const Bands& bands) {
  const auto side = static_cast<int>(slice.wanted.resolution);
  const auto value = [&](int column, int row) {
    const int c = std::clamp(column, 0, side - 1), r = std::clamp(row, 0, side - 1);
    return slice.values[static_cast<std::size_t>(r) * slice.wanted.resolution + static_cast<std::size_t>(c)];
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

void draw_levels(ImDrawList* list, const Rect& square, const SlicedLoss& slice, const Bands& bands) {
  constexpr int levels = 9;
  const auto side = static_cast<int>(slice.wanted.resolution);
  if (side < 2) return;
  std::vector<float> heights;
  for (const float value : slice.values) heights.push_back(std::isnan(value) ? value : bands.place(value));
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

void draw_way(ImDrawList* list, const PlotFrame& frame, const SlicedLoss& slice) {
  const Clip clip(frame.rect, list);
  std::vector<ImVec2> pixels;
  for (const SlicePoint& point : slice.path)
    pixels.push_back(frame.to_pixel({static_cast<double>(point.a), static_cast<double>(point.b)}));
  draw_polyline(list, pixels, theme().panel, 4.6F);
  draw_polyline(list, pixels, theme().accent, 2.2F);
  for (const ImVec2& at : pixels) fill_dot(list, at, 2.2F, theme().accent);
  if (pixels.size() > 1) draw_point(list, pixels.front(), 4, theme().panel, theme().accent, 2);
  draw_point(list, frame.to_pixel({0, 0}), 5, theme().accent, theme().panel, 2);
}

/// The cell's loss, where it is known.
void hover_words(const PlotFrame& frame, const SlicedLoss& slice, ImVec2 pointer) {
  const auto side = static_cast<double>(slice.wanted.resolution);
  const double a = frame.x_at(pointer.x), b = frame.y_at(pointer.y);
  const auto cell = [&](double place) { return static_cast<std::size_t>(std::clamp(place * side, 0.0, side - 1)); };
  const std::size_t column = cell((a - frame.view.x.low) / frame.view.x.size());
  const std::size_t row = cell((frame.view.y.high - b) / frame.view.y.size());
  const float value = slice.values[row * slice.wanted.resolution + column];
  if (std::isnan(value)) return;
  show_tooltip({pointer.x - px(6), pointer.y - px(6), pointer.x + px(6), pointer.y + px(6)},
               tr("playground.landscape_loss", {{"loss", readout(static_cast<double>(value))}}),
               "a = " + fixed(a, 2) + ", b = " + fixed(b, 2));
}

/// Room at the left and below for the numbers.
Rect square_of(Rect area) {
  area.cut_left(px(40));
  area.cut_bottom(px(30));
  area.cut_right(px(14));
  area.cut_top(px(6));
  const float side = std::min(area.width(), area.height());
  const float left = area.x0 + (area.width() - side) / 2;
  return Rect{left, area.y0, left + side, area.y0 + side}.snapped();
}

void draw_slice(const Rect& square, const SlicedLoss& slice) {
  const auto span = [&](std::size_t axis) {
    return PlotSpan{static_cast<double>(slice.low[axis]), static_cast<double>(slice.high[axis])};
  };
  const PlotFrame frame{square, {span(0), span(1)}};
  ImDrawList* list = canvas();
  fill_rect(list, square, theme().sunk);
  if (!slice.values.empty()) {
    const Bands bands(slice);
    draw_cells(list, square, slice, bands);
    draw_levels(list, square, slice, bands);
  }
  draw_way(list, frame, slice);
  stroke_rect(list, square, theme().line2);
  const PlotAxes axes{.x_name = "a", .look = AxesLook::framed};
  draw_plot_numbers(list, frame, axes);
  draw_math(list, {square.x0 - px(30), square.y0 + px(10)}, "b", 17, theme().ink2);
  const SurfaceInput pointer = surface("playground.landscape_map", square, false);
  if (pointer.hovered && !slice.values.empty()) hover_words(frame, slice, pointer.pointer);
}

/// What is seen, in words: what a and b are, of which step, over how many points.
std::string words_of(const Playground& page, const SlicedLoss& slice) {
  constexpr std::array<std::string_view, 3> kinds{
      "playground.landscape_words.random", "playground.landscape_words.gradient", "playground.landscape_words.path"};
  const auto share = [&](std::size_t axis) { return percent(static_cast<double>(slice.explained[axis]), 0); };
  std::string words = tr(kinds[static_cast<std::size_t>(slice.wanted.plane)], {{"a", share(0)}, {"b", share(1)}});
  words += " " + tr("playground.landscape_words.here", {{"step", grouped(static_cast<long long>(slice.step))},
                                                        {"loss", readout(static_cast<double>(slice.here))},
                                                        {"n", grouped(static_cast<long long>(slice.samples))}});
  if (slice.step != page.run.state().step)
    words += " " + tr("playground.landscape_words.behind",
                      {{"step", grouped(static_cast<long long>(page.run.state().step))}});
  return words;
}

void controls(Playground& page, Rect& rest) {
  Landscape& sheet = page.state.landscape;
  const float height = field_height();
  const std::array<Item, 3> planes{Item{"random", tr("playground.plane.random")},
                                   Item{"gradient", tr("playground.plane.gradient")},
                                   Item{"path", tr("playground.plane.path")}};
  Rect row = rest.cut_top(height, px(10));
  if (sheet.plane != static_cast<int>(SlicePlaneKind::path)) {
    const Rect dice = row.cut_right(px(height / px(1)), px(8));
    if (icon_button("playground.landscape_dice", dice, Icon::dice)) {
      sheet.seed = sheet.seed % 999 + 1;
      sheet.asked = false;
    }
  }
  if (segments("playground.landscape_plane", row, sheet.plane, planes)) sheet.asked = false;
  Rect second = rest.cut_top(labelled_slider_height(), px(8));
  const ButtonOptions again{.kind = ButtonKind::soft};
  const float width = button_width("playground.landscape_again", again);
  const Rect button_place = second.cut_right(width, px(16)).centered(width, height);
  if (button("playground.landscape_again", button_place, again)) sheet.asked = false;
  int cells = resolution_of(sheet);
  const NumberRange range{.low = 1, .high = most_cells, .initial = usual_cells, .step = 1};
  auto value = static_cast<double>(cells);
  second.cut_left(px(4));
  if (labelled_slider("playground.landscape_resolution", second, value, range)) {
    cells = static_cast<int>(std::lround(value));
    sheet.resolution = cells;
    sheet.asked = false;
  }
}

}  // namespace

void playground_landscape_overlay(Playground& page) {
  Landscape& sheet = page.state.landscape;
  if (!sheet.open) sheet.asked = false;
  const bool phone = breakpoint() == Breakpoint::phone;
  const Overlay overlay("playground.landscape_sheet", sheet.open, 720, tr("playground.landscape_title"),
                        phone ? Overlay::Side::bottom : Overlay::Side::center);
  if (!overlay.visible()) return;
  Rect rest = overlay.content();
  controls(page, rest);
  if (!sheet.asked) ask(page);
  const std::shared_ptr<const SlicedLoss> slice = page.run.state().slice;
  if (!slice) return;
  if (!slice->refused.empty()) {
    draw_text_wrapped(canvas(), {rest.x0, rest.y0 + px(24)}, rest.width(), theme().ink2, type::body,
                      tr("playground.landscape_refused." + slice->refused));
    return;
  }
  const std::string words = words_of(page, *slice);
  const float lines = static_cast<float>(count_wrapped_lines(rest.width(), type::caption, words));
  const float words_height = lines * line_height(type::caption) + px(6);
  rest.y1 -= words_height + px(4);
  const Rect square = square_of(rest);
  draw_slice(square, *slice);
  const Rect below{rest.x0, square.y1 + px(34), rest.x1, square.y1 + px(34) + words_height};
  draw_text_wrapped(canvas(), {below.x0, below.y0 + px(14)}, below.width(), theme().ink2, type::caption, words);
  record_reading(
      "playground.landscape_done",
      percent(static_cast<double>(slice->done) / static_cast<double>(std::max<std::size_t>(slice->values.size(), 1)),
              0),
      below);
}

}  // namespace gradlab::ui
