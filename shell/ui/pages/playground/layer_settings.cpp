// What is rarely set about a layer: a formula of one's own as its activation, dropout, batch norm, what is learned.
#include "shell/ui/pages/playground/layer_settings.hpp"

#include <algorithm>
#include <vector>

#include "core/formula/custom_row.hpp"
#include "core/spec/limits.hpp"
#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/field_mistake.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/playground_words.hpp"
#include "shell/ui/widgets/formula.hpp"

namespace gradlab::ui {
namespace {

constexpr float setting_gap = 14, toggle_height = 20, symbol_width = 52;

using TypedRow = std::shared_ptr<const CustomRow<double>>;

/// The layer's typed activation; null where it has none.
TypedRow typed_of(const LayerSpec& layer) {
  if (layer.activation != "custom") return nullptr;
  const auto row = CustomRow<double>::create(layer.formula, layer.params, layer.trained);
  return row ? *row : nullptr;
}

bool learns_parameters(const LayerSpec& layer, const TypedRow& typed) {
  if (typed) return !layer.trained.empty();
  const auto* row = find_activation<double>(layer.activation);
  return row && std::ranges::any_of(row->params, &ParamSpec::trained);
}

/// What stands in the field: of this layer, what was typed last, also where it could not be taken.
FormulaDraft& draft_of(PlaygroundState& state) {
  const std::string& formula = state.spec.layers[state.selected_layer].formula;
  FormulaDraft& draft = state.formula_draft;
  if (draft.layer != state.selected_layer || (!draft.refused && draft.text != formula))
    draft = {state.selected_layer, formula, {}};
  return draft;
}

void take_formula(PlaygroundState& state, const std::string& text) {
  const auto row = CustomRow<double>::create(text);
  state.formula_draft = {state.selected_layer, text, row ? std::nullopt : std::optional(row.error())};
  if (!row) return;
  const Spec wanted = with_formula(state.spec, state.selected_layer, text);
  if (!try_spec(state, wanted)) state.formula_draft.refused = state.refused;
}

float formula_height(PlaygroundState& state, float width) {
  const FormulaDraft& draft = draft_of(state);
  if (!draft.refused) return field_height();
  return field_height() + field_mistake_height(mistake_of(*draft.refused, draft.text), width - px(symbol_width));
}

void formula_row(PlaygroundState& state, Rect where) {
  Rect row = where.cut_top(field_height());
  const Rect symbol = row.cut_left(px(symbol_width));
  draw_math(canvas(), {symbol.x0, symbol.center().y + px(5)}, "f(x)=", 19, theme().ink);
  const FormulaDraft& draft = draft_of(state);
  std::string text = draft.text;
  std::optional<FieldMistake> mistake;
  if (draft.refused) mistake = mistake_of(*draft.refused, text);
  if (text_field("playground.formula", row, text, mistake ? &*mistake : nullptr)) take_formula(state, text);
}

/// A name in the formula: where it starts, and whether it is learned.
void param_row(PlaygroundState& state, const ParamSpec& param, Rect where) {
  const std::size_t layer = state.selected_layer;
  const std::string name(param.id);
  const IdScope scope(name);
  Spec wanted = state.spec;
  LayerSpec& now = wanted.layers[layer];
  draw_math(canvas(), {where.x0, where.center().y + px(5)}, name, 19, theme().ink);
  where.cut_left(px(symbol_width));
  const Rect learn = where.cut_right(px(150), px(12));
  double value = param_value(now.params, param);
  const NumberRange range{.low = param.low, .high = param.high, .initial = 1};
  const std::string label = tr("playground.param_of_formula", {{"name", name}});
  if (number("playground.formula_param", where.centered(where.width(), field_height()), value, range,
             {label, tr("control.playground.formula_param.help")}))
    now.params[name] = value;
  const auto at = std::ranges::find(now.trained, name);
  bool learned = at != now.trained.end();
  const float middle = learn.center().y;
  if (toggle("playground.formula_learned", {learn.x0, middle - px(10), learn.x1, middle + px(10)}, learned, true)) {
    if (learned)
      now.trained.push_back(name);
    else
      now.trained.erase(at);
    now.per_unit = now.per_unit && !now.trained.empty();
  }
  try_spec(state, wanted);
}

}  // namespace

float layer_settings_height(PlaygroundState& state, float width) {
  const LayerSpec& layer = state.spec.layers[state.selected_layer];
  const TypedRow typed = typed_of(layer);
  float height = px(toggle_height + setting_gap);  // batch norm
  if (layer.activation == "custom") {
    height += formula_height(state, width) + px(setting_gap);
    if (typed) height += static_cast<float>(typed->row().params.size()) * (field_height() + px(setting_gap));
  }
  if (learns_parameters(layer, typed)) height += px(toggle_height + setting_gap);
  if (state.selected_layer + 1 < state.spec.layers.size()) height += labelled_slider_height() + px(setting_gap);
  return height;
}

void layer_settings(PlaygroundState& state, Rect where) {
  const std::size_t index = state.selected_layer;
  if (state.spec.layers[index].activation == "custom") {
    formula_row(state, where.cut_top(formula_height(state, where.width()), px(setting_gap)));
    if (const TypedRow typed = typed_of(state.spec.layers[index])) {
      for (const ParamSpec& param : typed->row().params)
        param_row(state, param, where.cut_top(field_height(), px(setting_gap)));
    }
  }
  Spec wanted = state.spec;
  LayerSpec& layer = wanted.layers[index];
  if (learns_parameters(layer, typed_of(layer)))
    toggle("playground.per_unit", where.cut_top(px(toggle_height), px(setting_gap)), layer.per_unit, true);
  if (index + 1 < wanted.layers.size()) {
    const NumberRange range{
        .low = 0, .high = limits::dropout, .initial = 0, .step = 0.05, .decimals = 0, .as_percent = true};
    labelled_slider("playground.dropout", where.cut_top(labelled_slider_height(), px(setting_gap)), layer.dropout,
                    range);
  }
  toggle("playground.batch_norm", where.cut_top(px(toggle_height), px(setting_gap)), layer.batch_norm, true);
  if (wanted.layers != state.spec.layers) wanted = reshaped(wanted);
  try_spec(state, wanted);
}

}  // namespace gradlab::ui
