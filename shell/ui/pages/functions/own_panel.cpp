#include "shell/ui/pages/functions/own_panel.hpp"

#include <algorithm>

#include "core/formula/custom_row.hpp"
#include "shell/i18n/i18n.hpp"
#include "shell/ui/field_mistake.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/functions_parts.hpp"
#include "shell/ui/theme.hpp"
#include "shell/ui/widgets/formula.hpp"

namespace gradlab::ui {
namespace {

constexpr float symbol_width = 60;

/// "f(x) =" and a field; returns the height used.
float formula_field(std::string_view id, const Rect& where, std::string_view markup, std::string& text,
                    const std::optional<Error>& error, bool& changed) {
  Rect row{where.x0, where.y0, where.x1, where.y0 + field_height()};
  const Rect symbol = row.cut_left(px(symbol_width));
  const MathBox box = layout_math(math_or_text(markup), 19);
  draw_math(canvas(), {symbol.x0, symbol.center().y + px(5)}, box, {theme().ink, theme().ink});
  if (!error) {
    changed = text_field(id, row, text, nullptr, {}) || changed;
    return row.height();
  }
  const FieldMistake mistake = mistake_of(*error, text);
  changed = text_field(id, row, text, &mistake, {}) || changed;
  return row.height() + field_mistake_height(mistake, row.width());
}

std::string stretches_text(const std::vector<Stretch>& all) {
  constexpr std::size_t most = 3;
  std::string text;
  for (std::size_t i = 0; i < std::min(all.size(), most); ++i)
    text += (i > 0 ? ", " : "") + compact(all[i].low, 3) + " … " + compact(all[i].high, 3);
  return all.size() > most ? text + ", …" : text;
}

float verdict(FunctionsState& state, const ChosenFunction& function, const Rect& where) {
  const DerivativeCheck* const check = state.check_of(function);
  std::string words;
  Color color = theme().ink2;
  if (!check) {
    if (!function.own->claim.empty()) return 0;
    words = tr("functions.own.claim_hint");
  } else if (check->agrees()) {
    words = tr("functions.own.agrees", {{"gap", compact(check->largest_gap, 2)}});
  } else {
    color = theme().error();
    words = tr("functions.own.differs", {{"where", stretches_text(check->disagreements)},
                                         {"x", compact(check->at, 3)},
                                         {"claimed", compact(check->claimed, 4)},
                                         {"exact", compact(check->exact, 4)},
                                         {"numerical", compact(check->numerical, 4)}});
  }
  const float left = where.x0 + px(symbol_width + 2);
  const int lines =
      draw_text_wrapped(canvas(), {left, where.y0 + px(17)}, where.x1 - left, color, type::caption, words);
  return line_height(type::caption) * static_cast<float>(lines) + px(6);
}

}  // namespace

float own_function_fields(FunctionsState& state, const ChosenFunction& function, const Rect& area) {
  const OwnFunctionPtr own = function.own;
  std::string text = own->text, claim = own->claim;
  bool changed = false;
  Rect rest = area;
  const IdScope scope(function.id);
  rest.y0 += formula_field("functions.own.formula", rest, "f(x)=", text, own->refused, changed) + px(6);
  rest.y0 += formula_field("functions.own.derivative", rest, "f'(x)=", claim, own->claim_refused, changed);
  rest.y0 += verdict(state, function, rest);
  if (changed) state.edit_own(std::string(function.id), text, claim);
  return rest.y0 - area.y0;
}

void own_function_examples(FunctionsState& state, const ChosenFunction& function, const Rect& where) {
  std::vector<std::string> names;
  std::vector<Item> items;
  int open = -1;
  for (const ExampleMistake& example : example_mistakes()) {
    if (function.own->text == example.text && function.own->claim == example.claim)
      open = static_cast<int>(names.size());
    names.emplace_back(tr("functions.mistake." + std::string(example.id)));
  }
  for (std::size_t i = 0; i < names.size(); ++i) items.push_back({example_mistakes()[i].id, names[i]});
  const std::string_view whole = tr("functions.mistakes");
  const bool fits = text_width(type::body, whole) + px(46) <= where.width();
  const std::string none(fits ? whole : tr("functions.mistakes.short"));
  if (open < 0) {
    open = static_cast<int>(items.size());
    items.push_back({"none", none});
  }
  if (!choice("functions.own.mistakes", where, open, items)) return;
  const auto index = static_cast<std::size_t>(open);
  if (index >= example_mistakes().size()) return;
  const ExampleMistake& example = example_mistakes()[index];
  state.edit_own(std::string(function.id), std::string(example.text), std::string(example.claim));
}

void draw_claim(FunctionsState& state, const PlotLayer& layer) {
  const ChosenFunction* const function = state.focus();
  if (!function || !function->own || !function->own->claimed || function->own->claim_refused) return;
  const auto curves = layer.curves();
  if (std::find(curves.begin(), curves.end(), Derivative::first) == curves.end()) return;
  const PlotFrame& frame = layer.frame;
  ImDrawList* const list = canvas();
  const Color color = theme().error();
  if (const DerivativeCheck* const check = state.check_of(*function)) {
    const Clip clip(frame.rect, list);
    for (const Stretch& one : check->disagreements) {
      const float x0 = std::max(frame.to_x(one.low), frame.rect.x0), x1 = std::min(frame.to_x(one.high), frame.rect.x1);
      if (x1 < x0) continue;
      fill_rect(list, {x0, frame.rect.y0, std::max(x1, x0 + px(2)), frame.rect.y1}, with_alpha(color, 0.12F));
    }
  }
  const OwnFunction& own = *function->own;
  const std::vector<double> values = claim_values(own, function->params);
  const PlotFunction claim = plot_function(own.claimed->row(), values, Derivative::none);
  std::vector<double> breaks;
  for (const Kink& kink : own.claimed->row().kinks) breaks.push_back(kink.offset);
  const SampledCurve curve = sample_curve(claim, frame, breaks);
  draw_plot_curve(list, frame, {curve.points, {}}, {color, 2, true}, theme().panel);
}

}  // namespace gradlab::ui
