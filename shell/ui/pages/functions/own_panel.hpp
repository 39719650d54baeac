// Typing a function and its derivative, and what the gradient checker says of them.
#pragma once

#include "shell/ui/geometry.hpp"
#include "shell/ui/pages/functions_draw.hpp"

namespace gradlab::ui {

/// Both fields, with what is wrong below them, and the verdict. Returns the height used in device pixels.
float own_function_fields(FunctionsState& state, const ChosenFunction& function, const Rect& area);

/// The list of mistakes of notes; choosing one opens it in place of this function's texts.
void own_function_examples(FunctionsState& state, const ChosenFunction& function, const Rect& where);

/// On a plot of f': where the claim differs, shaded, and the claim itself, dashed. Behind the curves.
void draw_claim(FunctionsState& state, const PlotLayer& layer);

}  // namespace gradlab::ui
