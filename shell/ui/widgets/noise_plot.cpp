#include "shell/ui/widgets/noise_plot.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <vector>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/reading.hpp"
#include "shell/ui/theme.hpp"
#include "shell/ui/widgets/head_names.hpp"
#include "shell/ui/widgets/plot_curves.hpp"
#include "shell/ui/widgets/plot_hover.hpp"
#include "shell/ui/widgets/plot_labels.hpp"
#include "shell/ui/widgets/plot_ticks.hpp"
#include "shell/ui/widgets/time_chart.hpp"

namespace gradlab::ui {
namespace {

double samples_of(const GradientNoise& noise) { return static_cast<double>(noise.samples()); }

double exact(const GradientNoise& noise, double batch) {
  return batch_noise(noise.deviation(), samples_of(noise), batch);
}

double with_replacement(const GradientNoise& noise, double batch) { return noise.deviation() / std::sqrt(batch); }

/// Room for a name beside what stands at the foot of the plot.
float foot_height() { return px(10); }

bool can_be_shown(double value) { return std::isfinite(value) && value > 0; }

/// Whether this size was measured, and is not all samples, of which nothing but rounding is left.
bool has_dot(const GradientNoise& noise, const BatchNoise& size) {
  return size.batches > 0 && size.batch < noise.samples() && can_be_shown(size.measured());
}

/// Noise at the sizes from 1 to all samples; what is 0 stands far below the plot.
std::vector<PlotPoint> curve_of(const GradientNoise& noise, const PlotFrame& frame,
                                double (*value)(const GradientNoise&, double)) {
  constexpr int points = 240;
  std::vector<PlotPoint> curve;
  for (int i = 0; i <= points; ++i) {
    const double x = frame.view.x.high * i / points;
    const double y = value(noise, i == points ? samples_of(noise) : std::exp2(x));
    curve.push_back({x, std::max(y, frame.view.y.low * 1e-3)});
  }
  return curve;
}

void draw_axes(ImDrawList* list, const PlotFrame& frame, const GradientNoise& noise) {
  const Theme& colors = theme();
  const Rect& r = frame.rect;
  for (const PlotTick& tick : log_ticks(frame.view.y, std::min(7, ticks_for(r.height(), 30)))) {
    const float y = frame.to_y(tick.value);
    draw_hline(list, r.x0, r.x1, y, colors.grid);
    draw_text(list, {r.x0 - px(8), y}, right_middle, colors.ink3, type::tick, tick.label);
  }
  draw_hline(list, r.x0, r.x1, r.y1, colors.axis);
  const auto powers = static_cast<int>(std::floor(frame.view.x.high + 1e-9));
  const int every = powers / std::max(1, static_cast<int>(r.width() / px(34))) + 1;
  const float end = r.x1 - text_width(type::tick, grouped(static_cast<long long>(noise.samples()))) - px(8);
  for (int power = 0; power <= powers; power += every) {
    const float x = frame.to_x(power);
    draw_vline(list, x, r.y0, r.y1, colors.grid);
    draw_vline(list, x, r.y1, r.y1 + px(4), colors.axis);
    const std::string label = grouped(1LL << power);
    if (x + text_width(type::tick, label) / 2 < end)
      draw_text(list, {x, r.y1 + px(17)}, center_base, colors.ink3, type::tick, label);
  }
  draw_vline(list, r.x1, r.y1, r.y1 + px(4), colors.axis);
  draw_text(list, {r.x1, r.y1 + px(17)}, center_base, colors.ink3, type::tick,
            grouped(static_cast<long long>(noise.samples())));
  draw_text_fit(list, {(r.x0 + r.x1) / 2, r.y1 + px(35)}, center_base, colors.ink2, type::tick, tr("races.noise.x"),
                r.width());
  draw_text_fit(list, {r.x0 - px(44), r.y0 - px(12)}, left_base, colors.ink2, type::tick, tr("races.noise.y"),
                r.width() + px(120));
}

/// Where drawing with replacement is as noisy as the gradient is long; none where that is not in the plot.
std::optional<ImVec2> critical_place(const PlotFrame& frame, const GradientNoise& noise) {
  const double x = std::log2(noise.critical_batch());
  if (!std::isfinite(x) || !frame.view.x.contains(x)) return std::nullopt;
  return frame.to_pixel({x, noise.gradient_norm()});
}

void draw_critical(ImDrawList* list, const PlotFrame& frame, ImVec2 at) {
  draw_dashed_line(list, at, {at.x, frame.rect.y1}, theme().ink2, 1, 3, 3);
  draw_point(list, at, 4, theme().panel, theme().ink, 2);
}

void draw_marks(ImDrawList* list, const PlotFrame& frame, const GradientNoise& noise, std::span<const NoiseMark> marks,
                HeadNames& names) {
  std::vector<ImVec2> places;
  for (const NoiseMark& mark : marks) {
    const auto batch = static_cast<double>(std::clamp<std::size_t>(mark.batch, 1, noise.samples()));
    const double y = std::clamp(exact(noise, batch), frame.view.y.low, frame.view.y.high);
    places.push_back(frame.to_pixel({std::log2(batch), y}));
    places.back().y = std::min(places.back().y, frame.rect.y1 - foot_height());
    draw_point(list, places.back(), 5, mark.color, theme().panel, 2);
    names.avoid(places.back());
  }
  for (std::size_t i = 0; i < marks.size(); ++i) names.write(places[i], marks[i].name, marks[i].color, false);
}

void draw_names(ImDrawList* list, const PlotFrame& frame, const GradientNoise& noise) {
  std::vector<EndLabel> labels;
  const auto add = [&](std::string_view word, double value, Color color) {
    if (!can_be_shown(value)) return;
    const ImVec2 at{frame.rect.x1, std::clamp(frame.to_y(value), frame.rect.y0, frame.rect.y1)};
    labels.push_back(
        {std::string(tr(word)), color, {CurveExit::Side::right, at}, type::tick, word == "races.noise.gradient"});
  };
  add("races.noise.gradient", noise.gradient_norm(), theme().ink);
  add("races.noise.replaced", with_replacement(noise, samples_of(noise)), theme().ink2);
  draw_end_labels(list, frame, labels);
}

/// The size that was measured nearest to the pointer.
const BatchNoise& nearest(const GradientNoise& noise, double x) {
  const auto away = [&](const BatchNoise& size) { return std::abs(std::log2(static_cast<double>(size.batch)) - x); };
  return *std::ranges::min_element(noise.sizes(), {}, away);
}

void draw_readout(ImDrawList* list, const PlotFrame& frame, const GradientNoise& noise, float pointer) {
  const BatchNoise& size = nearest(noise, frame.x_at(pointer));
  const auto batch = static_cast<double>(size.batch);
  struct Row {
    std::string_view word;
    double value;
  };
  const std::array rows{Row{"races.noise.measured", size.measured()}, Row{"races.noise.exact", exact(noise, batch)},
                        Row{"races.noise.replaced", with_replacement(noise, batch)},
                        Row{"races.noise.gradient", noise.gradient_norm()}};
  constexpr float width = 216;
  const float line = readout_line();
  const std::string head = tr("races.noise.card", {{"batch", grouped(static_cast<long long>(size.batch))},
                                                   {"n", grouped(static_cast<long long>(size.batches))}});
  const Rect card = draw_readout_card(list, frame, std::log2(batch), head, {width, 80, rows.size()});
  float y = card.y0 + px(8) + line / 2;
  for (const Row& row : rows) {
    y += line;
    draw_text_fit(list, {card.x0 + px(12), y}, left_middle, theme().ink2, type::tick, tr(row.word), px(width - 84));
    // All samples are no sample: what rounding leaves is no measurement.
    const double value = size.batch < noise.samples() || &row != rows.data() ? row.value : 0;
    if (std::isfinite(value))
      draw_text(list, {card.x1 - px(12), y}, right_middle, theme().ink, type::tick, compact(value, 3));
  }
}

}  // namespace

PlotView noise_view(const GradientNoise& noise) {
  double low = INFINITY, high = 0;
  const auto hold = [&](double value) {
    if (!can_be_shown(value)) return;
    low = std::min(low, value);
    high = std::max(high, value);
  };
  hold(noise.gradient_norm());
  hold(with_replacement(noise, samples_of(noise)));
  for (const BatchNoise& size : noise.sizes()) {
    if (has_dot(noise, size)) hold(size.measured());
    hold(exact(noise, static_cast<double>(size.batch)));
  }
  if (!(high > 0)) low = high = 1;
  const PlotSpan y{round_number(low * 0.8, false), round_number(high * 1.25, true)};
  return {{0, std::max(std::log2(samples_of(noise)), 1.0)}, y, true};
}

std::string noise_words(const GradientNoise& noise) {
  std::string words = tr("races.noise.words", {{"n", grouped(static_cast<long long>(noise.samples()))}});
  const double batch = noise.critical_batch();
  if (!std::isfinite(batch)) return words;
  const std::string_view verdict = batch < 1                   ? "races.noise.critical_below"
                                   : batch > samples_of(noise) ? "races.noise.critical_above"
                                                               : "races.noise.critical";
  return words + " " + tr(verdict, {{"batch", compact(batch, 3)}});
}

void noise_plot(std::string_view id, const Rect& where, const GradientNoise& noise, std::span<const NoiseMark> marks) {
  if (!noise.known()) return;
  Rect inner = where;
  inner.cut_left(px(46));
  inner.cut_right(px(84));
  inner.cut_bottom(px(42));
  inner.cut_top(px(26));
  if (inner.width() < px(60) || inner.height() < px(40)) return;
  ImDrawList* const list = canvas();
  const PlotFrame frame{inner.snapped(), noise_view(noise)};
  draw_axes(list, frame, noise);
  draw_hline(list, frame.rect.x0, frame.rect.x1, frame.to_y(std::max(noise.gradient_norm(), frame.view.y.low)),
             theme().ink2, 1.4F);
  {
    const Clip clip(frame.rect, list);
    draw_dashed(list, curve_pixels(frame, curve_of(noise, frame, with_replacement)), theme().ink2, 1.6F, 5, 4);
    draw_polyline(list, curve_pixels(frame, curve_of(noise, frame, exact)), theme().ink, 2.2F);
  }
  for (const BatchNoise& size : noise.sizes()) {
    if (!has_dot(noise, size)) continue;
    draw_point(list, frame.to_pixel({std::log2(static_cast<double>(size.batch)), size.measured()}), 3.2F, theme().ink,
               theme().panel, 1.5F);
  }
  HeadNames names{frame.rect, {}};
  const std::optional<ImVec2> critical = critical_place(frame, noise);
  if (critical) {
    draw_critical(list, frame, *critical);
    names.avoid(*critical);
  }
  draw_marks(list, frame, noise, marks, names);
  if (critical)
    names.write({critical->x, frame.rect.y1 - foot_height()}, "B = " + compact(noise.critical_batch(), 3), theme().ink,
                false);
  draw_names(list, frame, noise);
  record_reading("races.noise", noise_words(noise), frame.rect);
  const SurfaceInput pointer = surface(id, frame.rect, false);
  if (pointer.hovered) draw_readout(list, frame, noise, pointer.pointer.x);
}

}  // namespace gradlab::ui
