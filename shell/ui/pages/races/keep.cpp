// What one can take along: pictures of the parts, the table, every curve, the same race for the command line.
#include <cmath>

#include "core/base/number_text.hpp"
#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/picture_taking.hpp"
#include "shell/ui/pages/races/parts.hpp"

namespace gradlab::ui {
namespace {

constexpr std::array<std::string_view, 4> pictures{"race", "race_table", "race_rates", "race_seeds"};

/// A row for each measured point of each trial, those of tuning, too.
std::string curves_csv(const RacesState& state, const NetworkRace& race) {
  std::string text =
      "contestant,rate,seed,tuning,step,epoch,gradients,seconds,train_loss,test_loss,train_accuracy,test_accuracy\r\n";
  const auto number = [](double value) {
    return "," + (std::isfinite(value) ? gradlab::number_text(value) : std::string());
  };
  for (std::size_t t = 0; t < race.trials().size(); ++t) {
    const NetworkTrial& trial = race.trials()[t];
    const std::string head = csv_field(races_name(race.spec(), state.shown, trial.contestant)) + number(trial.rate) +
                             "," + std::to_string(trial.seed) + (trial.tuning ? ",1," : ",0,");
    for (const TrialPoint& point : race.curve(t).points) {
      text += head + std::to_string(point.step) + number(point.epoch) + "," + std::to_string(point.samples) +
              number(point.seconds);
      for (const float value : {point.train_loss, point.test_loss, point.train_accuracy, point.test_accuracy})
        text += number(static_cast<double>(value));
      text += "\r\n";
    }
  }
  return text;
}

void save_row(App& app, std::string_view id, Rect& rest, bool can, std::string_view name, std::string_view type,
              const std::function<std::string()>& text) {
  const Disabled off(!app.hooks().save_file || !can);
  if (button(id, cut_row(rest), {.icon = Icon::save})) say_saved(app, app.hooks().save_file(name, type, text()));
}

std::string sweep_text(const RaceBench& bench) {
  const NetworkRace* const race = races_run(bench);
  std::vector<double> rates;
  for (std::size_t c = 0; c < bench.spec.contestants.size(); ++c) {
    const bool known = race && !races_is_stale(bench) && race->rate(c);
    rates.push_back(known ? *race->rate(c) : rate_of(bench.spec.contestants[c]));
  }
  return sweep_of(bench.spec, rates);
}

}  // namespace

void races_draw_and_take(App& app, std::string_view part, const Rect& where,
                         void (*draw)(App& app, const Rect& where)) {
  picture_taken(app, races_state(app).picture, part, where, [&] { draw(app, where); });
}

void races_keep_overlay(App& app) {
  RacesState& state = races_state(app);
  if (state.picture) return;  // the sheet would be in it
  const bool phone = on_phone();
  const Overlay overlay("races.keep_sheet", state.keep_open, phone ? 560.0F : 420.0F, tr("keep.title"),
                        phone ? Overlay::Side::bottom : Overlay::Side::center);
  if (!overlay.visible()) return;
  Rect rest = overlay.content();
  const int lines = draw_text_wrapped(canvas(), {rest.x0, rest.y0 + px(14)}, rest.width(), theme().ink2, type::caption,
                                      tr("keep.pictures.about"));
  rest.cut_top(line_height(type::caption) * static_cast<float>(lines), px(12));
  for (const std::string_view id : pictures)
    picture_row(app, state.picture, id, tr("races.picture." + std::string(id)), cut_row(rest));
  const NetworkRace* const race = races_run(state.bench());
  save_row(app, "races.save_table", rest, race != nullptr, "gradlab-race.csv", "text/csv", [&] {
    const RaceTable table = races_table(state, true);
    return sort_table_csv(tr("races.contestant"), table.columns, table.rows, state.order);
  });
  save_row(app, "races.save_curves", rest, race != nullptr, "gradlab-race-curves.csv", "text/csv",
           [&] { return curves_csv(state, *race); });
  std::string sweep = sweep_text(state.bench());
  save_row(app, "races.save_sweep", rest, !sweep.empty(), "gradlab-sweep.json", "application/json",
           [&] { return sweep; });
}

}  // namespace gradlab::ui
