// What the unit says over the plane: its line, the points, and the input, which is a point too.
#include <algorithm>
#include <array>
#include <cmath>

#include "core/activations/properties.hpp"
#include "shell/i18n/i18n.hpp"
#include "shell/ui/finger.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/neuron/neuron_parts.hpp"

namespace gradlab::ui {
namespace {

constexpr double reach = NeuronState::input_reach;

double round_input(double value) { return std::round(std::clamp(value, -reach, reach) * 100) / 100; }

Color class_ink(int label) { return label == 1 ? theme().pos : theme().neg; }

bool is_right(const Unit& unit, const UnitSample& sample) { return count_right(unit, {&sample, 1}) == 1; }

/// The input is dragged over the picture; arrow keys move it.
void move_input(NeuronState& state, const PlotFrame& frame) {
  const SurfaceInput input = surface("neuron.map", frame.rect, false);
  if (input.focused) draw_ring(canvas(), frame.rect, theme().accent, map_radius, 2, 2);
  const double a = unit_at(state.unit, state.x, neuron_activation(state), state.params).a;
  let_finger_drag(input, frame.to_pixel({state.x[0], state.unit.inputs > 1 ? state.x[1] : a}));
  if (input.dragging || (input.clicked && !input.by_key)) {
    ui().drag_claimed = true;
    state.x[0] = round_input(frame.x_at(input.pointer.x));
    if (state.unit.inputs > 1) state.x[1] = round_input(frame.y_at(input.pointer.y));
  } else if (input.focused) {
    state.x[0] = round_input(state.x[0] + 0.1 * static_cast<double>(input.arrow.x));
    if (state.unit.inputs > 1) state.x[1] = round_input(state.x[1] - 0.1 * static_cast<double>(input.arrow.y));
  }
}

void draw_input(const PlotFrame& frame, PlotPoint at, double a) {
  const ImVec2 here = frame.to_pixel(at);
  draw_point(canvas(), here, 7, theme().knob, theme().accent, 2);
  fill_dot(canvas(), here, 2.4F, theme().accent);
  const bool left = here.x > frame.rect.x1 - px(60);
  draw_text_halo(canvas(), {here.x + px(left ? -14 : 14), here.y + px(4)}, left ? right_base : left_base, theme().ink,
                 theme().panel, strong(type::caption), fixed(a, 3));
}

/// Points far from the plane that is shown are drawn fainter and smaller.
void draw_samples(const NeuronState& state, const PlotFrame& frame) {
  constexpr double depth = 2;
  for (const UnitSample& sample : state.clouds) {
    const double off = state.unit.inputs == 3 ? std::abs(sample.x[2] - state.x[2]) : 0;
    const auto near = static_cast<float>(std::exp(-off * off / (2 * depth * depth)));
    const ImVec2 at = frame.to_pixel({sample.x[0], sample.x[1]});
    if (!frame.rect.contains(at)) continue;
    if (!is_right(state.unit, sample))
      stroke_dot(canvas(), at, 7.5F, with_alpha(theme().ink, 0.3F + 0.7F * near), 1.6F);
    draw_point(canvas(), at, 2.2F + 1.6F * near, with_alpha(class_ink(sample.label), 0.25F + 0.75F * near),
               with_alpha(theme().panel, near), 1);
  }
}

void plane(NeuronState& state, const PlotFrame& frame) {
  ImDrawList* const list = canvas();
  const Unit& unit = state.unit;
  const double rest = unit.bias + (unit.inputs == 3 ? unit.weights[2] * state.x[2] : 0);
  const double of_plane[3] = {unit.weights[0], unit.weights[1], rest};
  const Activation<double>& row = neuron_activation(state);
  neuron_paint(*state.map, frame.view, of_plane, row, state.params);
  state.map->picture.draw_large(list, frame.rect, map_radius);
  const UnitAt at = unit_at(unit, state.x, row, state.params);
  const Clip clip(frame.rect, list);
  if (state.activation == "sigmoid") {
    for (const double share : {0.1, 0.9}) {
      const auto line = neuron_line(frame, of_plane[0], of_plane[1], rest, std::log(share / (1 - share)));
      if (line.empty()) continue;
      draw_polyline(list, line, theme().ink2, 0.9F);
      const ImVec2& top = line[0].y < line[1].y ? line[0] : line[1];
      const ImVec2& bottom = line[0].y < line[1].y ? line[1] : line[0];
      const float part = std::min(0.5F, px(18) / std::max(px(1), bottom.y - top.y));
      draw_text_halo(list, {top.x + (bottom.x - top.x) * part, top.y + (bottom.y - top.y) * part}, center_middle,
                     theme().ink2, theme().panel, type::tick, fixed(share, 1));
    }
  }
  draw_samples(state, frame);
  neuron_draw_line(frame, of_plane[0], of_plane[1], rest);
  draw_input(frame, {state.x[0], state.x[1]}, at.a);
}

/// With one input the output is a curve, and the line is a point of it.
void curve(NeuronState& state, const PlotFrame& frame) {
  ImDrawList* const list = canvas();
  const Activation<double>& row = neuron_activation(state);
  const PlotAxes axes{.x_name = {}, .x_gap = 50, .y_gap = 40};
  draw_plot_grid(list, frame, axes);
  const Unit& unit = state.unit;
  const PlotFunction function = [&](std::span<const double> x, std::span<double> y) {
    std::vector<double> z;
    for (const double value : x) z.push_back(unit.weights[0] * value + unit.bias);
    evaluate(row, state.params, Derivative::none, z, y);
  };
  std::vector<double> breaks;
  if (unit.weights[0] != 0) {
    const double spread = std::abs(unit.weights[0]) * reach;
    for (const double z : breaks_of(row, state.params, 0, unit.bias - spread, unit.bias + spread))
      breaks.push_back((z - unit.bias) / unit.weights[0]);
    std::ranges::sort(breaks);
  }
  draw_plot_curve(list, frame, sample_curve(function, frame, breaks), {theme().curve(0), 2.6F}, theme().panel);
  if (unit.weights[0] != 0) {
    const double border = -unit.bias / unit.weights[0];
    if (frame.view.x.contains(border)) draw_hover_line(list, frame, border);
  }
  for (const UnitSample& sample : state.clouds) {
    const ImVec2 at = frame.to_pixel({sample.x[0], static_cast<double>(sample.label)});
    if (!is_right(unit, sample)) stroke_dot(list, at, 7.5F, theme().ink, 1.6F);
    draw_point(list, at, 3.6F, class_ink(sample.label), theme().panel, 1);
  }
  const UnitAt at = unit_at(unit, state.x, row, state.params);
  draw_input(frame, {state.x[0], at.a}, at.a);
}

/// "● class 1  ● class 0  ○ wrong", and the colours' two ends.
void legend(const NeuronState& state, const Rect& row, const PlotView& view) {
  float x = row.x0;
  const float y = row.center().y;
  const auto word = [&](std::string_view text) {
    x += px(12);
    x += draw_text({x, y}, left_middle, theme().ink2, type::tick, text) + px(16);
  };
  fill_dot(canvas(), {x + px(4), y}, 4, theme().pos);
  word(tr("neuron.class1"));
  fill_dot(canvas(), {x + px(4), y}, 4, theme().neg);
  word(tr("neuron.class0"));
  stroke_dot(canvas(), {x + px(4), y}, 5, theme().ink, 1.6F);
  word(tr("neuron.wrong"));
  if (state.unit.inputs == 1 || row.x1 - x < px(150)) return;
  const Unit& unit = state.unit;
  double spread = std::abs(unit.bias);
  for (std::size_t i = 0; i < unit.inputs; ++i) spread += std::abs(unit.weights[i]) * view.x.high;
  const NeuronOutputs outputs = neuron_outputs(neuron_activation(state), state.params, -spread, spread);
  const std::string high = compact(outputs.high, 2), low = compact(outputs.low, 2);
  const float right = row.x1 - text_width(type::tick, high) - px(6);
  draw_text({row.x1, y}, right_middle, theme().ink2, type::tick, high);
  const Rect ramp{right - px(80), y - px(5), right, y + px(5)};
  draw_ramp(canvas(), ramp, true);
  draw_text({ramp.x0 - px(6), y}, right_middle, theme().ink2, type::tick, low);
  draw_math(canvas(), {ramp.x0 - px(22) - text_width(type::tick, low), y + px(4)}, "a", 16, theme().ink2);
}

/// All three inputs at once, or the plane of two of them at the third's value.
void choose_view(NeuronState& state, Rect row) {
  const std::array<Item, 2> views{Item{"cube", tr("neuron.map.cube")}, Item{"slice", tr("neuron.map.plane")}};
  int view = state.cube ? 0 : 1;
  if (segments("neuron.map.view", row.cut_left(segments_width(views, type::caption), px(12)), view, views,
               type::caption))
    state.cube = view == 0;
  const std::string words =
      state.cube ? std::string(tr("neuron.map.turns")) : tr("neuron.map.slice", {{"x3", fixed(state.x[2], 2)}});
  draw_text_fit(canvas(), {row.x0, row.center().y}, left_middle, theme().ink2, type::caption, words, row.width());
}

}  // namespace

void neuron_map_panel(App& app, const Rect& where) {
  NeuronState& state = neuron_state(app);
  state.compute();
  const Panel box = panel(where, tr("neuron.map.title"));
  Rect rest = box.content, header = box.header;
  if (icon_button("neuron.dice", header.cut_right(header.height(), px(12)), Icon::dice))
    state.seed = state.seed % 999 + 1;
  const std::string right = tr("neuron.map.right", {{"right", std::to_string(count_right(state.unit, state.clouds))},
                                                    {"n", std::to_string(state.clouds.size())}});
  draw_text({header.x1, box.outer.y0 + px(31)}, right_base, theme().ink, type::panel_title, right);
  record_reading("neuron.map.reading", right, header);
  Rect below = rest.cut_bottom(px(24));
  if (state.unit.inputs == 3) {
    choose_view(state, rest.cut_top(px(on_phone() ? 40 : 32), px(6)));
    if (state.cube) {
      neuron_space(state, rest.snapped());
      return legend(state, below, {{-reach, reach}, {-reach, reach}});
    }
  }
  rest.cut_left(px(30));
  rest.cut_bottom(px(26));
  const Rect square = rest.snapped();
  const bool one = state.unit.inputs == 1;
  const double half = reach * static_cast<double>(square.height()) / static_cast<double>(square.width());
  PlotView view{{-reach, reach}, {-half, half}};
  const Activation<double>& row = neuron_activation(state);
  if (one) {
    const double spread = std::abs(state.unit.weights[0]) * reach;
    const NeuronOutputs outputs = neuron_outputs(row, state.params, state.unit.bias - spread, state.unit.bias + spread);
    view.y = padded({std::min(outputs.low, 0.0), std::max(outputs.high, 1.0)}, 0.1);
  }
  const PlotFrame frame{square, view};
  move_input(state, frame);
  if (one)
    curve(state, frame);
  else
    plane(state, frame);
  draw_plot_numbers(canvas(), frame, {.x_name = {}, .x_gap = 60, .y_gap = 50});
  // Between the numbers.
  draw_math(canvas(), {frame.to_x(3) - px(8), x_numbers_middle(frame) + px(5)}, "x_{1}", 16, theme().ink2);
  draw_math(canvas(), {frame.rect.x0 - px(26), one ? frame.rect.y0 + px(14) : frame.to_y(1) + px(5)},
            one ? "a" : "x_{2}", 16, theme().ink2);
  legend(state, below, view);
}

}  // namespace gradlab::ui
