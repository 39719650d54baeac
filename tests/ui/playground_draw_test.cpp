// Points drawn by hand on the map of the output.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "tests/ui/page_harness.hpp"

namespace gradlab::ui::test {
namespace {

struct DrawPage : PlaygroundHarness {
  using PlaygroundHarness::PlaygroundHarness;
  void draw() {
    click("playground.draw");
    settle(400);
  }
  void stroke(std::string_view tool, float dx, float dy) {
    click("playground.draw." + std::string(tool));
    frames(2);
    drag("playground.map", dx, dy);
    settle(400);
  }
  /// How many points of a class the data have.
  std::ptrdiff_t count(double label) { return std::ranges::count(data().targets, label); }
};

TEST_CASE("drawing begins with the points that are there, and a stroke adds to them") {
  DrawPage page;
  const std::size_t before = page.data().samples;
  page.draw();
  CHECK(page.state().drawing.points.size() == before);
  page.stroke("blue", 100, 0);
  CHECK(page.state().spec.data.kind == "inline");
  CHECK(page.data().samples > before + 5);
}

TEST_CASE("two colours drawn on an empty map are data that train") {
  DrawPage page;
  page.draw();
  page.click("playground.draw.clear");
  page.settle(400);
  page.stroke("blue", 120, 0);
  CHECK(page.state().drawing.too_few);
  CHECK(page.state().spec.data.kind == "spiral");  // one colour cannot be learned: the run stays
  page.stroke("orange", -120, 40);
  CHECK_FALSE(page.state().drawing.too_few);
  CHECK(page.count(1) >= 5);
  CHECK(page.count(0) >= 5);
  for (std::size_t s = 0; s < page.data().samples; ++s) {
    const double x = page.data().input(0, s);
    CHECK((std::abs(x) < 0.1 || (page.data().target(s) == 1) == (x > 0)));
  }
  const float loss = page.state().run->state().measured.train_loss;
  page.click("playground.draw.done");
  page.settle(400);
  page.state().run->runner().send(Advance{300});
  for (int i = 0; i < 4000 && page.state().run->state().step < 300; ++i) page.frames();
  page.settle(400);
  CHECK(page.state().run->state().measured.train_loss < loss);
}

TEST_CASE("a third colour makes three classes") {
  DrawPage page;
  page.draw();
  page.stroke("third", 60, 60);
  CHECK(page.data().class_count() == 3);
  CHECK(page.state().spec.layers.back().activation == "softmax");
}

TEST_CASE("the eraser takes points away, and a whole stroke is undone at once") {
  DrawPage page;
  page.draw();
  const std::size_t before = page.data().samples;
  page.stroke("eraser", 60, 0);
  const std::size_t after = page.data().samples;
  CHECK(after < before);
  page.key(ImGuiKey_Z, false, true);
  page.settle(400);
  CHECK(page.state().spec.data.kind == "spiral");
  CHECK(page.state().drawing.points.size() == before);
  page.key(ImGuiKey_Y, false, true);
  page.settle(400);
  CHECK(page.state().drawing.points.size() == after);
}

TEST_CASE("a finger draws on a phone without scrolling the page") {
  DrawPage page(phone);
  page.tap("playground.setup");
  page.settle(400);
  page.tap("playground.draw");
  page.settle(400);
  CHECK_FALSE(page.state().setup_open);
  REQUIRE(page.has("playground.draw.eraser"));
  const Rect map = page.control("playground.map").rect;
  const std::size_t before = page.data().samples;
  page.finger_drag({map.x0 + 20, map.y0 + 150}, {map.x0 + 30, map.y0 + 20});
  page.settle(400);
  CHECK(page.data().samples > before + 5);
  CHECK(page.control("playground.map").rect.y0 == map.y0);
}

TEST_CASE("data that are not points of a plane give way to some that are") {
  DrawPage page;
  page.click("playground.data[iris]");
  page.settle(400);
  page.draw();
  CHECK(page.data().input_count() == 2);
  CHECK(page.has("playground.draw.eraser"));
}

}  // namespace
}  // namespace gradlab::ui::test
