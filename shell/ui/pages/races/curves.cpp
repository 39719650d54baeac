// The curves of the race: median and middle half of the seeds.
#include <algorithm>
#include <array>
#include <cmath>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/races/parts.hpp"
#include "shell/ui/widgets/band_chart.hpp"

namespace gradlab::ui {
namespace {

std::string quantity_word(std::size_t index) {
  return std::string(tr("races.quantity." + std::string(race_quantities[index])));
}
std::string axis_word(std::size_t index) { return std::string(tr("races.axis." + std::string(race_axes[index]))); }

bool is_accuracy(TrialQuantity quantity) {
  return quantity == TrialQuantity::train_accuracy || quantity == TrialQuantity::test_accuracy;
}

double x_of(const RaceMoment& moment, RaceAxis axis) {
  switch (axis) {
    case RaceAxis::epochs: return moment.epoch;
    case RaceAxis::updates: return static_cast<double>(moment.step);
    case RaceAxis::gradients: return static_cast<double>(moment.samples);
    case RaceAxis::seconds: break;
  }
  return moment.seconds;
}

std::string seconds_words(double seconds) {
  if (seconds < 1) return tr("races.milliseconds", {{"n", compact(seconds * 1e3, 3)}});
  return tr("races.seconds", {{"n", compact(seconds, 3)}});
}

std::vector<BandSeries> series_of(const RacesState& state) {
  const RaceBench& bench = state.bench();
  const NetworkRace* const race = races_run(bench);
  std::vector<BandSeries> all;
  for (std::size_t c = 0; race && c < bench.raced.contestants.size(); ++c) {
    BandSeries series{races_name(bench.raced, state.shown, c),
                      theme().curve(bench.raced_colors[c]),
                      {},
                      Theme::is_dashed(bench.raced_colors[c]),
                      c == bench.focused && !races_is_stale(bench)};
    for (const RaceMoment& moment : race->moments(c)) {
      const auto& value = moment.values[static_cast<std::size_t>(state.quantity)];
      if (value) series.points.push_back({x_of(moment, state.axis), value->low, value->median, value->high});
    }
    all.push_back(std::move(series));
  }
  return all;
}

/// The word of what is chosen, wide enough for the longest.
template <class Word>
bool chosen_from(std::string_view id, Rect& row, std::size_t count, std::span<const std::string_view> ids,
                 const Word& word, int& index) {
  std::vector<std::string> names;
  std::vector<Item> items;
  float width = 0;
  for (std::size_t i = 0; i < count; ++i) names.push_back(word(i));
  for (std::size_t i = 0; i < count; ++i) {
    items.push_back({ids[i], names[i]});
    width = std::max(width, text_width(type::body, names[i]));
  }
  return choice(id, row.cut_left(std::min(width + px(44), row.width()), px(8)), index, items);
}

void controls(RacesState& state, const Rect& where) {
  Rect row{where.x0 + panel_padding(), where.y0 + px(9), where.x1 - panel_padding(), where.y0 + px(9) + field_height()};
  const bool phone = on_phone();
  const float down = field_height() + px(8);
  Rect lower{row.x0, row.y0 + down, row.x1, row.y1 + down};
  int quantity = static_cast<int>(state.quantity);
  if (chosen_from("races.quantity", row, trial_quantities, race_quantities, quantity_word, quantity))
    state.quantity = static_cast<TrialQuantity>(quantity);
  int axis = static_cast<int>(state.axis);
  if (chosen_from("races.axis", phone ? lower : row, race_axes.size(), race_axes, axis_word, axis))
    state.axis = static_cast<RaceAxis>(axis);
  Rect& right = phone ? lower : row;
  const auto scale = [&](std::string_view id, std::string_view word, bool& on) {
    const float width = px(34 + 8) + text_width(type::caption, word);
    if (right.width() < width) return;
    toggle(id, right.cut_right(width, px(12)).centered(width, px(24)), on, true,
           {word, tr("control." + std::string(id) + ".help")});
  };
  scale("races.log_y", tr("races.log_y"), state.logarithmic);
  scale("races.log_x", tr("races.log_x"), state.logarithmic_x);
}

void describe(const std::vector<BandSeries>& series, const BandChart& chart, const Rect& where) {
  for (std::size_t i = 0; i < series.size(); ++i) {
    if (series[i].points.empty()) continue;
    const BandPoint& end = series[i].points.back();
    ui().registry.add({.id = "races.reading.curve[" + std::to_string(i + 1) + "]",
                       .role = ControlRole::image,
                       .label = series[i].name,
                       .value = std::isfinite(end.middle) ? chart.y_words(end.middle) + " (" + chart.y_words(end.low) +
                                                                " … " + chart.y_words(end.high) + ")"
                                                          : std::string(tr("races.diverged")),
                       .rect = where});
  }
}

}  // namespace

void races_curves_panel(App& app, const Rect& where) {
  RacesState& state = races_state(app);
  panel(where);
  controls(state, where);
  Rect inner = where.inset(panel_padding(), 0);
  inner.cut_top(px(9) + field_height() + (on_phone() ? field_height() + px(8) : 0) + px(8));
  inner.cut_bottom(px(12));
  const std::vector<BandSeries> series = series_of(state);
  const bool any = std::ranges::any_of(series, [](const BandSeries& one) { return !one.points.empty(); });
  if (!any) {
    const bool raced = races_run(state.bench()) != nullptr && races_run(state.bench())->finished() > 0;
    const bool tuning = races_run(state.bench()) != nullptr && state.bench().raced.tuned && !raced;
    const std::string_view words = tr(raced && !state.bench().raced.tuned                    ? "races.no_such_number"
                                      : tuning || (raced && state.bench().runner->running()) ? "races.tuning_first"
                                                                                             : "races.nothing_yet");
    draw_text_wrapped(canvas(), {inner.x0, inner.y0 + px(24)}, std::min(inner.width(), px(520)), theme().ink2,
                      type::body, words);
    return;
  }
  const std::string axis(tr("races.axis_short." + std::string(race_axes[static_cast<std::size_t>(state.axis)])));
  const BandChart chart{.series = series,
                        .log_x = state.logarithmic_x,
                        .log_y = state.logarithmic && !is_accuracy(state.quantity),
                        .x_name = axis,
                        .least = is_accuracy(state.quantity) ? PlotSpan{0, 1} : PlotSpan{0, 0},
                        .x_words =
                            [&](double x) {
                              if (state.axis == RaceAxis::seconds) return seconds_words(x);
                              return axis + " " +
                                     (state.axis == RaceAxis::epochs ? compact(x, 3) : grouped(std::llround(x)));
                            },
                        .y_words = [&](double y) { return is_accuracy(state.quantity) ? percent(y) : readout(y); }};
  band_chart("races.curves", inner, chart);
  describe(series, chart, inner);
}

}  // namespace gradlab::ui
