#include "shell/ui/widgets/histogram_plot.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "core/activations/properties.hpp"
#include "shell/i18n/i18n.hpp"
#include "shell/ui/draw.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/theme.hpp"
#include "shell/ui/widgets/plot_ticks.hpp"

namespace gradlab::ui {
namespace {

constexpr std::size_t curve_points = 161;

/// Both parts share x; y of the curve is its own.
struct Parts {
  PlotFrame curve, bars;
  Rect all;
};

std::vector<PlotPoint> curve_of(const HistogramPlot& plot) {
  std::vector<double> x(curve_points), y(curve_points);
  for (std::size_t i = 0; i < curve_points; ++i) {
    x[i] = plot.z.low + plot.z.size() * static_cast<double>(i) / (curve_points - 1);
  }
  evaluate(*plot.row, plot.params, Derivative::none, x, y);
  std::vector<PlotPoint> points;
  for (std::size_t i = 0; i < curve_points; ++i) points.push_back({x[i], y[i]});
  return points;
}

Parts lay_out(const Rect& where, const HistogramPlot& plot, std::span<const PlotPoint> curve) {
  Parts parts;
  Rect inner = where;
  inner.cut_bottom(px(22));
  inner.cut_right(px(20));
  parts.all = inner.snapped();
  Rect bars = parts.all;
  const Rect top = curve.empty() ? bars.cut_top(0) : bars.cut_top(bars.height() * 0.46F);
  double low = 0, high = 0;
  for (const PlotPoint& point : curve) low = std::min(low, point.y), high = std::max(high, point.y);
  const double extra = std::max(high - low, 1e-9) * 0.12;
  parts.curve = {top, {plot.z, {low - extra * 0.6, high + extra}}};
  parts.bars = {bars, {plot.z, {0, 1}}};
  return parts;
}

/// The word in a flat zone: what lies there does not learn.
std::string zone_words(const HistogramPlot& plot, const Interval& zone) {
  const double middle = (zone.low + zone.high) / 2;
  const bool off = slope_at(*plot.row, middle, plot.params) == 0;
  return std::string(tr(off ? "playground.zone_off" : "playground.zone_flat"));
}

/// The share of the counted z inside an interval, by whole bins.
double share_in(const HistogramPlot& plot, const Interval& zone) {
  double inside = 0, all = 0;
  const double width = plot.z.size() / static_cast<double>(std::max<std::size_t>(plot.counts.size(), 1));
  for (std::size_t i = 0; i < plot.counts.size(); ++i) {
    const double middle = plot.z.low + width * (static_cast<double>(i) + 0.5);
    all += plot.counts[i];
    if (middle >= zone.low && middle <= zone.high) inside += plot.counts[i];
  }
  return all > 0 ? inside / all : 0;
}

void draw_zones(const Parts& parts, const HistogramPlot& plot) {
  for (const Interval& zone : flat_zones(*plot.row, plot.params, plot.z.low, plot.z.high)) {
    const Rect rect{parts.curve.to_x(zone.low), parts.all.y0, parts.curve.to_x(zone.high), parts.all.y1};
    fill_rect(canvas(), rect, theme().sunk);
    const std::string words = zone_words(plot, zone), share = percent(share_in(plot, zone), 0);
    const float wanted = text_width(type::caption, words) + px(16);
    if (rect.width() < wanted) continue;
    const bool right = zone.high >= plot.z.high && zone.low > 0;
    const float x = right ? rect.x1 - px(8) : rect.x0 + px(8);
    const Align align = right ? right_base : left_base;
    draw_text({x, parts.all.y0 + px(18)}, align, theme().ink2, type::caption, words);
    draw_text({x, parts.bars.rect.y0 + px(20)}, align, theme().ink, strong(type::body), share);
  }
}

void draw_bars(const Parts& parts, const HistogramPlot& plot) {
  std::uint32_t most = 1;
  for (const std::uint32_t count : plot.counts) most = std::max(most, count);
  const auto bins = static_cast<float>(std::max<std::size_t>(plot.counts.size(), 1));
  const float width = parts.bars.rect.width() / bins, room = parts.bars.rect.height() * 0.84F;
  for (std::size_t i = 0; i < plot.counts.size(); ++i) {
    if (plot.counts[i] == 0) continue;
    const float x = parts.bars.rect.x0 + width * static_cast<float>(i);
    const float height = std::max(px(1.5F), room * static_cast<float>(plot.counts[i]) / static_cast<float>(most));
    fill_rect(canvas(), {x + px(0.8F), parts.bars.rect.y1 - height, x + width - px(0.8F), parts.bars.rect.y1},
              with_alpha(plot.color, 0.85F), 1.5F);
  }
}

void draw_z_axis(const Parts& parts, const HistogramPlot& plot) {
  const Theme& colors = theme();
  const Rect& r = parts.all;
  draw_hline(canvas(), r.x0, r.x1, r.y1, colors.axis);
  for (const PlotTick& tick : round_ticks(plot.z, std::min(6, ticks_for(r.width(), 44)))) {
    const float x = parts.bars.to_x(tick.value);
    draw_vline(canvas(), x, r.y1, r.y1 + px(4), colors.axis);
    draw_text({x, r.y1 + px(18)}, center_base, colors.ink3, type::tick, tick.label);
  }
  draw_text({r.x1 + px(8), r.y1 + px(6)}, left_base, colors.ink2, type::axis_name, "z");
}

}  // namespace

void draw_histogram_plot(const Rect& where, const HistogramPlot& plot) {
  const bool has_curve = plot.row && !plot.row->mixes();
  const std::vector<PlotPoint> curve = has_curve ? curve_of(plot) : std::vector<PlotPoint>{};
  const Parts parts = lay_out(where, plot, curve);
  if (parts.all.empty()) return;
  const Theme& colors = theme();
  if (has_curve) draw_zones(parts, plot);
  draw_bars(parts, plot);
  const float zero = parts.bars.to_x(0);
  if (plot.z.contains(0)) draw_vline(canvas(), zero, parts.all.y0, parts.all.y1, colors.axis);
  if (has_curve) {
    draw_hline(canvas(), parts.all.x0, parts.all.x1, parts.curve.to_y(0), colors.axis);
    std::vector<ImVec2> pixels;
    for (const PlotPoint& point : curve) pixels.push_back(parts.curve.to_pixel(point));
    const Clip clip(parts.all, canvas());
    draw_polyline(canvas(), pixels, plot.color, 3);
  }
  draw_z_axis(parts, plot);
}

}  // namespace gradlab::ui
