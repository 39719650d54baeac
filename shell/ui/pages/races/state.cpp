#include "shell/ui/pages/races/state.hpp"

#include <algorithm>
#include <utility>

#include "core/optimizers/optimizer.hpp"
#include "core/surfaces/race.hpp"
#include "shell/i18n/i18n.hpp"
#include "shell/ui/app.hpp"
#include "shell/ui/pages/optimizers/state.hpp"
#include "shell/ui/pages/playground/own_data.hpp"
#include "shell/ui/pages/playground/presets.hpp"
#include "shell/ui/pages/playground_run.hpp"
#include "shell/ui/pages/races/batch_study.hpp"

namespace gradlab::ui {
namespace {

constexpr double share_of_frame = 0.008;  // seconds, where no engine works elsewhere

std::vector<Contestant> usual_optimizers(const Spec& base) {
  const std::vector<Choice> choices{{"sgd", {{"lr", 0.1}}},
                                    {"sgd", {{"lr", 0.03}, {"momentum", 0.9}}},
                                    {"adagrad", {{"lr", 0.1}}},
                                    {"rmsprop", {{"lr", 0.01}, {"alpha", 0.9}}},
                                    {"adam", {{"lr", 0.01}}}};
  std::vector<Contestant> contestants;
  for (const Choice& choice : choices) contestants.push_back({choice, base.batch});
  return contestants;
}

/// The whole set, and less and less of it, at one rate: what a batch does is seen without what a rate does.
std::vector<Contestant> usual_batches() {
  std::vector<Contestant> contestants;
  for (const std::size_t batch : {0, 32, 8, 1}) contestants.push_back({{"sgd", {{"lr", 0.05}}}, batch});
  return contestants;
}

void number_colors(RaceBench& bench) {
  while (bench.colors.size() < bench.spec.contestants.size()) {
    std::size_t color = 0;
    while (std::ranges::find(bench.colors, color) != bench.colors.end()) ++color;
    bench.colors.push_back(color);
  }
  bench.colors.resize(bench.spec.contestants.size());
  bench.focused = std::min(bench.focused, std::max<std::size_t>(bench.spec.contestants.size(), 1) - 1);
}

void take(RaceBench& bench, NetworkRaceSpec spec) {
  bench.spec = std::move(spec);
  bench.clash.reset();
  number_colors(bench);
}

/// Trains by gradients: a race has no other way.
Spec raceable(Spec spec) {
  spec.rule = "gradient";
  return spec;
}

/// What the spec's data need; empty with `awaited` where that has yet to arrive.
Result<RaceFiles> files_of(App& app, const DataSpec& data, std::string& awaited) {
  PlaygroundState& playground = app.pages().playground;
  std::vector<std::string> names;
  if (data.kind == "csv") names = {data.file};
  if (data.kind == "idx") names = {data.file, data.label_file};
  const bool shipped = names.empty() && data.kind != "inline" && !find_data_source(data.kind);
  if (shipped) names = {data.kind};
  if (shipped && !data_is_here(playground, data.kind)) {
    awaited = data.kind;
    if (app.hooks().request_asset) app.hooks().request_asset(data_file(data.kind));
    return RaceFiles{};
  }
  const PlaygroundFiles files(data.kind, playground.places());
  RaceFiles found;
  for (const std::string& name : names) {
    auto text = files.read(name);
    if (!text) return text.error();
    found[name] = *std::move(text);
  }
  return found;
}

void begin(App& app, RaceBench& bench) {
  bench.awaited_data.clear();
  bench.refused.reset();
  std::string awaited;
  auto files = files_of(app, bench.spec.base.data, awaited);
  if (!files) {
    bench.refused = files.error();
  } else if (!awaited.empty()) {
    bench.awaited_data = awaited;
  } else {
    if (auto begun = bench.runner->start(bench.spec, *std::move(files)); !begun) bench.refused = begun.error();
    bench.raced = bench.spec;
    bench.raced_colors = bench.colors;
    bench.study.reset();
    bench.studied.reset();
  }
}

}  // namespace

RaceBench::RaceBench() = default;
RaceBench::~RaceBench() = default;
RacesState::RacesState() = default;
RacesState::~RacesState() = default;

RacesState& races_state(App& app) {
  auto& held = app.pages().races;
  if (held) return *held;
  held = std::make_shared<RacesState>();
  const Spec base = raceable(app.pages().playground.spec);
  for (RaceBench& bench : held->benches) {
    bench.spec.base = base;
    bench.runner = std::make_unique<RaceRunner>(app.hooks().trial_engines);
  }
  held->benches[0].spec.contestants = usual_optimizers(base);
  held->benches[1].spec.contestants = usual_batches();
  for (RaceBench& bench : held->benches) number_colors(bench);
  return *held;
}

Result<Done> races_try(RacesState& state, NetworkRaceSpec wanted) {
  RaceBench& bench = state.bench();
  if (wanted == bench.spec) return Done{};
  if (auto ok = check_network_race(wanted); !ok) {
    bench.clash = ok.error();
    return ok;
  }
  bench.history.left(bench.spec, state.gesture);
  take(bench, std::move(wanted));
  return Done{};
}

void races_undo(RacesState& state) {
  RaceBench& bench = state.bench();
  if (!bench.history.earlier()) return;
  NetworkRaceSpec spec = *bench.history.earlier();
  bench.history.went_back(bench.spec);
  take(bench, std::move(spec));
}

void races_redo(RacesState& state) {
  RaceBench& bench = state.bench();
  if (!bench.history.later()) return;
  NetworkRaceSpec spec = *bench.history.later();
  bench.history.went_forward(bench.spec);
  take(bench, std::move(spec));
}

bool races_is_playgrounds(App& app, const RaceBench& bench) {
  return bench.network == "playground" && bench.spec.base == raceable(app.pages().playground.spec);
}

void races_choose_network(App& app, std::string_view id) {
  RacesState& state = races_state(app);
  const Preset* const preset = id == "playground" ? nullptr : find_preset(id);
  if (!preset && id != "playground") return;
  NetworkRaceSpec wanted = state.bench().spec;
  wanted.base = raceable(preset ? preset->spec : app.pages().playground.spec);
  if (!state.of_batches())
    for (Contestant& one : wanted.contestants) one.batch = wanted.base.batch;
  if (races_try(state, std::move(wanted))) state.bench().network = id;
}

void races_add(RacesState& state, const Contestant& contestant) {
  NetworkRaceSpec wanted = state.bench().spec;
  wanted.contestants.push_back(contestant);
  if (races_try(state, std::move(wanted))) state.bench().focused = state.bench().spec.contestants.size() - 1;
}

void races_remove(RacesState& state, std::size_t index) {
  RaceBench& bench = state.bench();
  NetworkRaceSpec wanted = bench.spec;
  if (index >= wanted.contestants.size()) return;
  wanted.contestants.erase(wanted.contestants.begin() + static_cast<std::ptrdiff_t>(index));
  std::vector<std::size_t> colors = bench.colors;
  colors.erase(colors.begin() + static_cast<std::ptrdiff_t>(index));
  if (!races_try(state, std::move(wanted))) return;
  bench.colors = std::move(colors);
}

void races_set_param(RacesState& state, std::size_t index, std::string_view id, double value) {
  NetworkRaceSpec wanted = state.bench().spec;
  if (index >= wanted.contestants.size()) return;
  wanted.contestants[index].optimizer.params.insert_or_assign(std::string(id), value);
  static_cast<void>(races_try(state, std::move(wanted)));
}

void races_start(App& app) { begin(app, races_state(app).bench()); }

void races_stop(RacesState& state) {
  state.bench().runner->stop();
  state.bench().awaited_data.clear();
}

void races_advance(App& app) {
  RacesState& state = races_state(app);
  for (RaceBench& bench : state.benches) {
    if (!bench.awaited_data.empty() && data_is_here(app.pages().playground, bench.awaited_data)) begin(app, bench);
    bench.runner->pump(share_of_frame);
    if (bench.runner->refused()) bench.refused = bench.runner->refused();
    if (bench.runner->needs_frames()) app.ui().request_frame();
  }
}

bool races_expect_news(const RacesState& state) { return state.bench().runner->running(); }

bool races_is_stale(const RaceBench& bench) { return races_run(bench) != nullptr && !(bench.raced == bench.spec); }

std::string races_name(const NetworkRaceSpec& spec, RaceOf of, std::size_t index) {
  if (of == RaceOf::optimizers) {
    RaceSpec names;
    for (const Contestant& one : spec.contestants) names.optimizers.push_back(one.optimizer);
    return optimizers_name(names, index);
  }
  const std::size_t batch = spec.contestants[index].batch;
  std::string name = batch == 0   ? std::string(tr("races.batch_all"))
                     : batch == 1 ? std::string(tr("races.batch_one"))
                                  : tr("races.batch_of", {{"n", std::to_string(batch)}});
  const auto same =
      std::count_if(spec.contestants.begin(), spec.contestants.begin() + static_cast<std::ptrdiff_t>(index),
                    [&](const Contestant& one) { return one.batch == batch; });
  return same == 0 ? name : name + " (" + std::to_string(same + 1) + ")";
}

const NetworkRace* races_run(const RaceBench& bench) { return bench.runner ? bench.runner->race() : nullptr; }

}  // namespace gradlab::ui
