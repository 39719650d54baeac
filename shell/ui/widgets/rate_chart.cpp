#include "shell/ui/widgets/rate_chart.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/reading.hpp"
#include "shell/ui/theme.hpp"
#include "shell/ui/widgets/plot_ticks.hpp"
#include "shell/ui/widgets/time_chart.hpp"

namespace gradlab::ui {
namespace {

void draw_axes(ImDrawList* list, const PlotFrame& frame) {
  const Theme& t = theme();
  const Rect& r = frame.rect;
  for (const PlotTick& tick : round_ticks(frame.view.y, std::min(6, ticks_for(r.height(), 30)))) {
    const float y = frame.to_y(tick.value);
    draw_hline(list, r.x0, r.x1, y, t.grid);
    draw_text(list, {r.x0 - px(8), y}, right_middle, t.ink3, type::tick, tick.label);
  }
  draw_hline(list, r.x0, r.x1, r.y1, t.axis);
  for (double power = std::ceil(frame.view.x.low); power <= frame.view.x.high + 1e-9; power += 1) {
    const float x = frame.to_x(power);
    draw_vline(list, x, r.y1, r.y1 + px(4), t.axis);
    draw_text(list, {x, r.y1 + px(17)}, center_base, t.ink3, type::tick, compact(std::pow(10.0, power), 2));
  }
  draw_text(list, {r.x0 - px(8), r.y0 - px(8)}, right_base, t.ink3, type::tick, tr("playground.loss"));
  draw_text(list, {r.x1, r.y1 + px(34)}, right_base, t.ink3, type::tick, tr("rates.axis"));
}

void draw_at(ImDrawList* list, const PlotFrame& frame, double rate, Color color, std::string_view words, float y) {
  const float x = frame.to_x(std::log10(rate));
  draw_dashed_line(list, {x, frame.rect.y0}, {x, frame.rect.y1}, color, 1.5F, 4, 3);
  const bool left = x + px(8) + text_width(type::tick, words) > frame.rect.x1;
  draw_text_halo(list, {left ? x - px(6) : x + px(6), y}, left ? right_middle : left_middle, color, theme().panel,
                 strong(type::tick), words);
}

void draw_curve(ImDrawList* list, const PlotFrame& frame, const RateChart& chart) {
  std::vector<ImVec2> pixels;
  for (const RateTrial& trial : chart.sweep.trials) {
    if (!std::isfinite(trial.loss)) break;
    pixels.push_back(
        frame.to_pixel({std::log10(trial.rate), std::min(trial.loss, frame.view.y.high + frame.view.y.size())}));
  }
  const Clip clip(frame.rect, list);
  draw_polyline(list, pixels, chart.color, 2.4F);
}

/// The trial nearest to a power of ten.
const RateTrial& nearest(const RateSweep& sweep, double power) {
  return *std::ranges::min_element(sweep.trials, {},
                                   [&](const RateTrial& trial) { return std::abs(std::log10(trial.rate) - power); });
}

void draw_readout(ImDrawList* list, const PlotFrame& frame, const RateTrial& trial) {
  const double power = std::log10(trial.rate);
  const Rect card = draw_readout_card(list, frame, power,
                                      std::string(tr("optimizers.rate")) + " " + compact(trial.rate, 3), {150, 0, 1});
  const float y = card.y0 + px(8) + readout_line() * 1.5F;
  draw_text(list, {card.x0 + px(12), y}, left_middle, theme().ink, type::tick, tr("playground.loss"));
  draw_text(list, {card.x1 - px(12), y}, right_middle, theme().ink, type::tick,
            std::isfinite(trial.loss) ? readout(trial.loss) : std::string("∞"));
}

}  // namespace

PlotView rate_view(const RateSweep& sweep, const RateRange& range) {
  // What is to be seen is the fall; of the rise it is enough that it is one.
  constexpr double falls_above = 2, least_above = 0.6;  // in sizes of the fall, of the start
  double low = sweep.start, high = sweep.start;
  for (const RateTrial& trial : sweep.trials) {
    if (!std::isfinite(trial.loss)) continue;
    low = std::min(low, trial.loss);
    high = std::max(high, trial.loss);
  }
  high = std::min(high, sweep.start + std::max(falls_above * (sweep.start - low), least_above * std::abs(sweep.start)));
  PlotSpan y{low, high};
  if (!(y.size() > 0) || !std::isfinite(y.size())) y = {low - 0.5, low + 0.5};
  if (!std::isfinite(low)) y = {0, 1};
  return {{std::log10(range.low), std::log10(range.high)}, padded(y, 0.06)};
}

std::optional<double> take_rate_button(std::string_view id, const Rect& row, const RateSweep* sweep) {
  std::optional<double> rate;
  if (sweep && sweep->steepest) {
    const double unit = std::pow(10.0, std::floor(std::log10(*sweep->steepest)) - 1);
    rate = std::round(*sweep->steepest / unit) * unit;
  }
  const std::string label = rate    ? tr("rates.take", {{"rate", compact(*rate, 2)}})
                            : sweep ? std::string(tr("rates.none"))
                                    : std::string(tr("rates.working"));
  const Disabled off(!rate);
  const ButtonOptions look{.kind = ButtonKind::primary, .words = {label, tr("rates.take_help")}};
  const Rect where{row.x0, row.y0, row.x0 + std::min(button_width(id, look), row.width()), row.y1};
  return button(id, where, look) ? rate : std::nullopt;
}

void rate_chart(std::string_view id, const Rect& where, const RateChart& chart) {
  ImDrawList* list = canvas();
  Rect inner = where;
  inner.cut_left(px(48));
  inner.cut_right(px(14));
  inner.cut_top(px(20));
  inner.cut_bottom(px(40));
  if (inner.width() < px(40) || inner.height() < px(30)) return;
  const RateSweep& sweep = chart.sweep;
  const PlotFrame frame{inner.snapped(), rate_view(sweep, chart.range)};
  draw_axes(list, frame);
  draw_curve(list, frame, chart);
  const float y = frame.rect.y0 + px(10);
  if (chart.now >= chart.range.low && chart.now <= chart.range.high)
    draw_at(list, frame, chart.now, theme().ink2, tr("rates.now"), y);
  if (sweep.steepest) draw_at(list, frame, *sweep.steepest, theme().accent, tr("rates.steepest"), y + px(17));
  if (sweep.risen) draw_at(list, frame, *sweep.risen, theme().error(), tr("rates.risen"), y + px(34));
  const SurfaceInput pointer = surface(id, frame.rect, false);
  record_reading("rates.steepest", sweep.steepest ? compact(*sweep.steepest, 3) : "–", frame.rect);
  record_reading("rates.risen", sweep.risen ? compact(*sweep.risen, 3) : "–", frame.rect);
  if (pointer.hovered && !sweep.trials.empty())
    draw_readout(list, frame, nearest(sweep, frame.x_at(pointer.pointer.x)));
}

}  // namespace gradlab::ui
