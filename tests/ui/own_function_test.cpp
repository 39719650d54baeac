// A function of one's own on the functions page: typed, differentiated, checked, taken to the playground.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/pages/functions_curves.hpp"
#include "tests/ui/page_harness.hpp"

namespace gradlab::ui::test {

namespace {

constexpr const char* formula_field = "functions.own.formula[own1]";
constexpr const char* derivative_field = "functions.own.derivative[own1]";

struct OwnFunctionPage : test::FunctionsHarness {
  using FunctionsHarness::FunctionsHarness;
  void add_own() {
    click("functions.own.add");
    frames(2);
  }
};

}  // namespace

TEST_CASE("a typed formula has its curve and the exact derivative by automatic differentiation") {
  OwnFunctionPage page;
  page.add_own();
  page.set(formula_field, "x^3 - 2x");
  REQUIRE(page.state().focused == "own1");
  const ChosenFunction& own = *page.state().focus();
  for (const double x : {-2.0, -0.5, 0.0, 1.25}) {
    CHECK(value_of(own, Derivative::none, x) == doctest::Approx(x * x * x - 2 * x));
    CHECK(value_of(own, Derivative::first, x) == doctest::Approx(3 * x * x - 2));
    CHECK(value_of(own, Derivative::second, x) == doctest::Approx(6 * x));
  }
}

TEST_CASE("own functions that stand in one row go and come back one by one") {
  OwnFunctionPage page;
  page.add_own();
  page.add_own();
  page.set("functions.own.formula[own2]", "x^2");
  page.click("functions.choose[own1]");
  REQUIRE(page.state().focused == "own1");
  page.frames(60);                       // two presses at once would mean something else
  page.click("functions.choose[own1]");  // which leaves its place among the chosen, the second moves up
  page.frames(2);
  CHECK(page.state().find("own1") == nullptr);
  REQUIRE(page.state().find("own2") != nullptr);
  CHECK(page.state().find("own2")->own->text == "x^2");
  page.frames(60);
  page.click("functions.choose[own1]");
  CHECK(page.state().focused == "own1");
}

TEST_CASE("a formula is typed letter by letter, and what is no formula yet leaves the curve alone") {
  OwnFunctionPage page;
  page.add_own();
  page.focus(formula_field);
  page.frames(2);
  page.key(ImGuiKey_A, false, true);
  page.type("sin(x");
  page.frames(2);
  const ChosenFunction& own = *page.state().focus();
  CHECK(own.own->text == "sin(x");
  REQUIRE(own.own->refused);
  CHECK(own.own->refused->id == "formula_expects_closing_end");
  CHECK(page.control(formula_field).help.find("column") != std::string::npos);
  page.type(")");
  page.frames(2);
  CHECK_FALSE(page.state().focus()->own->refused);
  CHECK(value_of(*page.state().focus(), Derivative::none, 1.0) == doctest::Approx(std::sin(1.0)));
}

TEST_CASE("names in a formula get sliders, and keep their values while the formula is changed") {
  OwnFunctionPage page;
  page.add_own();
  page.set(formula_field, "tanh(gain*x)");
  page.set("functions.param[gain]", "2.5");
  page.frames(2);
  page.set(formula_field, "tanh(gain*x) + shift");
  const ChosenFunction& own = *page.state().focus();
  REQUIRE(own.params.size() == 2);
  CHECK(own.params[0] == 2.5);
  CHECK(own.params[1] == 1);
  page.set(formula_field, "tanh(gain*x) + ");
  CHECK(page.state().focus()->params == own.params);
}

TEST_CASE("each mistake of notes is found where it is") {
  struct Expected {
    const char* example;
    double wrong, right;
  };
  // Right where the two agree: max(1, x) is 1 between 0 and 1; log10's slope is never ln's, but near 0 far to the left.
  for (const Expected& expected : {Expected{"relu_slope", -3, 0.5}, Expected{"relu_slope", 4, 0.7},
                                   Expected{"softplus_log10", 0, -20}, Expected{"prelu_alpha", -2, 3}}) {
    CAPTURE(expected.example);
    OwnFunctionPage page;
    page.add_own();
    page.set("functions.own.mistakes", expected.example);
    page.frames(2);
    const DerivativeCheck* check = page.state().check_of(*page.state().focus());
    REQUIRE(check != nullptr);
    CHECK_FALSE(check->agrees());
    const auto is_in = [&](double x) {
      return std::any_of(check->disagreements.begin(), check->disagreements.end(),
                         [x](const Stretch& one) { return x >= one.low && x <= one.high; });
    };
    CHECK(is_in(expected.wrong));
    CHECK_FALSE(is_in(expected.right));
  }
}

TEST_CASE("a right derivative agrees, also after a parameter was changed") {
  OwnFunctionPage page;
  page.add_own();
  page.set(formula_field, "x > 0 ? x : alpha*(exp(x) - 1)");
  page.set(derivative_field, "x > 0 ? 1 : alpha*exp(x)");
  page.frames(2);
  const auto agrees = [&] {
    const DerivativeCheck* check = page.state().check_of(*page.state().focus());
    return check && check->agrees();
  };
  CHECK(agrees());
  page.set("functions.param[alpha]", "0.3");
  page.frames(2);
  CHECK(agrees());
  page.set(derivative_field, "x > 0 ? 1 : exp(x)");
  page.frames(2);
  CHECK_FALSE(agrees());
}

TEST_CASE("one's own function can be taken off and comes back as it was") {
  OwnFunctionPage page;
  page.add_own();
  page.set(formula_field, "x*x");
  page.click("functions.chip[own1].remove");
  CHECK(page.state().find("own1") == nullptr);
  page.click("functions.choose[own1]");
  REQUIRE(page.state().find("own1") != nullptr);
  CHECK(page.state().find("own1")->own->text == "x*x");
}

TEST_CASE("the playground's hidden layers take a typed function, with its numbers") {
  OwnFunctionPage page;
  page.add_own();
  page.set(formula_field, "sin(omega*x)");
  page.set("functions.param[omega]", "1.5");
  page.frames(2);
  page.click("functions.to_playground");
  page.frames(3);
  CHECK(page.app().settings().page == "playground");
  const Spec& spec = page.app().pages().playground.spec;
  REQUIRE(spec.layers.size() > 1);
  for (std::size_t layer = 0; layer + 1 < spec.layers.size(); ++layer) {
    CHECK(spec.layers[layer].activation == "custom");
    CHECK(spec.layers[layer].formula == "sin(omega*x)");
    CHECK(spec.layers[layer].params.at("omega") == 1.5);
  }
}

TEST_CASE("a row of the table goes to the playground as well") {
  OwnFunctionPage page;
  page.click("functions.choose[leaky_relu]");
  page.set("functions.param[alpha]", "0.2");
  page.frames(2);
  page.click("functions.to_playground");
  page.frames(3);
  const Spec& spec = page.app().pages().playground.spec;
  CHECK(spec.layers.front().activation == "leaky_relu");
  CHECK(spec.layers.front().params.at("alpha") == 0.2);
}

TEST_CASE("typing works on a phone, too") {
  OwnFunctionPage page(phone);
  page.click("functions.add");
  page.frames(3);
  page.click("functions.own.add");
  page.frames(3);
  page.set(formula_field, "cos(x)");
  page.frames(2);
  CHECK(value_of(*page.state().focus(), Derivative::none, 0.0) == 1);
}

}  // namespace gradlab::ui::test
