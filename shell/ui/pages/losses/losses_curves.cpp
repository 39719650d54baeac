// Losses over the logit or over the prediction, and below them their slopes: what back-propagation starts from.
#include <algorithm>
#include <array>
#include <cmath>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/functions_readout.hpp"
#include "shell/ui/pages/losses/losses_parts.hpp"

namespace gradlab::ui {
namespace {

constexpr PlotSpan logits{-6, 6}, predictions{-1, 2};
constexpr double highest_loss = 8, steepest = 3.2;
constexpr float left_room = 36, chart_gap = 8;

double param_of(const LossCurve& curve, const ParamSpec& spec) {
  const auto found = curve.params.find(spec.id);
  return found == curve.params.end() ? spec.initial : found->second;
}

OutputLoss pair_of(const LossCurve& curve) {
  OutputLoss pair = output_loss(curve.activation, curve.loss);
  for (std::size_t i = 0; i < pair.loss_params.size(); ++i) pair.loss_params[i] = param_of(curve, pair.loss->params[i]);
  return pair;
}

/// The activation that a loss usually stands behind, which its name leaves out.
std::string_view usual_activation(std::string_view loss) {
  const std::string_view fused = find_loss<double>(loss)->fused_activation;
  return fused.empty() ? "identity" : fused;
}

std::string loss_name(std::string_view id) {
  if (id == "mse") return std::string(tr("loss.mse.short"));
  if (id == "mae") return std::string(tr("loss.mae.short"));
  if (id == "bce") return std::string(tr("loss.bce.short"));
  if (id == "huber") return std::string(tr("losses.curves.huber"));
  if (id == "hinge") return std::string(tr("losses.curves.hinge"));
  return std::string(tr("loss." + std::string(id)));
}

std::string activation_words(std::string_view id) {
  return id == "sigmoid" ? "σ" : std::string(tr("activation." + std::string(id)));
}

/// "MSE of σ"; against the prediction it does not matter where that comes from.
std::string curve_name(const LossCurve& curve, bool by_prediction) {
  std::string name = loss_name(curve.loss);
  for (const ParamSpec& spec : find_loss<double>(curve.loss)->params)
    name += " " + std::string(tr("param." + std::string(spec.id))) + "=" + compact(param_of(curve, spec), 3);
  if (by_prediction || curve.activation == usual_activation(curve.loss)) return name;
  return tr("losses.curves.of", {{"loss", name}, {"activation", activation_words(curve.activation)}});
}

/// A loss keeps its colour; the same loss of another output takes the next free one.
std::vector<Color> colors_of(const std::vector<LossCurve>& curves) {
  std::array<bool, 8> taken{};
  std::vector<Color> colors;
  for (const LossCurve& curve : curves) {
    std::size_t color = losses_color(curve.loss);
    for (std::size_t i = 0; i < taken.size() && taken[color]; ++i) color = (color + 1) % taken.size();
    taken[color] = true;
    colors.push_back(theme().curve(color));
  }
  return colors;
}

/// The curves that differ: against the prediction a loss is drawn once, whatever stands before it.
std::vector<LossCurve> shown_curves(const LossesState& state) {
  if (!state.by_prediction) return state.curves;
  std::vector<LossCurve> shown;
  for (const LossCurve& curve : state.curves) {
    const auto same = [&](const LossCurve& other) { return other.loss == curve.loss && other.params == curve.params; };
    if (std::ranges::none_of(shown, same)) shown.push_back(curve);
  }
  return shown;
}

LossAt loss_at(const LossCurve& curve, const LossesState& state, double x) {
  const OutputLoss pair = pair_of(curve);
  return state.by_prediction ? loss_at_prediction(*pair.loss, pair.loss_params, x, state.y)
                             : loss_at_logit(pair, x, state.y);
}

double slope_of(const LossAt& at, bool by_prediction) { return by_prediction ? at.by_prediction : at.by_logit; }

/// From 0, or a little below, to a round number above what is to be seen.
PlotSpan height_for(const LossesState& state, const std::vector<LossCurve>& shown, bool slope, PlotSpan x) {
  constexpr int samples = 96;
  double low = 0, high = slope ? 0.1 : 0.5;
  for (const LossCurve& curve : shown) {
    for (int i = 0; i <= samples; ++i) {
      const LossAt at = loss_at(curve, state, x.low + x.size() * i / samples);
      const double value = slope ? slope_of(at, state.by_prediction) : at.value;
      if (!std::isfinite(value)) continue;
      low = std::min(low, value);
      high = std::max(high, value);
    }
  }
  const double limit = slope ? steepest : highest_loss;
  return padded({std::max(low, -limit), std::min(high, limit)}, 0.06);
}

const LossPlots& plots_of(LossesState& state, const std::vector<LossCurve>& shown, const PlotFrame (&frames)[2]) {
  const LossPlots::Key key{shown, state.by_prediction, state.y, frames[0].rect.size()};
  if (state.plots && state.plots->key == key) return *state.plots;
  LossPlots& plots = state.plots.emplace();
  plots.key = key;
  const PlotSpan x = frames[0].view.x;
  for (std::size_t i = 0; i < 2; ++i) {
    const bool slope = i == 1;
    plots.views[i] = {x, height_for(state, shown, slope, x)};
    const PlotFrame frame{frames[i].rect, plots.views[i]};
    for (const LossCurve& curve : shown) {
      const OutputLoss pair = pair_of(curve);
      std::vector<double> breaks =
          state.by_prediction ? corners_of(*pair.loss, state.y) : kinks_of(pair, state.y, x.low, x.high);
      std::erase_if(breaks, [&](double at) { return !(at > x.low && at < x.high); });
      const PlotFunction function = [&](std::span<const double> at, std::span<double> y) {
        for (std::size_t k = 0; k < at.size(); ++k) {
          const LossAt loss = loss_at(curve, state, at[k]);
          y[k] = slope ? slope_of(loss, state.by_prediction) : loss.value;
        }
      };
      plots.curves[i].push_back(sample_curve(function, frame, breaks));
    }
  }
  return plots;
}

Readout card_of(const LossesState& state, const std::vector<LossCurve>& shown, std::span<const Color> colors, double x,
                bool slope) {
  Readout card;
  card.x = fixed(x, 2);
  card.name = state.by_prediction ? "p" : "z";
  card.columns = {slope ? (state.by_prediction ? "\\partial C/\\partial p" : "\\partial C/\\partial z") : "C"};
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const LossAt at = loss_at(shown[i], state, x);
    const double value = slope ? slope_of(at, state.by_prediction) : at.value;
    card.rows.push_back(
        {curve_name(shown[i], state.by_prediction), colors[i], false, {std::isnan(value) ? "–" : readout(value)}});
  }
  return card;
}

void draw_card(LossesState& state, const Readout& table, const PlotFrame& frame,
               std::span<const std::vector<ImVec2>> pixels, std::span<const Rect> taken, std::size_t which) {
  const ImVec2 size = readout_size(table);
  if (size.x > frame.rect.width() * 0.6F || size.y > frame.rect.height()) return;
  CardPlace place(frame.rect, size);
  for (const auto& line : pixels) place.avoid(line);
  for (const Rect& rect : taken) place.avoid(rect, 2);
  int& corner = state.card_corner[which];
  corner = place.corner(corner);
  const Rect card = place.rect(corner);
  draw_box(canvas(), card, theme().panel, theme().line2, control_radius);
  draw_readout(table, card);
}

struct Pointed {
  bool here = false;
  double x = 0;
};

Pointed point_at(const LossesState& state, const PlotFrame& frame, std::string_view id) {
  const SurfaceInput input = surface(id, frame.rect, false, {{}, "-"});
  if (input.focused) draw_ring(canvas(), frame.rect, theme().accent, 4, 2, 2);
  if (input.focused && input.arrow.x != 0) {
    const double x = state.by_prediction ? state.at_prediction : state.at_logit;
    return {true, std::clamp(x + static_cast<double>(input.arrow.x) * frame.view.x.size() / 120, frame.view.x.low,
                             frame.view.x.high)};
  }
  if (input.by_key || !(input.hovered || input.dragging)) return {};
  if (ui().touch && !input.dragging && !input.clicked) return {};
  if (input.dragging) ui().drag_claimed = true;
  return {true, std::clamp(frame.x_at(input.pointer.x), frame.view.x.low, frame.view.x.high)};
}

void draw_plots(LossesState& state, Rect rest) {
  ImDrawList* const list = canvas();
  const std::vector<LossCurve> shown = shown_curves(state);
  const std::vector<Color> colors = colors_of(shown);
  float names = px(40);
  for (const LossCurve& curve : shown)
    names = std::max(names, text_width(strong(type::caption), curve_name(curve, state.by_prediction)));
  const float right = std::min(names / px(1), 130.0F) + 12;
  const PlotSpan x = state.by_prediction ? predictions : logits;
  Rect lower = rest.cut_bottom(rest.height() * 0.5F + px(6));
  const PlotFrame frames[2] = {
      plot_frame(rest, {x, {0, 1}}, {.left = left_room, .top = 2, .right = right, .bottom = 6}),
      plot_frame(lower, {x, {0, 1}}, {.left = left_room, .top = 24, .right = right, .bottom = 26})};
  const LossPlots& plots = plots_of(state, shown, frames);
  const PlotFrame shown_frames[2] = {{frames[0].rect, plots.views[0]}, {frames[1].rect, plots.views[1]}};
  constexpr std::array<std::string_view, 2> ids{"losses.curves.loss", "losses.curves.slope"};
  bool pointing = false;
  for (std::size_t i = 0; i < 2; ++i) {
    const Pointed pointed = point_at(state, shown_frames[i], ids[i]);
    if (pointed.here) state.at() = pointed.x;
    pointing = pointing || pointed.here;
  }
  const double at = state.at();
  for (std::size_t i = 0; i < 2; ++i) {
    const bool slope = i == 1;
    const PlotFrame& frame = shown_frames[i];
    const PlotAxes axes{.x_name = state.by_prediction ? "p" : "z", .x_numbers = slope, .x_gap = 44, .y_gap = 26};
    draw_plot_grid(list, frame, axes);
    std::vector<EndLabel> labels;
    std::vector<std::vector<ImVec2>> pixels;
    for (std::size_t k = 0; k < shown.size(); ++k) {
      draw_plot_curve(list, frame, plots.curves[i][k], {colors[k], 2.2F}, theme().panel);
      pixels.push_back(curve_pixels(frame, plots.curves[i][k].points));
      labels.push_back({.text = curve_name(shown[k], state.by_prediction),
                        .color = colors[k],
                        .exit = curve_exit(frame, pixels.back())});
    }
    draw_hover_line(list, frame, at);
    for (std::size_t k = 0; k < shown.size(); ++k) {
      const LossAt here = loss_at(shown[k], state, at);
      const double value = slope ? slope_of(here, state.by_prediction) : here.value;
      if (std::isfinite(value)) draw_hover_dot(list, frame, {at, value}, colors[k], theme().panel);
    }
    const std::vector<Rect> taken = draw_end_labels(list, frame, labels);
    draw_plot_numbers(list, frame, axes, slope ? draw_x_tag(list, frame, at) : Rect{});
    const std::string_view title = tr(slope ? "losses.curves.slope" : "losses.curves.value");
    if (slope)
      draw_text_fit(list, {frame.rect.x0, frame.rect.y0 - px(9)}, left_base, theme().ink2, type::caption, title,
                    rest.x1 - frame.rect.x0);
    else
      draw_on_paper(list, {frame.rect.x0 + px(6), frame.rect.y0 + px(14)}, left_base, theme().ink2, type::caption,
                    title);
    if (pointing) draw_card(state, card_of(state, shown, colors, at, slope), frame, pixels, taken, i);
    for (std::size_t k = 0; k < shown.size(); ++k) {
      const LossAt here = loss_at(shown[k], state, at);
      const double value = slope ? slope_of(here, state.by_prediction) : here.value;
      const IdScope scope(static_cast<int>(k));
      record_reading(slope ? "losses.curves.slope_at" : "losses.curves.value_at", readout(value), frame.rect);
    }
  }
  if (shown.empty())
    draw_text(shown_frames[0].rect.center(), center_middle, theme().ink3, type::body, tr("losses.curves.none"));
}

// ---------------------------------------------------------------- what is shown

constexpr float sheet_row = 44, sheet_param = 72;

std::vector<Item> loss_items(std::vector<std::string>& names) {
  names.clear();
  for (const Loss<double>& row : losses<double>()) names.push_back(loss_name(row.id));
  std::vector<Item> items;
  for (std::size_t i = 0; i < names.size(); ++i) items.push_back({losses<double>()[i].id, names[i]});
  return items;
}

std::vector<Item> activation_items(std::vector<std::string>& names) {
  names.clear();
  for (const Activation<double>& row : activations<double>())
    names.emplace_back(tr("activation." + std::string(row.id)));
  std::vector<Item> items;
  for (std::size_t i = 0; i < names.size(); ++i) items.push_back({activations<double>()[i].id, names[i]});
  return items;
}

/// From the least that is worth a look where the lowest value itself is not allowed.
NumberRange range_of(const ParamSpec& spec) {
  constexpr double least_share = 1e-4;
  const bool logarithmic = spec.logarithmic || (spec.low_open && spec.low == 0);
  return {.low = logarithmic ? std::max(spec.low, least_share * spec.high) : spec.low,
          .high = spec.high,
          .initial = spec.initial,
          .scale = logarithmic ? Scale::logarithmic : Scale::linear,
          .digits = 3};
}

/// One curve: its colour, the loss, the output before it, the loss's parameters, and ×. True when it is to go.
bool curve_row(LossCurve& curve, Color color, Rect row) {
  std::vector<std::string> loss_names, activation_names;
  const std::vector<Item> loss_list = loss_items(loss_names), activation_list = activation_items(activation_names);
  const auto index_of = [](const std::vector<Item>& items, std::string_view id) {
    return static_cast<int>(std::ranges::find(items, id, &Item::id) - items.begin());
  };
  fill_dot(canvas(), {row.x0 + px(6), row.center().y}, 5, color);
  row.cut_left(px(20));
  const bool remove = icon_button("losses.curves.remove", row.cut_right(px(34), px(8)).centered(px(34), px(34)),
                                  Icon::close, ButtonKind::ghost);
  for (const ParamSpec& spec : find_loss<double>(curve.loss)->params) {
    const std::string word = "param." + std::string(spec.id);
    double value = param_of(curve, spec);
    if (losses_field("losses.curves." + word, tr(word), row.cut_right(px(sheet_param), px(8)), value, range_of(spec),
                     {tr(word), tr(word + ".help")}))
      curve.params[std::string(spec.id)] = value;
  }
  int loss = index_of(loss_list, curve.loss), activation = index_of(activation_list, curve.activation);
  if (choice("losses.curves.of_loss", row.column(0, 2, px(8)), loss, loss_list)) {
    curve.loss = losses<double>()[static_cast<std::size_t>(loss)].id;
    curve.activation = usual_activation(curve.loss);
    curve.params.clear();
  }
  if (choice("losses.curves.of_output", row.column(1, 2, px(8)), activation, activation_list))
    curve.activation = activations<double>()[static_cast<std::size_t>(activation)].id;
  return remove;
}

/// The pairs that are usual, then the others, so that a new curve is not there already.
LossCurve another_curve(const std::vector<LossCurve>& curves) {
  for (const bool usual : {true, false}) {
    for (const Loss<double>& loss : losses<double>()) {
      for (const std::string_view activation : {usual_activation(loss.id), std::string_view("sigmoid"),
                                                std::string_view("tanh"), std::string_view("identity")}) {
        LossCurve next{std::string(loss.id), std::string(activation)};
        if ((activation == usual_activation(loss.id)) == usual && std::ranges::find(curves, next) == curves.end())
          return next;
      }
    }
  }
  return curves.back();
}

}  // namespace

