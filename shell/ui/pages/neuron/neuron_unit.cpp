// One unit as a drawing: inputs, weights on their links, the sum, the activation, the output.
#include <algorithm>
#include <array>
#include <cmath>

#include "core/activations/properties.hpp"
#include "shell/i18n/i18n.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/neuron/neuron_parts.hpp"

namespace gradlab::ui {
namespace {

/// Where everything stands; rows: the inputs, then the bias.
struct Diagram {
  std::vector<Rect> tiles, weights;
  ImVec2 sum{};
  float radius = 0;  // device px
  Rect activation, output;
};

std::string subscript(std::string_view letter, std::size_t index) {
  return std::string(letter) + "_{" + std::to_string(index + 1) + "}";
}

Diagram lay_out(Rect room, std::size_t inputs) {
  Diagram diagram;
  const auto rows = static_cast<int>(inputs) + 1;
  const bool phone = on_phone();
  Rect lower;
  if (phone) lower = room.cut_bottom(px(136), px(12));
  const float letter = px(28), tile_width = px(54), between = px(phone ? 12 : 26);
  const float control = phone ? px(132) : std::min(px(184), room.width() * 0.225F);
  for (int i = 0; i < rows; ++i) {
    const float middle = room.row(i, rows, 0).center().y, half = px(22), half_control = px(20);
    const float x = room.x0 + letter;
    diagram.tiles.push_back(Rect{x, middle - half, x + tile_width, middle + half}.snapped());
    const float from = x + tile_width + between;
    diagram.weights.push_back(Rect{from, middle - half_control, from + control, middle + half_control}.snapped());
  }
  diagram.radius = px(phone ? 28 : 34);
  if (phone) {
    diagram.sum = {room.x1 - diagram.radius - px(4), room.center().y};
    Rect curve = lower;
    const Rect out = curve.cut_right(px(84), px(30));
    diagram.activation = curve.snapped();
    diagram.output = out.centered(out.width(), px(60)).snapped();
    return diagram;
  }
  const Rect output = room.cut_right(px(76));
  diagram.output = output.centered(px(76), px(60)).snapped();
  const float left = diagram.weights.front().x1;
  const float curve = std::min(px(168), room.width() * 0.21F);
  const float right = output.x0 - px(46) - curve;
  diagram.activation = Rect{right, room.center().y - px(58), right + curve, room.center().y + px(58)}.snapped();
  diagram.sum = {left + (right - left) * 0.6F, room.center().y};
  return diagram;
}

/// A link's curve: it leaves and arrives level.
std::vector<ImVec2> link(ImVec2 from, ImVec2 to) {
  constexpr int pieces = 24;
  const float bend = (to.x - from.x) * 0.5F;
  std::vector<ImVec2> line;
  for (int i = 0; i <= pieces; ++i) {
    const float t = static_cast<float>(i) / pieces, s = 1 - t;
    const float a = s * s * s, b = 3 * s * s * t, c = 3 * s * t * t, d = t * t * t;
    line.push_back(
        {a * from.x + b * (from.x + bend) + c * (to.x - bend) + d * to.x, (a + b) * from.y + (c + d) * to.y});
  }
  return line;
}

Color sign_color(double value) { return value < 0 ? theme().neg : theme().pos; }

std::string with_sign(double value) { return (value < 0 ? "" : "+") + fixed(value, 2); }

void links(const NeuronState& state, const UnitAt& at, const Diagram& diagram) {
  ImDrawList* const list = canvas();
  for (std::size_t i = 0; i <= state.unit.inputs; ++i) {
    const bool bias = i == state.unit.inputs;
    const double weight = bias ? state.unit.bias : state.unit.weights[i];
    const Color color = sign_color(weight);
    const float width = 0.7F + 1.2F * static_cast<float>(std::min(std::abs(weight), 3.4));
    const Rect &tile = diagram.tiles[i], &control = diagram.weights[i];
    const ImVec2 straight[] = {{tile.x1, tile.center().y}, {control.x0, tile.center().y}};
    draw_polyline(list, straight, color, width);
    const ImVec2 from{control.x1, control.center().y};
    const ImVec2 to{diagram.sum.x - diagram.radius, diagram.sum.y};
    draw_polyline(list, link(from, to), color, width);
    const double product = bias ? state.unit.bias : at.products[i];
    if (!on_phone())
      draw_text_halo(list, {from.x + px(28), from.y + (from.y > diagram.sum.y + px(4) ? px(21) : -px(9))}, left_base,
                     theme().ink, theme().panel, strong(type::caption), with_sign(product));
  }
}

void input_tile(NeuronState& state, const Rect& tile, std::size_t i) {
  draw_math(canvas(), {tile.x0 - px(28), tile.center().y + px(6)}, subscript("x", i), 19, theme().ink);
  draw_box(canvas(), tile, theme().panel, theme().line2, control_radius);
  const IdScope scope(static_cast<int>(i + 1));
  const float width = text_width(type::body, fixed(state.x[i], 2));
  const std::string label = "x" + std::to_string(i + 1);
  inline_number("neuron.input", {tile.center().x - width / 2, tile.center().y + px(5)}, type::body, state.x[i],
                neuron_input_range(), nullptr, {label, tr("control.neuron.input.help")});
}

void weight_control(NeuronState& state, const Rect& where, std::size_t i) {
  const bool bias = i == state.unit.inputs;
  draw_box(canvas(), where, theme().panel, theme().line2, control_radius);
  Rect rest = where.inset(px(11), 0);
  const Rect name = rest.cut_left(px(24), px(6)), value = rest.cut_right(px(44), px(6));
  draw_math(canvas(), {name.x0, where.center().y + px(5)}, bias ? "b" : subscript("w", i), 18, theme().ink);
  double& number = bias ? state.unit.bias : state.unit.weights[i];
  draw_text({value.x1, value.center().y}, right_middle, theme().accent, type::caption, fixed(number, 2));
  const Rect track = rest.centered(rest.width(), px(24));
  if (bias) {
    slider("neuron.bias", track, number, neuron_bias_range());
    return;
  }
  const IdScope scope(static_cast<int>(i + 1));
  slider("neuron.weight", track, number, neuron_weight_range(),
         {"w" + std::to_string(i + 1), tr("control.neuron.weight.help")});
}

void activation_box(const NeuronState& state, const UnitAt& at, const Diagram& diagram) {
  ImDrawList* const list = canvas();
  const Rect& box = diagram.activation;
  const Activation<double>& row = neuron_activation(state);
  draw_box(list, box, theme().panel, theme().line2, control_radius);
  const double reach = std::max(5.0, std::abs(at.z) * 1.15);
  std::vector<double> z, a;
  constexpr int count = 241;
  for (int i = 0; i < count; ++i) z.push_back(-reach + 2 * reach * i / (count - 1));
  a.resize(z.size());
  evaluate(row, state.params, Derivative::none, z, a);
  const auto [low, high] = std::ranges::minmax(a);
  const PlotFrame frame{box.inset(px(8), px(10)),
                        {{-reach, reach}, padded({std::min(low, 0.0), std::max(high, low + 0.1)}, 0.08)}};
  draw_hline(list, frame.rect.x0, frame.rect.x1, frame.to_y(0), theme().axis);
  draw_vline(list, frame.to_x(0), frame.rect.y0, frame.rect.y1, theme().axis);
  const PlotFunction function = [&](std::span<const double> x, std::span<double> y) {
    evaluate(row, state.params, Derivative::none, x, y);
  };
  const std::vector<double> breaks = breaks_of(row, state.params, 0, -reach, reach);
  draw_plot_curve(list, frame, sample_curve(function, frame, breaks), {theme().curve(0), 2.2F}, theme().panel);
  const ImVec2 here = frame.to_pixel({at.z, at.a});
  const ImVec2 down[] = {here, {here.x, frame.to_y(0)}}, across[] = {here, {box.x1, here.y}};
  draw_dashed(list, down, theme().ink2, 1.2F, 3, 3);
  draw_dashed(list, across, theme().ink2, 1.2F, 3, 3);
  const ImVec2 ahead = frame.to_pixel({at.z + 1, at.a + at.slope});
  const float length = std::hypot(ahead.x - here.x, ahead.y - here.y);
  const ImVec2 along{(ahead.x - here.x) / length * px(24), (ahead.y - here.y) / length * px(24)};
  const ImVec2 tangent[] = {{here.x - along.x, here.y - along.y}, {here.x + along.x, here.y + along.y}};
  {
    const Clip clip(box, list);
    draw_polyline(list, tangent, theme().ink, 1.8F);
  }
  draw_point(list, here, 4, theme().curve(0), theme().panel, 1.5F);
}

void sum_and_output(const NeuronState& state, const UnitAt& at, const Diagram& diagram) {
  ImDrawList* const list = canvas();
  const ImVec2 sum = diagram.sum;
  const Rect &box = diagram.activation, &output = diagram.output;
  const Color wire = theme().ink;
  if (on_phone()) {
    const ImVec2 line[] = {{sum.x, sum.y + diagram.radius},
                           {sum.x, box.y0 - px(6)},
                           {box.center().x, box.y0 - px(6)},
                           {box.center().x, box.y0}};
    draw_polyline(list, line, wire, 1.6F);
  } else {
    draw_hline(list, sum.x + diagram.radius, box.x0, sum.y, wire, 1.6F);
    draw_math(list, {sum.x + diagram.radius + px(8), sum.y - px(9)}, "z", 17, theme().ink);
    draw_text({sum.x, sum.y - diagram.radius - px(12)}, center_base, theme().ink2, type::caption, tr("neuron.sum"));
  }
  draw_hline(list, box.x1, output.x0, output.center().y, wire, 1.6F);
  fill_dot(list, sum, diagram.radius / px(1), theme().panel);
  stroke_dot(list, sum, diagram.radius / px(1), theme().ink, 2);
  const MathBox sign = layout_math(math_or_text("\\sum"), 26);
  draw_math(list, {sum.x - sign.width / 2, sum.y + px(2)}, sign, {theme().ink, theme().ink});
  draw_text({sum.x, sum.y + px(19)}, center_base, theme().ink, strong(type::caption), fixed(at.z, 2));
  const double reach = std::max(5.0, std::abs(at.z));
  const NeuronOutputs outputs = neuron_outputs(neuron_activation(state), state.params, -reach, reach);
  draw_box(list, output, outputs.color(at.a), theme().line2, control_radius);
  draw_text(output.center(), center_middle, theme().ink, type::product, fixed(at.a, 3));
  record_reading("neuron.output", fixed(at.a, 4), output);
  draw_text({output.center().x, output.y0 - px(10)}, center_base, theme().ink2, type::caption, tr("neuron.output"));
  if (!on_phone())
    draw_text({box.center().x, box.y0 - px(10)}, center_base, theme().ink2, type::caption, tr("neuron.activation"));
}

void activation_choice(NeuronState& state, const Rect& where) {
  std::vector<std::string> names;
  std::vector<std::string_view> ids;
  for (const Activation<double>& row : activations<double>()) {
    if (row.mixes()) continue;
    ids.push_back(row.id);
    names.emplace_back(tr("activation." + std::string(row.id)));
  }
  std::vector<Item> items;
  for (std::size_t i = 0; i < ids.size(); ++i) items.push_back({ids[i], names[i]});
  int index = static_cast<int>(std::ranges::find(ids, state.activation) - ids.begin());
  if (!choice("neuron.activation", where, index, items)) return;
  state.activation = ids[static_cast<std::size_t>(index)];
  state.params.clear();
  for (const ParamSpec& spec : neuron_activation(state).params) state.params.push_back(spec.initial);
}

}  // namespace

void neuron_unit_panel(App& app, const Rect& where) {
  NeuronState& state = neuron_state(app);
  const Panel box = panel(where, tr("neuron.unit.title"));
  Rect header = box.header, rest = box.content;
  if (on_phone()) header = rest.cut_top(px(44), px(4));
  const float choice_width = std::min(px(168), header.width() * 0.5F);
  activation_choice(state, header.cut_right(choice_width, px(14)));
  const std::array<Item, 3> counts{Item{"1", "1"}, Item{"2", "2"}, Item{"3", "3"}};
  int count = static_cast<int>(state.unit.inputs) - 1;
  const float width = segments_width(counts);
  if (segments("neuron.inputs", header.cut_right(width, px(8)), count, counts))
    state.unit.inputs = static_cast<std::size_t>(count) + 1;
  const std::string_view words = tr("control.neuron.inputs");
  if (text_width(type::caption, words) < header.width())
    draw_text({header.x1, header.center().y}, right_middle, theme().ink2, type::caption, words);
  const Rect formulas = rest.cut_bottom(px(neuron_formulas_height()), px(10));
  if (!on_phone()) panel_rule(box.outer, formulas.y0 - px(6));
  const Diagram diagram = lay_out(rest, state.unit.inputs);
  const UnitAt at = unit_at(state.unit, state.x, neuron_activation(state), state.params);
  links(state, at, diagram);
  for (std::size_t i = 0; i < state.unit.inputs; ++i) input_tile(state, diagram.tiles[i], i);
  const Rect& one = diagram.tiles.back();
  draw_box(canvas(), one, theme().sunk, theme().line2, control_radius);
  draw_text(one.center(), center_middle, theme().ink2, type::body, "1");
  for (std::size_t i = 0; i <= state.unit.inputs; ++i) weight_control(state, diagram.weights[i], i);
  activation_box(state, at, diagram);
  sum_and_output(state, at, diagram);
  neuron_formulas(state, at, formulas);
}

}  // namespace gradlab::ui
