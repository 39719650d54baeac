// Drawing one plot of activation functions: curves, ghost and family, tangent, dots, names, the readout card.
#pragma once

#include "shell/ui/pages/functions_curves.hpp"
#include "shell/ui/widgets/plot.hpp"

namespace gradlab::ui {

struct PlotLayer {
  PlotFrame frame;
  std::size_t first = 0;  // the derivative shown
  bool overlaid = false;  // several in one plot: those of `shown`
  std::array<bool, derivative_count> shown{};
  bool x_numbers = true;  // false above another plot with the same x
  bool small = false;     // phone: fewer numbers
  std::string only = {};  // id of the one function that is drawn; empty: all
  Rect box = {};          // what is being framed to zoom to

  std::vector<Derivative> curves() const;
  bool has(const ChosenFunction& function) const { return only.empty() || function.id == only; }
};

/// A line in the stroke of its derivative when several are overlaid: f solid, f' dashed, f'' dotted.
void draw_stroke(ImDrawList* list, std::span<const ImVec2> pixels, Derivative which, const CurveStyle& style);

/// The card of values at x, in the emptiest quarter of a plot: of all that is shown, or of the plot's own derivative.
enum class ValueCard { none, own, all };

/// Whether a card of all values is no wider than the plot.
bool card_fits(FunctionsState& state, const PlotLayer& layer);

void draw_layer(FunctionsState& state, const PlotLayer& layer, ValueCard values);

}  // namespace gradlab::ui
