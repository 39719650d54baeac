// Single weights and biases under the hand: written, frozen, taken back.
#include <doctest/doctest.h>

#include "shell/ui/pages/playground/hand.hpp"
#include "shell/ui/pages/playground_edit.hpp"
#include "tests/ui/page_harness.hpp"

namespace gradlab::ui::test {
namespace {

struct HandPage : PlaygroundHarness {
  using PlaygroundHarness::PlaygroundHarness;
  float number(const WeightPlace& place) { return run().parameters[*state().run->network().index_of(place, {})]; }
  /// Where the link into a unit of the second layer lies half way, from a unit of the first.
  ImVec2 middle_of_link(const std::string& from, const std::string& to) {
    const Rect a = control(from).rect, b = control(to).rect;
    return {(a.x1 + b.x0) / 2, (a.center().y + b.center().y) / 2};
  }
};

TEST_CASE("a press on a link opens its number, and what is typed stands in the run") {
  HandPage page;
  // The outermost link: no other lies where its middle is.
  page.click_at(page.middle_of_link("playground.unit[1][1]", "playground.unit[2][1]"));
  page.frames(4);
  CHECK(page.state().selected_layer == 1);
  CHECK(page.state().selected_unit == 0);
  page.type("-1.25");
  page.key(ImGuiKey_Enter);
  page.settle(400);
  CHECK(page.state().spec.edits == std::vector<HandEdit>{{0, {1, 0, 0}, -1.25}});
  CHECK(page.number({1, 0, 0}) == -1.25F);
}

TEST_CASE("a number that was written is taken back and set again, and the run goes on from there") {
  HandPage page;
  page.advance(30);
  page.click("playground.unit[1][3]");
  page.frames(3);
  const std::vector<float> before = page.run().parameters;
  page.set("playground.weight[bias]", "2.5");
  page.settle(400);
  CHECK(page.number({0, 2, {}}) == 2.5F);
  CHECK(page.run().step == 30);
  page.advance(10);
  const std::vector<float> at_40 = page.run().parameters;
  page.key(ImGuiKey_Z, false, true);
  page.settle(400);
  CHECK(page.run().step == 30);
  CHECK(page.run().parameters == before);
  page.click("playground.redo");
  page.settle(400);
  CHECK(page.number({0, 2, {}}) == 2.5F);
  page.advance(10);
  CHECK(page.run().parameters == at_40);
}

TEST_CASE("a drag of a weight is one edit") {
  HandPage page;
  page.click("playground.unit[1][1]");
  page.frames(3);
  const Spec before = page.state().spec;
  page.drag("playground.weight[1]", 30);
  page.settle(400);
  REQUIRE(page.state().spec.edits.size() == 1);
  CHECK(page.state().spec.edits[0].place == WeightPlace{0, 0, 0});
  page.click("playground.undo");
  page.settle(400);
  CHECK(page.state().spec == before);
}

TEST_CASE("a lock keeps a weight as it is, a unit's lock all of its numbers") {
  HandPage page;
  page.click("playground.unit[2][4]");
  page.frames(3);
  CHECK(page.value("playground.freeze[2]") == "off");
  page.click("playground.freeze[2]");
  page.frames(2);
  CHECK(page.value("playground.freeze[2]") == "on");
  CHECK(page.state().spec.frozen == std::vector<WeightPlace>{{1, 3, 1}});
  const float held = page.number({1, 3, 1}), free = page.number({1, 3, 2});
  page.advance(50);
  CHECK(page.number({1, 3, 1}) == held);
  CHECK(page.number({1, 3, 2}) != free);
  page.click("playground.freeze_unit");
  page.frames(2);
  CHECK(page.state().spec.frozen.size() == 9);
  const float bias = page.number({1, 3, {}});
  page.advance(50);
  CHECK(page.number({1, 3, {}}) == bias);
  CHECK(page.run().step == 100);  // what is frozen does not begin the run anew
  page.click("playground.freeze_unit");
  page.frames(2);
  CHECK(page.state().spec.frozen.empty());
  page.advance(20);
  CHECK(page.number({1, 3, {}}) != bias);
}

TEST_CASE("rewinding goes back to the start, with what was written there and without what was written later") {
  HandPage page;
  page.click("playground.unit[1][1]");
  page.frames(3);
  page.set("playground.weight[1]", "3");
  page.settle(400);
  const std::vector<float> start = page.run().parameters;
  page.advance(10);
  page.set("playground.weight[2]", "-3");
  page.settle(400);
  CHECK(page.state().spec.edits.size() == 2);
  page.click("playground.rewind");
  page.settle(400);
  CHECK(page.run().step == 0);
  CHECK(page.run().parameters == start);
  CHECK(page.state().spec.edits == std::vector<HandEdit>{{0, {0, 0, 0}, 3}});
}

TEST_CASE("a network of another shape keeps nothing of the hand, another seed what was set at the start") {
  HandPage page;
  page.click("playground.unit[1][1]");
  page.frames(3);
  page.set("playground.weight[1]", "3");
  page.frames(2);
  page.click("playground.freeze[1]");
  page.advance(5);
  page.set("playground.weight[2]", "-3");
  page.settle(400);
  REQUIRE(page.state().spec.edits.size() == 2);
  page.click("playground.dice");
  page.settle(400);
  CHECK(page.state().spec.edits.size() == 1);
  CHECK(page.state().spec.frozen.size() == 1);
  CHECK(page.number({0, 0, 0}) == 3);
  page.click("playground.units[1].more");
  page.settle(400);
  CHECK(page.state().spec.edits.empty());
  CHECK(page.state().spec.frozen.empty());
}

TEST_CASE("what a hand did is in the link and comes back from it") {
  std::string link;
  {
    HandPage page;
    page.click("playground.unit[1][1]");
    page.frames(3);
    page.advance(7);
    page.set("playground.weight[1]", "3");
    page.click("playground.freeze[2]");
    page.settle(400);
    link = page.app().link();
  }
  HandPage other;
  REQUIRE(other.app().open_link(link));
  other.settle(400);
  CHECK(other.state().spec.edits == std::vector<HandEdit>{{7, {0, 0, 0}, 3}});
  CHECK(other.state().spec.frozen == std::vector<WeightPlace>{{0, 0, 1}});
}

TEST_CASE("the inspector shows the unit under the pointer, and the chosen one again when it is gone") {
  HandPage page;
  page.click("playground.unit[1][2]");
  page.frames(3);
  page.hover("playground.unit[2][5]", 0.2);
  CHECK(page.state().looked_at().layer == 1);
  CHECK(page.state().looked_at().unit == 4);
  CHECK(page.has("playground.weight[8]"));  // of eight inputs, where the chosen unit has two
  page.hover("playground.rate", 0.2);
  CHECK(page.state().looked_at().layer == 0);
  CHECK(page.state().looked_at().unit == 1);
  CHECK_FALSE(page.has("playground.weight[8]"));
}

TEST_CASE("a phone changes and freezes weights in a layer's sheet") {
  HandPage page({780, 1688, 2});
  page.activate("playground.layer[1]");
  page.settle(100);
  page.activate("playground.sheet_unit[1][2]");
  page.settle(100);
  page.set("playground.weight[1]", "1.5");
  page.activate("playground.freeze[1]");
  page.settle(400);
  CHECK(page.state().spec.edits == std::vector<HandEdit>{{0, {0, 1, 0}, 1.5}});
  CHECK(page.state().spec.frozen == std::vector<WeightPlace>{{0, 1, 0}});
}

}  // namespace
}  // namespace gradlab::ui::test
