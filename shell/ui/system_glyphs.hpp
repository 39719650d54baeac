// Characters that our files lack, drawn by the system: what people write themselves (tasks, names, columns) may hold
// any. A last source of ImGui's fonts, asked when all files have been.
#pragma once

#include <imgui.h>

#include <functional>
#include <optional>
#include <vector>

namespace gradlab::ui {

/// A character in pixels, `pixels` row by row from the top, four bytes each: red, green, blue, alpha (not
/// premultiplied). Black where it takes the colour of the text.
struct PaintedGlyph {
  int width = 0;
  int height = 0;
  float left = 0;     ///< of the picture, from where the character stands, px
  float top = 0;      ///< of the picture, above the baseline, px
  float advance = 0;  ///< to the next character, px
  std::vector<unsigned char> pixels;
};

/// Draws a character (a Unicode code point) so many pixels to the em; nothing if it cannot.
using GlyphPainter = std::function<std::optional<PaintedGlyph>(unsigned int code, float em, bool strong)>;

/// Merges the painter into a font as its last source. `painter` must live as long as the font.
void merge_system_glyphs(ImFont* font, const GlyphPainter& painter, bool strong);
/// Puts it back to the end after another source has been merged into any font: ImGui then lists the sources of all in
/// the order in which they came.
void keep_system_glyphs_last(ImFont* font);

}  // namespace gradlab::ui
