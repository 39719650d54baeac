// The neuron page: one unit, its line, the perceptron rule, gradient descent, links and pictures.
#include <doctest/doctest.h>

#include <cmath>

#include "shell/ui/pages/neuron/neuron_parts.hpp"
#include "tests/ui/page_harness.hpp"

namespace gradlab::ui::test {

namespace {

struct NeuronPage : test::Harness {
  explicit NeuronPage(Screen screen = {}) : Harness(screen) {
    app().ui().reduced_motion = true;
    app().open_page("neuron");
    frames(4);
  }
  NeuronState& state() { return neuron_state(app()); }
  /// A place of the points' map, in its units.
  ImVec2 on_map(const char* id, double x, double y) {
    const Rect rect = control(id).rect;
    const PlotSpan span = padded({-1, 2}, 0.04);
    return PlotFrame{rect, {span, span}}.to_pixel({x, y});
  }
};

}  // namespace

TEST_CASE("The first visit shows the functions page, although the neuron stands before it") {
  test::Harness page;
  page.frames(2);
  CHECK(page.app().settings().page == "functions");
  CHECK(page.has("functions.plot.f"));
  page.app().settings().page = "nowhere";
  page.frames(2);
  CHECK(page.has("functions.plot.f"));
}

TEST_CASE("Inputs, weights and bias are set in the drawing and in the formula, and the output is the core's") {
  NeuronPage page;
  const auto expected = [&] {
    return unit_at(page.state().unit, page.state().x, neuron_activation(page.state()), page.state().params).a;
  };
  const auto shown = [&] {
    std::string text = page.value("neuron.reading.output");
    if (const auto minus = text.find("\u2212"); minus != std::string::npos) text.replace(minus, 3, "-");
    return std::stod(text);
  };
  CHECK(shown() == doctest::Approx(0.9206).epsilon(1e-3));
  page.drag("neuron.weight[1]", -25);
  page.drag("neuron.bias", 12);
  page.frames(2);
  CHECK(page.state().unit.weights[0] < 0.9);
  CHECK(page.state().unit.bias > 0.5);
  CHECK(shown() == doctest::Approx(expected()).epsilon(1e-3));
  page.set("neuron.input[2]", "2.5");
  page.set("neuron.number[z][1]", "-1.25");
  page.frames(2);
  CHECK(page.state().x[1] == 2.5);
  CHECK(page.state().unit.weights[0] == -1.25);
  page.click("neuron.map");
  page.frames(2);
  CHECK(std::abs(page.state().x[0]) < 0.1);
  CHECK(shown() == doctest::Approx(expected()).epsilon(2e-3));
}

TEST_CASE("One to three inputs, and every activation of one number, without a missing word") {
  NeuronPage page;
  for (int inputs = 1; inputs <= 3; ++inputs) {
    page.click("neuron.inputs:" + std::to_string(inputs));
    page.frames(2);
    CHECK(page.state().unit.inputs == static_cast<std::size_t>(inputs));
    CHECK(page.has("neuron.weight[" + std::to_string(inputs) + "]"));
    CHECK_FALSE(page.has("neuron.weight[" + std::to_string(inputs + 1) + "]"));
    for (const auto& row : activations<double>()) {
      if (row.mixes()) continue;
      page.set("neuron.activation", row.id);
      page.frames(2);
      CHECK(page.state().activation == row.id);
      CHECK(page.state().params.size() == row.params.size());
    }
  }
  CHECK(page.app().translator().missing().empty());
}

TEST_CASE("The rule is stepped to its end on AND; on XOR it comes back to where it was") {
  NeuronPage page;
  CHECK(page.value("neuron.reading.rule.updates") == "11");
  page.click("neuron.rule.rewind");
  page.frames(2);
  CHECK(page.state().shown_updates() == 0);
  for (int i = 0; i < 11; ++i) {
    page.click("neuron.rule.next");
    page.frames(2);
    CHECK(page.state().shown_updates() == i + 1);
  }
  CHECK_FALSE(page.control("neuron.rule.next").enabled);
  CHECK(count_right(page.state().run.updates.back().weights, page.state().points()) == 4);
  page.click("neuron.rule.row[6]");
  page.frames(2);
  CHECK(page.state().shown_updates() == 6);
  page.click("neuron.rule.data:xor");
  page.frames(3);
  REQUIRE(page.state().run.repeats);
  CHECK(page.value("neuron.reading.rule.updates") == "8");
  CHECK(*page.state().run.repeats == 3);
  CHECK_FALSE(page.state().bound);
  page.click("neuron.rule.data:or");
  page.frames(3);
  CHECK(page.state().run.settled);
}

TEST_CASE("Played, the rule ends at its last update and the page rests") {
  NeuronPage page;
  page.click("neuron.rule.play");
  page.settle(4000);
  CHECK(page.state().shown_updates() == 11);
  CHECK_FALSE(page.state().rule_plays);
  page.set("neuron.descent.step", "390");
  page.frames(2);
  page.click("neuron.descent.play");
  page.settle(4000);
  CHECK(page.state().step == NeuronState::steps);
}

TEST_CASE("Points are added by a click, dragged and erased: they become one's own, for both methods") {
  NeuronPage page;
  page.click_at(page.on_map("neuron.rule.map", 1.5, -0.5));
  page.frames(2);
  CHECK(page.state().data == "own");
  REQUIRE(page.state().own.size() == 5);
  CHECK(page.state().own.back() == RulePoint{150, -50, 1});
  page.click("neuron.hand:0");
  page.click_at(page.on_map("neuron.descent.map", -0.5, 1.5));
  page.frames(2);
  REQUIRE(page.state().own.size() == 6);
  CHECK(page.state().own.back().target == 0);
  page.click("neuron.hand:erase");
  page.click_at(page.on_map("neuron.rule.map", 1.5, -0.5));
  page.frames(2);
  CHECK(page.state().own.size() == 5);
  const ImVec2 from = page.on_map("neuron.rule.map", 1, 1);
  page.finger_drag(from, {from.x + 30, from.y + 2});
  page.frames(2);
  CHECK(page.state().own.size() == 5);
  CHECK(page.state().own[3].x > 110);
  for (int i = 0; i < 5; ++i) {
    const RulePoint point = page.state().own.back();
    page.click_at(page.on_map("neuron.rule.map", point.x / 100.0, point.y / 100.0));
    page.frames(2);
  }
  CHECK(page.state().own.empty());
  CHECK(page.app().translator().missing().empty());
}

TEST_CASE("Three inputs are a cube that turns by a drag and by keys, or a slice of it") {
  NeuronPage page;
  page.click("neuron.inputs:3");
  page.frames(2);
  REQUIRE(page.has("neuron.space"));
  CHECK_FALSE(page.has("neuron.map"));
  CHECK(page.value("neuron.reading.map.turn") == "26°");
  const Turn first = page.state().turn;
  page.drag("neuron.space", 60, 20);
  page.frames(2);
  CHECK(page.state().turn.turn == doctest::Approx(first.turn + 60 * 0.008));
  CHECK(page.state().turn.tilt > first.tilt);
  const double before = page.state().turn.turn;
  page.focus("neuron.space");
  page.frames(2);
  page.key(ImGuiKey_RightArrow);
  CHECK(page.state().turn.turn == doctest::Approx(before + 0.1));
  // The plane is drawn, and not where it passes the cube by.
  const auto planes = [&] {
    page.activate("app.keep");
    page.settle();
    page.activate("keep.svg[neuron-map]");
    page.settle();
    page.frames(4);
    const std::string& svg = page.saved_files["gradlab-neuron-map.svg"];
    const std::string line = "stroke-width=\"2.2\"";
    int count = 0;
    for (std::size_t at = svg.find(line); at != std::string::npos; at = svg.find(line, at + 1)) ++count;
    return count;
  };
  CHECK(planes() == 1);
  page.state().unit.bias = 5;
  page.state().unit.weights = {0.1, 0.1, 0.1};  // the sum is 3.5 at least
  CHECK(planes() == 0);
  page.key(ImGuiKey_Escape);
  page.settle();
  page.activate("neuron.map.view:slice");
  page.frames(3);
  CHECK(page.has("neuron.map"));
  CHECK_FALSE(page.has("neuron.space"));
}

TEST_CASE("Points by keyboard: each is a stop that says itself; they are moved, change class, go and come") {
  NeuronPage page;
  page.focus("neuron.rule.points[2]");
  page.frames(2);
  REQUIRE(page.focused() == "neuron.rule.points[2]");
  const RulePoint before = page.state().points()[1];
  page.key(ImGuiKey_RightArrow);
  page.key(ImGuiKey_RightArrow);
  page.key(ImGuiKey_UpArrow);
  CHECK(page.state().data == "own");
  REQUIRE(page.state().own.size() == 4);
  CHECK(page.state().own[1] == RulePoint{before.x + 10, before.y + 5, before.target});
  page.key(ImGuiKey_Space);
  page.frames(2);
  CHECK(page.state().own[1].target == 1 - before.target);
  const std::string said = page.control("neuron.rule.points[2]").label;
  CHECK(said.find("0.10") != std::string::npos);
  CHECK(said.find("class 1") != std::string::npos);
  // The next one gets the keyboard when one goes.
  const RulePoint next = page.state().own[2];
  page.key(ImGuiKey_Delete);
  page.frames(3);
  REQUIRE(page.state().own.size() == 3);
  CHECK(page.state().own[1] == next);
  CHECK(page.focused() == "neuron.rule.points[2]");
  // Enter on the map adds one of the chosen class, and the keyboard is on it.
  page.click("neuron.hand:0");
  page.focus("neuron.rule.map");
  page.frames(2);
  page.key(ImGuiKey_Enter);
  page.frames(3);
  REQUIRE(page.state().own.size() == 4);
  CHECK(page.state().own[3].target == 0);
  CHECK(page.focused() == "neuron.rule.points[4]");
  page.focus("neuron.rule.map");
  page.frames(2);
  page.key(ImGuiKey_Enter);
  page.frames(3);
  REQUIRE(page.state().own.size() == 5);
  CHECK(page.state().own[4].x != page.state().own[3].x);  // beside it, not on it
  // Moving ends at the border, and everything can go.
  for (int i = 0; i < 80; ++i) page.key(ImGuiKey_LeftArrow);
  CHECK(page.state().own[4].x == NeuronState::point_low);
  for (int i = 0; i < 5; ++i) page.key(ImGuiKey_Delete), page.frames(3);
  CHECK(page.state().own.empty());
  CHECK(page.focused() == "neuron.rule.map");
}

TEST_CASE(
    "Gradient descent: the step is never moved, the sigmoid learns AND, and a rate too large is said to diverge") {
  NeuronPage page;
  page.click("neuron.descent.output:step");
  page.frames(3);
  CHECK(page.state().path.back().w1 == page.state().path.front().w1);
  page.click("neuron.descent.output:sigmoid");
  page.frames(3);
  CHECK(page.state().path.back().right == 4);
  page.click("neuron.descent.output:relu");
  page.set("neuron.descent.rate", "20");
  page.frames(3);
  page.set("neuron.descent.rate", "0.1");
  page.click("neuron.descent.output:tanh");
  page.drag("neuron.descent.chart", 20);
  page.frames(3);
  CHECK(page.state().step < NeuronState::steps);
  CHECK(page.app().translator().missing().empty());
}

TEST_CASE("A link opens the neuron page as it was, and one that is broken changes nothing") {
  NeuronPage page;
  page.click("neuron.inputs:3");
  page.set("neuron.activation", "leaky_relu");
  page.click("neuron.rule.data:xor");
  page.frames(2);
  page.state().own = {{150, -50, 1}, {0, 25, 0}};
  page.state().data = "own";
  page.state().rate = 2;
  page.state().update = 1;
  page.frames(2);
  const std::string link = page.app().link();
  NeuronPage other;
  REQUIRE(other.app().open_link(link));
  other.frames(3);
  CHECK(write_neuron_view(other.state()) == write_neuron_view(page.state()));
  CHECK(other.state().own == page.state().own);
  const std::string before = write_neuron_view(other.state());
  for (const char* text :
       {R"({"unit": {"inputs": 4}})", R"({"unit": {"x": [1]}})", R"({"unit": {"activation": "softmax"}})",
        R"({"unit": {"activation": "leaky_relu", "params": {"alpha": -3}}})", R"({"rule": {"data": "nand"}})",
        R"({"rule": {"points": [[1, 2]]}})", R"({"rule": {"points": [[1, 2, 3]]}})", R"({"descent": {"rate": 0}})",
        R"({"more": 1})", "[", "7"}) {
    CAPTURE(text);
    CHECK_FALSE(read_neuron_view(other.state(), text));
    CHECK(write_neuron_view(other.state()) == before);
  }
}

TEST_CASE("Each part of the neuron page is saved as a picture and as a drawing") {
  NeuronPage page;
  test::check_pictures(page, {"neuron-unit", "neuron-map", "neuron-rule", "neuron-descent"});
}

TEST_CASE("The neuron page fits every width in both languages, without a missing word") {
  for (const Screen screen : screens) {
    NeuronPage page(screen);
    for (const Language language : {Language::en, Language::zh}) {
      page.app().settings().language = language;
      for (const char* inputs : {"1", "2", "3"}) {
        page.activate("neuron.inputs:" + std::string(inputs));
        page.frames(4);
        test::check_fits(page);
      }
    }
  }
}

}  // namespace gradlab::ui::test
