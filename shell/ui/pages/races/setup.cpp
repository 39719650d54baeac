// What is trained, how long, with how many seeds, at which rates.
#include <algorithm>
#include <array>
#include <cmath>

#include "core/losses/loss.hpp"
#include "core/optimizers/optimizer.hpp"
#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/playground/presets.hpp"
#include "shell/ui/pages/playground_edit.hpp"
#include "shell/ui/pages/playground_words.hpp"
#include "shell/ui/pages/races/parts.hpp"

namespace gradlab::ui {
namespace {

constexpr float gap = 10;

float row() { return field_height() / px(1); }

/// "8 × tanh, 6 × tanh": the layers between input and output.
std::string layers_words(const Spec& spec) {
  std::string words;
  for (std::size_t l = 0; l + 1 < spec.layers.size(); ++l) {
    const LayerSpec& layer = spec.layers[l];
    words += (l > 0 ? ", " : "") + std::to_string(layer.units) + " × " + short_name("activation", layer.activation);
  }
  return words.empty() ? std::string(tr("races.no_hidden")) : words;
}

std::string network_words(const RacesState& state) {
  const Spec& base = state.bench().spec.base;
  std::string data(tr("dataset." + base.data.kind));
  if (is_generated(base.data.kind))
    data = tr("races.points_of", {{"data", data}, {"n", std::to_string(base.data.points)}});
  std::string words = tr("races.network_words",
                         {{"data", data}, {"layers", layers_words(base)}, {"loss", short_name("loss", base.loss.id)}});
  if (base.schedule.id != "constant")
    words += tr("races.network_schedule", {{"schedule", short_name("schedule", base.schedule.id)}});
  return words;
}

std::string refusal(const RaceBench& bench) {
  if (bench.refused) return error_words(*bench.refused);
  return {};
}

void network_choice(App& app, const Rect& where) {
  const RaceBench& bench = races_state(app).bench();
  std::vector<std::string> ids{"playground"}, names{std::string(tr("races.network_playground"))};
  for (const Preset& preset : presets()) {
    ids.push_back(preset.id);
    names.emplace_back(tr("preset." + preset.id));
  }
  // What was there may have gone on since; then it can be chosen anew.
  const bool is_earlier = bench.network == "playground" && !races_is_playgrounds(app, bench);
  if (is_earlier || std::ranges::find(ids, bench.network) == ids.end()) {
    ids.emplace_back(is_earlier ? "earlier" : "link");
    names.emplace_back(tr(is_earlier ? "races.network_earlier" : "races.network_link"));
  }
  std::vector<Item> items;
  int index = static_cast<int>(ids.size()) - 1;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    items.push_back({ids[i], names[i]});
    if (ids[i] == bench.network && !is_earlier) index = static_cast<int>(i);
  }
  if (choice("races.network", where, index, items)) races_choose_network(app, ids[static_cast<std::size_t>(index)]);
}

/// "name [field]": a number of the spec.
void number_row(RacesState& state, std::string_view id, const Rect& where, std::size_t now, const NumberRange& range,
                void (*set)(NetworkRaceSpec& spec, std::size_t value)) {
  Rect line = where;
  auto value = static_cast<double>(now);
  const Rect field = line.cut_right(px(84), px(8));
  draw_text_fit(canvas(), {line.x0, line.center().y}, left_middle, theme().ink2, type::body,
                tr("control." + std::string(id)), line.width());
  if (!number(id, field, value, range)) return;
  NetworkRaceSpec wanted = state.bench().spec;
  set(wanted, static_cast<std::size_t>(std::lround(value)));
  static_cast<void>(races_try(state, std::move(wanted)));
}

void batch_row(RacesState& state, const Rect& where) {
  const auto& contestants = state.bench().spec.contestants;
  const std::size_t now = contestants.empty() ? state.bench().spec.base.batch : contestants.front().batch;
  number_row(state, "races.batch", where, now, {.low = 0, .high = 100'000, .initial = 10, .step = 1, .digits = 6},
             [](NetworkRaceSpec& spec, std::size_t value) {
               spec.base.batch = value;
               for (Contestant& one : spec.contestants) one.batch = value;
             });
}

/// The one optimizer of all batch sizes; its usual rate comes with it.
void optimizer_row(RacesState& state, const Rect& where) {
  const NetworkRaceSpec& spec = state.bench().spec;
  const TableItems& items = TableItems::of("optimizer", optimizers<double>());
  int index = spec.contestants.empty() ? 0 : items.index_of(spec.contestants.front().optimizer.id);
  if (!choice("races.optimizer", where, index, items.items()) || index < 0) return;
  const auto& row_of = optimizers<double>()[static_cast<std::size_t>(index)];
  NetworkRaceSpec wanted = spec;
  for (Contestant& one : wanted.contestants)
    one.optimizer = {std::string(row_of.id), {{"lr", row_of.params.front().initial}}};
  static_cast<void>(races_try(state, std::move(wanted)));
}

void rates_row(RacesState& state, const Rect& where) {
  const std::array<Item, 2> choices{Item{"set", tr("races.rates.set")}, Item{"tuned", tr("races.rates.tuned")}};
  int tuned = state.bench().spec.tuned ? 1 : 0;
  if (!segments("races.rates", where, tuned, choices, type::caption)) return;
  NetworkRaceSpec wanted = state.bench().spec;
  wanted.tuned = tuned == 1;
  static_cast<void>(races_try(state, std::move(wanted)));
}

float words_height(std::string_view words, float width) {
  if (words.empty()) return 0;
  return static_cast<float>(count_wrapped_lines(width, type::caption, words)) * line_height(type::caption) / px(1);
}

}  // namespace

float races_setup_height(App& app, float width) {
  const RacesState& state = races_state(app);
  const float inner = width - 2 * panel_padding();
  const std::string refused = refusal(state.bench());
  float height = 52 + row() + gap + words_height(network_words(state), inner) + gap;
  if (!refused.empty()) height += words_height(refused, inner) + gap;
  return height + 4 * (row() + gap) + 10;
}

void races_setup_panel(App& app, const Rect& where) {
  RacesState& state = races_state(app);
  const Panel frame = panel(where, tr("races.setup"));
  Rect rest = where.inset(panel_padding(), 0);
  rest.cut_top(px(52));
  static_cast<void>(frame);
  const auto cut = [&] { return rest.cut_top(field_height(), px(gap)).snapped(); };
  network_choice(app, cut());
  const auto write = [&](std::string_view words, Color color) {
    if (words.empty()) return;
    draw_text_wrapped(canvas(), {rest.x0, rest.y0 + px(13)}, rest.width(), color, type::caption, words);
    rest.cut_top(px(words_height(words, rest.width())), px(gap));
  };
  write(network_words(state), theme().ink2);
  write(refusal(state.bench()), theme().error());
  if (state.of_batches())
    optimizer_row(state, cut());
  else
    batch_row(state, cut());
  const RaceBench& bench = state.bench();
  number_row(state, "races.epochs", cut(), bench.spec.epochs,
             {.low = 1, .high = NetworkRaceSpec::most_epochs, .initial = 40, .step = 1, .digits = 5},
             [](NetworkRaceSpec& spec, std::size_t value) { spec.epochs = value; });
  number_row(state, "races.seeds", cut(), bench.spec.seeds,
             {.low = 1, .high = NetworkRaceSpec::most_seeds, .initial = 5, .step = 1, .digits = 3},
             [](NetworkRaceSpec& spec, std::size_t value) { spec.seeds = value; });
  rates_row(state, cut());
}

}  // namespace gradlab::ui
