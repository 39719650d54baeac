// What batch sizes do, beside their curves: how noisy their steps are, and which ways they take.
#include <array>

#include "core/network/trainer.hpp"
#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/playground_run.hpp"
#include "shell/ui/pages/races/batch_study.hpp"
#include "shell/ui/pages/races/batch_views.hpp"
#include "shell/ui/pages/races/parts.hpp"

namespace gradlab::ui {
namespace {

constexpr double batch_share_of_frame = 0.004;  // seconds

ParameterPath path_of(const TrialCurve& run) {
  ParameterPath path;
  for (std::size_t k = 0; k < run.parameters.size() && k < run.points.size(); ++k)
    path.visit<float>(run.points[k].step, run.parameters[k]);
  return path;
}

/// The network, the data and the loss of the race's first seed.
std::shared_ptr<const Trainer<float>> trainer_of(App& app, const RaceBench& bench) {
  const Spec spec = spec_of(bench.raced, {0, bench.raced.base.seed, rate_of(bench.raced.contestants.front()), false});
  auto prepared = prepare_run(spec, app.pages().playground.places());
  return prepared ? std::make_shared<const Trainer<float>>(std::move(prepared->trainer)) : nullptr;
}

void renew_ways(RaceBench& bench, const NetworkRace& race) {
  if (bench.ways_version == bench.runner->version()) return;
  bench.ways_version = bench.runner->version();
  bench.ways.clear();
  for (std::size_t c = 0; c < bench.raced.contestants.size(); ++c) {
    const auto runs = race.runs(c);
    bench.ways.push_back(runs.empty() ? ParameterPath() : path_of(*runs.front()));
  }
}

void look(App& app, RaceBench& bench, const NetworkRace& race) {
  if (!bench.study) {
    bench.study = std::make_unique<BatchStudy>();
    bench.studied = trainer_of(app, bench);
    bench.ways_version = 0;
  }
  if (!bench.studied) return;
  renew_ways(bench, race);
  std::vector<BatchContestant> contestants;
  for (std::size_t c = 0; c < bench.ways.size(); ++c)
    contestants.push_back({races_name(bench.raced, RaceOf::batches, c), theme().curve(bench.raced_colors[c]),
                           bench.raced.contestants[c].batch, &bench.ways[c]});
  bench.study->look_at(bench.studied, contestants, std::min(bench.focused, contestants.size() - 1));
}

/// Two words at the head of a panel: what batches do, or what every race shows there.
bool detail(std::string_view id, const Rect& where, std::string_view first, std::string_view second, bool& is_first) {
  const std::array<Item, 2> items{Item{"batches", first}, Item{"all", second}};
  int index = is_first ? 0 : 1;
  const float top = where.y0 + px(9), left = where.x0 + panel_padding();
  const Rect place{left, top,
                   left + std::min(segments_width(items, type::caption), where.width() - 2 * panel_padding()),
                   top + std::min(field_height(), px(36))};
  if (segments(id, place, index, items, type::caption)) is_first = index == 0;
  return is_first;
}

Rect below_head(const Rect& where) {
  Rect inner = where.inset(panel_padding(), 0);
  inner.cut_top(px(9) + field_height() + px(8));
  inner.cut_bottom(px(12));
  return inner;
}

void say(const Rect& inner, std::string_view word) {
  draw_text_wrapped(canvas(), {inner.x0, inner.y0 + px(16)}, inner.width(), theme().ink2, type::caption, tr(word));
}

}  // namespace

void races_study(App& app) {
  RacesState& state = races_state(app);
  if (!state.of_batches()) return;
  RaceBench& bench = state.bench();
  const NetworkRace* const race = races_run(bench);
  if (!race || bench.raced.contestants.empty()) return;
  look(app, bench, *race);
  bench.study->advance(batch_share_of_frame);
  if (bench.study->busy()) app.ui().request_frame();
}

void races_noise_panel(App& app, const Rect& where) {
  RacesState& state = races_state(app);
  panel(where);
  const bool noise =
      detail("races.detail_noise", where, tr("races.detail.noise"), tr("races.rates_title"), state.noise_shown);
  const Rect inner = below_head(where);
  if (!noise) return races_rates(app, inner);
  const RaceBench& bench = state.bench();
  if (!races_run(bench) || !bench.study) return say(inner, "races.noise.about");
  batch_noise_view(inner, *bench.study);
}

void races_ways_panel(App& app, const Rect& where) {
  RacesState& state = races_state(app);
  panel(where);
  const bool ways =
      detail("races.detail_ways", where, tr("races.detail.ways"), tr("races.seeds_title"), state.ways_shown);
  const Rect inner = below_head(where);
  if (!ways) return races_seeds(app, inner);
  const RaceBench& bench = state.bench();
  if (!races_run(bench) || !bench.study) return say(inner, "races.slice.about");
  if (bench.study->slice_refused().empty() && !bench.study->slice()) return say(inner, "races.slice.none");
  batch_slice_view(inner, *bench.study);
}

}  // namespace gradlab::ui
