// A formula as boxes with width, ascent and descent, flattened into pieces of text and line. Measures text, draws
// nothing.
#pragma once

#include <string>
#include <vector>

#include "shell/ui/draw.hpp"
#include "shell/ui/widgets/formula_markup.hpp"

namespace gradlab::ui {

/// All lengths in device pixels; y grows downwards from the formula's baseline, x from its left end.
struct MathPiece {
  enum class Kind { text, number, line } kind = Kind::text;
  ImVec2 at{};      // left end of the baseline; or the start of a line
  ImVec2 to{};      // a line's other end
  float width = 0;  // of the text; or a line's thickness in design px
  TextStyle style;
  std::string text, name;  // name: which number
  bool result = false;     // drawn in the caller's second colour
};

struct MathBox {
  float width = 0, ascent = 0, descent = 0;
  std::vector<MathPiece> pieces;
  float height() const { return ascent + descent; }
};

/// Sizes of the design at 1x for text of size 22; other sizes are scaled from them.
inline constexpr float formula_size = 22, fraction_size = 19, exponent_size = 14, least_size = 12;

MathBox layout_math(const MathNode& node, float size = formula_size);

/// The same, made smaller (down to 60 %) when it is wider than `width` device pixels.
MathBox layout_math_within(const MathNode& node, float width, float size = formula_size);

/// Puts `next` behind `box`.
void append_box(MathBox& box, const MathBox& next, float gap = 0);

}  // namespace gradlab::ui
