// The functions page without a pointer: Tab reaches every control that is recorded, where it can be seen.
#include <doctest/doctest.h>

#include <set>
#include <string>

#include "shell/ui/pages/functions/tools.hpp"
#include "shell/ui/pages/functions_state.hpp"
#include "tests/ui/harness.hpp"

namespace gradlab::ui::test {

namespace {

struct FunctionsKeyboardPage : Harness {
  explicit FunctionsKeyboardPage(Screen screen = {}) : Harness(screen) {
    app().ui().reduced_motion = true;
    app().open_page("functions");
    frames(3);
  }
  FunctionsState& state() { return app().pages().functions; }
};

/// Of a group of radio buttons the parts are the stops, of a stepper the whole (its arrow keys do what − and + do).
bool is_stop(const ControlRecord& record) {
  return record.enabled && record.role != ControlRole::radiogroup && !record.id.ends_with(".less") &&
         !record.id.ends_with(".more");
}

std::set<std::string> stops(Harness& page) {
  std::set<std::string> ids;
  for (const ControlRecord& record : page.app().controls().controls())
    if (is_stop(record)) ids.insert(record.id);
  return ids;
}

struct Walk {
  std::set<std::string> reached, unseen;
};

/// Tabs until a round is complete; `unseen`: reached, but outside of the screen at that moment.
Walk walk(Harness& page) {
  constexpr int most = 400;
  Walk result;
  std::string first;
  for (int i = 0; i < most; ++i) {
    page.key(ImGuiKey_Tab);
    page.frames(4);
    const std::string id = page.focused();
    if (id.empty()) continue;
    if (first.empty())
      first = id;
    else if (id == first)
      break;
    result.reached.insert(id);
    const ImVec2 middle = page.control(id).rect.center();
    const Screen& screen = page.screen();
    if (middle.x < 0 || middle.y < 0 || middle.x > screen.width || middle.y > screen.height) result.unseen.insert(id);
  }
  return result;
}

std::string listed(const std::set<std::string>& ids) {
  std::string text;
  for (const std::string& id : ids) text += id + " ";
  return text;
}

/// Of `wanted`, all are reached and seen.
void check_reached(Harness& page, const std::set<std::string>& wanted) {
  REQUIRE(wanted.size() > 2);
  const Walk result = walk(page);
  std::set<std::string> missing;
  for (const std::string& id : wanted)
    if (!result.reached.contains(id)) missing.insert(id);
  CHECK(listed(missing) == "");
  CHECK(listed(result.unseen) == "");
}

/// What is there now and was not before: what a drawer or sheet holds.
std::set<std::string> added(Harness& page, const std::set<std::string>& before) {
  std::set<std::string> ids = stops(page);
  for (const std::string& id : before) ids.erase(id);
  return ids;
}

}  // namespace

TEST_CASE("Tab reaches every control of the page, in every arrangement and at every width") {
  for (const Screen screen : {wide, tablet, phone}) {
    for (const Arrangement arrangement : {Arrangement::side_by_side, Arrangement::overlaid, Arrangement::grid}) {
      CAPTURE(screen.width);
      CAPTURE(static_cast<int>(arrangement));
      FunctionsKeyboardPage page(screen);
      page.state().arrangement = arrangement;
      page.state().shown[2] = true;
      page.state().choose("prelu");
      page.frames(5);
      check_reached(page, stops(page));
    }
  }
}

TEST_CASE("Tab reaches every control of every tool") {
  for (const Tool tool : {Tool::facts, Tool::signals, Tool::layers, Tool::take_away}) {
    CAPTURE(static_cast<int>(tool));
    FunctionsKeyboardPage page;
    page.state().tool = tool;
    page.frames(5);
    check_reached(page, stops(page));
  }
}

TEST_CASE("Tab reaches every control of one's own function, of softmax and of maxout") {
  for (const Screen screen : {wide, phone}) {
    CAPTURE(screen.width);
    FunctionsKeyboardPage page(screen);
    page.state().add_own("x*sigmoid(beta*x)", "x");
    page.frames(5);
    check_reached(page, stops(page));
    for (const char* const id : {"softmax", "maxout"}) {
      CAPTURE(id);
      page.state().vector = id;
      for (const bool two : {false, true}) {
        page.state().tools->vectors.two_inputs = two;
        page.frames(5);
        check_reached(page, stops(page));
      }
    }
  }
}

TEST_CASE("Tab reaches every control of every drawer and sheet, and Escape closes it") {
  struct Opened {
    Screen screen;
    const char *by, *flag;
  };
  for (const Opened& one :
       {Opened{wide, "functions.open_look", "look"}, Opened{wide, "functions.open_compare", "compare"},
        Opened{tablet, "functions.open_choose", "choose"}, Opened{phone, "functions.open_choose", "choose"},
        Opened{phone, "functions.open_look", "look"}, Opened{phone, "functions.open_facts", "facts"},
        Opened{phone, "functions.open_signals", "signals"}}) {
    CAPTURE(one.screen.width);
    CAPTURE(one.by);
    FunctionsKeyboardPage page(one.screen);
    const std::set<std::string> before = stops(page);
    page.focus(one.by);
    page.frames(2);
    page.key(ImGuiKey_Enter);
    page.frames(20);
    const std::set<std::string> inside = added(page, before);
    REQUIRE(inside.size() > 2);
    check_reached(page, inside);
    page.key(ImGuiKey_Escape);
    page.frames(20);
    CHECK(listed(added(page, before)) == "");
  }
}

TEST_CASE("Enter chooses a function, opens the plots' drawer, and arrow keys set what they should") {
  FunctionsKeyboardPage page;
  page.focus("functions.choose[gelu]");
  page.frames(2);
  page.key(ImGuiKey_Enter);
  CHECK(page.state().focused == "gelu");
  page.focus("functions.arrangement:grid");
  page.frames(2);
  page.key(ImGuiKey_Enter);
  page.frames(2);
  CHECK(page.state().arrangement == Arrangement::grid);
  page.state().arrangement = Arrangement::side_by_side;
  page.frames(2);
  page.focus("functions.x");
  page.frames(2);
  const double x = page.state().x;
  page.key(ImGuiKey_RightArrow);
  CHECK(page.state().x > x);
  page.focus("functions.number[f][0]");
  page.frames(2);
  page.key(ImGuiKey_Enter);
  page.type("2.25");
  page.key(ImGuiKey_Enter);
  page.frames(2);
  CHECK(page.state().x == 2.25);
}

}  // namespace gradlab::ui::test
