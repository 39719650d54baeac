// The focused function as mathematics, with its numbers filled in, and the sliders of its parameters.
#include <algorithm>
#include <cmath>
#include <utility>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/pages/functions/own_panel.hpp"
#include "shell/ui/pages/functions_curves.hpp"
#include "shell/ui/pages/functions_parts.hpp"
#include "shell/ui/widgets/formula.hpp"

namespace gradlab::ui {
namespace {

constexpr float name_size = 17;
constexpr float phone_actions = 46;
constexpr std::string_view fixed_name = "fixed";  // of numbers that belong to the definition
constexpr float own_fields_height = 190;          // on a phone: two fields and two lines below each

/// One line of the panel: its boxes, and which of its numbers are whose.
struct Line {
  MathBox box;
  std::string_view scope = {};  // tells apart the numbers of f and of f'
};

/// Numbers that have a letter in the formula but are no parameters: SELU's two. Read off the function itself.
std::vector<MathVariable> constants_of(const ChosenFunction& function) {
  constexpr double far_left = -800;
  if (function.id != "selu") return {};
  const double lambda = value_of(function, Derivative::none, 1);
  const double alpha = -value_of(function, Derivative::none, far_left) / lambda;
  return {{"λ", std::string(fixed_name), lambda, fixed(lambda, 4)},
          {"α", std::string(fixed_name), alpha, fixed(alpha, 4)}};
}

/// Digits that stand in the formula itself, so that they can say why they stand still.
void mark_fixed_numbers(MathNode& node) {
  double value = 0;
  const bool digits = node.kind == MathNode::Kind::text && node.name.empty() && parse_number(node.text, value);
  if (digits) {
    node.kind = MathNode::Kind::number;
    node.name = fixed_name;
  }
  for (MathNode& child : node.children) mark_fixed_numbers(child);
}

std::vector<MathVariable> variables_of(const FunctionsState& state, const ChosenFunction& function) {
  std::vector<MathVariable> variables{{"x", "x", state.x, number_text(x_range(state), state.x)}};
  const Activation<double>& row = row_of(function);
  for (std::size_t i = 0; i < row.params.size(); ++i) {
    const std::string name(row.params[i].id);
    const double value = function.params[i];
    variables.push_back({param_symbol(name), name, value, number_text(param_range(row.params[i]), value)});
  }
  for (MathVariable& constant : constants_of(function)) variables.push_back(std::move(constant));
  return variables;
}

/// The functions that formulas call by name are rows of the core's table themselves. A row's own definition keeps its
/// words: "tanh 0.50 = 0.4621" says more than "0.462 = 0.4621".
std::optional<double> known_function(const ChosenFunction& function, Derivative which, std::string_view symbol,
                                     double at) {
  if (symbol == "f") return value_of(function, Derivative::none, at);
  const std::string_view id = symbol == "σ" ? "sigmoid" : symbol == "tanh" ? "tanh" : "";
  const Activation<double>* row = id.empty() ? nullptr : find_activation<double>(id);
  if (!row || (which == Derivative::none && function.id == id)) return std::nullopt;
  return value_at(*row, at, {});
}

MathNode left_side(Derivative which, MathNode argument) {
  MathNode row;
  row.children.push_back(math_text("f", true));
  if (which == Derivative::first) row.children.push_back(math_text("′", true));
  row.children.push_back(math_fence(math_row({std::move(argument)})));
  row.children.push_back(math_text("=", false, MathNode::Role::relation));
  return row;
}

bool is_lone(const MathNode& row, MathNode::Kind kind) {
  return row.children.size() == 1 && row.children.front().kind == kind;
}

/// "f(0.50) = … = 0.3396"
MathBox filled_line(const FunctionsState& state, const ChosenFunction& function, Derivative which, float size) {
  const Activation<double>& row = row_of(function);
  const std::vector<MathVariable> variables = variables_of(state, function);
  const auto known = [&](std::string_view symbol, double at) { return known_function(function, which, symbol, at); };
  const MathFill fill{variables, known, state.decimals + 1};
  MathNode x = math_text(variables.front().text);
  x.kind = MathNode::Kind::number;
  x.name = "x";
  MathNode line = left_side(which, std::move(x));
  const MathNode middle = filled(math_or_text(which == Derivative::none ? row.formula : row.derivative), fill);
  const bool is_parameter = is_lone(middle, MathNode::Kind::number) && middle.children.front().name != "x";
  const bool says_nothing =
      is_lone(middle, MathNode::Kind::text) || (is_lone(middle, MathNode::Kind::number) && !is_parameter);
  if (!says_nothing) {
    line.children.insert(line.children.end(), middle.children.begin(), middle.children.end());
    if (!is_parameter) line.children.push_back(math_text("=", false, MathNode::Role::relation));
  }
  mark_fixed_numbers(line);
  MathBox box = layout_math(line, size);
  if (is_parameter) return box;
  const MathNode result = math_text(fixed(value_of(function, which, state.x), state.decimals + 1));
  append_box(box, as_result(layout_math(result, size)), px(size * 5 / 18));
  return box;
}

MathBox filled_within(const FunctionsState& state, const ChosenFunction& function, Derivative which, float width,
                      float size) {
  MathBox box = filled_line(state, function, which, size);
  for (int tries = 0; tries < 2 && box.width > width; ++tries) {
    size = std::max(size * width / box.width, formula_size * 0.6F);
    box = filled_line(state, function, which, size);
  }
  return box;
}

void note_ghost(FunctionsState& state, const ChosenFunction& function, std::size_t param, const std::string& control) {
  const ControlMemory& memory = ui().memory(control);
  if (memory.dragging || memory.show_ghost) state.ghost = ParamGhost{function.id, param, memory.before};
}

/// Draws number `piece` so that it can be dragged, and writes what was done back into the state.
void draggable_number(FunctionsState& state, ChosenFunction& function, const MathPiece& piece, ImVec2 at) {
  const std::string key = "functions.number" + ui().scope;
  const std::string help(tr("control.functions.number.help"));
  if (piece.name == "x") {
    double x = state.x;
    if (inline_number("functions.number", at, piece.style, x, x_range(state), nullptr, {"x", help})) state.point_at(x);
    return;
  }
  const Activation<double>& row = row_of(function);
  for (std::size_t i = 0; i < row.params.size(); ++i) {
    if (row.params[i].id != piece.name) continue;
    const std::string symbol = param_symbol(piece.name);
    inline_number("functions.number", at, piece.style, function.params[i], param_range(row.params[i]), nullptr,
                  {symbol, help});
    note_ghost(state, function, i, key);
  }
}

/// A number of the definition: the pointer is told why it cannot be dragged, and how it can be changed nevertheless.
void fixed_number(const ChosenFunction& function, const MathPiece& piece, ImVec2 at) {
  draw_text(at, left_base, theme().ink, piece.style, piece.text);
  const float size = px(imgui_font_size(piece.style.size));
  const Rect box{at.x, at.y - size * 0.8F, at.x + piece.width, at.y + size * 0.25F};
  if (!ImGui::IsWindowHovered() || ui().touch || !box.contains(ImGui::GetMousePos())) return;
  const std::string name = activation_name(function.id);
  const bool letter = function.id == "selu" && piece.text.size() > 2;
  const std::string_view id = function.own ? "functions.fixed.own"
                              : letter     ? "functions.fixed.selu"
                                           : "functions.fixed";
  show_tooltip(box, piece.text, tr(id, {{"name", name}}));
}

void draw_line(FunctionsState& state, ChosenFunction& function, const Line& line, ImVec2 at) {
  const IdScope scope(line.scope);
  int free = 0;
  draw_math(canvas(), at, line.box, {theme().ink, function_color(function)},
            [&](const MathPiece& piece, ImVec2 place, int) {
              if (piece.name == fixed_name) return fixed_number(function, piece, place);
              const IdScope number(free++);
              draggable_number(state, function, piece, place);
            });
}

void draw_name(const ChosenFunction& function, ImVec2 at, float right) {
  fill_dot(canvas(), {at.x + px(5), at.y - px(5)}, 5.5F, function_color(function));
  const float x = at.x + px(19);
  const float width =
      draw_text({x, at.y}, left_base, theme().ink, {Face::strong, name_size}, activation_name(function.id));
  const std::string also_id = "activation." + function.id + ".also";
  const std::string also(has_text(also_id) ? tr(also_id) : std::string_view());
  const std::string origin(row_of(function).origin);
  const std::string both = also + (also.empty() || origin.empty() ? "" : " · ") + origin;
  // Rather one of them than both cut off; what has no room is told to the pointer.
  const float left = x + width + px(10), room = right - left;
  const std::string* shown = &both;
  for (const std::string* const shorter : {&also, &origin})
    if (text_width(type::caption, *shown) > room && !shorter->empty()) shown = shorter;
  if (room >= px(60)) draw_text_fit(canvas(), {left, at.y}, left_base, theme().ink2, type::caption, *shown, room);
  const bool whole = shown == &both && text_width(type::caption, both) <= room;
  const Rect head{at.x, at.y - px(18), right, at.y + px(8)};
  if (!whole && ImGui::IsWindowHovered() && head.contains(ImGui::GetMousePos()))
    show_tooltip(head, activation_name(function.id), both);
}

void draw_slider_ticks(const Rect& track, const NumberRange& range) {
  if (range.scale == Scale::logarithmic) return;
  for (const PlotTick& tick : round_ticks({range.low, range.high}, std::min(ticks_for(track.width(), 48), 5))) {
    const float x = track.x0 + track.width() * static_cast<float>((tick.value - range.low) / (range.high - range.low));
    draw_vline(canvas(), x, track.center().y + px(13), track.center().y + px(17), theme().axis);
    draw_text({x, track.center().y + px(25)}, center_middle, theme().ink3, type::tick, tick.label);
  }
}

/// Symbol, track and field in a row; `ticks`: numbers below the track.
bool symbol_slider(std::string_view id, Rect row, std::string_view symbol, double& value, const NumberRange& range,
                   bool ticks, const Words& words) {
  const Rect name = row.cut_left(px(26));
  draw_text({name.x0, name.center().y + px(5)}, left_base, theme().ink, {Face::math_italic, 20}, symbol);
  // Deep in, x has many digits.
  const float widest = std::max(text_width(type::body, number_text(range, range.low)),
                                text_width(type::body, number_text(range, range.high)));
  const float field = std::clamp(widest / px(1) + 24, 60.0F, 110.0F);
  if (row.width() > px(control_max_width + field + 30)) row.x1 = row.x0 + px(control_max_width + field + 30);
  const bool changed = slider_with_field(id, row, value, range, field, words);
  const Rect track{row.x0 + px(9), row.y0, row.x1 - px(field + 19), row.y1};
  if (ticks) draw_slider_ticks(track, range);
  return changed;
}

void param_sliders(FunctionsState& state, ChosenFunction& function, Rect row, bool ticks) {
  const Activation<double>& facts = row_of(function);
  if (facts.params.empty()) {
    double x = state.x;
    if (symbol_slider("functions.x", row, "x", x, x_range(state), ticks, {})) state.point_at(x);
    return;
  }
  const int count = static_cast<int>(facts.params.size());
  for (int i = 0; i < count; ++i) {
    const auto index = static_cast<std::size_t>(i);
    const ParamSpec& spec = facts.params[index];
    const std::string name = function.own ? std::string(spec.id) : std::string(tr("param." + std::string(spec.id)));
    const std::string help(function.own ? tr("functions.own.param.help")
                                        : tr("param." + std::string(spec.id) + ".help"));
    const IdScope scope(spec.id);
    symbol_slider("functions.param", row.column(i, count, px(20)), param_symbol(spec.id), function.params[index],
                  param_range(spec), ticks, {name, help});
    note_ghost(state, function, index, "functions.param" + ui().scope);
  }
}

MathBox plain_within(std::string_view left, std::string_view right, float width) {
  return layout_math_within(math_or_text(std::string(left) + std::string(right)), width);
}

/// f and f' as they are written, each followed by the same with numbers. Of one's own the fields show f; what finds no
/// room is left out from the end.
std::vector<Line> formula_lines(const FunctionsState& state, const ChosenFunction& function, const Rect& room) {
  const Activation<double>& row = row_of(function);
  const float width = room.width();
  const auto filled_line_of = [&](Derivative which) {
    return filled_within(state, function, which, width, formula_size);
  };
  std::vector<Line> lines;
  if (!function.own) lines.push_back({plain_within("f(x)=", row.formula, width), "f_x"});
  if (!row.formula.empty()) lines.push_back({filled_line_of(Derivative::none), "f"});
  if (!row.derivative.empty()) {
    lines.insert(lines.end() - (function.own && !lines.empty() ? 1 : 0),
                 {plain_within("f'(x)=", row.derivative, width), "df_x"});
    lines.push_back({filled_line_of(Derivative::first), "df"});
  }
  float height = 0;
  std::size_t fitting = 0;
  while (fitting < lines.size() && (height += lines[fitting].box.height() + px(2)) <= room.height()) ++fitting;
  if (function.own) lines.resize(fitting);
  return lines;
}

/// What can be done with the function, right-aligned in `row`; takes its room off.
void actions(FunctionsState& state, const ChosenFunction& function, Rect& row) {
  if (!function.own) {
    const ButtonOptions copy{.kind = ButtonKind::ghost, .icon = Icon::copy, .icon_only = true};
    const Disabled full(!state.has_room_for_own());
    if (button("functions.edit_copy", row.cut_right(px(32), px(4)), copy)) state.copy_wanted = function.id;
  }
  const ButtonOptions look{.kind = ButtonKind::link, .icon_after = Icon::chevron_right};
  if (button("functions.to_playground", row.cut_right(button_width("functions.to_playground", look), px(8)), look))
    state.to_playground = function.id;
  if (function.own)
    own_function_examples(state, function, row.cut_right(std::min(px(190), row.width() * 0.64F), px(8)));
}

void reset_button(ChosenFunction& function, const Rect& where) {
  const std::vector<double> initial = initial_params(row_of(function));
  const Disabled off(function.params == initial);
  if (icon_button("functions.param_reset", where, Icon::reset)) function.params = initial;
}

}  // namespace

void make_wanted_copy(FunctionsState& state) {
  const ChosenFunction* const function = state.find(std::exchange(state.copy_wanted, {}));
  if (!function) return;
  const Activation<double>& row = row_of(*function);
  ParamValues values = values_by_name(row, function->params);
  std::string text(row.expression);
  // In formulas min and max are functions.
  for (const auto& [id, name] : {std::pair("min", "low"), std::pair("max", "high")})
    if (const auto known = values.find(id); known != values.end()) values[name] = known->second;
  // SELU's letters become parameters of the copy.
  for (const MathVariable& constant : constants_of(*function)) {
    values[constant.symbol == "λ" ? "lambda" : "alpha"] = constant.value;
    text = "x > 0 ? lambda*x : lambda*alpha*expm1(x)";
  }
  state.add_own(text, {}, values);
}

std::string param_symbol(std::string_view param_id) {
  struct Symbol {
    std::string_view id, symbol;
  };
  constexpr Symbol symbols[] = {{"alpha", "α"}, {"beta", "β"}, {"lambda", "λ"}, {"temperature", "T"},
                                {"delta", "δ"}, {"k", "k"},    {"min", "a"},    {"max", "b"}};
  for (const Symbol& known : symbols) {
    if (known.id == param_id) return std::string(known.symbol);
  }
  return std::string(param_id);
}

NumberRange param_range(const ParamSpec& spec) {
  NumberRange range{.low = spec.low, .high = spec.high, .initial = spec.initial};
  if (spec.logarithmic) range.scale = Scale::logarithmic;
  if (spec.kind == ParamKind::whole) return range.step = 1, range;
  // Where a wide range is allowed, everything that teaches happens near the usual value.
  const double reach = std::max(4.0, 4 * std::abs(spec.initial));
  if (!spec.logarithmic && spec.kind == ParamKind::real) {
    range.low = std::max(range.low, -reach);
    range.high = std::min(range.high, reach);
  }
  // What is shown is what is computed with: values stand on hundredths, as they are written.
  if (!spec.logarithmic) {
    range.step = 0.01;
    range.decimals = 2;
  }
  return range;
}

NumberRange x_range(const FunctionsState& state) {
  const int decimals = state.x_decimals();
  return {.low = std::min(state.x_view.low, state.x),
          .high = std::max(state.x_view.high, state.x),
          .initial = 0.5,
          .step = std::pow(10.0, -decimals),
          .decimals = decimals};
}

void functions_formula_panel(FunctionsState& state, const Rect& area) {
  panel(area);
  state.ghost.reset();
  ChosenFunction* function = state.focus();
  if (!function) {
    draw_text(area.center(), center_middle, theme().ink3, type::body, tr("functions.none_chosen"));
    return;
  }
  Rect inside = area.inset(panel_padding(), 0);
  Rect header = inside.cut_top(px(46), function->own ? px(6) : 0);
  header = {header.x0, header.y0 + px(10), header.x1, header.y0 + px(42)};
  actions(state, *function, header);
  draw_name(*function, {header.x0, area.y0 + px(32)}, header.x1);
  Rect bottom = inside.cut_bottom(px(74));
  panel_rule(area, bottom.y0);
  Rect controls{bottom.x0, bottom.y0 + px(14), bottom.x1, bottom.y0 + px(48)};
  if (!function->params.empty()) reset_button(*function, controls.cut_right(px(34), px(8)));
  param_sliders(state, *function, controls, true);

  if (function->own) {
    inside.y0 += own_function_fields(state, *function, inside) + px(4);
    function = state.focus();
  }
  const std::vector<Line> lines = formula_lines(state, *function, inside);
  float height = 0;
  for (const Line& line : lines) height += line.box.height();
  const float gap = std::clamp((inside.height() - height) / static_cast<float>(lines.size() + 1), px(2), px(18));
  float y = inside.y0 + std::max((inside.height() - height - gap * static_cast<float>(lines.size() - 1)) / 2, 0.0F);
  for (const Line& line : lines) {
    draw_line(state, *function, line, snap({inside.x0, y + line.box.ascent}));
    y += line.box.height() + gap;
  }
}

float functions_short_formula_height(const FunctionsState& state) {
  if (!state.focus()) return 60;
  return phone_actions + (state.focus()->own ? 116 + own_fields_height : 116.0F);
}

void functions_short_formula(FunctionsState& state, const Rect& area) {
  panel(area);
  state.ghost.reset();
  ChosenFunction* function = state.focus();
  if (!function) {
    draw_text(area.center(), center_middle, theme().ink3, type::body, tr("functions.none_chosen"));
    return;
  }
  Rect inside = area.inset(panel_padding(), 0);
  Rect below = inside.cut_bottom(px(phone_actions));
  below = below.inset(0, px(3));
  actions(state, *function, below);
  Rect row = inside.cut_top(px(54));
  const std::string name = activation_name(function->id);
  fill_dot(canvas(), {row.x0 + px(6), row.center().y}, 5, function_color(*function));
  const float width = draw_text({row.x0 + px(19), row.center().y}, left_middle, theme().ink, strong(type::body), name);
  row.x0 += px(19) + width + px(14);
  param_sliders(state, *function, row.inset(0, px(9)), false);
  if (function->own) {
    own_function_fields(state, *function, inside.cut_top(px(own_fields_height)));
    function = state.focus();
  }
  const Line line{filled_within(state, *function, Derivative::none, inside.width(), formula_size), "f"};
  draw_line(state, *function, line,
            snap({inside.x0, inside.center().y - px(4) + (line.box.ascent - line.box.descent) / 2}));
}

}  // namespace gradlab::ui
