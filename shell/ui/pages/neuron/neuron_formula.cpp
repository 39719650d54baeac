// The unit in numbers: the weighted sum, the output, a slope. What can be set is dragged there, too.
#include <algorithm>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/number_range.hpp"
#include "shell/ui/pages/functions_parts.hpp"
#include "shell/ui/pages/neuron/neuron_parts.hpp"

namespace gradlab::ui {
namespace {

MathNode relation() { return math_text("=", false, MathNode::Role::relation); }
MathNode dot() { return math_text("·", false, MathNode::Role::operation); }

MathNode plain(double value, int decimals) { return math_text(fixed(value, decimals)); }

/// A number that can be dragged, in brackets where it is negative.
MathNode dragged(std::string name, double value) {
  MathNode node = math_text(fixed(value, 2));
  node.kind = MathNode::Kind::number;
  node.name = std::move(name);
  return value < 0 ? math_fence(std::move(node)) : node;
}

void append(std::vector<MathNode>& line, std::string_view markup) {
  MathNode node = math_or_text(markup);
  line.insert(line.end(), node.children.begin(), node.children.end());
}

MathNode sum_line(const NeuronState& state, double z) {
  std::vector<MathNode> line;
  std::string left = "z=";
  for (std::size_t i = 0; i < state.unit.inputs; ++i) {
    const std::string index = "_{" + std::to_string(i + 1) + "}";
    left += "w" + index + "x" + index + "+";
  }
  // A phone has room for the numbers alone.
  const bool phone = on_phone();
  append(line, phone ? "z=" : left + "b=");
  for (std::size_t i = 0; i < state.unit.inputs; ++i) {
    const std::string index = std::to_string(i + 1);
    line.push_back(dragged("w" + index, state.unit.weights[i]));
    line.push_back(dot());
    line.push_back(dragged("x" + index, state.x[i]));
    line.push_back(math_text("+", false, MathNode::Role::operation));
  }
  line.push_back(dragged("b", state.unit.bias));
  line.push_back(relation());
  line.push_back(plain(z, 3));
  return math_row(std::move(line));
}

/// "a = f(z) = 1 / (1 + e^-2.450) ="
MathNode output_line(const NeuronState& state, double z) {
  const Activation<double>& row = neuron_activation(state);
  std::vector<MathVariable> variables{{"x", "z", z, fixed(z, 3)}};
  for (std::size_t i = 0; i < row.params.size(); ++i)
    variables.push_back({param_symbol(row.params[i].id), std::string(row.params[i].id), state.params[i],
                         number_text(param_range(row.params[i]), state.params[i])});
  std::vector<MathNode> line;
  append(line, state.activation == "sigmoid" ? "a=\\sigma(z)=" : "a=f(z)=");
  const MathNode middle = filled(math_or_text(row.formula), {variables, {}, 3});
  line.insert(line.end(), middle.children.begin(), middle.children.end());
  line.push_back(relation());
  return math_row(std::move(line));
}

MathNode slope_line(const NeuronState& state, const UnitAt& at) {
  std::vector<MathNode> line;
  append(line, state.activation == "sigmoid" ? "\\frac{\\partial a}{\\partial w_{1}}=\\sigma'(z)x_{1}="
                                             : "\\frac{\\partial a}{\\partial w_{1}}=f'(z)x_{1}=");
  line.push_back(at.slope < 0 ? math_fence(plain(at.slope, 4)) : plain(at.slope, 4));
  line.push_back(dot());
  line.push_back(dragged("x1", state.x[0]));
  line.push_back(relation());
  line.push_back(plain(at.by_weight[0], 4));
  return math_row(std::move(line));
}

void drag_number(NeuronState& state, const MathPiece& piece, ImVec2 at) {
  const std::string help(tr("control.neuron.number.help"));
  const auto drag = [&](double& value, const NumberRange& range) {
    inline_number("neuron.number", at, piece.style, value, range, nullptr, {piece.name, help});
  };
  if (piece.name == "b") return drag(state.unit.bias, neuron_bias_range());
  const auto index = static_cast<std::size_t>(piece.name.back() - '1');
  if (piece.name.size() == 2 && piece.name[0] == 'w' && index < most_unit_inputs)
    return drag(state.unit.weights[index], neuron_weight_range());
  if (piece.name.size() == 2 && piece.name[0] == 'x' && index < most_unit_inputs)
    return drag(state.x[index], neuron_input_range());
  const Activation<double>& row = neuron_activation(state);
  for (std::size_t i = 0; i < row.params.size(); ++i)
    if (row.params[i].id == piece.name) return drag(state.params[i], param_range(row.params[i]));
  draw_text(at, left_base, theme().ink, piece.style, piece.text);
}

void draw_line(NeuronState& state, std::string_view id, const MathBox& box, ImVec2 at) {
  const IdScope line(id);
  draw_math(canvas(), at, box, {theme().ink, theme().curve(0)}, [&](const MathPiece& piece, ImVec2 place, int index) {
    const IdScope number(index + 1);
    drag_number(state, piece, place);
  });
}

}  // namespace

float neuron_formulas_height() { return on_phone() ? 176 : 118; }

void neuron_formulas(NeuronState& state, const UnitAt& at, const Rect& where) {
  constexpr float size = 20;
  const bool phone = on_phone();
  Rect rest = where;
  const Rect first = rest.cut_top(px(phone ? 46 : 44), px(4));
  draw_line(state, "z", layout_math_within(sum_line(state, at.z), first.width(), size),
            {first.x0, first.center().y + px(6)});
  const auto with_result = [&](float of_size) {
    MathBox box = layout_math(output_line(state, at.z), of_size);
    append_box(box, as_result(layout_math(plain(at.a, 4), of_size)), px(of_size * 5 / 18));
    return box;
  };
  const Rect left = phone ? rest.cut_top(px(60), px(4)) : rest.column(0, 2, px(24));
  const Rect right = phone ? rest : rest.column(1, 2, px(24));
  MathBox output = with_result(size);
  if (output.width > left.width()) output = with_result(std::max(12.0F, size * left.width() / output.width));
  draw_line(state, "a", output, {left.x0, left.center().y + px(6)});
  draw_line(state, "slope", layout_math_within(slope_line(state, at), right.width(), size),
            {right.x0, right.center().y + px(6)});
}

}  // namespace gradlab::ui
