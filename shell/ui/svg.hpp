// A second place to draw to: what goes through draw.hpp while one of these is set in the Ui becomes an SVG picture too.
// No ImGui calls.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "shell/ui/color.hpp"
#include "shell/ui/fonts.hpp"
#include "shell/ui/geometry.hpp"
#include "shell/ui/glyph_outlines.hpp"

namespace gradlab::ui {

/// All positions and lengths are device pixels; the picture has `scale` of them to a unit.
class SvgPainter {
 public:
  /// The picture shows `area`, on `paper`. With `outlines`, text is drawn as the shapes of its letters.
  SvgPainter(const Rect& area, float scale, Color paper, const GlyphOutlines* outlines = nullptr);

  struct Dashes {
    float on = 0, off = 0, phase = 0;  // on = 0: a line without gaps
  };
  /// Not-finite points break it; its ends are round.
  void line(std::span<const ImVec2> points, Color color, float width, Dashes dashes = {0, 0, 0});
  void area(std::span<const ImVec2> corners, Color color);
  void fill(const Rect& rect, Color color, float radius = 0);
  void stroke(const Rect& rect, Color color, float width, float radius = 0);
  void dot(ImVec2 center, float radius, Color color);
  void circle(ImVec2 center, float radius, Color color, float width);
  /// A picture of texels row by row from the top, smoothed to fill the rectangle.
  void image(const Rect& rect, std::span<const Color> texels, int columns, float radius);
  /// `at`: left end of the baseline. `width`: as it is on the screen, which it keeps with other fonts, too.
  void text(ImVec2 at, std::string_view text, Color color, Face face, float size, float width);
  void begin_clip(const Rect& rect);
  void end_clip();

  /// The whole file.
  std::string finish() const;

 private:
  std::string x(float place) const;
  std::string y(float place) const;
  std::string length(float pixels) const;
  std::string rect_attributes(const Rect& rect, float radius) const;
  /// False where a letter is in no font.
  bool outlined_text(ImVec2 at, std::string_view text, Color color, Face face, float size, float width);
  /// The id of the glyph's shape, which is written once.
  std::string shape_of(const GlyphOutlines::Glyph& glyph);

  Rect area_;
  float scale_;
  const GlyphOutlines* outlines_;
  std::map<std::pair<std::size_t, int>, std::string> shapes_;  // by font and index: the path
  int clips_ = 0;
  std::string body_;
};

}  // namespace gradlab::ui
