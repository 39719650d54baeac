// The parts of the neuron page; neuron_page.cpp puts them side by side. `where` in device pixels throughout.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "shell/ui/app.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/pages/neuron/neuron_state.hpp"
#include "shell/ui/reading.hpp"
#include "shell/ui/widgets/formula.hpp"
#include "shell/ui/widgets/plot.hpp"

namespace gradlab::ui {

NeuronState& neuron_state(App& app);

/// The unit as a drawing and as a formula (neuron_unit.cpp, neuron_formula.cpp).
void neuron_unit_panel(App& app, const Rect& where);
/// The line a unit draws through points (neuron_map.cpp).
void neuron_map_panel(App& app, const Rect& where);
/// Three inputs as a cube that turns (neuron_space.cpp).
void neuron_space(NeuronState& state, const Rect& where);
/// The perceptron rule, update by update (neuron_rule.cpp).
void neuron_rule_panel(App& app, const Rect& where);
/// Gradient descent on the same points (neuron_descent.cpp).
void neuron_descent_panel(App& app, const Rect& where);

/// The weighted sum, the output and a slope, with numbers to drag.
void neuron_formulas(NeuronState& state, const UnitAt& at, const Rect& where);
float neuron_formulas_height();

std::string write_neuron_view(const NeuronState& state);
/// All of it, or nothing.
Result<Done> read_neuron_view(NeuronState& state, const std::string& json);

// ---- shared

const Activation<double>& neuron_activation(const NeuronState& state);
NumberRange neuron_input_range();
NumberRange neuron_weight_range();
NumberRange neuron_bias_range();

/// What outputs a picture shows: from orange for the low end to blue for the high one.
struct NeuronOutputs {
  double low = 0, high = 1;
  Color color(double a) const;
};
/// 0 to 1, -1 to 1, or what the function gives between these sums.
NeuronOutputs neuron_outputs(const Activation<double>& activation, std::span<const double> params, double low_z,
                             double high_z);

/// Paints f(w·x + b) over a view, if anything of it has changed.
void neuron_paint(NeuronMap& map, const PlotView& view, const double (&plane)[3], const Activation<double>& activation,
                  std::span<const double> params);

/// The part of the line w₁ x + w₂ y + b = level inside a frame: two pixels, or nothing.
std::vector<ImVec2> neuron_line(const PlotFrame& frame, double w1, double w2, double b, double level = 0);
/// The line z = 0, and an arrow on the side where z grows.
void neuron_draw_line(const PlotFrame& frame, double w1, double w2, double b);

/// The square that the points for the rule lie in, inside `room` with its numbers.
PlotFrame neuron_point_frame(const Rect& room);
void neuron_draw_axis_names(const PlotFrame& frame);
/// Adds, moves or takes away points by what the pointer does.
void neuron_edit_points(NeuronState& state, const PlotFrame& frame, std::string_view id);
/// The points as stops for the keyboard, for one of the maps: arrow keys move one, Space changes its class, Delete
/// takes it away. To be called before the map itself, which has the pointer (neuron_point_keys.cpp). Returns which one
/// has the keyboard.
std::optional<std::size_t> neuron_point_keys(NeuronState& state, const PlotFrame& frame);
/// One more in the middle, with the keyboard on it.
void neuron_add_point(NeuronState& state);
void neuron_draw_points(const PlotFrame& frame, std::span<const RulePoint> points,
                        const std::function<bool(const RulePoint&)>& right);

/// Rewind, play or pause, one on, and a slider over all places: the ids of these, and how fast it plays.
struct NeuronTransport {
  std::string_view rewind, play, pause, next, slider;
  int most = 0;
  double per_second = 4;
};
void neuron_transport(App& app, const Rect& row, const NeuronTransport& transport, int& place, bool& plays,
                      double& part);

}  // namespace gradlab::ui
