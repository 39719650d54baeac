#include "shell/ui/pages/functions_draw.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/number_range.hpp"
#include "shell/ui/pages/functions/own_panel.hpp"
#include "shell/ui/pages/functions_parts.hpp"
#include "shell/ui/pages/functions_readout.hpp"
#include "shell/ui/theme.hpp"
#include "shell/ui/widgets/formula.hpp"

namespace gradlab::ui {
namespace {

constexpr int family_size = 6;
constexpr float card_share = 0.55F;  // of a plot's height

/// What was drawn, for names and for the card to keep out of the way.
struct Drawn {
  std::vector<EndLabel> labels;
  std::vector<std::vector<ImVec2>> pixels;
};

CurveStyle style_of(const FunctionsState& state, const ChosenFunction& function) {
  const bool focused = function.id == state.focused;
  return {function_color(function), focused ? 3.0F : 2.2F, Theme::is_dashed(function.color)};
}

void draw_one(FunctionsState& state, const PlotLayer& layer, const ChosenFunction& function, Derivative which,
              Drawn& drawn) {
  ImDrawList* list = canvas();
  const SampledCurve& curve = kept_curve(state, function, which, layer.frame, layer.overlaid ? "overlaid" : "");
  const CurveStyle style = style_of(state, function);
  std::vector<ImVec2> pixels = curve_pixels(layer.frame, curve.points);
  const bool dashed = layer.overlaid && which != Derivative::none;
  if (dashed) {
    const Clip clip(layer.frame.rect, list);
    draw_stroke(list, pixels, which, style);
  } else {
    draw_plot_curve(list, layer.frame, curve, style, theme().panel);
  }
  std::string name = activation_name(function.id);
  if (dashed) name += which == Derivative::first ? " ′" : " ″";
  drawn.labels.push_back({.text = std::move(name),
                          .color = style.color,
                          .exit = curve_exit(layer.frame, pixels),
                          .emphasised = function.id == state.focused});
  drawn.pixels.push_back(std::move(pixels));
}

std::string param_label(const ParamSpec& spec, double value) {
  return param_symbol(spec.id) + " = " + compact(value, 3);
}

/// While a parameter is dragged: the whole family faintly, and the curve as it was before, dashed.
void draw_ghost(FunctionsState& state, const PlotLayer& layer, Derivative which, std::vector<EndLabel>& labels) {
  const ChosenFunction* now = state.ghost ? state.find(state.ghost->function) : nullptr;
  if (!now || !layer.has(*now) || state.ghost->param >= now->params.size()) return;
  const ParamSpec& spec = row_of(*now).params[state.ghost->param];
  const NumberRange range = param_range(spec);
  ChosenFunction other = *now;
  ImDrawList* list = canvas();
  const Color color = function_color(*now);
  for (int i = 0; i < family_size; ++i) {
    const double share = static_cast<double>(i) / (family_size - 1);
    const double value = value_at(range, share);
    other.params[state.ghost->param] = value;
    const SampledCurve curve = fresh_curve(other, which, layer.frame);
    draw_plot_curve(list, layer.frame, {curve.points, {}}, {with_alpha(color, 0.2F), 1.2F}, theme().panel);
    const CurveExit exit = curve_exit(layer.frame, curve_pixels(layer.frame, curve.points));
    const bool at_end = i == 0 || i == family_size - 1;
    if (at_end && exit.side == CurveExit::Side::right) {
      labels.push_back({param_label(spec, value), theme().ink2, exit, {Face::math_italic, 15}});
    }
  }
  other.params[state.ghost->param] = state.ghost->before;
  const SampledCurve before = fresh_curve(other, which, layer.frame);
  draw_plot_curve(list, layer.frame, {before.points, {}}, {with_alpha(color, 0.7F), 1.5F, true}, theme().panel);
  if (which != Derivative::none || layer.small) return;
  const float y = layer.frame.to_y(value_of(other, which, layer.frame.view.x.low));
  const float baseline = std::clamp(y + px(18), layer.frame.rect.y0 + px(14), layer.frame.rect.y1 - px(6));
  const std::string_view words = tr("functions.before");
  const float x = layer.frame.rect.x0 + px(6);
  const float width = draw_on_paper(list, {x, baseline}, left_base, theme().ink2, type::caption, words);
  draw_on_paper(list, {x + width + px(5), baseline}, left_base, theme().ink2, {Face::math_italic, 15},
                param_symbol(spec.id) + " = " + fixed(state.ghost->before, 2));
}

/// The tangent stands where f is, its slope is written there and at the dot of f'; while a ghost is there, its value
/// has that place.
void draw_at_x(const FunctionsState& state, const PlotLayer& layer, const Drawn& drawn) {
  ImDrawList* list = canvas();
  draw_hover_line(list, layer.frame, state.x);
  const ChosenFunction* focus = layer.only.empty() ? state.focus() : state.find(layer.only);
  if (focus && state.tangent && layer.curves().front() == Derivative::none) {
    const double slope = value_of(*focus, Derivative::first, state.x);
    const std::string words =
        layer.small || state.ghost ? std::string() : tr("functions.slope", {{"value", readout(slope, state.decimals)}});
    draw_tangent(list, layer.frame, {state.x, value_of(*focus, Derivative::none, state.x)}, slope, words, drawn.pixels);
  }
  const auto dot = [&](const ChosenFunction& function) {
    for (const Derivative which : layer.curves()) {
      draw_hover_dot(list, layer.frame, {state.x, value_of(function, which, state.x)}, function_color(function),
                     theme().panel);
    }
  };
  for (const ChosenFunction& function : state.chosen) {
    if (&function != focus && layer.has(function)) dot(function);
  }
  if (!focus) return;
  dot(*focus);
  if (layer.overlaid || layer.first == 0 || layer.small) return;
  const double y = value_of(*focus, derivative_at(layer.first), state.x);
  draw_beside(list, layer.frame, {state.x, y}, readout(y, state.decimals), drawn.pixels);
}

/// A point that stays where it was put, to compare with what is under the pointer.
void draw_pin(const FunctionsState& state, const PlotLayer& layer, const Drawn& drawn) {
  if (!state.pin || !layer.frame.view.x.contains(*state.pin)) return;
  ImDrawList* const list = canvas();
  const double x = *state.pin;
  const float at = std::floor(layer.frame.to_x(x)) + 0.5F;
  draw_dashed_line(list, {at, layer.frame.rect.y0}, {at, layer.frame.rect.y1}, theme().accent, 1.2F, 5, 3);
  for (const ChosenFunction& function : state.chosen) {
    if (!layer.has(function)) continue;
    for (const Derivative which : layer.curves()) {
      const double y = value_of(function, which, x);
      draw_hover_dot(list, layer.frame, {x, y}, theme().panel, function_color(function));
      if (function.id != state.focused || layer.small) continue;
      const std::string words = "(" + fixed(x, state.x_decimals()) + ", " + readout(y, state.decimals) + ")";
      draw_beside(list, layer.frame, {x, y}, words, drawn.pixels);
    }
  }
}

/// Where the focused function is flat: there a gradient goes out.
void draw_saturation(FunctionsState& state, const PlotLayer& layer) {
  const ChosenFunction* const function = layer.only.empty() ? state.focus() : state.find(layer.only);
  if (!function || !state.shade) return;
  const PlotFrame& frame = layer.frame;
  for (const Interval& zone : state.facts_of(*function).flat) {
    const float x0 = std::max(frame.to_x(std::max(zone.low, frame.view.x.low)), frame.rect.x0);
    const float x1 = std::min(frame.to_x(std::min(zone.high, frame.view.x.high)), frame.rect.x1);
    if (x1 > x0) fill_rect(canvas(), Rect{x0, frame.rect.y0, x1, frame.rect.y1}, theme().sunk);
  }
}

void draw_card(FunctionsState& state, const PlotLayer& layer, bool own, const Drawn& drawn,
               const std::vector<Rect>& taken) {
  const Readout table = readout_of(state, layer.frame.rect.height() * card_share,
                                   own ? std::optional<std::size_t>(layer.first) : std::nullopt);
  CardPlace place(layer.frame.rect, readout_size(table));
  for (const auto& pixels : drawn.pixels) place.avoid(pixels);
  for (const Rect& rect : taken) place.avoid(rect, 2);
  int& corner = state.card_corner[layer.first];
  corner = place.corner(corner);
  const Rect card = place.rect(corner);
  if (card.width() > layer.frame.rect.width() || card.height() > layer.frame.rect.height()) return;
  draw_box(canvas(), card, theme().panel, theme().line2, control_radius);
  draw_readout(table, card);
}

}  // namespace

std::vector<Derivative> PlotLayer::curves() const {
  if (!overlaid) return {derivative_at(first)};
  std::vector<Derivative> all;
  for (std::size_t i = 0; i < derivative_count; ++i) {
    if (shown[i]) all.push_back(derivative_at(i));
  }
  return all;
}

void draw_stroke(ImDrawList* list, std::span<const ImVec2> pixels, Derivative which, const CurveStyle& style) {
  if (which == Derivative::none) return draw_polyline(list, pixels, style.color, style.width);
  const bool first = which == Derivative::first;
  draw_dashed(list, pixels, style.color, style.width, first ? 8.0F : 2.5F, first ? 5.0F : 4.0F);
}

bool card_fits(FunctionsState& state, const PlotLayer& layer) {
  const Rect& rect = layer.frame.rect;
  return readout_size(readout_of(state, rect.height() * card_share)).x <= rect.width();
}

void draw_layer(FunctionsState& state, const PlotLayer& layer, ValueCard values) {
  ImDrawList* list = canvas();
  PlotAxes axes{.x_numbers = layer.x_numbers, .look = state.axes};
  if (layer.small) axes.y_gap = 26;
  draw_saturation(state, layer);
  draw_plot_grid(list, layer.frame, axes);
  Drawn drawn;
  std::vector<EndLabel> family;
  draw_claim(state, layer);
  for (const Derivative which : layer.curves()) draw_ghost(state, layer, which, family);
  // The focused curve lies on top, its name keeps its place in the order.
  for (const bool focused : {false, true}) {
    for (const ChosenFunction& function : state.chosen) {
      if ((function.id == state.focused) != focused || !layer.has(function)) continue;
      for (const Derivative which : layer.curves()) draw_one(state, layer, function, which, drawn);
    }
  }
  draw_pin(state, layer, drawn);
  draw_at_x(state, layer, drawn);
  if (!layer.only.empty()) drawn.labels.clear();  // its name is above it
  const std::size_t named = drawn.labels.size();
  drawn.labels.insert(drawn.labels.end(), family.begin(), family.end());
  const std::vector<Rect> taken = named > 0 ? draw_end_labels(list, layer.frame, drawn.labels) : std::vector<Rect>{};
  const bool on_axes = axes.look == AxesLook::notes;
  if (on_axes) draw_plot_numbers(list, layer.frame, axes);
  if (values != ValueCard::none && !state.chosen.empty())
    draw_card(state, layer, values == ValueCard::own, drawn, taken);
  const Rect tag = layer.x_numbers ? draw_x_tag(list, layer.frame, state.x, state.x_decimals()) : Rect{};
  if (!on_axes) draw_plot_numbers(list, layer.frame, axes, tag);
  draw_zoom_box(list, layer.box);
  if (state.chosen.empty()) {
    draw_text(layer.frame.rect.center(), center_middle, theme().ink3, type::body, tr("functions.none_chosen"));
  }
}

}  // namespace gradlab::ui
