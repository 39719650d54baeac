// Characters that the program's own files lack.
#include <doctest/doctest.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "shell/ui/fonts.hpp"
#include "tests/ui/harness.hpp"

namespace gradlab::ui::test {

namespace {

constexpr unsigned int rare = 0x5914;     // 夔
constexpr unsigned int common = 0x6570;   // 数
constexpr unsigned int beyond = 0x1F389;  // a party popper

// Squares of a full pixel each, coloured beyond the first plane.
struct Squares {
  std::vector<unsigned int> asked;

  GlyphPainter painter() {
    return [this](unsigned int code, float em, bool) -> std::optional<PaintedGlyph> {
      asked.push_back(code);
      const auto side = static_cast<int>(em / 2);
      PaintedGlyph glyph{side, side, 1, static_cast<float>(side), em, {}};
      const unsigned char red = code > 0xFFFF ? 200 : 0;
      for (int i = 0; i < side * side; ++i) glyph.pixels.insert(glyph.pixels.end(), {red, 0, 0, 255});
      return glyph;
    };
  }

  bool were_asked(unsigned int code) const { return std::ranges::find(asked, code) != asked.end(); }
};

ImFontBaked* baked(Harness& program, Face face = Face::regular) {
  return program.app().ui().fonts.face(face)->GetFontBaked(imgui_font_size(20));
}

}  // namespace

TEST_CASE("a character that no file has is drawn by the system, in both text faces") {
  Squares squares;
  Harness program;
  CHECK(baked(program)->FindGlyphNoFallback(rare) == nullptr);
  program.app().ui().fonts.set_painter(squares.painter());
  program.app().asset_arrived();
  program.frames(2);
  for (const Face face : {Face::regular, Face::strong}) {
    const ImFontGlyph* glyph = baked(program, face)->FindGlyphNoFallback(rare);
    REQUIRE(glyph != nullptr);
    const float em = design_px_of(baked(program, face)->Size);
    CHECK(glyph->AdvanceX == doctest::Approx(em));
    CHECK(glyph->X1 - glyph->X0 == std::floor(em / 2));
    CHECK(glyph->Y1 - glyph->Y0 == std::floor(em / 2));
    CHECK(glyph->Y1 == doctest::Approx(std::round(baked(program, face)->Ascent)));  // it stands on the line
    const bool takes_the_texts_colour = !glyph->Colored;
    CHECK(takes_the_texts_colour);
  }
  const bool is_coloured = baked(program)->FindGlyphNoFallback(beyond)->Colored;
  CHECK(is_coloured);
}

TEST_CASE("what the files have stays theirs, and what nobody has is still said by a question mark") {
  Squares squares;
  Harness program;
  program.app().ui().fonts.set_painter(squares.painter());
  program.app().asset_arrived();
  program.app().asset_arrived();  // as when a file comes later
  program.frames(2);
  CHECK(baked(program)->FindGlyphNoFallback(common) != nullptr);
  CHECK(baked(program)->FindGlyphNoFallback('a') != nullptr);
  CHECK_FALSE(squares.were_asked(common));
  CHECK_FALSE(squares.were_asked('a'));
  CHECK_FALSE(squares.were_asked(0xFFFD));
  CHECK(program.app().ui().fonts.face(Face::regular)->FallbackChar == '?');
}

TEST_CASE("Chinese of our own file is taken as soon as it has come") {
  Squares squares;
  const auto everything = Harness().app().ui().fonts.source();
  bool has_come = false;
  const FontSource source = [&](std::string_view name) {
    return name == "fonts/cjk.otf" && !has_come ? std::nullopt : everything(name);
  };
  ImGui::SetCurrentContext(nullptr);
  ImGuiContext* const context = ImGui::CreateContext();
  ImGui::SetCurrentContext(context);
  ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
  Fonts fonts;
  fonts.set_painter(squares.painter());
  fonts.load(source);
  CHECK(fonts.face(Face::strong)->GetFontBaked(24)->FindGlyphNoFallback(common)->AdvanceX ==
        doctest::Approx(design_px_of(24)));
  CHECK(squares.were_asked(common));
  squares.asked.clear();
  has_come = true;
  fonts.load(source);
  for (const Face face : {Face::regular, Face::strong})
    CHECK(fonts.face(face)->GetFontBaked(24)->FindGlyphNoFallback(common) != nullptr);
  CHECK_FALSE(squares.were_asked(common));
  CHECK(fonts.face(Face::regular)->GetFontBaked(24)->FindGlyphNoFallback(rare) != nullptr);
  CHECK(squares.were_asked(rare));
  ImGui::DestroyContext(context);
}

}  // namespace gradlab::ui::test
