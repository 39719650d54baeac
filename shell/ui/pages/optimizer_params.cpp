#include "shell/ui/pages/optimizer_params.hpp"

#include <algorithm>

#include "core/optimizers/optimizer.hpp"
#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/layout.hpp"

namespace gradlab::ui {
namespace {

/// "β₁ (gradient memory)" is β₁ here; the tooltip says the rest.
std::string short_param(std::string_view id) {
  if (id == "lr") return std::string(tr("optimizers.rate"));
  std::string_view name = tr("param." + std::string(id));
  for (const std::string_view bracket : {" (", "（"})
    if (const auto at = name.find(bracket); at != std::string_view::npos) name = name.substr(0, at);
  return std::string(name);
}

double value_of(const Choice& choice, const ParamSpec& spec) {
  const auto found = choice.params.find(spec.id);
  return found == choice.params.end() ? spec.initial : found->second;
}

bool is_shown(const OptimizerParams& params, const ParamSpec& spec) {
  if (params.whole || spec.id == "lr") return true;
  return value_of(params.choice, spec) != spec.initial || spec.id == "beta1" || spec.id == "beta2" ||
         spec.id == "alpha" || spec.id == "rho";
}

NumberRange range_of(const ParamSpec& spec) {
  if (spec.logarithmic)
    return {.low = std::max(spec.low, 1e-10),
            .high = spec.high,
            .initial = spec.initial,
            .scale = Scale::logarithmic,
            .digits = 3};
  return {.low = spec.low, .high = spec.high, .initial = spec.initial, .digits = 4};
}

void draw_param(const OptimizerParams& params, const ParamSpec& spec, std::string_view name, ImVec2 at) {
  draw_text(at, left_base, theme().ink2, type::caption, name);
  const float x = at.x + text_width(type::caption, name) + px(5);
  const std::string label = params.name + ": " + std::string(tr("param." + std::string(spec.id)));
  const Words words{label, tr("param." + std::string(spec.id) + ".help")};
  const std::string id = std::string(params.id_prefix) + std::string(spec.id);
  double value = value_of(params.choice, spec);
  if (spec.kind == ParamKind::toggle) {
    bool on = value != 0;
    if (toggle(id, Rect{x, at.y - px(15), x + px(34), at.y + px(5)}, on, false, words)) params.set(spec.id, on ? 1 : 0);
  } else if (inline_number(id, {x, at.y}, type::caption, value, range_of(spec), nullptr, words)) {
    params.set(spec.id, value);
  }
}

int lay_out(const OptimizerParams& params, const Rect& where, bool draw) {
  int lines = 1;
  float x = where.x0;
  for (const ParamSpec& spec : find_optimizer<double>(params.choice.id)->params) {
    if (!is_shown(params, spec)) continue;
    const std::string name = short_param(spec.id);
    const std::string number = number_text(range_of(spec), value_of(params.choice, spec));
    const float room = spec.kind == ParamKind::toggle ? px(34) : std::max(text_width(type::caption, number), px(16));
    const float whole = text_width(type::caption, name) + px(5) + room;
    if (x > where.x0 && x + whole > where.x1) {
      ++lines;
      x = where.x0;
    }
    const float base = where.y0 + px(optimizer_param_pitch()) * static_cast<float>(lines - 1) + px(15);
    if (draw) draw_param(params, spec, name, {x, base});
    x += whole + px(14);
  }
  return lines;
}

}  // namespace

float optimizer_param_pitch() { return on_phone() ? 36.0F : 23.0F; }

int draw_optimizer_params(const OptimizerParams& params, const Rect& where) { return lay_out(params, where, true); }

int optimizer_param_lines(const OptimizerParams& params, float width) {
  return lay_out(params, {0, 0, width, 0}, false);
}

}  // namespace gradlab::ui
