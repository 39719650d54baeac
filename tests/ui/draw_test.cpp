// Text in lines and pictures of pixels: draw.hpp and the data's pictures.
#include "shell/ui/draw.hpp"

#include <doctest/doctest.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "shell/ui/theme.hpp"
#include "shell/ui/widgets/data_picture.hpp"
#include "tests/ui/harness.hpp"

using namespace gradlab::ui;
using gradlab::ui::test::Harness;

namespace {

const std::string english = "The learning rate, 0.03, is what each step is multiplied by; too large and it jumps.";
const std::string chinese = "学习率决定每一步走多远；太大会来回跳动，太小则走得很慢（见下图）。";

/// Across: every corner of what is drawn.
template <class Draw>
std::vector<float> corners_of(ImDrawList* list, Draw draw) {
  const int before = list->VtxBuffer.Size;
  draw();
  std::vector<float> corners;
  for (int i = before; i < list->VtxBuffer.Size; ++i) corners.push_back(list->VtxBuffer[i].pos.x);
  return corners;
}

}  // namespace

TEST_CASE("no line of a wrapped text is wider than its room, and a wider room takes no more lines") {
  bool was_drawn = false;
  Harness harness([&] {
    for (const std::string& text : {english, chinese, english + "\n" + chinese}) {
      int before = 1000;
      for (float width = px(120); width < px(700); width += px(37)) {
        const int lines = count_wrapped_lines(width, type::body, text);
        CAPTURE(text);
        CAPTURE(width);
        CHECK(lines <= before);
        CHECK(lines >= static_cast<int>(text_width(type::body, text) / width));
        before = lines;
        for (const float x : corners_of(canvas(), [&] {
               CHECK(draw_text_wrapped(canvas(), {0, px(20)}, width, theme().ink, type::body, text) == lines);
             }))
          CHECK(x <= width + px(1));
      }
    }
    was_drawn = true;
  });
  harness.frames();
  CHECK(was_drawn);
}

TEST_CASE("a text that is cut ends before its room does, and not a character earlier than it must") {
  Harness harness([] {
    for (const std::string& text : {english, chinese}) {
      const float whole = text_width(type::body, text);
      for (float width = px(40); width < whole; width += px(23)) {
        const float drawn = draw_text_fit(canvas(), {0, px(20)}, left_base, theme().ink, type::body, text, width);
        CAPTURE(text);
        CAPTURE(width);
        CHECK(drawn <= width);
        CHECK(drawn > width - px(20));  // no character is wider
      }
      CHECK(draw_text_fit(canvas(), {0, px(20)}, left_base, theme().ink, type::body, text, whole) == whole);
    }
  });
  harness.frames();
}

TEST_CASE("an image is drawn whatever its size: each pixel where there is room, every second or third where not") {
  Harness harness([] {
    const Rect where{100, 100, 142, 142};
    for (const int columns : {1, 6, 28, 42, 43, 100, 128}) {
      CAPTURE(columns);
      // Dark below the diagonal, light above: runs of neighbours alike, and every place can be told.
      auto pixels = std::vector<float>(static_cast<std::size_t>(columns * columns));
      for (int p = 0; p < columns * columns; ++p)
        pixels[static_cast<std::size_t>(p)] = p % columns <= p / columns ? 1.0F : 0.0F;
      const int before = canvas()->VtxBuffer.Size;
      draw_pixels(canvas(), where, pixels, columns);
      float area = 0, dark = 0, side = 1e9F;
      for (int i = before; i < canvas()->VtxBuffer.Size; i += 4) {
        const ImVec2 a = canvas()->VtxBuffer[i].pos, b = canvas()->VtxBuffer[i + 2].pos;
        CHECK(a.x >= where.x0);
        CHECK(b.x <= where.x1);
        CHECK(a.y >= where.y0);
        CHECK(b.y <= where.y1);
        side = std::min(side, b.y - a.y);
        area += (b.x - a.x) * (b.y - a.y);
        if (canvas()->VtxBuffer[i].col == theme().ink) dark += (b.x - a.x) * (b.y - a.y);
      }
      CHECK(side >= 1);
      const float across = std::sqrt(area) / side;
      CHECK(across == std::round(across));
      if (columns <= 42) CHECK(across == static_cast<float>(columns));
      CHECK(area > where.width() * where.height() * 0.25F);
      CHECK(dark == doctest::Approx(side * side * across * (across + 1) / 2));
    }
    draw_pixels(canvas(), {}, std::vector<float>(4, 1.0F), 2);
  });
  harness.frames();
}
