#include "shell/ui/pages/playground_state.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "assets/assets.hpp"
#include "shell/ui/pages/playground/claim_trials.hpp"
#include "shell/ui/pages/playground/hand.hpp"
#include "shell/ui/pages/playground_run.hpp"

namespace gradlab::ui {

PlaygroundState::PlaygroundState() = default;
PlaygroundState::~PlaygroundState() = default;

DataPlaces PlaygroundState::places() const { return {assets, &own_files}; }

std::span<const Speed> playground_speeds() {
  using Unit = Speed::Unit;
  static constexpr std::array speeds{Speed{Unit::samples, 1},  Speed{Unit::steps, 1},    Speed{Unit::steps, 5},
                                     Speed{Unit::epochs, 1},   Speed{Unit::epochs, 5},   Speed{Unit::epochs, 20},
                                     Speed{Unit::epochs, 100}, Speed{Unit::unlimited, 0}};
  static_assert(speeds.size() == PlaygroundLook::speeds);
  return speeds;
}

PlaygroundRun& playground_run(PlaygroundState& state) {
  const bool is_new = !state.run;
  if (is_new) state.run = std::make_unique<PlaygroundRun>(state.make_runner);
  if (is_new || state.run->replace_lost_runner()) {
    state.run->runner().send(SetSpeed{playground_speeds()[static_cast<std::size_t>(state.speed)]});
    if (auto prepared = prepare_run(state.spec, state.places())) state.run->begin(*std::move(prepared));
  }
  return *state.run;
}

namespace {

/// What a running training can take without beginning anew.
bool differs_in_descent_alone(const Spec& a, Spec b) {
  b.optimizer = a.optimizer;
  b.schedule = a.schedule;
  b.stop = a.stop;
  b.l1 = a.l1;
  b.l2 = a.l2;
  b.frozen = a.frozen;
  b.edits = a.edits;
  b.data.seed = a.data.seed;
  return a == b;
}

void tell_descent(Runner& runner, const Spec& before, const Spec& now) {
  if (now.frozen != before.frozen || now.edits != before.edits)
    runner.send(TrainerCommand{SetHand{now.frozen, now.edits}});
  if (now.optimizer != before.optimizer) runner.send(TrainerCommand{SetOptimizer{now.optimizer}});
  if (now.schedule != before.schedule) runner.send(TrainerCommand{SetSchedule{now.schedule}});
  if (now.stop != before.stop) runner.send(TrainerCommand{SetStop{now.stop}});
  if (now.l1 != before.l1 || now.l2 != before.l2) runner.send(TrainerCommand{SetPenalties{now.l1, now.l2}});
  if (now.data.seed != before.data.seed) runner.send(TrainerCommand{DrawPoints{now.data.seed}});
}

/// Of measured columns the last two are shown first: Iris' petals tell the kinds apart.
std::array<std::size_t, 2> usual_axes(std::size_t inputs) {
  return {inputs > 2 ? inputs - 2 : 0, inputs > 1 ? inputs - 1 : 0};
}

void set_axes(PlaygroundState& state, const std::array<std::size_t, 2>& axes) {
  state.map_x = axes[0];
  state.map_y = axes[1];
}

/// What is chosen must be there.
void keep_selection_inside(PlaygroundState& state, std::size_t inputs) {
  const std::size_t layers = state.spec.layers.size();
  state.pointed_unit.reset();
  if (state.selected_layer >= layers) state.selected_layer = layers - 1;
  const std::size_t units = state.run->network().layers()[state.selected_layer].outputs;
  if (state.selected_unit && *state.selected_unit >= units) state.selected_unit.reset();
  if (state.wanted_axes) set_axes(state, *std::exchange(state.wanted_axes, std::nullopt));
  if (state.map_x >= inputs || state.map_y >= inputs || state.map_x == state.map_y) set_axes(state, usual_axes(inputs));
}

bool refuse_spec(PlaygroundState& state, const Error& reason) {
  state.refused = reason;
  state.wanted_axes.reset();
  state.resuming.reset();
  return false;
}

/// A kept run of this spec goes on where it stood, and waits there to be played.
Result<PreparedRun> prepare(PlaygroundState& state, const Spec& wanted) {
  auto prepared = prepare_run(wanted, state.places());
  if (!prepared || !resumes(state, wanted)) return prepared;
  auto start = resume_run(std::move(prepared->trainer), *state.resuming);
  if (!start) return start.error();
  playground_run(state).runner().send(Pause{});
  return PreparedRun{std::move(prepared->data), std::move(start->trainer), std::move(start->history)};
}

/// Everything but the memory of what was before.
bool take_spec(PlaygroundState& state, const Spec& wanted) {
  PlaygroundRun& run = playground_run(state);
  const bool other_data = wanted.data.kind != state.spec.data.kind || wanted.data.file != state.spec.data.file ||
                          wanted.data.columns != state.spec.data.columns;
  if (differs_in_descent_alone(state.spec, wanted) && !resumes(state, wanted)) {
    if (const auto checked = check_spec(wanted); !checked) return refuse_spec(state, checked.error());
    if (wanted.data.seed != state.spec.data.seed) {
      auto points = prepare_run(wanted, state.places());
      if (!points) return refuse_spec(state, points.error());
      run.take_points(*std::move(points));
    }
    tell_descent(run.runner(), state.spec, wanted);
  } else {
    auto prepared = prepare(state, wanted);
    if (!prepared && !resumes(state, wanted) && !(wanted.frozen.empty() && wanted.edits.empty())) {
      // What was set by hand may have no place in a network of another shape.
      Spec free = wanted;
      free.frozen.clear();
      free.edits.clear();
      prepared = prepare_run(free, state.places());
      if (prepared) return take_spec(state, free);
    }
    if (!prepared) return refuse_spec(state, prepared.error());
    run.begin(*std::move(prepared));
  }
  state.resuming.reset();
  if (plain_data(wanted.data) != plain_data(state.spec.data)) state.pictures.erase(wanted.data.kind);
  state.spec = wanted;
  state.refused.reset();
  state.left_behind.reset();
  if (other_data) state.map_x = state.map_y = run.inputs();  // outside: chosen anew
  keep_selection_inside(state, run.inputs());
  return true;
}

}  // namespace

bool try_spec(PlaygroundState& state, const Spec& wanted) {
  if (wanted == state.spec && !resumes(state, wanted)) return true;
  if (must_be_read(state, wanted)) return read_then_try(state, wanted);
  const Spec before = state.spec;
  // In a run that begins anew there is no way yet on which a hand wrote something.
  const bool anew =
      !differs_in_descent_alone(before, wanted) && !resumes(state, wanted) && wanted.edits == before.edits;
  if (!take_spec(state, anew ? without_later_edits(wanted) : wanted)) return false;
  if (before != wanted) state.history.left({before, state.simple}, state.gesture);
  return true;
}

bool begin_again(PlaygroundState& state) {
  auto prepared = prepare_run(state.spec, state.places());
  if (!prepared) {
    state.refused = prepared.error();
    return false;
  }
  state.pictures.erase(state.spec.data.kind);
  state.run->begin(*std::move(prepared));
  state.map_x = state.map_y = state.run->inputs();
  keep_selection_inside(state, state.run->inputs());
  return true;
}

void set_simple(PlaygroundState& state, bool simple) {
  if (simple == state.simple) return;
  state.history.left({state.spec, state.simple}, state.gesture);
  state.simple = simple;
}

namespace {

bool take_setting(PlaygroundState& state, const PlaygroundSetting* wanted) {
  if (!wanted) return false;
  const PlaygroundSetting setting = *wanted;
  if (setting.spec != state.spec && !take_spec(state, setting.spec)) return false;
  state.simple = setting.simple;
  return true;
}

ClassTask without_start(ClassTask task) {
  task.start = {};
  return task;
}

}  // namespace

bool undo(PlaygroundState& state) {
  const PlaygroundSetting before{state.spec, state.simple};
  if (!take_setting(state, state.history.earlier())) return false;
  state.history.went_back(before);
  return true;
}

bool redo(PlaygroundState& state) {
  const PlaygroundSetting before{state.spec, state.simple};
  if (!take_setting(state, state.history.later())) return false;
  state.history.went_forward(before);
  return true;
}

bool undo_draft(PlaygroundState& state) {
  if (!state.task_draft || !state.drafts.earlier()) return false;
  const ClassTask before = std::exchange(*state.task_draft, ClassTask(*state.drafts.earlier()));
  state.drafts.went_back(without_start(before));
  return true;
}

bool redo_draft(PlaygroundState& state) {
  if (!state.task_draft || !state.drafts.later()) return false;
  const ClassTask before = std::exchange(*state.task_draft, ClassTask(*state.drafts.later()));
  state.drafts.went_forward(without_start(before));
  return true;
}

bool open_spec(PlaygroundState& state, const Spec& wanted) {
  state.awaited.clear();
  state.awaited_spec.reset();
  const auto is_wanted = [&](const GivenData& row) { return row.shipped && row.id == wanted.data.kind; };
  const bool beside = std::ranges::any_of(given_data(), is_wanted) && !data_is_here(state, wanted.data.kind);
  if (!beside || !state.request_asset) return try_spec(state, wanted);
  state.awaited_spec = wanted;
  state.request_asset(data_file(wanted.data.kind));
  return true;
}

PlaygroundLook look_of(const PlaygroundState& state) {
  PlaygroundLook look{.whole_classes = state.discrete_map,
                      .log_loss = state.log_loss,
                      .axes = state.wanted_axes,
                      .speed = state.speed,
                      .smoothing = state.curves.smoothing,
                      .test_points = state.test_points};
  const std::array axes{state.map_x, state.map_y};
  if (!look.axes && state.run && state.run->has_maps() && axes != usual_axes(state.run->inputs())) look.axes = axes;
  return look;
}

PlaygroundView view_of(const PlaygroundState& state) {
  return {.spec = to_hand_on(state),
          .simple = state.simple,
          .task = state.task,
          .draft = state.task_draft,
          .look = look_of(state)};
}

namespace {

void take_look(PlaygroundState& state, const PlaygroundLook& look) {
  state.discrete_map = look.whole_classes;
  state.log_loss = look.log_loss;
  state.speed = look.speed;
  state.curves.smoothing = look.smoothing;
  state.test_points = look.test_points;
  PlaygroundRun& run = playground_run(state);
  run.runner().send(SetSpeed{playground_speeds()[static_cast<std::size_t>(state.speed)]});
  if (state.awaited_spec || state.reading) return;  // the axes wait with the data
  state.wanted_axes = look.axes.value_or(usual_axes(run.inputs()));
  keep_selection_inside(state, run.inputs());
}

}  // namespace

Result<Done> open_view(PlaygroundState& state, const PlaygroundView& view) {
  state.wanted_axes = view.look.axes;
  if (!open_spec(state, view.spec)) {
    state.wanted_axes.reset();
    return *state.refused;
  }
  take_look(state, view.look);
  state.simple = view.simple;
  state.task = view.task;
  state.task_draft = view.draft;
  if (!view.kept.empty()) state.curves.kept = view.kept;
  if (state.task && state.run) state.run->runner().send(TrainerCommand{Rewind{}});
  return Done{};
}

void start_task(PlaygroundState& state) {
  if (!state.task || !open_spec(state, state.task->start) || !state.run) return;
  state.run->runner().send(Pause{});
  state.run->runner().send(TrainerCommand{Rewind{}});
}

std::string data_file(std::string_view kind) { return "data/" + std::string(kind) + ".csv"; }

bool data_is_here(const PlaygroundState& state, std::string_view kind) {
  const std::string file = data_file(kind);
  return is_generated(kind) || (state.run && state.spec.data.kind == kind) || !assets::find(file).empty() ||
         (state.assets && state.assets(file));
}

void choose_data(PlaygroundState& state, std::string_view kind) {
  state.lesson.clear();
  state.wanted_axes.reset();
  state.awaited.clear();
  state.awaited_spec.reset();
  state.resuming.reset();
  if (!data_is_here(state, kind) && state.request_asset) {
    state.awaited = kind;
    return state.request_asset(data_file(kind));
  }
  const Spec before = state.spec;
  const std::string from = data_family(before.data.kind), to = data_family(kind);
  if (from == to) {
    try_spec(state, with_data(before, kind));
    return;
  }
  const auto known = state.designs.find(to);
  const bool first_time = known == state.designs.end();
  const Spec wanted = first_time ? suited_spec(kind) : known->second;
  if (!try_spec(state, wanted.data.kind == kind ? wanted : with_data(wanted, kind))) return;
  state.designs.insert_or_assign(from, before);
  const bool own = before.layers != suited_spec(before.data.kind).layers;
  if (first_time && own) state.left_behind = before;
}

void take_awaited_data(PlaygroundState& state) {
  if (!state.awaited.empty() && data_is_here(state, state.awaited)) choose_data(state, std::string(state.awaited));
  if (!state.awaited_spec || !data_is_here(state, state.awaited_spec->data.kind)) return;
  const Spec wanted = *std::exchange(state.awaited_spec, std::nullopt);
  try_spec(state, wanted);
}

}  // namespace gradlab::ui
