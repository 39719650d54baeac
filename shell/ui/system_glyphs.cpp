#include "shell/ui/system_glyphs.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <utility>

#include "shell/ui/fonts.hpp"

namespace gradlab::ui {
namespace {

/// Signs that mean something to ImGui (it looks for the ones to put in place of what is missing), and ASCII, which our
/// files have.
bool may_be_painted(unsigned int code) {
  const bool is_private = code >= 0xE000 && code <= 0xF8FF;
  return code >= 0xA0 && code != IM_UNICODE_CODEPOINT_INVALID && !is_private;
}

struct Painter {
  const GlyphPainter* paint = nullptr;
  bool strong = false;
};

bool contains(ImFontAtlas*, ImFontConfig*, ImWchar code) { return may_be_painted(code); }

void forget(ImFontAtlas*, ImFontConfig* source) {
  IM_DELETE(static_cast<Painter*>(source->FontLoaderData));
  source->FontLoaderData = nullptr;
}

bool is_coloured(const std::vector<unsigned char>& pixels) {
  for (std::size_t i = 0; i + 3 < pixels.size(); i += 4)
    if (pixels[i + 3] != 0 && (pixels[i] | pixels[i + 1] | pixels[i + 2]) != 0) return true;
  return false;
}

void set_pixels(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, ImFontGlyph& glyph,
                PaintedGlyph& painted) {
  glyph.PackId = ImFontAtlasPackAddRect(atlas, painted.width, painted.height);
  if (glyph.PackId == ImFontAtlasRectId_Invalid) return;
  ImTextureRect* const place = ImFontAtlasPackGetRect(atlas, glyph.PackId);
  glyph.Colored = is_coloured(painted.pixels);
  if (!glyph.Colored)  // ImGui multiplies by the colour of the text
    for (std::size_t i = 0; i < painted.pixels.size(); ++i)
      if (i % 4 != 3) painted.pixels[i] = 255;
  const float density = baked->RasterizerDensity;
  glyph.X0 = painted.left / density;
  glyph.Y0 = IM_ROUND(baked->Ascent) - painted.top / density;
  glyph.X1 = glyph.X0 + static_cast<float>(painted.width) / density;
  glyph.Y1 = glyph.Y0 + static_cast<float>(painted.height) / density;
  glyph.Visible = true;
  ImFontAtlasBakedSetFontGlyphBitmap(atlas, baked, source, &glyph, place, painted.pixels.data(), ImTextureFormat_RGBA32,
                                     painted.width * 4);
}

bool paint_glyph(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, ImWchar code, ImFontGlyph* glyph,
                 float* advance) {
  const Painter& painter = *static_cast<Painter*>(source->FontLoaderData);
  const float density = baked->RasterizerDensity;
  std::optional<PaintedGlyph> painted = (*painter.paint)(code, design_px_of(baked->Size) * density, painter.strong);
  if (!painted) return false;
  if (advance) {
    *advance = painted->advance / density;
    return true;
  }
  glyph->AdvanceX = painted->advance / density;
  const auto bytes = static_cast<std::size_t>(std::max(painted->width, 0)) * std::max(painted->height, 0) * 4;
  if (bytes > 0 && painted->pixels.size() == bytes) set_pixels(atlas, source, baked, *glyph, *painted);
  return true;
}

bool load_glyph(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void*, ImWchar code, ImFontGlyph* glyph,
                float* advance) {
  return may_be_painted(code) && paint_glyph(atlas, source, baked, code, glyph, advance);
}

const ImFontLoader& loader() {
  static const ImFontLoader row = [] {
    ImFontLoader made;
    made.Name = "system";
    made.FontSrcContainsGlyph = contains;
    made.FontSrcDestroy = forget;
    made.FontBakedLoadGlyph = load_glyph;
    return made;
  }();
  return row;
}

}  // namespace

void merge_system_glyphs(ImFont* font, const GlyphPainter& painter, bool strong) {
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  ImFontConfig config;
  config.MergeMode = true;
  config.FontLoader = &loader();
  std::swap(*atlas.Fonts.find(font), atlas.Fonts.back());  // ImGui 1.92.2 merges into the font that was added last
  atlas.AddFont(&config);
  font->Sources.back()->FontLoaderData = IM_NEW(Painter){&painter, strong};
}

void keep_system_glyphs_last(ImFont* font) {
  for (int i = 0; i + 1 < font->Sources.Size; ++i)
    if (font->Sources[i]->FontLoader == &loader()) std::swap(font->Sources[i], font->Sources[i + 1]);
}

}  // namespace gradlab::ui
