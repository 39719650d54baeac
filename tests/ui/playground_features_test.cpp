// Formulas as inputs of the playground's network.
#include <doctest/doctest.h>

#include "core/data/input_map.hpp"
#include "shell/ui/pages/playground/features.hpp"
#include "shell/ui/pages/playground_edit.hpp"
#include "tests/ui/page_harness.hpp"

namespace gradlab::ui::test {
namespace {

struct FeaturesPage : PlaygroundHarness {
  using PlaygroundHarness::PlaygroundHarness;
  const std::vector<std::string>& features() { return state().spec.data.features; }
  void open() {
    click("playground.features");
    settle(400);
  }
  void add(std::string_view formula) {
    activate("playground.add_feature");
    frames(2);
    set("playground.own_feature[" + std::to_string(state().features.own.size()) + "]", formula);
    settle(400);
  }
};

TEST_CASE("every usual feature is a formula that the core reads") {
  for (const UsualFeature& usual : usual_features)
    CHECK_MESSAGE(parse_feature(usual.formula, true, "feature"), usual.formula);
}

TEST_CASE("features are switched on and off, in one order, and x and y alone are the columns") {
  Spec spec;
  spec = with_feature_switched(spec, "x*y");
  spec = with_feature_switched(spec, "x^2");
  CHECK(spec.data.features == std::vector<std::string>{"x", "y", "x^2", "x*y"});
  spec = with_feature_switched(spec, "x^2");
  spec = with_feature_switched(spec, "x*y");
  CHECK(spec.data.features.empty());
  spec = with_feature_switched(spec, "x");
  CHECK(spec.data.features == std::vector<std::string>{"y"});
  CHECK(with_feature_switched(spec, "y").data.features == std::vector<std::string>{"y"});
}

TEST_CASE("a feature becomes an input of the network, and its picture stands in the drawing") {
  FeaturesPage page;
  page.open();
  page.activate("playground.feature[x^2]");
  page.settle(400);
  CHECK(page.value("playground.feature[x^2]") == "on");
  CHECK(page.features() == std::vector<std::string>{"x", "y", "x^2"});
  CHECK(page.state().run->network().inputs() == 3);
  CHECK_FALSE(page.state().run->maps().unit(0, 2).empty());
  page.key(ImGuiKey_Escape);
  page.settle(400);
  CHECK(page.control("playground.features").label == "3 of 7");
  CHECK(page.control("playground.input[3]").label == "x^2");
}

TEST_CASE("with squares as inputs one unit learns the circle") {
  FeaturesPage page;
  page.click("playground.data[circle]");
  page.settle(400);
  Spec spec = page.state().spec;
  spec.layers.erase(spec.layers.begin(), spec.layers.end() - 1);
  spec.data.scaling = "standardise";
  spec.optimizer = {"adam", {{"lr", 0.1}}};
  REQUIRE(try_spec(page.state(), spec));
  page.open();
  for (const char* const id : {"x^2", "y^2"})
    page.activate("playground.feature[" + std::string(id) + "]"), page.frames(2);
  page.state().run->runner().send(Advance{600});
  for (int i = 0; i < 4000 && page.state().run->state().step < 600; ++i) page.frames();
  page.settle(400);
  CHECK(page.state().run->state().measured.test_accuracy > 0.95F);
}

TEST_CASE("a formula of one's own is an input as soon as it can be read, and until then nothing changes") {
  FeaturesPage page;
  page.open();
  page.add("x^2 + ");
  CHECK(page.features().empty());
  CHECK(page.control("playground.own_feature[1]").help.find("column") != std::string::npos);
  page.set("playground.own_feature[1]", "x^2 + y^2");
  page.settle(400);
  CHECK(page.features() == std::vector<std::string>{"x", "y", "x^2 + y^2"});
  page.set("playground.own_feature[1]", "x^2 + q");
  page.settle(400);
  CHECK(page.features() == std::vector<std::string>{"x", "y", "x^2 + y^2"});
  CHECK(page.control("playground.own_feature[1]").help.find('q') != std::string::npos);
  CHECK_FALSE(page.state().refused);
  page.activate("playground.own_feature_remove[1]");
  page.settle(400);
  CHECK(page.features().empty());
}

TEST_CASE("a formula without a value at some point is refused in its field, with the place") {
  FeaturesPage page;
  page.open();
  page.add("log(x)");
  CHECK(page.features().empty());
  CHECK(page.control("playground.own_feature[1]").help.find("x = ") != std::string::npos);
  page.set("playground.own_feature[1]", "x");
  page.frames(2);
  CHECK(page.control("playground.own_feature[1]").help.find("already") != std::string::npos);
}

TEST_CASE("features stay on other data of the plane, and data of four columns have none") {
  FeaturesPage page;
  page.open();
  page.activate("playground.feature[x*y]");
  page.frames(2);
  page.key(ImGuiKey_Escape);
  page.settle(400);
  page.click("playground.data[xor]");
  page.settle(400);
  CHECK(page.features() == std::vector<std::string>{"x", "y", "x*y"});
  page.click("playground.data[iris]");
  page.settle(400);
  CHECK(page.features().empty());
  CHECK_FALSE(page.has("playground.features_plus"));
  page.open();
  CHECK_FALSE(page.has("playground.feature[x^2]"));
}

TEST_CASE("a phone has the same sheet") {
  FeaturesPage page(phone);
  page.tap("playground.features");
  page.settle(400);
  page.activate("playground.feature[sin(x)]");
  page.settle(400);
  CHECK(page.state().run->network().inputs() == 3);
}

}  // namespace
}  // namespace gradlab::ui::test
