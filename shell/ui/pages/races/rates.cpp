// The rates that were tried, and where each seed ended.
#include <algorithm>
#include <cmath>
#include <limits>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/races/parts.hpp"
#include "shell/ui/widgets/band_chart.hpp"
#include "shell/ui/widgets/plot_ticks.hpp"

namespace gradlab::ui {
namespace {

std::vector<BandSeries> tried_series(const RacesState& state, const NetworkRace& race) {
  const RaceBench& bench = state.bench();
  std::vector<BandSeries> all;
  for (std::size_t c = 0; c < bench.raced.contestants.size(); ++c) {
    BandSeries series{races_name(bench.raced, state.shown, c),
                      theme().curve(bench.raced_colors[c]),
                      {},
                      Theme::is_dashed(bench.raced_colors[c]),
                      c == bench.focused && !races_is_stale(bench)};
    for (const TriedRate& one : race.tried(c))
      if (one.loss) series.points.push_back({one.rate, one.loss->low, one.loss->median, one.loss->high});
    all.push_back(std::move(series));
  }
  return all;
}

void note(const Rect& inner, std::string_view words) {
  draw_text_wrapped(canvas(), {inner.x0, inner.y0 + px(16)}, inner.width(), theme().ink2, type::caption, words);
}

/// Final losses of a contestant's seeds; those that diverged have none.
std::vector<double> final_losses(const NetworkRace& race, std::size_t contestant) {
  std::vector<double> losses;
  for (const TrialCurve* run : race.runs(contestant))
    if (run->finished && !run->diverged) losses.push_back(static_cast<double>(run->points.back().train_loss));
  return losses;
}

struct SeedRow {
  std::string name;
  Color color = 0;
  std::vector<double> losses;
  std::optional<Quartiles> middle;
  std::size_t diverged = 0;
};

std::vector<SeedRow> seed_rows(const RacesState& state, const NetworkRace& race) {
  const RaceBench& bench = state.bench();
  std::vector<SeedRow> rows;
  for (std::size_t c = 0; c < bench.raced.contestants.size(); ++c) {
    const auto result = race.result(c);
    rows.push_back({races_name(bench.raced, state.shown, c), theme().curve(bench.raced_colors[c]),
                    final_losses(race, c), result ? result->values[0] : std::nullopt, race.diverged(c)});
  }
  return rows;
}

PlotSpan exponents_of(const std::vector<SeedRow>& rows) {
  double low = std::numeric_limits<double>::infinity(), high = -low;
  for (const SeedRow& row : rows)
    for (const double loss : row.losses)
      if (loss > 0 && std::isfinite(loss))
        low = std::min(low, std::log10(loss)), high = std::max(high, std::log10(loss));
  if (!(low <= high)) return {-1, 0};
  const double margin = std::max((high - low) * 0.06, 0.05);
  return {low - margin, high + margin};
}

void draw_seed_row(ImDrawList* list, const SeedRow& row, const Rect& line, const PlotFrame& frame, float names) {
  const float middle = line.center().y;
  draw_text_fit(list, {line.x0, middle}, left_middle, row.color, type::tick, row.name, names - px(8));
  draw_hline(list, frame.rect.x0, frame.rect.x1, middle, theme().grid);
  const auto x_of = [&](double loss) { return frame.to_x(std::log10(loss)); };
  if (row.middle && row.middle->low > 0 && std::isfinite(row.middle->high))
    fill_rect(list, {x_of(row.middle->low), middle - px(5), x_of(row.middle->high), middle + px(5)},
              with_alpha(row.color, 0.16F), 3);
  for (const double loss : row.losses)
    if (loss > 0) fill_dot(list, {x_of(loss), middle}, 3, row.color);
  if (row.middle && row.middle->median > 0 && std::isfinite(row.middle->median))
    draw_vline(list, x_of(row.middle->median), middle - px(8), middle + px(8), theme().ink, 2);
  if (row.diverged == 0) return;
  draw_text_halo(list, {frame.rect.x1, middle}, right_middle, theme().error(), theme().panel, type::tick,
                 tr("races.diverged_of", {{"n", std::to_string(row.diverged)}}));
}

Rect titled(const Rect& where, std::string_view title) {
  panel(where, title);
  Rect inner = where.inset(panel_padding(), 0);
  inner.cut_top(px(48));
  inner.cut_bottom(px(12));
  return inner;
}

}  // namespace

void races_rates_panel(App& app, const Rect& where) { races_rates(app, titled(where, tr("races.rates_title"))); }
void races_seeds_panel(App& app, const Rect& where) { races_seeds(app, titled(where, tr("races.seeds_title"))); }

void races_rates(App& app, Rect inner) {
  RacesState& state = races_state(app);
  const RaceBench& bench = state.bench();
  const NetworkRace* const race = races_run(bench);
  if (!race || !bench.raced.tuned)
    return note(inner, tr(bench.spec.tuned ? "races.rates.about_tuned" : "races.rates.about_set"));
  const std::vector<BandSeries> series = tried_series(state, *race);
  band_chart("races.tried", inner,
             {.series = series,
              .log_x = true,
              .log_y = true,
              .x_name = tr("races.rate_axis"),
              .x_words = [](double x) { return tr("races.at_rate", {{"rate", compact(x, 2)}}); },
              .y_words = [](double y) { return readout(y); }});
}

void races_seeds(App& app, Rect inner) {
  RacesState& state = races_state(app);
  const NetworkRace* const race = races_run(state.bench());
  inner.cut_bottom(px(22));
  const std::vector<SeedRow> rows = race ? seed_rows(state, *race) : std::vector<SeedRow>();
  const bool any =
      std::ranges::any_of(rows, [](const SeedRow& row) { return !row.losses.empty() || row.diverged > 0; });
  if (!any) return note(inner, tr("races.seeds_about"));
  ImDrawList* const list = canvas();
  float names = 0;
  for (const SeedRow& row : rows) names = std::max(names, text_width(type::tick, row.name));
  names = std::min(names + px(12), inner.width() * 0.36F);
  const float pitch = std::min(inner.height() / static_cast<float>(rows.size()), px(34));
  const Rect plot{inner.x0 + names, inner.y0, inner.x1 - px(6), inner.y0 + pitch * static_cast<float>(rows.size())};
  const PlotFrame frame{plot, {exponents_of(rows), {0, 1}}};
  const PlotSpan losses{std::pow(10.0, frame.view.x.low), std::pow(10.0, frame.view.x.high)};
  for (const PlotTick& tick : log_ticks(losses, std::min(6, ticks_for(plot.width(), 44)))) {
    const float x = frame.to_x(std::log10(tick.value));
    draw_vline(list, x, plot.y0, plot.y1, theme().grid);
    draw_text(list, {x, plot.y1 + px(16)}, center_base, theme().ink3, type::tick, tick.label);
  }
  draw_text(list, {inner.x0, plot.y1 + px(16)}, left_base, theme().ink3, type::tick, tr("races.final_loss"));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Rect line{inner.x0, inner.y0 + pitch * static_cast<float>(i), inner.x1,
                    inner.y0 + pitch * static_cast<float>(i + 1)};
    draw_seed_row(list, rows[i], line, frame, names);
  }
}

}  // namespace gradlab::ui
