#include "shell/ui/pages/playground/curves_sheet.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/playground_parts.hpp"
#include "shell/ui/pages/playground_words.hpp"
#include "shell/ui/widgets/plot_ticks.hpp"
#include "shell/ui/widgets/time_chart.hpp"

namespace gradlab::ui {
namespace {

enum Figure { loss, accuracy, gradients, weights, outputs };
constexpr std::array<std::string_view, 5> figures{"loss", "accuracy", "gradients", "weights", "outputs"};

double epochs(const Playground& page, std::uint64_t step) {
  return static_cast<double>(step) / static_cast<double>(page.run.state().steps_per_epoch);
}

std::vector<PlotPoint> points_of(const LossHistory& history, const LossPoint& end, double steps_per_epoch,
                                 float LossPoint::* value) {
  std::vector<PlotPoint> points;
  for (const LossPoint& point : history.points())
    points.push_back({static_cast<double>(point.step) / steps_per_epoch, static_cast<double>(point.*value)});
  if (points.empty() || history.points().back().step < end.step)
    points.push_back({static_cast<double>(end.step) / steps_per_epoch, static_cast<double>(end.*value)});
  std::erase_if(points, [](const PlotPoint& point) { return !std::isfinite(point.y); });
  return points;
}

/// Test and training part of this run, and the test part of the kept ones (the training part where there is no other).
std::vector<TimeSeries> score_series(const Playground& page, float LossPoint::* train, float LossPoint::* test) {
  const RunState& run = page.run.state();
  const double smoothing = page.state.curves.smoothing, steps = static_cast<double>(run.steps_per_epoch);
  std::vector<TimeSeries> all;
  for (const KeptRun& kept : page.state.curves.kept) {
    auto points = points_of(kept.history, kept.end(), kept.steps_per_epoch, test);
    if (points.empty()) points = points_of(kept.history, kept.end(), kept.steps_per_epoch, train);
    all.push_back({kept.name, theme().ink3, smoothed(points, smoothing), true, false});
  }
  const auto add = [&](float LossPoint::* value, std::string_view word, bool strong) {
    const auto points = points_of(run.history, run.measured, steps, value);
    if (points.empty()) return;
    const std::string name = std::string(tr(word)) + " " + readout(points.back().y);
    all.push_back({name, strong ? theme().ink : theme().ink3, smoothed(points, smoothing), false, strong});
  };
  add(train, "playground.train", false);
  add(test, "playground.test", true);
  return all;
}

/// A number of each layer over the run.
std::vector<TimeSeries> layer_series(const Playground& page, float LayerMoment::* value) {
  std::vector<TimeSeries> all;
  const auto& look = page.run.state().look;
  if (!look) return all;
  for (std::size_t layer = 0; layer < look->layers; ++layer) {
    TimeSeries& one = all.emplace_back();
    one.name = layer_name(page.state.spec, layer);
    one.color = theme().curve(layer);
    one.dashed = Theme::is_dashed(layer);
    for (std::size_t i = layer; i < look->moments.size(); i += look->layers)
      one.points.push_back({epochs(page, look->moments[i].step), static_cast<double>(look->moments[i].*value)});
    one.points = smoothed(one.points, page.state.curves.smoothing);
  }
  return all;
}

/// One layer: a column for each moment, dark where many outputs lie.
void output_strip(const Playground& page, const Rect& where, std::size_t layer, double end) {
  const RunLook& look = *page.run.state().look;
  ImDrawList* list = canvas();
  Rect plot = where;
  plot.cut_top(px(18));
  draw_text(list, {plot.x0, where.y0 + px(13)}, left_base, theme().curve(layer), strong(type::tick),
            layer_name(page.state.spec, layer));
  double low = std::numeric_limits<double>::infinity(), high = -low;
  std::uint32_t most = 1;
  for (std::size_t i = layer; i < look.moments.size(); i += look.layers) {
    low = std::min(low, static_cast<double>(look.moments[i].lowest_output));
    high = std::max(high, static_cast<double>(look.moments[i].highest_output));
    for (const std::uint32_t count : look.moments[i].output_counts) most = std::max(most, count);
  }
  if (!(low <= high)) return;
  if (low == high) low -= 0.5, high += 0.5;
  const PlotFrame frame{plot.snapped(), {{0, end}, {low, high}}};
  fill_rect(list, plot, theme().sunk);
  for (const PlotTick& tick : round_ticks(frame.view.y, std::min(3, ticks_for(plot.height(), 26)))) {
    const float y = frame.to_y(tick.value);
    draw_text(list, {plot.x0 - px(8), y}, right_middle, theme().ink3, type::tick, tick.label);
  }
  for (std::size_t i = layer; i < look.moments.size(); i += look.layers) {
    const LayerMoment& moment = look.moments[i];
    const bool last = i + look.layers >= look.moments.size();
    const float x0 = frame.to_x(epochs(page, moment.step));
    const float x1 = last ? plot.x1 : frame.to_x(epochs(page, look.moments[i + look.layers].step));
    const auto bottom = static_cast<double>(moment.lowest_output);
    const double part = (static_cast<double>(moment.highest_output) - bottom) / LayerAnalysis::output_bins;
    for (std::size_t bin = 0; bin < LayerAnalysis::output_bins; ++bin) {
      if (moment.output_counts[bin] == 0) continue;
      const float y1 = frame.to_y(bottom + part * static_cast<double>(bin));
      const float y0 = std::min(frame.to_y(bottom + part * static_cast<double>(bin + 1)), y1 - px(1));
      const float share = std::sqrt(static_cast<float>(moment.output_counts[bin]) / static_cast<float>(most));
      list->AddRectFilled({x0, y0}, {std::max(x1, x0 + 1), y1},
                          with_alpha(theme().curve(layer), 0.12F + 0.88F * share));
    }
  }
  if (frame.view.y.contains(0) && low < 0) draw_hline(list, plot.x0, plot.x1, frame.to_y(0), theme().axis);
}

void output_strips(Playground& page, Rect where) {
  const auto& look = page.run.state().look;
  if (!look || look->moments.empty()) return;
  where.cut_left(px(44));
  const Rect below = where.cut_bottom(px(24));
  const double end = std::max(1e-9, epochs(page, std::max(look->moments.back().step, page.run.state().step)));
  const int layers = static_cast<int>(look->layers);
  for (int layer = 0; layer < layers; ++layer)
    output_strip(page, where.row(layer, layers, px(8)), static_cast<std::size_t>(layer), end);
  const PlotFrame frame{{where.x0, where.y0, where.x1, where.y1}, {{0, end}, {0, 1}}};
  for (const PlotTick& tick : round_ticks(frame.view.x, std::min(6, ticks_for(where.width(), 60))))
    draw_text({frame.to_x(tick.value), below.y0 + px(15)}, center_base, theme().ink3, type::tick, tick.label);
  draw_text({where.x0 - px(10), below.y0 + px(15)}, right_base, theme().ink3, type::tick, tr("playground.epoch_axis"));
}

void draw_figure(Playground& page, const Rect& where) {
  const auto chart = [&](std::vector<TimeSeries> series, bool logarithmic, PlotSpan least = {0, 0}) {
    time_chart("playground.curves_chart", where, {series, logarithmic, least});
  };
  const bool log = page.state.log_loss;
  switch (page.state.curves.figure) {
    case loss: return chart(score_series(page, &LossPoint::train_loss, &LossPoint::test_loss), log);
    case accuracy:
      return chart(score_series(page, &LossPoint::train_accuracy, &LossPoint::test_accuracy), false, {0, 1});
    case gradients: return chart(layer_series(page, &LayerMoment::gradient_norm), log);
    case weights: return chart(layer_series(page, &LayerMoment::weight_norm), log);
    default: return output_strips(page, where);
  }
}

std::string differences_words(const Playground& page, const KeptRun& kept) {
  constexpr std::size_t most = 6;
  const std::vector<SpecDifference> all = spec_differences(kept.spec, page.state.spec);
  const float loss = std::isfinite(kept.end().test_loss) ? kept.end().test_loss : kept.end().train_loss;
  std::string words = tr("playground.kept_end", {{"epoch", grouped(static_cast<long long>(kept.epoch))},
                                                 {"loss", readout(static_cast<double>(loss))}});
  if (all.empty()) return words + " · " + std::string(tr("playground.kept_same"));
  for (std::size_t i = 0; i < std::min(all.size(), most); ++i)
    words += " · " + all[i].what + " " + all[i].here + " → " + all[i].there;
  if (all.size() > most) words += " · " + tr("playground.more_units", {{"n", std::to_string(all.size() - most)}});
  return words;
}

float kept_row_height(const Playground& page, const KeptRun& kept, float width) {
  const int lines = count_wrapped_lines(width, type::caption, differences_words(page, kept));
  return field_height() / px(1) + 8 + 19 * static_cast<float>(lines) + 12;
}

/// What is to be done with a kept run.
enum class KeptDeed { none, use, remove };

KeptDeed kept_row(Playground& page, KeptRun& kept, std::size_t index, Rect row) {
  const IdScope scope(static_cast<int>(index + 1));
  Rect line = row.cut_top(field_height(), px(8));
  const Rect cross = line.cut_right(px(34), px(8));
  const ButtonOptions remove{.kind = ButtonKind::ghost, .icon = Icon::close, .icon_only = true, .icon_size = 12};
  const Rect back = line.cut_right(px(34), px(4));
  const ButtonOptions use{.kind = ButtonKind::ghost, .icon = Icon::reset, .icon_only = true, .icon_size = 14};
  KeptDeed deed = KeptDeed::none;
  if (button("playground.kept_use", back.centered(px(32), px(32)), use)) deed = KeptDeed::use;
  if (button("playground.kept_remove", cross.centered(px(32), px(32)), remove)) deed = KeptDeed::remove;
  text_field("playground.kept_name", line, kept.name);
  draw_text_wrapped(canvas(), {row.x0, row.y0 + px(13)}, row.width(), theme().ink2, type::caption,
                    differences_words(page, kept));
  return deed;
}

void kept_runs(Playground& page, Rect& rest) {
  Curves& curves = page.state.curves;
  Rect head = rest.cut_top(field_height(), px(8));
  const ButtonOptions keep{.kind = ButtonKind::primary};
  const float width = button_width("playground.keep_run", keep);
  const Rect place = head.cut_right(width);
  draw_text_fit(canvas(), {head.x0, head.center().y}, left_middle, theme().ink, strong(type::body),
                tr("playground.kept_title"), head.width() - px(8));
  if (button("playground.keep_run", place, keep)) keep_run(curves.kept, page.state.spec, page.run.state());
  if (curves.kept.empty()) {
    draw_text_wrapped(canvas(), {rest.x0, rest.y0 + px(14)}, rest.width(), theme().ink2, type::caption,
                      tr("playground.kept_none"));
    return;
  }
  for (std::size_t i = 0; i < curves.kept.size(); ++i) {
    const Rect row = rest.cut_top(px(kept_row_height(page, curves.kept[i], rest.width())));
    const KeptDeed deed = kept_row(page, curves.kept[i], i, row);
    if (deed == KeptDeed::use) try_spec(page.state, curves.kept[i].spec);
    if (deed != KeptDeed::remove) continue;
    curves.kept.erase(curves.kept.begin() + static_cast<std::ptrdiff_t>(i));
    break;
  }
}

void figure_controls(Playground& page, Rect& rest) {
  Curves& curves = page.state.curves;
  std::vector<std::string> words;
  for (const std::string_view figure : figures) words.emplace_back(tr("playground.figure." + std::string(figure)));
  std::array<Item, figures.size()> items;
  for (std::size_t i = 0; i < items.size(); ++i) items[i] = {figures[i], words[i]};
  Rect row = rest.cut_top(field_height(), px(10));
  const std::array<Item, 2> scales{Item{"linear", tr("playground.linear")}, Item{"log", tr("playground.log")}};
  const float width = segments_width(scales);
  if (curves.figure != accuracy && curves.figure != outputs) {
    int scale = page.state.log_loss ? 1 : 0;
    if (segments("playground.curves_scale", row.cut_right(width, px(12)).centered(width, px(32)), scale, scales))
      page.state.log_loss = scale == 1;
  }
  choice("playground.figure", row, curves.figure, items);
}

}  // namespace

void playground_loss_chart(Playground& page, const Rect& where) {
  const RunState& run = page.run.state();
  std::vector<ComparedRun> kept;
  for (const KeptRun& one : page.state.curves.kept)
    kept.push_back({one.name, one.history.points(), one.end(), one.steps_per_epoch});
  loss_chart("playground.loss_chart", where,
             {.points = run.history.points(),
              .now = run.measured,
              .steps_per_epoch = static_cast<double>(run.steps_per_epoch),
              .logarithmic = page.state.log_loss,
              .smoothing = page.state.curves.smoothing,
              .kept = kept,
              .rates = page.state.spec.schedule.id != "constant"});
}

void playground_curves_overlay(Playground& page) {
  Curves& curves = page.state.curves;
  constexpr float chart_height = 270, around = 76, left = 10, right = 14;
  const bool phone = on_phone();
  const float width = std::min(px(480), ImGui::GetIO().DisplaySize.x - px(28)) - px(left + right);
  float height = field_height() / px(1) + 10 + chart_height + 12 + labelled_slider_height() / px(1) + 12 +
                 field_height() / px(1) + 8 + (curves.kept.empty() ? 44 : 0);
  for (const KeptRun& kept : curves.kept) height += kept_row_height(page, kept, width);
  const Overlay overlay("playground.curves_sheet", curves.open, std::min(height + around, 760.0F),
                        tr("playground.curves_title"), phone ? Overlay::Side::bottom : Overlay::Side::center);
  if (!overlay.visible()) return;
  const PageScroll scroll("playground.curves_scroll", overlay.content(), height);
  Rect rest = scroll.content();
  rest.cut_left(px(left));
  rest.cut_right(px(right));
  figure_controls(page, rest);
  draw_figure(page, rest.cut_top(px(chart_height), px(12)));
  const NumberRange range{.low = 0, .high = PlaygroundLook::most_smoothing, .initial = 0, .step = 0.02, .decimals = 2};
  labelled_slider("playground.smoothing", rest.cut_top(labelled_slider_height(), px(12)), curves.smoothing, range);
  kept_runs(page, rest);
}

}  // namespace gradlab::ui