void losses_curves_panel(App& app, const Rect& where) {
  LossesState& state = losses_state(app);
  const Panel box = panel(where, tr(state.by_prediction ? "losses.curves.title_p" : "losses.curves.title_z"));
  const std::array<Item, 2> axes{Item{"z", "z"}, Item{"p", "p"}};
  const std::array<Item, 2> targets{Item{"0", "y = 0"}, Item{"1", "y = 1"}};
  const bool phone = on_phone();
  const ButtonOptions choose{.icon = Icon::menu, .icon_only = true};
  const float height = px(phone ? 40 : 34), gap = px(8);
  const float wanted = segments_width(axes) + segments_width(targets) + height + 2 * gap;
  Rect rest = box.content;
  Rect header = box.header;
  if (wanted > header.width()) header = rest.cut_top(height, px(6));
  if (button("losses.curves.choose", header.cut_right(height, gap).centered(height, height), choose))
    state.choosing = true;
  int axis = state.by_prediction ? 1 : 0, target = state.y == 0 ? 0 : state.y == 1 ? 1 : -1;
  if (segments("losses.curves.target", header.cut_right(segments_width(targets), gap), target, targets))
    state.y = target;
  if (segments("losses.curves.axis", header.cut_right(segments_width(axes), gap), axis, axes))
    state.by_prediction = axis == 1;
  draw_plots(state, rest);
}

