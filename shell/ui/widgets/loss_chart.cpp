#include "shell/ui/widgets/loss_chart.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/reading.hpp"
#include "shell/ui/theme.hpp"
#include "shell/ui/widgets/plot_labels.hpp"
#include "shell/ui/widgets/plot_ticks.hpp"
#include "shell/ui/widgets/time_chart.hpp"

namespace gradlab::ui {
namespace {

struct Curve {
  float LossPoint::* loss;
  float LossPoint::* accuracy;
  std::string_view word;
  bool strong;
};

// Drawn in this order: the test loss, which counts, lies on top.
constexpr std::array curves{
    Curve{&LossPoint::train_loss, &LossPoint::train_accuracy, "playground.train", false},
    Curve{&LossPoint::test_loss, &LossPoint::test_accuracy, "playground.test", true},
};

double epoch_of(const LossChart& chart, const LossPoint& point) {
  return static_cast<double>(point.step) / chart.steps_per_epoch;
}

struct Extremes {
  double low = std::numeric_limits<double>::infinity(), high = 0;  // low: above 0, which has no logarithm
  void take(float value) {
    if (!std::isfinite(value)) return;
    if (value > 0) low = std::min(low, static_cast<double>(value));
    high = std::max(high, static_cast<double>(value));
  }
};

/// One point for every two pixels of width: the one that is farthest from the point before, so that peaks stay and the
/// line has no teeth finer than itself.
std::vector<ImVec2> pixels_of(const PlotFrame& frame, std::span<const PlotPoint> points) {
  std::vector<ImVec2> pixels;
  float column_end = -1e9F, before = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const double shown = std::clamp(points[i].y, frame.view.y.low, frame.view.y.high);
    const ImVec2 at = frame.to_pixel({points[i].x, shown});
    if (at.x >= column_end || i + 1 == points.size()) {  // the curve ends exactly where its value is written
      before = pixels.empty() ? at.y : pixels.back().y;
      column_end = at.x + px(2);
      pixels.push_back(at);
    } else if (std::abs(at.y - before) > std::abs(pixels.back().y - before)) {
      pixels.back() = at;
    }
  }
  return pixels;
}

/// The finite losses of a run over its epochs, up to where it ends.
std::vector<PlotPoint> points_of(std::span<const LossPoint> kept, const LossPoint& end, double steps_per_epoch,
                                 float LossPoint::* loss, double smoothing) {
  std::vector<PlotPoint> points;
  const auto add = [&](const LossPoint& point) {
    if (std::isfinite(point.*loss))
      points.push_back({static_cast<double>(point.step) / steps_per_epoch, static_cast<double>(point.*loss)});
  };
  for (const LossPoint& point : kept) add(point);
  if (kept.empty() || end.step > kept.back().step) add(end);
  return smoothing > 0 ? smoothed(points, smoothing) : points;
}

/// What counts of a kept run: its test loss, its training loss where there is no other.
float LossPoint::* loss_of(const ComparedRun& kept) {
  return std::isfinite(kept.end.test_loss) ? &LossPoint::test_loss : &LossPoint::train_loss;
}

/// Where the curves end: later than now, where the run has been gone back in.
const LossPoint& end_of(const LossChart& chart) {
  const bool back = !chart.points.empty() && chart.points.back().step > chart.now.step;
  return back ? chart.points.back() : chart.now;
}

/// Where the run stands on its way.
void draw_now(ImDrawList* list, const PlotFrame& frame, const LossChart& chart) {
  const float x = frame.to_x(epoch_of(chart, chart.now));
  draw_vline(list, x, frame.rect.y0, frame.rect.y1, theme().accent);
  for (const Curve& curve : curves) {
    const double loss = static_cast<double>(chart.now.*curve.loss);
    if (!std::isfinite(loss)) continue;
    const float y = frame.to_y(std::clamp(loss, frame.view.y.low, frame.view.y.high));
    draw_point(list, {x, y}, 3.5F, theme().accent, theme().panel, 1.5F);
  }
}

/// A polyline that is taken up anew at every sharp turn: its joints would else be thinner there than the line.
void draw_jagged(ImDrawList* list, std::span<const ImVec2> pixels, Color color, float width) {
  std::size_t begin = 0;
  for (std::size_t i = 1; i + 1 < pixels.size(); ++i) {
    const ImVec2 a{pixels[i].x - pixels[i - 1].x, pixels[i].y - pixels[i - 1].y},
        b{pixels[i + 1].x - pixels[i].x, pixels[i + 1].y - pixels[i].y};
    if (a.x * b.x + a.y * b.y >= 0) continue;
    draw_polyline(list, pixels.subspan(begin, i + 1 - begin), color, width);
    begin = i;
  }
  draw_polyline(list, pixels.subspan(std::min(begin, pixels.size())), color, width);
}

/// Room for them; device px. It grows by steps, so that a running figure does not move the axis.
float end_width(const LossChart& chart) {
  const float usual = text_width(strong(type::tick), tr("playground.train")) + px(48), step = px(16);
  float widest = 0;
  const auto take = [&](std::string_view word, double value) {
    if (std::isfinite(value))
      widest = std::max(widest, text_width(strong(type::tick), std::string(word) + " " + readout(value)) + px(12));
  };
  for (const Curve& curve : curves) take(tr(curve.word), static_cast<double>(end_of(chart).*curve.loss));
  for (const ComparedRun& kept : chart.kept) take(kept.name, static_cast<double>(kept.end.*loss_of(kept)));
  const float more = std::ceil(std::max(widest - usual, 0.0F) / step) * step;
  return usual + std::min(more, 3 * step);
}

/// Values at the ends of the curves, pushed apart where they would overlap.
void draw_end_values(ImDrawList* list, const PlotFrame& frame, const LossChart& chart) {
  struct End {
    std::string text;
    bool strong;
  };
  std::vector<End> ends;
  std::vector<float> heights;
  const auto add = [&](std::string_view word, double value, bool strong) {
    if (!std::isfinite(value)) return;
    heights.push_back(frame.to_y(std::clamp(value, frame.view.y.low, frame.view.y.high)));
    ends.push_back({std::string(word) + " " + readout(value), strong});
  };
  for (const Curve& curve : curves) add(tr(curve.word), static_cast<double>(end_of(chart).*curve.loss), curve.strong);
  for (const ComparedRun& kept : chart.kept) add(kept.name, static_cast<double>(kept.end.*loss_of(kept)), false);
  const auto places = spread_labels(heights, px(17), frame.rect.y0 + px(2), frame.rect.y1 - px(2));
  const float room = end_width(chart) - px(8);
  for (std::size_t i = 0; i < ends.size(); ++i)
    draw_text_fit(list, {frame.rect.x1 + px(8), places[i]}, left_middle, ends[i].strong ? theme().ink : theme().ink3,
                  ends[i].strong ? strong(type::tick) : type::tick, ends[i].text, room);
}

/// Whether the rate of the run was not always the same.
bool rate_changes(const LossChart& chart) {
  const auto differs = [&](const LossPoint& point) {
    return std::isfinite(point.rate) && std::isfinite(chart.now.rate) && point.rate != chart.now.rate;
  };
  return std::ranges::any_of(chart.points, differs);
}

/// The rate of each step, from 0 up, as a filled staircase on the chart's epochs.
void draw_rates(ImDrawList* list, const PlotFrame& chart_frame, const Rect& strip, const LossChart& chart) {
  float most = 0;
  for (const LossPoint& point : chart.points)
    if (std::isfinite(point.rate)) most = std::max(most, point.rate);
  if (std::isfinite(chart.now.rate)) most = std::max(most, chart.now.rate);
  if (!(most > 0)) return;
  const PlotFrame frame{strip, {chart_frame.view.x, {0, static_cast<double>(most) * 1.08}}};
  std::vector<ImVec2> pixels;
  const auto add = [&](const LossPoint& point) {
    if (!std::isfinite(point.rate)) return;
    const ImVec2 at = frame.to_pixel({epoch_of(chart, point), static_cast<double>(point.rate)});
    if (!pixels.empty() && pixels.back().y != at.y) pixels.push_back({at.x, pixels.back().y});
    if (pixels.empty() || pixels.back().x != at.x || pixels.back().y != at.y) pixels.push_back(at);
  };
  for (const LossPoint& point : chart.points) add(point);
  if (chart.points.empty() || chart.now.step > chart.points.back().step) add(chart.now);
  for (std::size_t i = 0; i + 1 < pixels.size(); ++i)
    if (pixels[i + 1].x > pixels[i].x)
      list->AddRectFilled({pixels[i].x, pixels[i].y}, {pixels[i + 1].x, strip.y1}, with_alpha(theme().ink3, 0.22F));
  draw_polyline(list, pixels, theme().ink2, 1.6F);
  draw_hline(list, strip.x0, strip.x1, strip.y1, theme().axis);
  const std::string now = std::string(tr("playground.rate_strip")) + " " + compact(chart.now.rate, 3);
  draw_text_fit(list, {strip.x1 + px(8), strip.center().y}, left_middle, theme().ink2, type::tick, now,
                end_width(chart) - px(8));
  record_reading("playground.rate_strip", compact(chart.now.rate, 3), strip);
}

const LossPoint& nearest_point(const LossChart& chart, double epoch) {
  const double step = epoch * chart.steps_per_epoch;
  const LossPoint* nearest = &chart.now;
  double least = std::abs(step - static_cast<double>(chart.now.step));
  for (const LossPoint& point : chart.points) {
    const double distance = std::abs(step - static_cast<double>(point.step));
    if (distance < least) nearest = &point, least = distance;
  }
  return *nearest;
}

void draw_readout(ImDrawList* list, const PlotFrame& frame, const LossChart& chart, const LossPoint& point) {
  const Theme& colors = theme();
  const float x = frame.to_x(epoch_of(chart, point));
  const float line = readout_line();
  const bool rates = chart.rates && std::isfinite(point.rate);
  const Rect card =
      draw_readout_card(list, frame, epoch_of(chart, point), {176, 80, curves.size() + (rates ? 1U : 0U)});
  float y = card.y0 + px(8) + line / 2;
  for (auto curve = curves.rbegin(); curve != curves.rend(); ++curve) {
    y += line;
    const double loss = static_cast<double>(point.*curve->loss), accuracy = static_cast<double>(point.*curve->accuracy);
    const TextStyle style = curve->strong ? strong(type::tick) : type::tick;
    draw_text(list, {card.x0 + px(12), y}, left_middle, colors.ink, style, tr(curve->word));
    if (std::isfinite(loss)) {
      draw_text(list, {card.x0 + px(104), y}, right_middle, colors.ink, style, readout(loss));
      draw_point(list, {x, frame.to_y(std::clamp(loss, frame.view.y.low, frame.view.y.high))}, 3.5F, colors.ink,
                 colors.panel, 1.5F);
    }
    if (std::isfinite(accuracy))
      draw_text(list, {card.x1 - px(12), y}, right_middle, colors.ink, style, percent(accuracy));
  }
  if (!rates) return;
  y += line;
  draw_text(list, {card.x0 + px(12), y}, left_middle, colors.ink, type::tick, tr("playground.rate_strip"));
  draw_text(list, {card.x0 + px(104), y}, right_middle, colors.ink, type::tick, compact(point.rate, 3));
}

}  // namespace

