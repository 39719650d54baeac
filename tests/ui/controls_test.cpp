#include "shell/ui/controls.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <limits>

#include "tests/ui/harness.hpp"

namespace gradlab::ui::test {

namespace {

const Words name{"Rate", "How far each step moves the weights."};
const Rect place{100, 100, 300, 134};
const NumberRange unit{.low = 0, .high = 1, .initial = 0.5};
constexpr std::array<Item, 3> three{{{"a", "Alpha"}, {"b", "Beta"}, {"c", "Gamma"}}};

}  // namespace

TEST_CASE("a button is operated by a click, by Enter, by Space and by its id") {
  int operated = 0;
  Harness h([&] { operated += button("t.go", place, {.words = name}) ? 1 : 0; });
  h.click("t.go");
  CHECK(operated == 1);
  h.key(ImGuiKey_Tab);
  h.key(ImGuiKey_Enter);
  h.key(ImGuiKey_Space);
  CHECK(operated == 3);
  h.activate("t.go");
  CHECK(operated == 4);
}

TEST_CASE("a control that is off is recorded as such and cannot be operated") {
  bool operated = false;
  Harness h([&] {
    const Disabled off;
    operated |= button("t.go", place, {.words = name});
  });
  CHECK_FALSE(h.control("t.go").enabled);
  h.click("t.go");
  h.app().controls().activate("t.go");
  h.frames(6);
  CHECK_FALSE(operated);
}

TEST_CASE("an action for a control that is not there is dropped and named") {
  Harness h([] {});
  h.app().controls().activate("t.nowhere");
  bool refused = false;
  for (int i = 0; i < 5; ++i) {
    h.frames();
    refused |= !h.app().controls().refused().empty();
  }
  CHECK(refused);
  CHECK_FALSE(h.app().controls().pending());
}

TEST_CASE("a slider follows the mouse") {
  double value = 0.5;
  Harness h([&] { slider("t.rate", place, value, unit, name); });
  h.drag("t.rate", 60);
  CHECK(value == doctest::Approx(0.8).epsilon(0.02));
  h.drag("t.rate", 5000);
  CHECK(value == 1);
}

TEST_CASE("arrow keys move a slider by one hundredth, with Shift by ten") {
  double value = 0.5;
  Harness h([&] { slider("t.rate", place, value, unit, name); });
  h.focus("t.rate");
  h.key(ImGuiKey_RightArrow);
  CHECK(value == doctest::Approx(0.51));
  h.key(ImGuiKey_LeftArrow, true);
  CHECK(value == doctest::Approx(0.41));
}

TEST_CASE("a double click puts a slider back") {
  double value = 0.9;
  Harness h([&] { slider("t.rate", place, value, unit, name); });
  h.double_click("t.rate");
  CHECK(value == 0.5);
}

TEST_CASE("the middle of a logarithmic slider is the geometric mean") {
  double value = 0.001;
  Harness h([&] { slider("t.rate", place, value, {.low = 1e-4, .high = 1, .scale = Scale::logarithmic}, name); });
  h.click("t.rate");
  CHECK(value == doctest::Approx(0.01).epsilon(0.05));
}

TEST_CASE("values that are no numbers do not hurt a slider") {
  double value = std::numeric_limits<double>::quiet_NaN();
  Harness h([&] { slider("t.rate", place, value, unit, name); });
  h.frames(3);
  CHECK(std::isnan(value));
  h.set("t.rate", "0.25");
  CHECK(value == 0.25);
}

TEST_CASE("a field takes what is typed") {
  double value = 0.5;
  Harness h([&] { number("t.rate", place, value, unit, name); });
  h.click("t.rate");
  h.type("0.25");
  h.key(ImGuiKey_Enter);
  CHECK(value == 0.25);
  CHECK(h.value("t.rate") == "0.25");
}

TEST_CASE("Escape leaves a field as it was") {
  double value = 0.5;
  Harness h([&] { number("t.rate", place, value, unit, name); });
  h.click("t.rate");
  h.type("0.25");
  h.key(ImGuiKey_Escape);
  CHECK(value == 0.5);
  h.click("t.rate");
  h.type("0.75");
  h.key(ImGuiKey_Enter);
  CHECK(value == 0.75);
}

TEST_CASE("a field refuses nonsense and what is out of range, and keeps its value") {
  double value = 0.5;
  Harness h([&] { number("t.rate", place, value, unit, name); });
  for (const char* const text : {"-3", "2", "nan", "inf", "", "abc", "1e999", "0.1.2", "1/0", "--1", "\xff\xfe"}) {
    h.set("t.rate", text);
    CHECK(value == 0.5);
    CHECK_FALSE(h.app().ui().memory("t.rate").refused.empty());
  }
  h.set("t.rate", "0.75");
  CHECK(value == 0.75);
  CHECK(h.app().ui().memory("t.rate").refused.empty());
}

TEST_CASE("a refused text stays until something else is done, and then the field shows its value again") {
  double value = 0.5;
  Harness h([&] {
    number("t.rate", place, value, unit, name);
    button("t.elsewhere", {600, 400, 700, 440}, {.words = name});
  });
  const auto is_refused = [&] { return !h.app().ui().memory("t.rate").refused.empty(); };
  const auto type_nonsense = [&] {
    h.click("t.rate");
    h.type("nonsense");
    h.key(ImGuiKey_Enter);
    CHECK(is_refused());
  };
  type_nonsense();
  h.frames(200);
  CHECK(is_refused());
  h.click("t.elsewhere");
  CHECK_FALSE(is_refused());
  type_nonsense();
  h.key(ImGuiKey_Escape);
  CHECK_FALSE(is_refused());
  CHECK(value == 0.5);
}

TEST_CASE("typing far too much into a field is harmless") {
  double value = 0.5;
  Harness h([&] { number("t.rate", place, value, unit, name); });
  h.click("t.rate");
  for (int i = 0; i < 50; ++i) h.type("1234567890");
  h.key(ImGuiKey_Enter);
  CHECK(value == 0.5);
}

TEST_CASE("a field is changed by dragging it sideways") {
  double value = 0.5;
  Harness h([&] { number("t.rate", place, value, unit, name); });
  h.drag("t.rate", 40);
  CHECK(value == doctest::Approx(0.7).epsilon(0.05));
}

TEST_CASE("a whole-number field refuses fractions") {
  int value = 3;
  Harness h([&] { number("t.units", place, value, {.low = 1, .high = 8, .step = 1}, name); });
  h.set("t.units", "4.5");
  CHECK(value == 3);
  h.set("t.units", "4");
  CHECK(value == 4);
}

TEST_CASE("a stepper stays in its range") {
  int value = 2;
  Harness h([&] { stepper("t.units", place, value, 1, 3, name); });
  for (int i = 0; i < 4; ++i) h.click("t.units.more");
  CHECK(value == 3);
  for (int i = 0; i < 4; ++i) h.click("t.units.less");
  CHECK(value == 1);
}

TEST_CASE("a choice is made by mouse") {
  int index = 0;
  Harness h([&] { choice("t.pick", place, index, three, {}, name); });
  h.click("t.pick");
  h.frames(2);
  h.click("t.pick:c");
  CHECK(index == 2);
  CHECK_FALSE(h.has("t.pick:c"));
  CHECK(h.value("t.pick") == "c");
}

TEST_CASE("a choice is made by keys") {
  int index = 0;
  Harness h([&] { choice("t.pick", place, index, three, {}, name); });
  h.focus("t.pick");
  h.key(ImGuiKey_Enter);
  h.frames(3);
  h.key(ImGuiKey_DownArrow);
  h.key(ImGuiKey_Enter);
  CHECK(index == 1);
  h.frames(2);
  CHECK(h.focused() == "t.pick");
}

TEST_CASE("Escape closes a choice's list and changes nothing") {
  int index = 1;
  Harness h([&] { choice("t.pick", place, index, three, {}, name); });
  h.click("t.pick");
  h.key(ImGuiKey_Escape);
  h.frames(2);
  CHECK_FALSE(h.has("t.pick:a"));
  CHECK(index == 1);
}

TEST_CASE("segments take the item that is clicked, and items by id") {
  int index = 0;
  Harness h([&] { segments("t.scale", place, index, three, type::body, name); });
  h.click("t.scale:b");
  CHECK(index == 1);
  h.set("t.scale", "c");
  CHECK(index == 2);
  h.set("t.scale", "nothing");
  CHECK(index == 2);
}

TEST_CASE("a toggle turns by a click and by its id") {
  bool on = false;
  Harness h([&] { toggle("t.on", place, on, false, name); });
  h.click("t.on");
  CHECK(on);
  h.set("t.on", "off");
  CHECK_FALSE(on);
}

TEST_CASE("a chip's cross removes and its body focuses") {
  ChipAction last = ChipAction::none;
  Harness h([&] {
    const ChipAction action = chip("t.chip", {100, 100}, theme().curve(0), false, true, name);
    if (action != ChipAction::none) last = action;
  });
  h.click("t.chip.remove");
  CHECK(last == ChipAction::remove);
  const Rect body = h.control("t.chip").rect;
  ImGui::GetIO().AddMousePosEvent(body.x0 + 20, body.center().y);
  h.frames(2);
  ImGui::GetIO().AddMouseButtonEvent(0, true);
  ImGui::GetIO().AddMouseButtonEvent(0, false);
  h.frames(4);
  CHECK(last == ChipAction::focus);
}

TEST_CASE("a text field takes text of any language") {
  std::string text;
  Harness h([&] { text_field("t.search", place, text, Icon::search, name); });
  h.click("t.search");
  h.type("激活 f");
  CHECK(text == "激活 f");
  h.set("t.search", "tanh");
  CHECK(text == "tanh");
}

TEST_CASE("lists can hold one control many times") {
  std::array<int, 3> units{4, 5, 6};
  Harness h([&] {
    for (int i = 0; i < 3; ++i) {
      const IdScope scope(i);
      stepper("t.units", place.moved(0, static_cast<float>(50 * i)), units[static_cast<std::size_t>(i)], 1, 9, name);
    }
  });
  h.click("t.units[1].more");
  CHECK(units == std::array<int, 3>{4, 6, 6});
  CHECK(h.value("t.units[2]") == "6");
}

TEST_CASE("a tooltip comes after four tenths of a second") {
  Harness h([&] { button("t.go", place, {.words = name}); });
  h.hover("t.go", 0.3);
  CHECK_FALSE(h.app().ui().tooltip.shown);
  h.hover("t.go", 0.3);
  CHECK(h.app().ui().tooltip.shown);
  CHECK(h.app().ui().tooltip.sentence == name.help);
}

TEST_CASE("a long press explains and does not operate") {
  bool operated = false;
  Harness h([&] { operated |= button("t.go", place, {.words = name}); });
  ImGui::GetIO().AddMouseSourceEvent(ImGuiMouseSource_TouchScreen);
  ImGui::GetIO().AddMousePosEvent(place.center().x, place.center().y);
  ImGui::GetIO().AddMouseButtonEvent(0, true);
  h.frames(40);
  CHECK(h.app().ui().tooltip.shown);
  ImGui::GetIO().AddMouseButtonEvent(0, false);
  h.frames(3);
  CHECK_FALSE(operated);
  h.tap("t.go");
  CHECK(operated);
}

TEST_CASE("Tab reaches every control in the order drawn") {
  double value = 0.5;
  int index = 0;
  Harness h([&] {
    button("t.one", {20, 20, 120, 54}, {.words = name});
    slider("t.two", {20, 80, 220, 114}, value, unit, name);
    choice("t.three", {20, 140, 220, 174}, index, three, {}, name);
    number("t.four", {20, 200, 220, 234}, value, unit, name);
  });
  for (const char* const id : {"t.one", "t.two", "t.three", "t.four"}) {
    h.key(ImGuiKey_Tab);
    CHECK(h.focused() == id);
  }
}

TEST_CASE("a press that comes with the move to its place, off another control, is taken") {
  bool dragged = false;
  Harness h([&] {
    button("t.go", place, {.words = name});
    dragged |= surface("t.plot", {100, 200, 500, 400}, false, name).dragging;
  });
  h.click("t.go");
  ImGuiIO& io = ImGui::GetIO();
  io.AddMousePosEvent(200, 300);
  io.AddMouseButtonEvent(ImGuiMouseButton_Left, true);
  io.AddMousePosEvent(260, 300);
  h.frames(6);
  CHECK(dragged);
  io.AddMouseButtonEvent(ImGuiMouseButton_Left, false);
  h.frames(2);
}

TEST_CASE("a picture reports hovering, dragging and the wheel") {
  SurfaceInput seen;
  float wheel = 0;
  float moved = 0;
  Harness h([&] {
    seen = surface("t.plot", {100, 100, 500, 400}, true, name);
    wheel += seen.wheel;
    moved += seen.drag_delta.x;
  });
  h.wheel("t.plot", 2);
  CHECK(seen.hovered);
  CHECK(wheel == doctest::Approx(2));
  h.drag("t.plot", 80);
  CHECK(moved > 50);
}

TEST_CASE("the list of controls is JSON with every field") {
  double value = 0.5;
  Harness h([&] { slider("t.rate", place, value, unit, name); });
  const std::string json = h.app().controls().json();
  for (const char* const part :
       {"\"id\":\"t.rate\"", "\"role\":\"slider\"", "\"label\":\"Rate\"", "\"value\":\"0.5\"", "\"low\":\"0\"",
        "\"high\":\"1\"", "\"enabled\":true", "\"focused\":false", "\"rect\":[100.0"}) {
    CHECK(json.find(part) != std::string::npos);
  }
}

}  // namespace gradlab::ui::test