void losses_curves_overlay(App& app) {
  LossesState& state = losses_state(app);
  const float rows = static_cast<float>(state.curves.size());
  const float target = labelled_slider_height() / px(1) + 14;
  const float size = std::min(700.0F, 76 + rows * (sheet_row + chart_gap) + 44 + target + 24);
  const Overlay sheet("losses.curves.sheet", state.choosing, size, tr("losses.curves.choose_title"),
                      on_phone() ? Overlay::Side::bottom : Overlay::Side::center);
  if (!sheet.visible()) return;
  const PageScroll scroll("losses.curves.scroll", sheet.content(), rows * (sheet_row + chart_gap) + 44 + target);
  Rect rest = scroll.content().inset(px(6), 0);
  const NumberRange target_range{.low = 0, .high = 1, .initial = 0, .step = 0.01, .decimals = 2};
  labelled_slider("losses.curves.y", rest.cut_top(labelled_slider_height(), px(14)), state.y, target_range);
  const std::vector<Color> colors = colors_of(state.curves);
  std::size_t removed = state.curves.size();
  for (std::size_t i = 0; i < state.curves.size(); ++i) {
    const IdScope scope(static_cast<int>(i + 1));
    if (curve_row(state.curves[i], colors[i], rest.cut_top(px(sheet_row), px(chart_gap)).inset(0, px(3)))) removed = i;
  }
  if (removed < state.curves.size()) state.curves.erase(state.curves.begin() + static_cast<std::ptrdiff_t>(removed));
  const Disabled off(state.curves.size() >= LossesState::most_curves);
  const ButtonOptions add{.kind = ButtonKind::soft, .icon = Icon::plus};
  if (button("losses.curves.add", rest.cut_top(px(38)).cut_left(button_width("losses.curves.add", add)), add))
    state.curves.push_back(another_curve(state.curves));
}

}  // namespace gradlab::ui
