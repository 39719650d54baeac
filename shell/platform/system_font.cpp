#include "shell/platform/system_font.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "shell/ui/truetype.hpp"

namespace gradlab {
namespace {

// Fonts with some ten thousand characters, where their packages and systems put them.
constexpr std::array files{"/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
                           "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
                           "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
                           "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
                           "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
                           "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
                           "/System/Library/Fonts/Hiragino Sans GB.ttc",
                           "/System/Library/Fonts/STHeiti Light.ttc",
                           "C:/Windows/Fonts/msyh.ttc",
                           "C:/Windows/Fonts/simsun.ttc"};

struct SystemFont {
  std::string bytes;
  stbtt_fontinfo info{};
  bool sought = false;
  bool good = false;

  const unsigned char* data() const { return reinterpret_cast<const unsigned char*>(bytes.data()); }

  // When the first character is wanted, not before: such a file is some twenty megabytes.
  void seek() {
    if (sought) return;
    sought = true;
    for (const char* file : files) {
      std::ifstream stream(file, std::ios::binary);
      if (!stream) continue;
      bytes.assign(std::istreambuf_iterator<char>(stream), {});
      const int start = bytes.empty() ? -1 : stbtt_GetFontOffsetForIndex(data(), 0);
      good = start >= 0 && stbtt_InitFont(&info, data(), start) != 0;
      if (good) return;
    }
  }

  std::optional<ui::PaintedGlyph> paint(unsigned int code, float em) {
    seek();
    const int glyph = good ? stbtt_FindGlyphIndex(&info, static_cast<int>(code)) : 0;
    if (glyph == 0) return std::nullopt;
    const float scale = stbtt_ScaleForMappingEmToPixels(&info, em);
    int advance = 0;
    stbtt_GetGlyphHMetrics(&info, glyph, &advance, nullptr);
    int width = 0;
    int height = 0;
    int left = 0;
    int top = 0;
    const std::unique_ptr<unsigned char, void (*)(unsigned char*)> alpha(
        stbtt_GetGlyphBitmap(&info, scale, scale, glyph, &width, &height, &left, &top),
        [](unsigned char* bitmap) { stbtt_FreeBitmap(bitmap, nullptr); });
    if (!alpha) width = height = 0;
    ui::PaintedGlyph painted{width,
                             height,
                             static_cast<float>(left),
                             static_cast<float>(-top),
                             std::round(scale * static_cast<float>(advance)),
                             {}};
    painted.pixels.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4);
    for (std::size_t i = 0; i * 4 < painted.pixels.size(); ++i) painted.pixels[4 * i + 3] = alpha.get()[i];
    return painted;
  }
};

}  // namespace

ui::GlyphPainter system_font_painter() {
  return [font = std::make_shared<SystemFont>()](unsigned int code, float em, bool) { return font->paint(code, em); };
}

}  // namespace gradlab
