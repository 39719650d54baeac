#include "shell/ui/widgets/plot_axes.hpp"

#include <algorithm>

#include "shell/ui/format.hpp"
#include "shell/ui/theme.hpp"

namespace gradlab::ui {
namespace {

std::vector<PlotTick> x_ticks(const PlotFrame& frame, const PlotAxes& axes) {
  return round_ticks(frame.view.x, ticks_for(frame.rect.width(), axes.x_gap));
}

std::vector<PlotTick> y_ticks(const PlotFrame& frame, const PlotAxes& axes) {
  const int count = ticks_for(frame.rect.height(), axes.y_gap);
  return frame.view.log_y ? log_ticks(frame.view.y, count) : round_ticks(frame.view.y, count);
}

constexpr float tick_length = 7;

bool has_x_axis(const PlotFrame& frame) { return !frame.view.log_y && frame.view.y.contains(0); }
bool has_y_axis(const PlotFrame& frame) { return frame.view.x.contains(0); }

void draw_frame_axes(ImDrawList* list, const PlotFrame& frame, const std::vector<PlotTick>& along_x,
                     const std::vector<PlotTick>& along_y) {
  const Rect& r = frame.rect;
  const Color color = theme().axis;
  const float length = px(tick_length) / 2;
  stroke_rect(list, r, color);
  for (const PlotTick& tick : along_x) draw_vline(list, frame.to_x(tick.value), r.y1 - length, r.y1, color);
  for (const PlotTick& tick : along_y) draw_hline(list, r.x0, r.x0 + length, frame.to_y(tick.value), color);
}

void draw_axes(ImDrawList* list, const PlotFrame& frame, const PlotAxes& axes, const std::vector<PlotTick>& along_x,
               const std::vector<PlotTick>& along_y) {
  if (axes.look == AxesLook::framed) return draw_frame_axes(list, frame, along_x, along_y);
  const Rect& r = frame.rect;
  const Color color = theme().axis;
  const float half = px(tick_length) / 2;
  const bool arrows = axes.look == AxesLook::notes;
  if (has_x_axis(frame)) {
    const float y = frame.to_y(0);
    draw_hline(list, r.x0, r.x1, y, color);
    for (const PlotTick& tick : along_x) draw_vline(list, frame.to_x(tick.value), y - half, y + half, color);
    if (arrows) draw_arrow_head(list, {r.x1 + px(6), y}, {1, 0}, 7, color);
  }
  if (has_y_axis(frame)) {
    const float x = frame.to_x(0);
    draw_vline(list, x, r.y0, r.y1, color);
    for (const PlotTick& tick : along_y) draw_hline(list, x - half, x + half, frame.to_y(tick.value), color);
    if (arrows) draw_arrow_head(list, {x, r.y0 - px(6)}, {0, -1}, 7, color);
  }
}

}  // namespace

void draw_plot_grid(ImDrawList* list, const PlotFrame& frame, const PlotAxes& axes) {
  const Rect& r = frame.rect;
  const auto along_x = x_ticks(frame, axes), along_y = y_ticks(frame, axes);
  for (const PlotTick& tick : along_x) draw_vline(list, frame.to_x(tick.value), r.y0, r.y1, theme().grid);
  for (const PlotTick& tick : along_y) draw_hline(list, r.x0, r.x1, frame.to_y(tick.value), theme().grid);
  draw_axes(list, frame, axes, along_x, along_y);
}

namespace {

/// On the axes as far as they are in view; the origin's two zeros are one.
void draw_numbers_on_axes(ImDrawList* list, const PlotFrame& frame, const PlotAxes& axes) {
  const Color color = theme().ink2, paper = theme().panel;
  const float right = (has_y_axis(frame) ? frame.to_x(0) : frame.rect.x0) - px(8);
  const bool one_zero = has_x_axis(frame) && has_y_axis(frame);
  for (const PlotTick& tick : y_ticks(frame, axes)) {
    if (one_zero && tick.value == 0) continue;
    draw_text_halo(list, {right, frame.to_y(tick.value)}, right_middle, color, paper, type::tick, tick.label);
  }
  if (!axes.x_numbers && !has_x_axis(frame)) return;
  const float middle = has_x_axis(frame) ? frame.to_y(0) + px(13) : x_numbers_middle(frame);
  for (const PlotTick& tick : x_ticks(frame, axes)) {
    const bool zero = one_zero && tick.value == 0;
    const float at = frame.to_x(tick.value) - (zero ? px(9) : 0.0F);
    draw_text_halo(list, {at, middle}, center_middle, color, paper, type::tick, tick.label);
  }
}

}  // namespace

float x_numbers_middle(const PlotFrame& frame) { return frame.rect.y1 + px(12.5F); }

void draw_plot_numbers(ImDrawList* list, const PlotFrame& frame, const PlotAxes& axes, const Rect& tag) {
  if (axes.look == AxesLook::notes) return draw_numbers_on_axes(list, frame, axes);
  const Color color = theme().ink3;
  for (const PlotTick& tick : y_ticks(frame, axes)) {
    draw_text(list, {frame.rect.x0 - px(8), frame.to_y(tick.value)}, right_middle, color, type::tick, tick.label);
  }
  if (!axes.x_numbers) return;
  const float middle = x_numbers_middle(frame);
  float end = frame.rect.x1 + px(8);
  for (const PlotTick& tick : x_ticks(frame, axes)) {
    const float at = frame.to_x(tick.value), half = text_width(type::tick, tick.label) / 2 + px(4);
    if (!tag.empty() && at + half > tag.x0 && at - half < tag.x1) continue;
    // A minus hangs to the left, so that the digits stand under their line.
    const float hang = tick.value < 0 ? text_width(type::tick, "\u2212") / 2 : 0;
    draw_text(list, {at - hang, middle}, center_middle, color, type::tick, tick.label);
    end = std::max(end, at + half);
  }
  if (!axes.x_name.empty()) {
    draw_text(list, {end, middle + px(4)}, left_base, theme().ink2, type::axis_name, axes.x_name);
  }
}

float y_numbers_width(const PlotFrame& frame, const PlotAxes& axes) {
  float widest = 0;
  for (const PlotTick& tick : y_ticks(frame, axes)) widest = std::max(widest, text_width(type::tick, tick.label));
  return widest / px(1);
}

Rect draw_x_tag(ImDrawList* list, const PlotFrame& frame, double x, int decimals) {
  if (!frame.view.x.contains(x)) return {};
  const Rect bounds = frame.rect.grown(px(24));
  return draw_tag(list, {frame.to_x(x), x_numbers_middle(frame)}, fixed(x, decimals), bounds);
}

}  // namespace gradlab::ui
