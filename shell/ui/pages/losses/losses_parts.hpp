// The parts of the losses page; losses_page.cpp puts them side by side. `where` in device pixels throughout.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "shell/ui/app.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/pages/losses/losses_state.hpp"
#include "shell/ui/reading.hpp"
#include "shell/ui/widgets/formula.hpp"
#include "shell/ui/widgets/plot.hpp"

namespace gradlab::ui {

LossesState& losses_state(App& app);

/// One saturated neuron under two losses (losses_neuron.cpp).
void losses_neuron_panel(App& app, const Rect& where);
/// Its height in design px.
float losses_neuron_height();

/// Losses against the logit or the prediction, with their slopes (losses_curves.cpp).
void losses_curves_panel(App& app, const Rect& where);
/// The sheet in which the curves are chosen; drawn last.
void losses_curves_overlay(App& app);

/// Softmax with cross-entropy on logits to drag (losses_softmax.cpp).
void losses_softmax_panel(App& app, const Rect& where);

/// The loss of a logistic regression over its two weights, under both losses (losses_surface.cpp).
void losses_surface_panel(App& app, const Rect& where);

/// Points, and the line or constant that each loss fits to them (losses_outliers.cpp).
void losses_outliers_panel(App& app, const Rect& where);

std::string write_losses_view(const LossesState& state);
/// All of it, or nothing.
Result<Done> read_losses_view(LossesState& state, const std::string& json);

// ---- shared drawing (losses_draw.cpp)

/// Of a loss, wherever it is drawn: an index of the curves' colours.
std::size_t losses_color(std::string_view loss);

/// A piece of a formula; some stand out in the second colour.
struct LossesMath {
  std::string markup;
  bool stands_out = false;
};
/// Side by side from the left end of the baseline, smaller where they would be wider than `width` device pixels.
/// Returns how wide they are.
float losses_formula(ImVec2 at, float width, std::span<const LossesMath> pieces, Color second, float size = 20);

/// A number as markup takes it: in brackets where it is negative and `fenced`.
std::string losses_number(double value, int decimals, bool fenced = false);

/// A letter before a field, and the field: "η [0.15]". Returns whether it changed.
bool losses_field(std::string_view id, std::string_view markup, const Rect& where, double& value,
                  const NumberRange& range, const Words& words = {});

}  // namespace gradlab::ui