PlotView loss_view(const LossChart& chart) {
  Extremes seen;
  const auto take = [&](const LossPoint& point) {
    for (const Curve& curve : curves) seen.take(point.*curve.loss);
  };
  for (const LossPoint& point : chart.points) take(point);
  take(chart.now);
  double last = epoch_of(chart, end_of(chart));
  for (const ComparedRun& kept : chart.kept) {
    for (const LossPoint& point : kept.points) seen.take(point.*loss_of(kept));
    last = std::max(last, static_cast<double>(kept.end.step) / kept.steps_per_epoch);
  }
  PlotView view;
  view.log_y = chart.logarithmic;
  view.x = {0, std::max(1.0, last)};
  const double high = seen.high > 0 && std::isfinite(seen.high) ? seen.high : 1;
  const double low = std::clamp(std::isfinite(seen.low) ? seen.low : high / 10, high * 1e-12, high);
  if (!chart.logarithmic) {
    view.y = {0, round_number(high, true)};
    return view;
  }
  view.y = {round_number(low, false), round_number(high, true)};
  if (view.y.high < view.y.low * 9.99) view.y.low = round_number(view.y.high / 10, false);
  return view;
}

void loss_chart(std::string_view id, const Rect& where, const LossChart& given) {
  constexpr float most_strip = 22, least_strip = 14, strip_share = 0.14F, least_curves = 44, numbers = 30;
  ImDrawList* list = canvas();
  LossChart chart = given;
  chart.rates = chart.rates || rate_changes(chart);
  Rect inner = where;
  inner.cut_left(px(38));
  inner.cut_right(end_width(chart));
  Rect strip;
  const float tall = std::clamp(inner.height() * strip_share, px(least_strip), px(most_strip));
  if (chart.rates && inner.height() > px(least_curves + numbers) + tall) strip = inner.cut_bottom(tall, px(6));
  inner.cut_bottom(px(24));
  inner.cut_top(px(6));
  if (inner.width() < px(40) || inner.height() < px(30)) return;
  const PlotFrame frame{inner.snapped(), loss_view(chart)};
  draw_epoch_axes(list, frame, 5, 4);
  for (const ComparedRun& kept : chart.kept) {
    const auto points = points_of(kept.points, kept.end, kept.steps_per_epoch, loss_of(kept), chart.smoothing);
    draw_dashed(list, pixels_of(frame, points), theme().ink3, 1.6F, 5, 4);
  }
  for (const Curve& curve : curves) {
    const Color color = curve.strong ? theme().ink : theme().ink3;
    const auto points = points_of(chart.points, chart.now, chart.steps_per_epoch, curve.loss, chart.smoothing);
    draw_jagged(list, pixels_of(frame, points), color, curve.strong ? 2.4F : 1.6F);
  }
  draw_end_values(list, frame, chart);
  if (strip.height() > 0) draw_rates(list, frame, {frame.rect.x0, strip.y0, frame.rect.x1, strip.y1}, chart);
  if (&end_of(chart) != &chart.now) draw_now(list, frame, chart);
  const SurfaceInput pointer = surface(id, frame.rect, false);
  if (pointer.hovered) draw_readout(list, frame, chart, nearest_point(chart, frame.x_at(pointer.pointer.x)));
}

}  // namespace gradlab::ui
