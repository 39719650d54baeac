#include <doctest/doctest.h>

#include <array>

#include "shell/ui/pages/playground/slow_formulas.hpp"
#include "shell/ui/widgets/formula_markup.hpp"
#include "tests/ui/page_harness.hpp"

namespace gradlab::ui::test {
namespace {

struct SlowPage : PlaygroundHarness {
  using PlaygroundHarness::PlaygroundHarness;
  const RunState& run() { return state().run->state(); }
  const SampleTrace<float>& numbers() { return *slow_numbers(state()); }
  std::string text() { return value("playground.slow.text"); }
  std::size_t stops() { return slow_stop_count(state().run->network()); }
  void open() {
    activate(has("playground.slow") ? "playground.slow" : "playground.step_sample");
    settle(400);
  }
};

TEST_CASE("a sample goes through the network stop by stop, by buttons and by arrow keys, at every size") {
  for (const Screen& screen : screens) {
    SlowPage page(screen);
    page.open();
    REQUIRE(page.has("playground.slow.text"));
    CHECK(page.value("playground.slow_part") == "forward");
    CHECK_FALSE(page.control("playground.slow_back").enabled);
    const std::string first = page.text();
    page.activate("playground.slow_on");
    page.settle(400);
    CHECK(page.text() != first);
    page.key(ImGuiKey_LeftArrow);
    page.settle(400);
    CHECK(page.text() == first);
    for (std::size_t i = 1; i < page.stops(); ++i) {
      page.key(ImGuiKey_RightArrow);
      page.settle(400);
    }
    CHECK(page.value("playground.slow_part") == "update");
    CHECK(page.state().slow.stop + 1 == page.stops());
    CHECK(page.run().step == 0);
    page.activate("playground.slow_close");
    page.settle(400);
    CHECK_FALSE(page.has("playground.slow.text"));
  }
}

TEST_CASE("at batch 1, what slow motion shows is what the run's next step does") {
  for (const char* rule : {"sgd", "adam", "rmsprop"}) {
    INFO(rule);
    SlowPage page;
    Spec spec = page.state().spec;
    spec.batch = 1;
    spec.optimizer = {rule, {{"lr", 0.01}}};
    REQUIRE(try_spec(page.state(), spec));
    page.settle(400);
    page.open();
    for (int i = 0; i < 3; ++i) {
      CHECK(page.numbers().before == page.run().parameters);
      const std::vector<float> after = page.numbers().after;
      page.set("playground.slow_part", "update");
      page.settle(400);
      const Layer<float>& layer = page.state().run->network().layers()[0];
      CHECK(page.text().find("= " + slow_number(static_cast<double>(after[layer.weights]))) != std::string::npos);
      page.click("playground.step_sample");
      page.settle(400);
      CHECK(page.run().step == static_cast<std::uint64_t>(i) + 1);
      CHECK(page.run().parameters == after);
    }
  }
}

TEST_CASE("a batch's samples come one by one, the last one brings the step, and the way leads back over it") {
  SlowPage page;
  const std::size_t batch = page.state().spec.batch;
  REQUIRE(batch > 2);
  page.click("playground.step_sample");
  page.settle(400);
  for (std::size_t i = 1; i < batch; ++i) {
    page.click("playground.step_sample");
    page.settle(400);
    CHECK(page.run().step == 0);
    CHECK(page.state().slow.place == i);
  }
  const std::uint32_t last = page.numbers().row;
  page.click("playground.step_sample");
  page.settle(400);
  CHECK(page.run().step == 1);
  CHECK(page.state().slow.place == 0);
  page.key(ImGuiKey_LeftArrow);
  page.settle(400);
  CHECK(page.run().step == 0);
  CHECK(page.state().slow.place == batch - 1);
  CHECK(page.state().slow.stop + 1 == page.stops());
  CHECK(page.numbers().row == last);
}

TEST_CASE("a point that is pressed on the map goes through the network, and a unit that is pressed is gone to") {
  SlowPage page;
  const MapPoint point = page.state().run->figures().points[5];
  const Rect map = page.control("playground.map").rect;
  const MapWindow& window = page.state().run->maps().window();
  const PlotFrame frame{map, {window.x_span, window.y_span}};
  const ImVec2 at = frame.to_pixel({static_cast<double>(point.x), static_cast<double>(point.y)});
  page.click_at(at);
  page.settle(400);
  REQUIRE(page.state().slow.on);
  REQUIRE(page.state().slow.row);
  CHECK(page.numbers().row == *page.state().slow.row);
  CHECK_FALSE(page.control("playground.slow_back").enabled);
  page.click("playground.unit[2][3]");
  page.settle(400);
  CHECK(slow_stop_now(page.state()) == SlowStop{SlowPart::forward, 1, 2});
}

TEST_CASE("every stop of every kind of network has its formulas, in both languages") {
  for (const Language language : {Language::en, Language::zh}) {
    SlowPage page;
    page.app().settings().language = language;
    page.frames(2);
    const auto walk = [&](const Spec& spec) {
      REQUIRE(try_spec(page.state(), spec));
      page.settle(400);
      page.state().run->runner().send(Advance{20});
      page.settle(400);
      page.open();
      REQUIRE(slow_numbers(page.state()));
      for (std::size_t i = 0; i < page.stops(); ++i) {
        const SlowText text = slow_text({spec, page.state().run->network(), page.numbers(), spec.batch},
                                        slow_stop(page.state().run->network(), i));
        CHECK_FALSE(text.words.empty());
        CHECK_FALSE(text.formulas.empty());
        for (const SlowFormula& formula : text.formulas)
          for (const std::string& piece : formula) {
            INFO(piece);
            CHECK(parse_math(piece));
          }
        page.frames(1);
        page.key(ImGuiKey_RightArrow);
      }
    };
    Spec spec = page.state().spec;
    spec.layers = {{.units = 3, .activation = "relu", .dropout = 0.4, .batch_norm = true},
                   {.units = 3, .activation = "maxout"},
                   {.units = 2, .activation = "prelu"},
                   {.units = 0, .activation = "sigmoid"}};
    spec.l1 = spec.l2 = 0.01;
    walk(spec);
    spec.layers = {{.units = 4, .activation = "tanh"}, {.units = 0, .activation = "tanh"}};
    spec.loss = {"mse", {}};
    spec.optimizer = {"sgd", {{"momentum", 0.9}}};
    walk(spec);
  }
}

TEST_CASE("another network, data or rate while a sample is looked at: the numbers follow") {
  SlowPage page;
  page.open();
  page.set("playground.slow_part", "update");
  page.click("playground.units[1].less");
  page.settle(400);
  REQUIRE(slow_numbers(page.state()));
  CHECK(page.numbers().before == page.run().parameters);
  page.set("playground.rate", "0.5");
  page.settle(400);
  CHECK(page.numbers().settings[0] == doctest::Approx(0.5));
  page.click("playground.data[iris]");
  page.settle(400);
  REQUIRE(slow_numbers(page.state()));
  CHECK(page.numbers().layers[0].inputs.size() == 4);
  page.click("playground.play");
  page.frames(30);
  page.click("playground.play");
  page.settle(400);
  CHECK(page.numbers().step == page.run().step);
}

TEST_CASE("the slowest speed goes sample by sample") {
  SlowPage page;
  page.set("playground.speed", "0");
  page.frames(2);
  CHECK(playground_speeds()[0] == Speed{Speed::Unit::samples, 1});
  CHECK(page.value("playground.speed") == "0");
}

}  // namespace
}  // namespace gradlab::ui::test
