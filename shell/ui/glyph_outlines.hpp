// The letters of the program's faces as outlines, for drawings that must look the same where these fonts are not there.
// Read by stb_truetype, which Dear ImGui brings along.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shell/ui/fonts.hpp"

namespace gradlab::ui {

class GlyphOutlines {
 public:
  explicit GlyphOutlines(const FontSource& source);
  ~GlyphOutlines();
  GlyphOutlines(const GlyphOutlines&) = delete;
  GlyphOutlines& operator=(const GlyphOutlines&) = delete;

  static constexpr std::size_t chinese = 4;  // the font of Chinese letters
  struct Glyph {
    std::size_t font = 0;
    int index = 0;       // in that font
    float advance = 0;   // in em
    float units = 1000;  // of the font to an em
    bool blank = false;  // a space
  };
  /// The text's glyphs, each from the first file of the face that has it; nothing when one is in none of them.
  std::optional<std::vector<Glyph>> find(Face face, std::string_view text) const;

  /// As the data of an SVG path, in units of the font, y upwards.
  std::string path(const Glyph& glyph) const;

 private:
  struct Font;
  std::vector<std::unique_ptr<Font>> fonts_;
};

}  // namespace gradlab::ui
