// The losses page: one neuron under two losses, curves of losses, links and pictures.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "core/analysis/single_neuron.hpp"
#include "shell/ui/pages/losses/losses_parts.hpp"
#include "tests/ui/page_harness.hpp"

namespace gradlab::ui::test {

namespace {

struct LossesPage : test::Harness {
  explicit LossesPage(Screen screen = {}) : Harness(screen) {
    app().ui().reduced_motion = true;
    app().open_page("losses");
    frames(4);
  }
  LossesState& state() { return losses_state(app()); }
  ImVec2 middle(std::string_view id) { return control(id).rect.center(); }
};

}  // namespace

TEST_CASE("The saturated neuron shows what the core computes, at any step") {
  LossesPage page;
  page.set("losses.neuron.step", "117");
  page.frames(2);
  const auto slow = descend_neuron(output_loss("sigmoid", "mse"), {}, 117);
  const auto fast = descend_neuron(output_loss("sigmoid", "bce"), {}, 117);
  CHECK(std::stod(page.value("losses.reading.neuron.value[mse]")) == doctest::Approx(slow.back().a).epsilon(1e-3));
  CHECK(std::stod(page.value("losses.reading.neuron.value[bce]")) == doctest::Approx(fast.back().a).epsilon(1e-2));
}

TEST_CASE("The start is dragged along the curve, and the bias follows; another task gives another path") {
  LossesPage page;
  const double before = page.state().task.b;
  page.drag("losses.neuron.start[mse]", -40);
  page.frames(2);
  CHECK(page.state().task.b < before);
  CHECK(page.state().task.w == 2);
  CHECK(page.state().paths[0].front().z == doctest::Approx(2 + page.state().task.b));
  page.set("losses.neuron.w", "-1.5");
  page.frames(2);
  CHECK(page.state().paths[1].front().w == -1.5);
  page.click("losses.neuron.reset");
  page.frames(2);
  CHECK(page.state().task.w == 2);
  CHECK(page.state().step == 0);
}

TEST_CASE("Played to its end it rests there, and a press begins anew; the output's plot is scrubbed") {
  LossesPage page;
  page.set("losses.neuron.step", "280");
  page.frames(2);
  page.click("losses.neuron.next");
  page.frames(2);
  CHECK(page.state().step == 281);
  page.click("losses.neuron.play");
  page.settle(4000);
  CHECK(page.state().step == LossesState::steps);
  CHECK_FALSE(page.state().playing);
  page.click("losses.neuron.play");
  page.frames(1);
  CHECK(page.state().step < 20);
  page.drag("losses.neuron.output[bce]", 20);
  page.frames(2);
  CHECK_FALSE(page.state().playing);
  CHECK(page.state().step > 140);
  CHECK(page.state().step < 200);
}

TEST_CASE("Losses are read under the pointer, over the logit and over the prediction, for both targets") {
  LossesPage page;
  const auto read = [&](const char* what, int index) {
    std::string text = page.value("losses.reading.curves." + std::string(what) + "[" + std::to_string(index) + "]");
    if (const auto minus = text.find("\u2212"); minus != std::string::npos) text.replace(minus, 3, "-");
    return std::stod(text);
  };
  page.state().at_logit = 3;
  page.frames(2);
  CHECK(read("value_at", 0) == doctest::Approx(4));
  CHECK(read("slope_at", 0) == doctest::Approx(1));
  CHECK(read("value_at", 1) == doctest::Approx(std::log1p(std::exp(3.0))).epsilon(1e-3));
  page.hover("losses.curves.loss", 0.1);
  page.frames(2);
  CHECK(std::abs(page.state().at_logit) < 0.05);
  page.click("losses.curves.target:1");
  page.click("losses.curves.axis:p");
  page.frames(3);
  page.state().at_prediction = 0.25;
  page.frames(2);
  CHECK(read("value_at", 1) == doctest::Approx(-std::log(0.25)).epsilon(1e-3));
  CHECK(read("slope_at", 1) == doctest::Approx(-4).epsilon(1e-3));
}

TEST_CASE("Any loss goes behind any output: curves are added, changed and taken away") {
  LossesPage page;
  page.click("losses.curves.choose");
  page.frames(4);
  page.activate("losses.curves.add");
  page.frames(3);
  REQUIRE(page.state().curves.size() == 5);
  page.set("losses.curves.of_loss[5]", "huber");
  page.frames(3);
  CHECK(page.state().curves[4] == LossCurve{"huber", "identity"});
  page.set("losses.curves.of_output[5]", "tanh");
  page.set("losses.curves.param.delta[5]", "0.5");
  page.frames(3);
  CHECK(page.state().curves[4] == LossCurve{"huber", "tanh", {{"delta", 0.5}}});
  // Every parameter of every loss can be set, and none that it does not have.
  for (const Loss<double>& loss : losses<double>()) {
    CAPTURE(loss.id);
    page.set("losses.curves.of_loss[4]", loss.id);
    page.frames(2);
    for (const Loss<double>& other : losses<double>())
      for (const ParamSpec& spec : other.params)
        CHECK(page.has("losses.curves.param." + std::string(spec.id) + "[4]") ==
              (std::ranges::find(loss.params, spec.id, &ParamSpec::id) != loss.params.end()));
  }
  for (const auto& row : activations<double>()) {
    page.set("losses.curves.of_output[5]", row.id);
    page.frames(2);
    CHECK(page.state().curves[4].activation == row.id);
  }
  page.activate("losses.curves.remove[1]");
  page.frames(3);
  CHECK(page.state().curves.size() == 4);
  CHECK(page.state().curves[0].loss == "bce");
  CHECK(page.app().translator().missing().empty());
}

TEST_CASE("A bar of softmax is dragged, a name makes its class the answer, and p - y is what differences give") {
  LossesPage page;
  const auto before = page.state().logits;
  page.drag("losses.softmax.bars", 40, -30);
  page.frames(2);
  CHECK(page.state().logits != before);
  page.set("losses.softmax.logit[4]", "12.5");
  page.click("losses.softmax.answer[3]");
  page.frames(2);
  CHECK(page.state().logits[3] == 12.5);
  CHECK(page.state().target == 2);
  std::string gap = page.value("losses.reading.softmax.gap");
  gap.replace(gap.find("\u2212"), 3, "-");
  CHECK(std::stod(gap) < 1e-8);
}

TEST_CASE("The cross is moved over the surface, and its curvatures are the core's; other points give another surface") {
  LossesPage page;
  page.frames(2);
  page.click("losses.surface.map[mse]");
  page.frames(2);
  CHECK(std::abs(page.state().cross.x) < 0.2);
  CHECK(std::abs(page.state().cross.y) < 0.2);
  const LogisticSurface surface(two_clouds(1, 40), LogisticLoss::cross_entropy);
  const auto here = surface.at(page.state().cross);
  CHECK(page.value("losses.reading.surface.curvatures[cross_entropy]")
            .starts_with(std::to_string(here.eigenvalues[0]).substr(0, 5)));
  CHECK_FALSE(page.state().maps[0]->convex);
  CHECK(page.state().maps[1]->convex);
  const auto before = page.state().maps[1]->values;
  page.click("losses.surface.dice");
  page.frames(3);
  CHECK(page.state().seed == 2);
  CHECK(page.state().maps[1]->values != before);
}

TEST_CASE("A formula is never wider than its place") {
  const std::array<LossesMath, 3> pieces{LossesMath{"\\frac{\\partial C}{\\partial z}=2(a-y)\\sigma'(z)=2\\cdot 0.970"},
                                         LossesMath{"\\cdot 0.0291", true}, LossesMath{"=0.0564"}};
  std::vector<float> widths;
  float wanted = 0;
  test::Harness page([&] { widths.push_back(losses_formula({10, 100}, wanted, pieces, theme().ink)); });
  for (wanted = 500; wanted > 250; wanted -= 7) {
    page.frames();
    CHECK(widths.back() <= wanted);
    CHECK(widths.back() > 200);
  }
}

TEST_CASE("Curvatures are read under the pointer; a click keeps the place, without one it is left as it was") {
  LossesPage page;
  page.frames(2);
  const Point pinned = page.state().cross;
  const auto curvatures = [&](std::string_view of) {
    return page.value("losses.reading.surface.curvatures[" + std::string(of) + "]");
  };
  const std::string before = curvatures("mse");
  page.hover("losses.surface.map[cross_entropy]", 0.1);
  // Both surfaces speak of the place under the pointer: the middle, where both weights are 0.
  const LogisticSurface surface(two_clouds(1, 40), LogisticLoss::mse);
  std::string low = curvatures("mse");
  if (low.starts_with("−")) low = "-" + low.substr(3);
  CHECK(std::stod(low) == doctest::Approx(surface.at({0, 0}).eigenvalues[0]).epsilon(2e-3));
  CHECK(page.state().cross.x == pinned.x);
  page.hover("losses.neuron.play", 0.1);
  CHECK(curvatures("mse") == before);
  page.click("losses.surface.map[cross_entropy]");
  page.hover("losses.neuron.play", 0.1);
  CHECK(curvatures("mse") != before);
  CHECK(std::abs(page.state().cross.x) < 0.2);
}

TEST_CASE("A point is dragged away: the squared error's line follows it, the others hardly do") {
  LossesPage page(Screen{1440, 1400, 1});
  page.state().points = {{-2, -2}, {-1, -1}, {0, 0}, {1, 1}, {2, 2}};
  page.state().shape = FitShape::constant;
  page.frames(2);
  const auto offset = [&](const char* id) {
    std::string text = page.value("losses.reading.outliers.line_" + std::string(id));
    text = text.substr(text.find(' ') + 1);
    if (const auto minus = text.find("\u2212"); minus != std::string::npos) text.replace(minus, 3, "-");
    return std::stod(text);
  };
  CHECK(offset("mse") == doctest::Approx(0));
  // The point in the middle of the plot is taken to its upper edge.
  page.drag("losses.outliers.plot", 0, -140);
  page.frames(2);
  CHECK(page.state().held == 2);
  CHECK(page.state().points[2].y > 4);
  CHECK(offset("mse") == doctest::Approx(page.state().points[2].y / 5).epsilon(0.01));
  CHECK(offset("mae") == doctest::Approx(1));
  CHECK(offset("huber") < offset("mse"));
  page.set("losses.outliers.delta", "10");
  page.frames(2);
  CHECK(offset("huber") == doctest::Approx(offset("mse")).epsilon(0.01));
  page.click("losses.outliers.reset");
  page.click("losses.outliers.shape:line");
  page.frames(2);
  CHECK(page.state().points.size() == LossesState::usual_points().size());
  CHECK(page.state().shape == FitShape::line);
}

TEST_CASE("On a phone a finger on a knob drags it up and down; beside it, it scrolls the page") {
  LossesPage page(Screen{390, 3000, 1});
  const Rect bars = page.control("losses.softmax.bars").rect;
  const float unit = bars.height() / 2 / (static_cast<float>(LossesState::logit_reach) * 1.1F);
  const ImVec2 knob{bars.column(0, 4, 0).center().x, bars.center().y - 1.2F * unit};
  page.finger_drag(knob, {knob.x + 2, knob.y - 40});
  page.frames(2);
  CHECK(page.state().logits[0] == doctest::Approx(1.2 + 40 / static_cast<double>(unit)).epsilon(0.03));
  const auto before = page.state().logits;
  page.finger_drag({bars.column(2, 4, 0).center().x, bars.y0 + 6}, {bars.column(2, 4, 0).center().x, bars.y0 - 60});
  page.frames(2);
  CHECK(page.state().logits == before);
}

TEST_CASE("A link opens the losses page as it was, and one that is broken changes nothing") {
  LossesPage page;
  page.set("losses.neuron.b", "-1.25");
  page.set("losses.neuron.step", "33");
  page.click("losses.curves.axis:p");
  page.frames(2);
  page.state().curves = {{"huber", "tanh", {{"delta", 0.25}}}, {"cross_entropy", "softmax"}};
  page.state().y = 0.3;
  page.state().logits = {1, -2, 0.5, 7};
  page.state().target = 2;
  page.state().seed = 9;
  page.state().cross = {2, 1.5};
  page.state().points = {{1, 2}, {-1, 0}, {0, 3}};
  page.state().shape = FitShape::constant;
  page.frames(2);
  const std::string link = page.app().link();
  LossesPage other;
  REQUIRE(other.app().open_link(link));
  other.frames(3);
  CHECK(write_losses_view(other.state()) == write_losses_view(page.state()));
  CHECK(other.state().task.b == -1.25);
  CHECK(other.state().curves[0].params.at("delta") == 0.25);
  const std::string before = write_losses_view(other.state());
  for (const char* text :
       {R"({"neuron": {"w": 1000}})", R"({"curves": {"shown": [{"loss": "none"}]}})", R"({"curves": {"shown": 3}})",
        R"({"neuron": {"step": 301}})", R"({"other": 1})", R"({"softmax": {"logits": [1]}})",
        R"({"surface": {"seed": 0}})", R"({"outliers": {"points": [[1]]}})", "[", "3"}) {
    CAPTURE(text);
    CHECK_FALSE(read_losses_view(other.state(), text));
    CHECK(write_losses_view(other.state()) == before);
  }
}

TEST_CASE("Each part of the losses page is saved as a picture and as a drawing") {
  LossesPage page;
  test::check_pictures(page, {"losses-neuron", "losses-curves", "losses-softmax", "losses-surface", "losses-outliers"});
}

TEST_CASE("The losses page fits every width in both languages, without a missing word") {
  for (const Screen screen : screens) {
    LossesPage page(screen);
    for (const Language language : {Language::en, Language::zh}) {
      page.app().settings().language = language;
      page.frames(4);
      test::check_fits(page);
    }
  }
}

}  // namespace gradlab::ui::test
