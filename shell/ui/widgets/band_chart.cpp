#include "shell/ui/widgets/band_chart.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/theme.hpp"
#include "shell/ui/widgets/plot_labels.hpp"
#include "shell/ui/widgets/plot_ticks.hpp"

namespace gradlab::ui {
namespace {

constexpr float name_room = 104, number_room = 46;

bool is_shown(const BandChart& chart, const BandPoint& point) {
  return std::isfinite(point.middle) && (!chart.log_y || point.middle > 0) && (!chart.log_x || point.x > 0);
}

double place(const BandChart& chart, double x) { return chart.log_x ? std::log10(x) : x; }

/// Where a number stands upwards; what is beyond the view stays at its edge.
float height_of(const PlotFrame& frame, double value) {
  const PlotSpan& y = frame.view.y;
  if (std::isnan(value)) return frame.rect.y1;
  return frame.to_y(std::clamp(value, y.low, y.high));
}

std::vector<ImVec2> pixels_of(const PlotFrame& frame, const BandChart& chart, const BandSeries& series) {
  std::vector<ImVec2> pixels;
  for (const BandPoint& point : series.points)
    if (is_shown(chart, point)) pixels.push_back({frame.to_x(place(chart, point.x)), height_of(frame, point.middle)});
  return pixels;
}

void draw_band(ImDrawList* list, const PlotFrame& frame, const BandChart& chart, const BandSeries& series) {
  const Color color = with_alpha(series.color, series.strong ? 0.2F : 0.12F);
  std::vector<ImVec2> lower, upper;
  for (const BandPoint& point : series.points) {
    if (!is_shown(chart, point)) continue;
    const float x = frame.to_x(place(chart, point.x));
    lower.push_back({x, height_of(frame, point.low)});
    upper.push_back({x, height_of(frame, point.high)});
  }
  fill_between(list, lower, upper, color);
}

void draw_curve(ImDrawList* list, const PlotFrame& frame, const BandChart& chart, const BandSeries& series) {
  const std::vector<ImVec2> pixels = pixels_of(frame, chart, series);
  const float width = series.strong ? 3.0F : 2.0F;
  if (series.dashed)
    draw_dashed(list, pixels, series.color, width, 7, 4);
  else
    draw_polyline(list, pixels, series.color, width);
  if (pixels.size() == 1) fill_dot(list, pixels.front(), 3, series.color);
}

std::vector<PlotTick> x_ticks(const PlotFrame& frame, const BandChart& chart) {
  const int most = std::min(7, ticks_for(frame.rect.width(), 56));
  if (!chart.log_x) return round_ticks(frame.view.x, most);
  std::vector<PlotTick> ticks = log_ticks({std::pow(10.0, frame.view.x.low), std::pow(10.0, frame.view.x.high)}, most);
  for (PlotTick& tick : ticks) tick.value = std::log10(tick.value);
  return ticks;
}

void draw_axes(ImDrawList* list, const PlotFrame& frame, const BandChart& chart) {
  const Theme& t = theme();
  const Rect& r = frame.rect;
  const int rows = std::min(6, ticks_for(r.height(), 30));
  for (const PlotTick& tick : chart.log_y ? log_ticks(frame.view.y, rows) : round_ticks(frame.view.y, rows)) {
    const float y = frame.to_y(tick.value);
    draw_hline(list, r.x0, r.x1, y, t.grid);
    draw_text(list, {r.x0 - px(8), y}, right_middle, t.ink3, type::tick, tick.label);
  }
  draw_hline(list, r.x0, r.x1, r.y1, t.axis);
  draw_vline(list, r.x0, r.y0, r.y1, t.axis);
  float last = r.x1;
  for (const PlotTick& tick : x_ticks(frame, chart)) {
    const float x = frame.to_x(tick.value);
    draw_vline(list, x, r.y1, r.y1 + px(4), t.axis);
    draw_text(list, {x, r.y1 + px(17)}, center_base, t.ink3, type::tick, tick.label);
    last = std::max(last, x + text_width(type::tick, tick.label) / 2);
  }
  draw_text(list, {last + px(8), r.y1 + px(17)}, left_base, t.ink3, type::tick, chart.x_name);
}

void draw_names(ImDrawList* list, const PlotFrame& frame, const BandChart& chart) {
  struct Name {
    float y;
    const BandSeries* series;
  };
  std::vector<Name> names;
  for (const BandSeries& series : chart.series) {
    const std::vector<ImVec2> pixels = pixels_of(frame, chart, series);
    if (!pixels.empty()) names.push_back({pixels.back().y, &series});
  }
  std::ranges::stable_sort(names, {}, &Name::y);
  std::vector<float> wanted;
  for (const Name& name : names) wanted.push_back(name.y);
  const std::vector<float> heights =
      spread_labels(wanted, px(label_pitch), frame.rect.y0 + px(6), frame.rect.y1 - px(6));
  for (std::size_t i = 0; i < names.size(); ++i)
    draw_text_fit(list, {frame.rect.x1 + px(8), heights[i]}, left_middle, names[i].series->color,
                  names[i].series->strong ? strong(type::tick) : type::tick, names[i].series->name, px(name_room - 10));
}

const BandPoint* nearest(const BandChart& chart, const BandSeries& series, double at) {
  const BandPoint* best = nullptr;
  for (const BandPoint& point : series.points) {
    if (chart.log_x && point.x <= 0) continue;
    if (!best || std::abs(place(chart, point.x) - at) < std::abs(place(chart, best->x) - at)) best = &point;
  }
  return best;
}

std::string spread_words(const BandChart& chart, const BandPoint& point) {
  if (!std::isfinite(point.middle)) return std::string(tr("races.diverged"));
  return chart.y_words(point.middle) + "  (" + chart.y_words(point.low) + " … " + chart.y_words(point.high) + ")";
}

void draw_card(ImDrawList* list, const PlotFrame& frame, const BandChart& chart, float pointer) {
  const double at = std::clamp(frame.x_at(pointer), frame.view.x.low, frame.view.x.high);
  const std::string head = chart.x_words(chart.log_x ? std::pow(10.0, at) : at);
  const float x = frame.to_x(at), line = px(19);
  float names = text_width(type::tick, head), numbers = 0;
  for (const BandSeries& series : chart.series) {
    names = std::max(names, std::min(text_width(type::tick, series.name), px(120)));
    if (const BandPoint* point = nearest(chart, series, at))
      numbers = std::max(numbers, text_width(type::tick, spread_words(chart, *point)));
  }
  const float width = names + numbers + px(40);
  draw_dashed_line(list, {x, frame.rect.y0}, {x, frame.rect.y1}, theme().ink, 1, 3, 3);
  const bool right = x + px(12) + width < frame.rect.x1 + px(name_room);
  const float left = right ? x + px(12) : std::max(x - px(12) - width, frame.rect.x0 - px(number_room));
  const Rect card{left, frame.rect.y0, left + width,
                  frame.rect.y0 + px(14) + line * static_cast<float>(chart.series.size() + 1)};
  draw_box(list, card, theme().panel, theme().line2, control_radius);
  float y = card.y0 + px(8) + line / 2;
  draw_text(list, {card.x0 + px(12), y}, left_middle, theme().ink2, type::tick, head);
  for (const BandSeries& series : chart.series) {
    y += line;
    draw_text_fit(list, {card.x0 + px(12), y}, left_middle, series.color, type::tick, series.name, px(120));
    if (const BandPoint* point = nearest(chart, series, at))
      draw_text(list, {card.x1 - px(12), y}, right_middle, theme().ink, type::tick, spread_words(chart, *point));
  }
}

}  // namespace

PlotView band_view(const BandChart& chart) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  constexpr double deepest = 1e-9;  // below the highest
  PlotSpan x{infinity, -infinity}, y{infinity, -infinity};
  for (const BandSeries& series : chart.series) {
    for (const BandPoint& point : series.points) {
      if (!is_shown(chart, point)) continue;
      x = {std::min(x.low, point.x), std::max(x.high, point.x)};
      for (const double value : {point.low, point.middle, point.high})
        if (std::isfinite(value) && (!chart.log_y || value > 0)) y = {std::min(y.low, value), std::max(y.high, value)};
    }
  }
  if (!(x.low <= x.high))
    x = chart.log_x ? PlotSpan{1, 10} : PlotSpan{0, 1}, y = chart.log_y ? PlotSpan{0.1, 1} : PlotSpan{0, 1};
  PlotView view{{chart.log_x ? std::log10(x.low) : 0, chart.log_x ? std::log10(x.high) : x.high}, y, chart.log_y};
  if (!(view.x.size() > 0)) view.x.high = view.x.low + 1;
  if (chart.log_y) {
    view.y.low = round_number(std::max(y.low, y.high * deepest), false);
    view.y.high = std::max(y.high * 1.1, view.y.low * 2);
    return view;
  }
  view.y = {std::min(0.0, y.low), y.high > 0 ? round_number(y.high, true) : 1};
  if (chart.least.high > 0 && y.high <= chart.least.high) view.y = chart.least;
  return view;
}

void band_chart(std::string_view id, const Rect& where, const BandChart& chart) {
  ImDrawList* const list = canvas();
  Rect inner = where;
  inner.cut_left(px(number_room));
  inner.cut_right(px(name_room));
  inner.cut_bottom(px(24));
  inner.cut_top(px(6));
  if (inner.width() < px(40) || inner.height() < px(30)) return;
  const PlotFrame frame{inner.snapped(), band_view(chart)};
  draw_axes(list, frame, chart);
  for (const BandSeries& series : chart.series) draw_band(list, frame, chart, series);
  for (const bool strong : {false, true})
    for (const BandSeries& series : chart.series)
      if (series.strong == strong) draw_curve(list, frame, chart, series);
  draw_names(list, frame, chart);
  const SurfaceInput input = surface(id, frame.rect, false);
  if (input.hovered) draw_card(list, frame, chart, input.pointer.x);
  if (input.focused) draw_ring(list, frame.rect, theme().accent, 4);
}

}  // namespace gradlab::ui
