// The neuron page: what stands where at each width. The parts are in neuron_*.cpp.
#include <array>
#include <vector>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/neuron/neuron_parts.hpp"
#include "shell/ui/pages/page_parts.hpp"
#include "shell/ui/pages/pages.hpp"

namespace gradlab::ui {
namespace {

constexpr PagePart unit_part{"neuron-unit", neuron_unit_panel, "neuron.take.neuron-unit"},
    map_part{"neuron-map", neuron_map_panel, "neuron.take.neuron-map"},
    rule_part{"neuron-rule", neuron_rule_panel, "neuron.take.neuron-rule"},
    descent_part{"neuron-descent", neuron_descent_panel, "neuron.take.neuron-descent"};
constexpr std::array parts{unit_part, map_part, rule_part, descent_part};

std::vector<PageLine> lines() {
  switch (breakpoint()) {
    case Breakpoint::wide: return {{unit_part, 408, map_part, 0.637F}, {rule_part, 388, descent_part, 0.5F}};
    case Breakpoint::medium: return {{unit_part, 408}, {rule_part, 400}, {descent_part, 400}, {map_part, 420}};
    case Breakpoint::phone: break;
  }
  return {{unit_part, 660}, {map_part, 400}, {rule_part, 830}, {descent_part, 760}};
}

}  // namespace

std::vector<RulePoint> NeuronState::points() const {
  if (data == "own") return own;
  const auto target = [&](bool a, bool b) { return data == "and" ? a && b : data == "or" ? a || b : a != b; };
  std::vector<RulePoint> table;
  for (const bool a : {false, true})
    for (const bool b : {false, true}) table.push_back({a ? rule_unit : 0, b ? rule_unit : 0, target(a, b) ? 1 : 0});
  return table;
}

void NeuronState::take_points(std::vector<RulePoint> changed) {
  data = "own";
  own = std::move(changed);
  update = most_updates;
  rule_plays = false;
}

void NeuronState::compute() {
  if (clouds_seed != seed) {
    clouds_seed = seed;
    clouds = unit_samples(seed, samples);
  }
  const std::vector<RulePoint> now = points();
  const bool other = !ran || *ran != now;
  if (other) {
    run = run_perceptron_rule(now, most_updates);
    bound = rule_bound(now);
  }
  if (other || path_output != output || path_rate != rate)
    path = descend_unit(now, output, rate, static_cast<std::size_t>(steps));
  ran = now;
  path_output = output;
  path_rate = rate;
}

NeuronState& neuron_state(App& app) {
  std::shared_ptr<NeuronState>& state = app.pages().neuron;
  if (!state) state = std::make_shared<NeuronState>();
  return *state;
}

void neuron_page(App& app, const Rect& area) {
  NeuronState& state = neuron_state(app);
  page_lines(app, "neuron", area, lines(), state.picture);
  page_take_sheet(app, "neuron.take", parts, state.taking, state.picture);
}

void neuron_take_along(App& app) {
  neuron_state(app).taking = true;
  ui().request_frame();
}

std::string neuron_view(App& app) { return write_neuron_view(neuron_state(app)); }

Result<Done> open_neuron_view(App& app, const std::string& json) { return read_neuron_view(neuron_state(app), json); }

}  // namespace gradlab::ui
