// Formulas on the page: laid-out mathematics drawn with text and lines, numbers in it draggable.
#pragma once

#include <functional>

#include "shell/ui/widgets/formula_fill.hpp"
#include "shell/ui/widgets/formula_layout.hpp"
#include "shell/ui/widgets/formula_markup.hpp"

namespace gradlab::ui {

struct MathColors {
  Color ink = 0;     // everything
  Color result = 0;  // pieces marked as result
};

/// Draws number `name` (the `index`-th number of this formula) with the left end of its baseline at `at`.
using MathNumber = std::function<void(const MathPiece& piece, ImVec2 at, int index)>;

/// Draws the box with its baseline starting at `at`. Without `number`, numbers are plain text.
void draw_math(ImDrawList* list, ImVec2 at, const MathBox& box, const MathColors& colors,
               const MathNumber& number = {});

/// One call for a markup that never changes: returns the width.
float draw_math(ImDrawList* list, ImVec2 at, std::string_view markup, float size, Color color);

/// All text of the box becomes a result (drawn in the second colour).
MathBox as_result(MathBox box);

}  // namespace gradlab::ui
