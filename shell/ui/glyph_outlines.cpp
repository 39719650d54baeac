#include "shell/ui/glyph_outlines.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "shell/ui/draw.hpp"
#include "shell/ui/truetype.hpp"

namespace gradlab::ui {
namespace {

// In the order of Face: what is asked first, then what Fonts merges into it.
constexpr std::array<std::string_view, 5> files{"fonts/ui-regular.ttf", "fonts/ui-semibold.ttf",
                                                "fonts/math-italic.otf", "fonts/math-regular.otf", "fonts/cjk.otf"};
constexpr std::size_t math_file = 3, chinese_file = GlyphOutlines::chinese;

std::vector<std::size_t> files_of(Face face) {
  switch (face) {
    case Face::regular: return {0, math_file, chinese_file};
    case Face::strong: return {1, math_file, chinese_file};
    case Face::math_italic: return {2, math_file};
    case Face::math_roman: return {math_file};
  }
  return {};
}

std::string whole(stbtt_int16 value) { return std::to_string(static_cast<int>(value)); }
std::string point(stbtt_int16 x, stbtt_int16 y) { return whole(x) + " " + whole(y); }

}  // namespace

struct GlyphOutlines::Font {
  stbtt_fontinfo info{};
  bool good = false;
  float units = 1000;
};

GlyphOutlines::GlyphOutlines(const FontSource& source) {
  for (const std::string_view file : files) {
    fonts_.push_back(std::make_unique<Font>());
    Font& font = *fonts_.back();
    const auto bytes = source ? source(file) : std::nullopt;
    if (!bytes) continue;
    font.good = stbtt_InitFont(&font.info, bytes->data(), stbtt_GetFontOffsetForIndex(bytes->data(), 0)) != 0;
    if (font.good) font.units = std::round(1 / stbtt_ScaleForMappingEmToPixels(&font.info, 1));
  }
}

GlyphOutlines::~GlyphOutlines() = default;

std::optional<std::vector<GlyphOutlines::Glyph>> GlyphOutlines::find(Face face, std::string_view text) const {
  std::vector<Glyph> glyphs;
  while (!text.empty()) {
    const unsigned int code = next_character(text);
    Glyph glyph;
    for (const std::size_t file : files_of(face)) {
      const Font& font = *fonts_[file];
      glyph.index = font.good ? stbtt_FindGlyphIndex(&font.info, static_cast<int>(code)) : 0;
      if (glyph.index == 0) continue;
      int advance = 0;
      stbtt_GetGlyphHMetrics(&font.info, glyph.index, &advance, nullptr);
      glyph.font = file;
      glyph.units = font.units;
      glyph.advance = static_cast<float>(advance) / font.units;
      glyph.blank = stbtt_IsGlyphEmpty(&font.info, glyph.index) != 0;
      break;
    }
    if (glyph.index == 0) return std::nullopt;
    glyphs.push_back(glyph);
  }
  return glyphs;
}

std::string GlyphOutlines::path(const Glyph& glyph) const {
  stbtt_vertex* corners = nullptr;
  const int count = stbtt_GetGlyphShape(&fonts_[glyph.font]->info, glyph.index, &corners);
  std::string path;
  for (int i = 0; i < count; ++i) {
    const stbtt_vertex& to = corners[i];
    switch (to.type) {
      case STBTT_vmove: path += (path.empty() ? "M" : "ZM") + point(to.x, to.y); break;
      case STBTT_vline: path += "L" + point(to.x, to.y); break;
      case STBTT_vcurve: path += "Q" + point(to.cx, to.cy) + " " + point(to.x, to.y); break;
      case STBTT_vcubic:
        path += "C" + point(to.cx, to.cy) + " " + point(to.cx1, to.cy1) + " " + point(to.x, to.y);
        break;
      default: break;
    }
  }
  stbtt_FreeShape(&fonts_[glyph.font]->info, corners);
  return path.empty() ? path : path + "Z";
}

}  // namespace gradlab::ui
