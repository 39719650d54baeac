#include "shell/ui/layout.hpp"

#include <doctest/doctest.h>

#include "shell/ui/controls.hpp"
#include "tests/ui/harness.hpp"

namespace gradlab::ui::test {

namespace {

const Words plain_words{"Name", "-"};

// A page of 2000 px with a button at its top and a picture below it.
struct LongPage {
  float top = 0;
  int operated = 0;
  void draw() {
    const PageScroll scroll("t.page", {0, 52, 390, 844}, 2000);
    const Rect content = scroll.content();
    top = content.y0;
    operated += button("t.go", {20, content.y0 + 20, 200, content.y0 + 64}, {.words = plain_words}) ? 1 : 0;
    surface("t.plot", {20, content.y0 + 100, 370, content.y0 + 400}, true, plain_words);
  }
};

}  // namespace

TEST_CASE("one finger scrolls a page, also from on a button or a picture") {
  for (const float y : {90.0F, 300.0F, 700.0F}) {
    LongPage page;
    Harness h([&] { page.draw(); }, phone);
    h.finger_drag({100, y}, {105, y - 60});
    INFO("from y = ", y);
    CHECK(page.top < 52 - 40);
    CHECK(page.operated == 0);
  }
}

TEST_CASE("a finger that moves sideways on a picture drags it and scrolls nothing") {
  LongPage page;
  Harness h([&] { page.draw(); }, phone);
  h.finger_drag({100, 300}, {200, 310});
  CHECK(page.top == 52);
}

TEST_CASE("the wheel scrolls a page, but not over a picture that takes it") {
  LongPage page;
  Harness h([&] { page.draw(); }, phone);
  h.wheel("t.plot", -1);
  CHECK(page.top == 52);
  h.wheel("t.go", -1);
  CHECK(page.top < 52);
}

TEST_CASE("focus by id scrolls to what it goes to") {
  float top = 0;
  Harness h(
      [&] {
        const PageScroll scroll("t.page", {0, 52, 390, 844}, 3000);
        top = scroll.content().y0;
        button("t.low", {20, top + 2500, 200, top + 2540}, {.words = plain_words});
      },
      phone);
  h.focus("t.low");
  h.frames(3);
  CHECK(h.control("t.low").rect.y1 < 844);
  CHECK(h.focused() == "t.low");
}

TEST_CASE("content is at least as high as asked, and no higher than needed") {
  Rect tall;
  Rect flat;
  Harness h([&] {
    {
      tall = PageScroll("t.a", {0, 0, 700, 400}, 820).content();
    }
    {
      flat = PageScroll("t.b", {700, 0, 1400, 900}, 820).content();
    }
  });
  CHECK(tall.height() == 820);
  CHECK(flat.height() == 900);
}

TEST_CASE("rectangles are cut without remainder") {
  Rect rest{0, 0, 100, 50};
  const Rect left = rest.cut_left(30, 10);
  CHECK(left.width() == 30);
  CHECK(rest.x0 == 40);
  CHECK(rest.cut_right(500).width() == 60);
  CHECK(rest.empty());
}

TEST_CASE("hit areas are as large as a fingertip") {
  int operated = 0;
  Harness h([&] { operated += button("t.small", {100, 100, 120, 120}, {.words = plain_words}) ? 1 : 0; }, phone);
  ImGui::GetIO().AddMouseSourceEvent(ImGuiMouseSource_TouchScreen);
  ImGui::GetIO().AddMousePosEvent(90, 110);
  h.frames(2);
  ImGui::GetIO().AddMouseButtonEvent(0, true);
  h.frames(2);
  ImGui::GetIO().AddMouseButtonEvent(0, false);
  h.frames(3);
  CHECK(operated == 1);
}

}  // namespace gradlab::ui::test
