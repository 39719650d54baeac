#include "shell/ui/pages/playground/drawing.hpp"

#include <algorithm>

#include "shell/ui/pages/playground_run.hpp"
#include "shell/ui/pages/playground_state.hpp"

namespace gradlab::ui {
namespace {

bool can_be_drawn_on(const PlaygroundRun& run) {
  const Dataset& data = run.data();
  return data.input_count() == 2 && data.task != Task::regression && data.class_count() <= 3 &&
         data.samples <= most_drawn_points;
}

/// The others are needed to see whether anything was learned; of very few points none can be spared.
double test_share_of(const Spec& spec, std::size_t points) {
  constexpr std::size_t few = 20;
  return points < few ? 0 : spec.data.test_share;
}

}  // namespace

void begin_drawing(PlaygroundState& state) {
  if (!can_be_drawn_on(playground_run(state))) choose_data(state, "circle");
  state.drawing.on = can_be_drawn_on(playground_run(state));
  follow_data(state);
}

void follow_data(PlaygroundState& state) {
  Drawing& drawing = state.drawing;
  if (drawing.follows == state.spec.data) return;
  if (!can_be_drawn_on(*state.run)) {
    drawing.on = false;
    return;
  }
  const Dataset& data = state.run->data();
  drawing.follows = state.spec.data;
  drawing.too_few = false;
  drawing.points.clear();
  for (std::size_t s = 0; s < data.samples; ++s)
    drawing.points.push_back({.x = static_cast<float>(data.input(0, s)),
                              .y = static_cast<float>(data.input(1, s)),
                              .label = static_cast<std::uint16_t>(data.target(s))});
}

void take_drawing(PlaygroundState& state) {
  Drawing& drawing = state.drawing;
  std::uint16_t last = 1;
  std::vector<std::size_t> counts(4);
  DataSpec data{.kind = "inline",
                .test_share = test_share_of(state.spec, drawing.points.size()),
                .features = state.spec.data.features,
                .scaling = state.spec.data.scaling};
  for (const MapPoint& point : drawing.points) {
    data.inputs.push_back({static_cast<double>(point.x), static_cast<double>(point.y)});
    data.targets.push_back(point.label);
    last = std::max(last, point.label);
    ++counts[point.label];
  }
  drawing.too_few = counts[0] == 0 || counts[1] == 0;
  if (drawing.too_few) return;
  Dataset shape;
  shape.task = last > 1 ? Task::classes : Task::binary;
  shape.input_names.resize(2);
  Spec wanted = state.spec;
  wanted.data = data;
  wanted = with_own_data(wanted, shape, state.run->data().task);
  state.lesson.clear();
  if (try_spec(state, wanted)) drawing.follows = wanted.data;
}

void clear_drawing(PlaygroundState& state) {
  state.drawing.points.clear();
  state.drawing.too_few = true;
}

}  // namespace gradlab::ui
