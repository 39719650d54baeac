// What pictures are made of: text in lines, strips and dots of draw.hpp, images of pixels.
#include "shell/ui/draw.hpp"

#include <doctest/doctest.h>
#include <imgui_internal.h>  // UserTextures

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "shell/ui/dots.hpp"
#include "shell/ui/theme.hpp"
#include "shell/ui/widgets/data_picture.hpp"
#include "shell/ui/widgets/link_curve.hpp"
#include "tests/ui/harness.hpp"

namespace gradlab::ui::test {

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

TEST_CASE("an image painted into the atlas is the one drawn square by square, and is painted again when it changes") {
  std::unique_ptr<TileAtlas> atlas;
  PixelImages images;
  Harness harness([&] {
    if (!atlas) atlas = std::make_unique<TileAtlas>();
    ImDrawList* const list = canvas();
    ImTextureData* const texture = ImGui::GetCurrentContext()->UserTextures.back();
    REQUIRE(texture->Width == 1024);
    for (const int columns : {1, 6, 28, 42, 50}) {
      CAPTURE(columns);
      std::vector<float> pixels(static_cast<std::size_t>(columns * columns));
      for (std::size_t p = 0; p < pixels.size(); ++p) {
        const std::size_t level = p * 37 % 101 / 9;  // some neighbours are alike
        pixels[p] = static_cast<float>(level) / 11;
      }
      const Rect where{100.4F, 200.7F, 142.4F, 242.7F};
      const int before = list->VtxBuffer.Size;
      draw_pixels(list, where, pixels, columns);
      const int after = list->VtxBuffer.Size;
      images.draw(list, where, pixels, columns, columns % TileAtlas::image_count, *atlas);
      REQUIRE(list->VtxBuffer.Size == after + 4);
      const ImDrawVert &first = list->VtxBuffer[after], &last = list->VtxBuffer[after + 2];
      CHECK(first.pos.x == list->VtxBuffer[before].pos.x);
      CHECK(first.pos.y == list->VtxBuffer[before].pos.y);
      CHECK(last.pos.x == list->VtxBuffer[after - 2].pos.x);
      CHECK(last.pos.y == list->VtxBuffer[after - 2].pos.y);
      CHECK((last.uv.x - first.uv.x) * 1024 == doctest::Approx(last.pos.x - first.pos.x));
      int others = 0;
      for (int i = before; i < after; i += 4) {
        const ImDrawVert &a = list->VtxBuffer[i], &b = list->VtxBuffer[i + 2];
        for (float y = a.pos.y; y < b.pos.y; ++y)
          for (float x = a.pos.x; x < b.pos.x; ++x) {
            const float column = first.uv.x * 1024 + x - first.pos.x, row = first.uv.y * 1024 + y - first.pos.y;
            Color texel = 0;
            std::memcpy(&texel, texture->GetPixelsAt(static_cast<int>(column), static_cast<int>(row)), sizeof texel);
            others += texel != a.col;
          }
      }
      CHECK(others == 0);
      // What is drawn again as it was is not painted again; one other pixel is seen.
      const ImVec2 painted_at = first.uv;
      const auto texel = [&] {
        return texture->GetPixelsAt(static_cast<int>(painted_at.x * 1024), static_cast<int>(painted_at.y * 1024));
      };
      std::memset(texel(), 7, sizeof(Color));
      images.draw(list, where, pixels, columns, columns % TileAtlas::image_count, *atlas);
      CHECK(*static_cast<const unsigned char*>(texel()) == 7);
      pixels.front() = 0.77F;
      images.draw(list, where, pixels, columns, columns % TileAtlas::image_count, *atlas);
      Color changed = 0;
      std::memcpy(&changed, texel(), sizeof changed);
      CHECK(changed == mix(theme().sunk, theme().ink, 0.77F));
    }
  });
  harness.frames();
}

TEST_CASE("a painted image is painted anew for a place of another size, though its pixels are the same") {
  std::unique_ptr<TileAtlas> atlas;
  PixelImages images;
  Harness harness([&] {
    if (!atlas) atlas = std::make_unique<TileAtlas>();
    ImTextureData* const texture = ImGui::GetCurrentContext()->UserTextures.back();
    std::vector<float> pixels(std::size_t{28} * 28);
    for (std::size_t p = 0; p < pixels.size(); ++p) pixels[p] = p / 28 > p % 28 ? 1.0F : 0.0F;
    for (const float size : {42.0F, 21.0F, 42.0F, 84.0F}) {
      CAPTURE(size);
      const int before = canvas()->VtxBuffer.Size;
      images.draw(canvas(), {10, 10, 10 + size, 10 + size}, pixels, 28, 0, *atlas);
      const ImDrawVert &first = canvas()->VtxBuffer[before], &last = canvas()->VtxBuffer[before + 2];
      // Below the diagonal it is dark, above it is light, in all of the square.
      const auto texel = [&](float across, float down) {
        const float column = (first.uv.x + (last.uv.x - first.uv.x) * across) * 1024;
        const float row = (first.uv.y + (last.uv.y - first.uv.y) * down) * 1024;
        Color color = 0;
        std::memcpy(&color, texture->GetPixelsAt(static_cast<int>(column), static_cast<int>(row)), sizeof color);
        return color;
      };
      for (const float place : {0.15F, 0.5F, 0.85F}) {
        CHECK(texel(place, place + 0.12F) == theme().ink);
        CHECK(texel(place, place - 0.12F) == theme().sunk);
      }
    }
  });
  harness.frames();
}

TEST_CASE("dots that are copies of a first are those drawn one by one") {
  struct Dot {
    ImVec2 at;
    Color color;
  };
  const std::vector<Dot> dots{{{41, 301}, with_alpha(rgb(0x0000ff), 0)},
                              {{100, 100}, rgb(0x102030)},
                              {{207.25F, 133.5F}, rgb(0xff8000)},
                              {{40, 300}, with_alpha(rgb(0x00ff00), 0.4F)},
                              {{-20, 9000}, rgb(0xffffff)}};
  Harness harness([&] {
    ImDrawList* const list = canvas();
    for (const float width : {0.0F, 1.5F}) {
      CAPTURE(width);
      const auto drawn = [&](auto draw) {
        const auto vertex = list->VtxBuffer.Size, index = list->IdxBuffer.Size;
        const unsigned int first = list->_VtxCurrentIdx;
        draw();
        CHECK(list->_VtxCurrentIdx - first == static_cast<unsigned int>(list->VtxBuffer.Size - vertex));
        std::pair<std::vector<ImDrawVert>, std::vector<unsigned int>> shapes;
        shapes.first.assign(list->VtxBuffer.begin() + vertex, list->VtxBuffer.end());
        for (const ImDrawIdx one : std::span(list->IdxBuffer.begin() + index, list->IdxBuffer.end()))
          shapes.second.push_back(one - first);
        return shapes;
      };
      const auto [corners, triangles] = drawn([&] {
        for (const auto& [at, color] : dots)
          width > 0 ? stroke_dot(list, at, 3, color, width) : fill_dot(list, at, 3, color);
      });
      const auto [copied_corners, copied_triangles] = drawn([&] {
        Dots same = width > 0 ? Dots(list, 3, width) : Dots(list, 3);
        for (const auto& [at, color] : dots) same.add(at, color);
      });
      CHECK(copied_triangles == triangles);
      REQUIRE(copied_corners.size() == corners.size());
      REQUIRE(copied_corners.size() > 40);
      for (std::size_t i = 0; i < corners.size(); ++i) {
        CAPTURE(i);
        CHECK(std::abs(copied_corners[i].pos.x - corners[i].pos.x) < 0.002F);
        CHECK(std::abs(copied_corners[i].pos.y - corners[i].pos.y) < 0.002F);
        CHECK(copied_corners[i].uv.x == corners[i].uv.x);
        CHECK(copied_corners[i].uv.y == corners[i].uv.y);
        CHECK(copied_corners[i].col == corners[i].col);
      }
    }
  });
  harness.frames();
}

TEST_CASE("more shapes than sixteen bits can number are all drawn") {
  Harness harness([] {
    ImDrawList* const list = canvas();
    const auto all_named = [&](auto draw) {
      const int before = list->VtxBuffer.Size;
      const auto first = static_cast<unsigned int>(list->IdxBuffer.Size);
      draw();
      REQUIRE(list->VtxBuffer.Size - before > 2 * 65536);
      std::vector<char> named(static_cast<std::size_t>(list->VtxBuffer.Size));
      for (const ImDrawCmd& command : list->CmdBuffer)
        for (unsigned int i = std::max(command.IdxOffset, first); i < command.IdxOffset + command.ElemCount; ++i)
          named.at(command.VtxOffset + list->IdxBuffer[static_cast<int>(i)]) = 1;
      CHECK(std::count(named.begin(), named.begin() + before, 1) == 0);
      CHECK(std::count(named.begin() + before, named.end(), 1) == list->VtxBuffer.Size - before);
    };
    all_named([&] {
      Dots dots(list, 3);
      for (int i = 0; i < 10'000; ++i) dots.add({50, 50}, theme().ink);
    });
    all_named([&] { fill_rects(list, std::vector<FilledRect>(40'000, {{10, 10, 20, 20}, theme().ink})); });
    std::vector<ImVec2> points;
    for (int i = 0; i < 80'000; ++i) points.push_back({static_cast<float>(i), static_cast<float>(i % 2)});
    all_named([&] { draw_polyline(list, points, theme().ink, 1.5F); });
  });
  harness.frames();
}

TEST_CASE("a line's strip: two corners a point and two triangles between neighbours, half its width beside it") {
  Harness harness([] {
    ImDrawList* const list = canvas();
    const std::vector<ImVec2> points{{10, 10}, {110, 10}, {210, 60}, {110, 62}};  // a bend, and a sharp turn back
    const int vertex = list->VtxBuffer.Size, index = list->IdxBuffer.Size;
    const unsigned int first = list->_VtxCurrentIdx;
    draw_polyline(list, points, theme().ink, 1.5F);
    const int corners = list->VtxBuffer.Size - vertex;
    CHECK(corners == 2 * 5);  // the tip is cut, which takes a pair more
    CHECK(list->IdxBuffer.Size - index == 6 * 4);
    CHECK(list->_VtxCurrentIdx == first + static_cast<unsigned int>(corners));
    for (int i = index; i < list->IdxBuffer.Size; ++i) {
      CHECK(list->IdxBuffer[i] >= first);
      CHECK(list->IdxBuffer[i] < first + static_cast<unsigned int>(corners));
    }
    // The softness of the edge takes a pixel more.
    CHECK(list->VtxBuffer[vertex].pos.y == doctest::Approx(10 - px(1.5F) / 2 - 1));
    CHECK(list->VtxBuffer[vertex + 1].pos.y == doctest::Approx(10 + px(1.5F) / 2 + 1));
    for (int i = vertex; i < vertex + 4; ++i) CHECK(list->VtxBuffer[i].col == theme().ink);
  });
  harness.frames();
}

TEST_CASE("a link's line begins and ends where the link does, keeps near its curve and has few corners") {
  const auto distance_from = [](std::span<const ImVec2> line, ImVec2 at) {
    float least = 1e9F;
    for (std::size_t i = 1; i < line.size(); ++i) {
      const ImVec2 a = line[i - 1], along{line[i].x - a.x, line[i].y - a.y};
      const float size = along.x * along.x + along.y * along.y;
      const float t = std::clamp(((at.x - a.x) * along.x + (at.y - a.y) * along.y) / size, 0.0F, 1.0F);
      least = std::min(least, std::hypot(a.x + t * along.x - at.x, a.y + t * along.y - at.y));
    }
    return least;
  };
  for (const float across : {30.0F, 150.0F, 450.0F}) {
    for (const float down : {0.0F, 0.5F, 2.0F, 10.0F, -35.0F, 75.0F, -200.0F, 450.0F, 600.0F, -2000.0F}) {
      CAPTURE(across);
      CAPTURE(down);
      const ImVec2 from{7, 1000}, to{from.x + across, from.y + down};
      const LinkLine link(from, to);
      const auto corners = link.corners();
      REQUIRE(corners.size() >= 2);
      CHECK(static_cast<float>(corners.size()) <= 3 + 1.3F * std::sqrt(std::abs(down)));
      CHECK(corners.front().x == from.x);
      CHECK(corners.front().y == from.y);
      CHECK(corners.back().x == doctest::Approx(to.x));
      CHECK(corners.back().y == doctest::Approx(to.y));
      // Beyond what a window shows there are no more corners, and the line is a little coarser.
      const float near = std::abs(down) <= 600 ? 0.334F : 1.1F;
      float farthest = 0;
      for (int i = 0; i <= 1000; ++i)
        farthest = std::max(farthest, distance_from(corners, on_link(from, to, static_cast<float>(i) / 1000)));
      CHECK(farthest <= near);
    }
  }
}

}  // namespace gradlab::ui::test
