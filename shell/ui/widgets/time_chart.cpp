#include "shell/ui/widgets/time_chart.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/theme.hpp"
#include "shell/ui/widgets/plot_labels.hpp"
#include "shell/ui/widgets/plot_ticks.hpp"

namespace gradlab::ui {
namespace {

bool can_be_shown(const TimeChart& chart, double value) {
  return std::isfinite(value) && (!chart.logarithmic || value > 0);
}

std::vector<ImVec2> pixels_of(const PlotFrame& frame, const TimeChart& chart, const TimeSeries& series) {
  std::vector<ImVec2> pixels;
  for (const PlotPoint& point : series.points)
    if (can_be_shown(chart, point.y))
      pixels.push_back(frame.to_pixel({point.x, std::clamp(point.y, frame.view.y.low, frame.view.y.high)}));
  return pixels;
}

void draw_names(ImDrawList* list, const PlotFrame& frame, const TimeChart& chart) {
  std::vector<float> wanted;
  std::vector<const TimeSeries*> named;
  for (const TimeSeries& series : chart.series) {
    const std::vector<ImVec2> pixels = pixels_of(frame, chart, series);
    if (pixels.empty()) continue;
    wanted.push_back(pixels.back().y);
    named.push_back(&series);
  }
  const std::vector<float> heights =
      spread_labels(wanted, px(label_pitch), frame.rect.y0 + px(6), frame.rect.y1 - px(6));
  for (std::size_t i = 0; i < named.size(); ++i)
    draw_text_fit(list, {frame.rect.x1 + px(8), heights[i]}, left_middle, named[i]->color,
                  named[i]->strong ? strong(type::tick) : type::tick, named[i]->name, px(92));
}

/// The point nearest along x; null where there is none.
const PlotPoint* nearest(const TimeSeries& series, double x) {
  const PlotPoint* best = nullptr;
  for (const PlotPoint& point : series.points)
    if (!best || std::abs(point.x - x) < std::abs(best->x - x)) best = &point;
  return best;
}

void draw_readout(ImDrawList* list, const PlotFrame& frame, const TimeChart& chart, float pointer) {
  const double x = std::clamp(frame.x_at(pointer), frame.view.x.low, frame.view.x.high);
  constexpr float width = 190;
  const float line = readout_line();
  const Rect card = draw_readout_card(list, frame, x, {width, 90, chart.series.size()});
  float y = card.y0 + px(8) + line / 2;
  for (const TimeSeries& series : chart.series) {
    y += line;
    const PlotPoint* point = nearest(series, x);
    draw_text_fit(list, {card.x0 + px(12), y}, left_middle, series.color, type::tick, series.name, px(width - 90));
    if (point && std::isfinite(point->y))
      draw_text(list, {card.x1 - px(12), y}, right_middle, theme().ink, type::tick, readout(point->y));
  }
}

/// How far behind the axis the word for its numbers stands, past the last of them; device px.
float epoch_gap(const PlotFrame& frame) {
  float last = 0;
  for (const PlotTick& tick : round_ticks(frame.view.x, std::min(6, ticks_for(frame.rect.width(), 56))))
    last = std::max(last, frame.to_x(tick.value) + text_width(type::tick, tick.label) / 2);
  return std::max(px(14), last + px(6) - frame.rect.x1);
}

}  // namespace

void draw_epoch_axes(ImDrawList* list, const PlotFrame& frame, int most_rows, int most_columns) {
  const Theme& colors = theme();
  const Rect& r = frame.rect;
  const int rows = std::min(most_rows, ticks_for(r.height(), 30));
  for (const PlotTick& tick : frame.view.log_y ? log_ticks(frame.view.y, rows) : round_ticks(frame.view.y, rows)) {
    const float y = frame.to_y(tick.value);
    draw_hline(list, r.x0, r.x1, y, colors.grid);
    draw_text(list, {r.x0 - px(8), y}, right_middle, colors.ink3, type::tick, tick.label);
  }
  draw_hline(list, r.x0, r.x1, r.y1, colors.axis);
  for (const PlotTick& tick : round_ticks(frame.view.x, std::min(most_columns, ticks_for(r.width(), 56)))) {
    const float x = frame.to_x(tick.value);
    draw_vline(list, x, r.y1, r.y1 + px(4), colors.axis);
    draw_text(list, {x, r.y1 + px(17)}, center_base, colors.ink3, type::tick, tick.label);
  }
  draw_text(list, {r.x1 + epoch_gap(frame), r.y1 + px(17)}, left_base, colors.ink3, type::tick,
            tr("playground.epoch_axis"));
}

float readout_line() { return px(19); }

Rect draw_readout_card(ImDrawList* list, const PlotFrame& frame, double at, std::string_view head,
                       const ReadoutCard& card) {
  const float x = frame.to_x(at), width = px(card.width), line = readout_line();
  draw_dashed_line(list, {x, frame.rect.y0}, {x, frame.rect.y1}, theme().ink, 1, 3, 3);
  const bool right = x + px(12) + width < frame.rect.x1 + px(card.overhang);
  // Never over the numbers' left end: on a phone that is the window's.
  const float left = right ? x + px(12) : std::max(x - px(12) - width, frame.rect.x0 - px(40));
  const Rect where{left, frame.rect.y0, left + width,
                   frame.rect.y0 + px(14) + line * static_cast<float>(card.rows + 1)};
  draw_box(list, where, theme().panel, theme().line2, control_radius);
  draw_text(list, {where.x0 + px(12), where.y0 + px(8) + line / 2}, left_middle, theme().ink2, type::tick, head);
  return where;
}

Rect draw_readout_card(ImDrawList* list, const PlotFrame& frame, double epoch, const ReadoutCard& card) {
  return draw_readout_card(list, frame, epoch, tr("playground.at_epoch", {{"epoch", fixed(epoch, epoch < 10 ? 1 : 0)}}),
                           card);
}

PlotView time_view(const TimeChart& chart) {
  double low = std::numeric_limits<double>::infinity(), high = chart.logarithmic ? 0 : chart.least.high, end = 1;
  for (const TimeSeries& series : chart.series) {
    for (const PlotPoint& point : series.points) {
      if (!can_be_shown(chart, point.y)) continue;
      low = std::min(low, point.y);
      high = std::max(high, point.y);
      end = std::max(end, point.x);
    }
  }
  PlotView view{{0, end}, {0, high > 0 ? round_number(high, true) : 1}, chart.logarithmic};
  if (chart.least.high > 0 && high <= chart.least.high) view.y.high = chart.least.high;
  if (!chart.logarithmic) return view;
  if (!(low < std::numeric_limits<double>::infinity())) low = view.y.high / 10;
  view.y.low = std::pow(10.0, std::floor(std::log10(std::max(low, view.y.high * 1e-9))));
  return view;
}

void time_chart(std::string_view id, const Rect& where, const TimeChart& chart) {
  ImDrawList* list = canvas();
  Rect inner = where;
  inner.cut_left(px(44));
  inner.cut_right(px(100));
  inner.cut_bottom(px(24));
  inner.cut_top(px(6));
  if (inner.width() < px(40) || inner.height() < px(30)) return;
  const PlotFrame frame{inner.snapped(), time_view(chart)};
  draw_epoch_axes(list, frame, 6, 6);
  for (const TimeSeries& series : chart.series) {
    const std::vector<ImVec2> pixels = pixels_of(frame, chart, series);
    if (series.dashed)
      draw_dashed(list, pixels, series.color, 1.6F, 5, 4);
    else
      draw_polyline(list, pixels, series.color, series.strong ? 2.4F : 1.8F);
    if (pixels.size() == 1) fill_dot(list, pixels.front(), 2.5F, series.color);
  }
  draw_names(list, frame, chart);
  const SurfaceInput pointer = surface(id, frame.rect, false);
  if (pointer.hovered) draw_readout(list, frame, chart, pointer.pointer.x);
}

std::vector<PlotPoint> smoothed(std::span<const PlotPoint> points, double share) {
  std::vector<PlotPoint> even(points.begin(), points.end());
  double mean = 0, weight = 0;
  for (PlotPoint& point : even) {
    if (!std::isfinite(point.y)) continue;
    mean = share * mean + (1 - share) * point.y;
    weight = share * weight + (1 - share);
    if (weight > 0) point.y = mean / weight;
  }
  return even;
}

}  // namespace gradlab::ui
