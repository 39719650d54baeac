// The rules of assets/fonts/subset.py, seen through the rasteriser that draws with the files.
#include <doctest/doctest.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <string_view>

#include "assets/assets.hpp"

using namespace gradlab;

namespace {

constexpr float size = 1000;

struct Atlas {
  ImFontAtlas atlas;

  ImFontBaked* bake(std::string_view name) {
    const std::string_view file = assets::find_font(name);
    REQUIRE(!file.empty());
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    atlas.TexMaxWidth = atlas.TexMaxHeight = 16384;
    ImFont* font =
        atlas.AddFontFromMemoryTTF(const_cast<char*>(file.data()), static_cast<int>(file.size()), size, &config);
    REQUIRE(font != nullptr);
    return font->GetFontBaked(size);
  }
};

}  // namespace

TEST_CASE("every digit of the text faces has the same width") {
  for (const std::string_view name : {"fonts/ui-regular.ttf", "fonts/ui-semibold.ttf"}) {
    Atlas made;
    ImFontBaked* font = made.bake(name);
    for (ImWchar digit = '1'; digit <= '9'; ++digit) {
      CHECK(font->GetCharAdvance(digit) == font->GetCharAdvance('0'));
    }
  }
}

TEST_CASE("one size means letters of one size in every face") {
  for (const std::string_view name : {"fonts/ui-regular.ttf", "fonts/ui-semibold.ttf", "fonts/math-regular.otf",
                                      "fonts/math-italic.otf", "fonts/cjk.otf"}) {
    Atlas made;
    ImFontBaked* font = made.bake(name);
    CAPTURE(name);
    CHECK(font->Ascent / (font->Ascent - font->Descent) == doctest::Approx(0.8).epsilon(0.002));
  }
}

TEST_CASE("the italic face has the signs that its own source lacks") {
  Atlas made;
  ImFontBaked* font = made.bake("fonts/math-italic.otf");
  for (const ImWchar sign : {u'\u2032', u'\u2211', u'\u221A', u'\u221E', u'\u2264', u'\u2265'}) {
    CAPTURE(sign);
    CHECK(font->FindGlyphNoFallback(sign) != nullptr);
  }
}
