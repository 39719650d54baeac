#include "shell/ui/pages/optimizers/state.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/optimizers/optimizer.hpp"
#include "shell/i18n/i18n.hpp"
#include "shell/ui/app.hpp"
#include "shell/ui/pages/optimizers/map.hpp"
#include "shell/ui/pages/optimizers/pad.hpp"
#include "shell/ui/pages/optimizers/relief.hpp"

namespace gradlab::ui {
namespace {

constexpr std::string_view first_formula = "0.25*x^4 - x^2 + 0.3*x + y^2";
constexpr Window first_view{{-2, -2.2}, {4.6, 2.1}};

RaceSpec first_race() {
  RaceSpec spec;
  spec.optimizers = {{"sgd", {{"lr", 0.01}}},
                     {"sgd", {{"lr", 0.01}, {"momentum", 0.9}}},
                     {"sgd", {{"lr", 0.01}, {"momentum", 0.9}, {"nesterov", 1}}},
                     {"adagrad", {{"lr", 0.5}}},
                     {"rmsprop", {{"lr", 0.02}, {"alpha", 0.9}}},
                     {"adam", {{"lr", 0.2}}}};
  return spec;
}

/// What one would call it in one word: without what stands in brackets behind it.
std::string plain(std::string_view name) {
  for (const std::string_view bracket : {" (", "（"})
    if (const auto at = name.find(bracket); at != std::string_view::npos) name = name.substr(0, at);
  return std::string(name);
}

double param_of(const Choice& choice, std::string_view id) {
  const auto found = choice.params.find(id);
  return found == choice.params.end() ? 0 : found->second;
}

std::string base_name(const Choice& choice) {
  if (choice.id != "sgd") return plain(tr("optimizer." + choice.id));
  if (param_of(choice, "nesterov") != 0) return std::string(tr("optimizers.nesterov"));
  if (param_of(choice, "momentum") > 0) return std::string(tr("optimizers.momentum"));
  return plain(tr("optimizer.sgd"));
}

bool same_surface(const RaceSpec& a, const RaceSpec& b) {
  return a.surface == b.surface && a.formula == b.formula && a.formula_params == b.formula_params;
}

void take(OptimizersState& state, RaceSpec spec) {
  if (spec.surface != state.spec.surface) state.shown = window_of(spec);
  // Colours belong to the optimizers, whose number undo may change.
  while (state.colors.size() < spec.optimizers.size()) {
    std::size_t color = 0;
    while (std::ranges::find(state.colors, color) != state.colors.end()) ++color;
    state.colors.push_back(color);
  }
  state.colors.resize(spec.optimizers.size());
  state.spec = std::move(spec);
  if (state.spec.surface == "formula") {
    state.typed = state.spec.formula;
    state.refused.reset();
  }
  state.focused = std::min(state.focused, std::max<std::size_t>(state.spec.optimizers.size(), 1) - 1);
  state.step = std::min(state.step, state.spec.steps);
  // Whatever is drawn next in this frame finds as many paths as optimizers.
  if (state.race) static_cast<void>(optimizers_race(state));
}

}  // namespace

OptimizersState::OptimizersState()
    : spec(first_race()),
      colors{0, 1, 2, 4, 5, 3},
      focused(5),
      shown(first_view),
      typed(first_formula),
      map(std::make_unique<RaceMap>()),
      relief_kept(std::make_unique<RaceRelief>()),
      pad(std::make_unique<RacePad>()) {}

OptimizersState::~OptimizersState() = default;

OptimizersState& optimizers_state(App& app) {
  auto& held = app.pages().optimizers;
  if (!held) held = std::make_shared<OptimizersState>();
  return *held;
}

const Race& optimizers_race(OptimizersState& state) {
  if (state.race && state.raced == state.spec) return *state.race;
  if (state.race && same_surface(state.raced, state.spec)) {
    if (auto paths = run_paths(state.spec, state.race->ground, state.race->minima))
      state.race->paths = *std::move(paths);
  } else if (auto race = run_race(state.spec)) {
    state.race.emplace(*std::move(race));
    ++state.ground;
  }
  state.raced = state.spec;
  return *state.race;
}

Result<Done> optimizers_try(OptimizersState& state, RaceSpec wanted) {
  if (wanted == state.spec) return Done{};
  if (auto ok = check_race(wanted); !ok) return ok;
  if (!same_surface(wanted, state.spec))
    if (auto ground = ground_of(wanted); !ground) return ground.error();
  state.history.left(state.spec, state.gesture);
  take(state, std::move(wanted));
  return Done{};
}

void optimizers_undo(OptimizersState& state) {
  if (!state.history.earlier()) return;
  RaceSpec spec = *state.history.earlier();
  state.history.went_back(state.spec);
  take(state, std::move(spec));
}

void optimizers_redo(OptimizersState& state) {
  if (!state.history.later()) return;
  RaceSpec spec = *state.history.later();
  state.history.went_forward(state.spec);
  take(state, std::move(spec));
}

void optimizers_choose_surface(OptimizersState& state, std::string_view id) {
  RaceSpec wanted = state.spec;
  wanted.surface = std::string(id);
  wanted.formula.clear();
  wanted.formula_params.clear();
  if (const Surface* const row = find_surface(id)) {
    wanted.start = row->start;
  } else {
    const std::string text = state.refused ? std::string(first_formula) : state.typed;
    wanted.formula = text;
    wanted.start = {2.5, 1.5};
  }
  static_cast<void>(optimizers_try(state, std::move(wanted)));
}

void optimizers_type_formula(OptimizersState& state, const std::string& text) {
  state.typed = text;
  RaceSpec wanted = state.spec;
  wanted.formula = text;
  // Values of names that the new text does not have are left behind.
  if (const auto formula = parse_formula(text, {true, {}, "formula"})) {
    std::erase_if(wanted.formula_params, [&](const auto& one) {
      return std::ranges::none_of(formula->parameters(), [&](const auto& known) { return known.name == one.first; });
    });
  }
  const auto ok = optimizers_try(state, std::move(wanted));
  state.typed = text;
  state.refused = ok ? std::nullopt : std::optional<Error>(ok.error());
}

void optimizers_add(OptimizersState& state, const Choice& choice) {
  RaceSpec wanted = state.spec;
  wanted.optimizers.push_back(choice);
  if (optimizers_try(state, std::move(wanted))) state.focused = state.spec.optimizers.size() - 1;
}

void optimizers_remove(OptimizersState& state, std::size_t index) {
  RaceSpec wanted = state.spec;
  if (index >= wanted.optimizers.size()) return;
  wanted.optimizers.erase(wanted.optimizers.begin() + static_cast<std::ptrdiff_t>(index));
  std::vector<std::size_t> colors = state.colors;
  colors.erase(colors.begin() + static_cast<std::ptrdiff_t>(index));
  if (!optimizers_try(state, std::move(wanted))) return;
  state.colors = std::move(colors);
  if (state.focused > index) --state.focused;
  state.focused = std::min(state.focused, std::max<std::size_t>(state.spec.optimizers.size(), 1) - 1);
  state.clash.reset();
}

void optimizers_set_param(OptimizersState& state, std::size_t index, std::string_view id, double value) {
  RaceSpec wanted = state.spec;
  wanted.optimizers[index].params.insert_or_assign(std::string(id), value);
  const auto ok = optimizers_try(state, std::move(wanted));
  state.clash = ok ? std::nullopt : std::optional<Error>(ok.error());
}

void PadPair::set(double new_rate, double new_momentum) {
  const double unit = least_rate();
  rate = std::clamp(std::round(new_rate / unit) * unit, unit, most_rate());
  momentum = std::clamp(std::round(new_momentum * 1e3) / 1e3, 0.0, most_momentum);
}

void PadPair::set_bowl(Curvatures wanted) {
  bowl.high = std::clamp(wanted.high, least_curvature, most_curvature);
  bowl.low = std::clamp(wanted.low, least_curvature, bowl.high);
  rate = std::clamp(rate, least_rate(), most_rate());
}

RaceSpec PadPair::race(std::size_t steps) const {
  RaceSpec spec;
  spec.surface = "quadratic";
  spec.start = find_surface("quadratic")->start;
  spec.steps = steps;
  spec.optimizers = {{"sgd", {{"lr", rate}, {"momentum", momentum}}}};
  const Hessian ready = find_surface("quadratic")->hessian(0, 0);
  if (bowl.low == ready.xx && bowl.high == ready.yy) return spec;
  spec.surface = "formula";
  spec.formula = "0.5*(a*x^2 + b*y^2)";
  spec.formula_params = {{"a", bowl.low}, {"b", bowl.high}};
  return spec;
}

Result<Done> optimizers_race_pair(OptimizersState& state) {
  const RaceSpec pair = state.pad_pair.race(state.spec.steps);
  RaceSpec wanted = state.spec;
  if (!same_surface(wanted, pair)) {
    wanted.surface = pair.surface;
    wanted.formula = pair.formula;
    wanted.formula_params = pair.formula_params;
    wanted.start = pair.start;
  }
  const auto plain = [](const Choice& choice) {
    return choice.id == "sgd" && choice.params.contains("momentum") && param_of(choice, "nesterov") == 0;
  };
  auto found = std::ranges::find_if(wanted.optimizers, plain);
  if (found == wanted.optimizers.end() && wanted.optimizers.size() == RaceSpec::most_optimizers)
    found = wanted.optimizers.begin() + static_cast<std::ptrdiff_t>(state.focused);
  const auto index = static_cast<std::size_t>(found - wanted.optimizers.begin());
  if (found == wanted.optimizers.end())
    wanted.optimizers.push_back(pair.optimizers[0]);
  else
    *found = pair.optimizers[0];
  if (auto ok = optimizers_try(state, std::move(wanted)); !ok) return ok;
  state.focused = index;
  state.clash.reset();
  state.step = 0;
  state.playing = true;
  return Done{};
}

void optimizers_keep(OptimizersState& state) {
  state.kept = RaceKept{state.spec, state.colors, optimizers_race(state).paths};
}

std::vector<RaceChoice> optimizers_choices() {
  std::vector<RaceChoice> all;
  const auto add = [&](std::string id, Choice choice) {
    all.push_back({std::move(id), base_name(choice), std::move(choice)});
  };
  for (const Optimizer<double>& row : optimizers<double>()) {
    add(std::string(row.id), {std::string(row.id), {}});
    if (row.id != "sgd") continue;
    add("momentum", {"sgd", {{"momentum", 0.9}}});
    add("nesterov", {"sgd", {{"momentum", 0.9}, {"nesterov", 1}}});
  }
  return all;
}

std::string optimizers_name(const RaceSpec& spec, std::size_t index) {
  std::string name = base_name(spec.optimizers[index]);
  std::size_t number = 1;
  for (std::size_t i = 0; i < index; ++i) number += base_name(spec.optimizers[i]) == name ? 1 : 0;
  return number == 1 ? name : name + " " + std::to_string(number);
}

Color optimizers_color(const OptimizersState& state, std::size_t index) {
  return theme().curve(index < state.colors.size() ? state.colors[index] : index);
}

bool optimizers_dashed(const OptimizersState& state, std::size_t index) {
  return index < state.colors.size() && Theme::is_dashed(state.colors[index]);
}

std::string optimizers_surface_name(std::string_view id) {
  return std::string(id == "formula" ? tr("optimizers.own_formula") : tr("surface." + std::string(id)));
}

std::span<const double> race_speeds() {
  static constexpr std::array<double, 8> speeds{1, 2, 5, 10, 20, 50, 100, 200};
  return speeds;
}

std::size_t optimizers_last_step(const OptimizersState& state) { return state.spec.steps; }

std::size_t optimizers_step_of(const OptimizersState& state, const RacePath& path) {
  return std::min(state.step, path.places.size() - 1);
}

void optimizers_play_or_pause(OptimizersState& state) {
  state.playing = !state.playing;
  state.carried = 0;
  if (state.playing && state.step >= optimizers_last_step(state)) state.step = 0;
}

void optimizers_seek(OptimizersState& state, std::size_t step) {
  state.playing = false;
  state.step = std::min(step, optimizers_last_step(state));
}

void optimizers_advance(OptimizersState& state, float seconds) {
  if (!state.playing) return;
  state.carried += static_cast<double>(seconds) * race_speeds()[static_cast<std::size_t>(state.speed)];
  const double whole = std::floor(state.carried);
  state.carried -= whole;
  state.step = std::min(state.step + static_cast<std::size_t>(whole), optimizers_last_step(state));
  if (state.step == optimizers_last_step(state)) state.playing = false;
}

}  // namespace gradlab::ui
