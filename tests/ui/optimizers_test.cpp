// The optimizers page: start, optimizers and their parameters, transport, own surface, pad, links, what is kept.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iterator>
#include <nlohmann/json.hpp>
#include <regex>

#include "core/surfaces/descent.hpp"
#include "shell/ui/pages/optimizers/examples.hpp"
#include "shell/ui/pages/optimizers/state.hpp"
#include "shell/ui/pages/pages.hpp"
#include "tests/ui/harness.hpp"

namespace gradlab::ui::test {
namespace {

struct OptimizersPage : Harness {
  explicit OptimizersPage(Screen screen = {}) : Harness(screen) {
    app().ui().reduced_motion = true;
    app().open_page("optimizers");
    frames(3);
    settle();
  }
  OptimizersState& state() { return optimizers_state(app()); }
  const Race& race() { return optimizers_race(state()); }
  std::string view() { return optimizers_view(app()); }
};

TEST_CASE("optimizers: what is shown are the descents that the command line prints") {
  OptimizersPage page;
  const RaceSpec& spec = page.state().spec;
  const Surface& beale = *find_surface("beale");
  REQUIRE(page.race().paths.size() == spec.optimizers.size());
  for (std::size_t i = 0; i < spec.optimizers.size(); ++i) {
    auto descent = Descent::create(beale, spec.optimizers[i], spec.start);
    REQUIRE(descent);
    const RacePath& path = page.race().paths[i];
    for (std::size_t n = 0; n < path.places.size(); ++n, descent->step())
      REQUIRE(path.places[n].x == descent->place().x);
  }
}

TEST_CASE("optimizers: a click places the start, a drag moves it, and typing does, too") {
  OptimizersPage page;
  const Rect map = page.control("optimizers.map").rect;
  const Point before = page.state().spec.start;
  page.click_at({map.x0 + 0.3F * map.width(), map.y0 + 0.8F * map.height()});
  page.frames(2);
  const Point clicked = page.state().spec.start;
  CHECK(clicked.y < before.y);
  CHECK(page.race().paths[0].places[0].x == clicked.x);
  page.set("optimizers.start_x", "-1.25");
  page.frames(2);
  CHECK(page.state().spec.start.x == -1.25);
  CHECK(page.state().spec.start.y == clicked.y);
  page.key(ImGuiKey_Z, false, true);
  CHECK(page.state().spec.start.x == clicked.x);
  page.key(ImGuiKey_Y, false, true);
  CHECK(page.state().spec.start.x == -1.25);
}

TEST_CASE("optimizers: they come and go, and every parameter of the one looked at can be set") {
  OptimizersPage page;
  const std::size_t count = page.state().spec.optimizers.size();
  page.set("optimizers.add", "lion");
  page.frames(2);
  REQUIRE(page.state().spec.optimizers.size() == count + 1);
  CHECK(page.state().focused == count);
  const Optimizer<double>& lion = *find_optimizer<double>("lion");
  const std::string scope = "[" + std::to_string(count + 1) + "]";
  for (const ParamSpec& spec : lion.params) CHECK(page.has("optimizers.param." + std::string(spec.id) + scope));
  const auto before = page.race().paths[count].places[5];
  page.set("optimizers.param.lr" + scope, "0.05");
  page.frames(2);
  CHECK(page.state().spec.optimizers[count].params.at("lr") == 0.05);
  CHECK(page.race().paths[count].places[5].x != before.x);
  const std::vector<std::size_t> colors = page.state().colors;
  page.click("optimizers.focus[1]");
  page.frames(2);
  CHECK(page.state().focused == 0);
  page.click("optimizers.remove[1]");
  page.frames(2);
  CHECK(page.state().spec.optimizers.size() == count);
  CHECK(page.state().colors == std::vector<std::size_t>(colors.begin() + 1, colors.end()));
  // The most there may be.
  while (page.state().spec.optimizers.size() < RaceSpec::most_optimizers)
    page.set("optimizers.add", "adam"), page.frames(2);
  CHECK_FALSE(page.control("optimizers.add").enabled);
  // And none at all.
  while (!page.state().spec.optimizers.empty()) optimizers_remove(page.state(), 0);
  page.frames(3);
  CHECK(page.race().paths.empty());
}

TEST_CASE("optimizers: what does not go together is said and not taken") {
  OptimizersPage page;
  page.click("optimizers.focus[1]");
  page.frames(2);
  page.click("optimizers.param.nesterov[1]");
  page.frames(2);
  REQUIRE(page.state().clash);
  CHECK(page.state().clash->id == "nesterov_needs");
  CHECK_FALSE(page.state().spec.optimizers[0].params.contains("nesterov"));
}

TEST_CASE("optimizers: play, pause, step, rewind, scrub") {
  OptimizersPage page;
  page.click("optimizers.rewind");
  CHECK(page.value("optimizers.reading.step") == "0");
  page.click("optimizers.step");
  page.frames(2);
  CHECK(page.value("optimizers.reading.step") == "1");
  page.set("optimizers.speed", "7");
  page.click("optimizers.play");
  CHECK(page.state().playing);
  for (int i = 0; i < 2000 && page.state().playing; ++i) page.frames();
  CHECK(page.state().step == page.state().spec.steps);
  page.set("optimizers.scrub", "50");
  page.frames(2);
  CHECK(page.value("optimizers.reading.step") == "50");
  page.focus("optimizers.scrub");
  page.key(ImGuiKey_RightArrow);
  CHECK(page.state().step == 51);
  page.key(ImGuiKey_LeftArrow);
  page.key(ImGuiKey_LeftArrow);
  CHECK(page.state().step == 49);
  page.set("optimizers.steps", "30");
  page.frames(2);
  CHECK(page.state().step == 30);
  CHECK(page.race().paths[0].places.size() == 31);
}

TEST_CASE("optimizers: the numbers of the memory are those of the step that is shown") {
  OptimizersPage page;
  page.set("optimizers.scrub", "34");
  page.frames(2);
  const HiddenState& state = page.race().paths[page.state().focused].states[34];
  std::string shown = page.value("optimizers.reading.memory_gradient");
  std::size_t at = 0;
  while ((at = shown.find("−")) != std::string::npos) shown.replace(at, 3, "-");
  CHECK(std::stod(shown) == doctest::Approx(state.gradient.x).epsilon(1e-4));
  CHECK(std::stod(shown.substr(shown.find(' '))) == doctest::Approx(state.gradient.y).epsilon(1e-4));
  CHECK(page.has("optimizers.reading.memory_momentum"));
  page.click("optimizers.focus[1]");
  page.frames(2);
  CHECK_FALSE(page.has("optimizers.reading.memory_momentum"));  // plain SGD has no memory
}

TEST_CASE("optimizers: every surface is shown, from above and as a relief that turns, at every size of the window") {
  for (const Screen screen : {Screen{1440, 900}, Screen{1024, 768}, Screen{780, 1688, 2}}) {
    OptimizersPage page(screen);
    for (const Surface& row : surfaces()) {
      optimizers_choose_surface(page.state(), row.id);
      page.frames(2);
      CHECK(page.race().ground.row() == &row);
      CHECK(page.state().spec.start.x == row.start.x);
      if (!page.has("optimizers.reading.points")) continue;
      // A 0 that was searched for is one; what is stationary has a name.
      const std::string points = page.value("optimizers.reading.points");
      CHECK_MESSAGE(points.find("e−1") == std::string::npos, points);
      CHECK_MESSAGE(points.find("e−2") == std::string::npos, points);
      if (!row.minima.empty()) CHECK(points.find("minimum") != std::string::npos);
    }
    page.activate("optimizers.view:relief");
    page.frames(3);
    REQUIRE(page.has("optimizers.relief_view"));
    const double turn = page.state().turn.turn, tilt = page.state().turn.tilt;
    if (screen.scale == 1) {
      page.drag("optimizers.relief_view", 60, 20);
      page.frames(2);
      CHECK(page.state().turn.turn > turn);
      CHECK(page.state().turn.tilt > tilt);
      CHECK(page.value("optimizers.reading.turn") != "0°");
    }
  }
}

/// How many lines of this width and colour the picture of the paths has.
long lines_in(OptimizersPage& page, Color color, const std::string& width) {
  page.activate("app.keep");
  page.settle();
  page.activate("keep.svg[paths]");
  page.settle();
  page.frames(4);
  const std::string& svg = page.saved_files["gradlab-paths.svg"];
  char hex[8];
  std::snprintf(hex, sizeof hex, "#%06x", (color & 0xFFU) << 16 | (color & 0xFF00U) | (color >> 16 & 0xFFU));
  const std::regex line("<path [^>]*stroke=\"" + std::string(hex) + "\"[^>]* stroke-width=\"" + width + "\"");
  return std::distance(std::sregex_iterator(svg.begin(), svg.end(), line), {});
}

TEST_CASE("optimizers: the relief shows what the map shows: arrows and box of the memory, and the race that was kept") {
  for (const char* const view : {"optimizers.view:contours", "optimizers.view:relief"}) {
    CAPTURE(view);
    OptimizersPage page;
    page.activate(view);
    page.set("optimizers.scrub", "34");
    page.frames(2);
    const Color adam = optimizers_color(page.state(), 5), ink = theme().ink;
    // The gradient's arrow is in ink, there and in the legend; the momentum's and the box's sides in the optimizer's
    // colour.
    CHECK(lines_in(page, ink, "2") == 2);
    CHECK(lines_in(page, adam, "2.2") == 1);
    CHECK(lines_in(page, adam, "1.5") == 4);
    // Plain gradient descent has neither memory nor scale.
    page.click("optimizers.focus[1]");
    page.frames(2);
    CHECK(lines_in(page, ink, "2") == 2);
    CHECK(lines_in(page, optimizers_color(page.state(), 0), "1.5") == 0);
    const Color kept = optimizers_color(page.state(), 1);  // in the same colour, thinner
    CHECK(lines_in(page, kept, "1.5") == 0);
    page.click("optimizers.keep");
    page.frames(2);
    CHECK(lines_in(page, kept, "1.5") > 0);
  }
}

TEST_CASE("optimizers: a typed surface races; one that is none is refused at the field and changes nothing") {
  OptimizersPage page;
  page.set("optimizers.surface", "formula");
  page.frames(2);
  REQUIRE(page.has("optimizers.formula"));
  page.set("optimizers.formula", "x^2 + a*y^2");
  page.frames(2);
  CHECK_FALSE(page.state().refused);
  CHECK(page.race().minima.size() == 1);
  page.set("optimizers.formula_param[a]", "7");
  page.frames(2);
  CHECK(page.race().ground.value({0, 1}) == doctest::Approx(7));
  page.set("optimizers.formula", "x^2 + ");
  page.frames(2);
  REQUIRE(page.state().refused);
  CHECK(page.state().spec.formula == "x^2 + a*y^2");
  CHECK(page.state().typed == "x^2 + ");
  page.set("optimizers.formula", "x^2 - y^2");
  page.frames(2);
  CHECK_FALSE(page.state().refused);
  CHECK(page.race().minima.empty());
  page.set("optimizers.quantity", "distance");
  page.frames(2);
}

TEST_CASE("optimizers: noise changes the paths, and other noise changes them again") {
  OptimizersPage page;
  const auto end = [&] { return page.race().paths[0].places.back().x; };
  const double without = end();
  page.set("optimizers.noise", "6");
  page.frames(2);
  CHECK(page.state().spec.noise > 0);
  const double first = end();
  CHECK(first != without);
  page.click("optimizers.seed");
  page.frames(2);
  CHECK(end() != first);
}

TEST_CASE("optimizers: the pad says how fast, and where it diverges") {
  OptimizersPage page;
  page.set("optimizers.pad_momentum", "0");
  page.set("optimizers.pad_rate", "0.0769");
  page.frames(2);
  const auto factor = [&] {
    std::string text = page.value("optimizers.reading.factor");
    return std::stod(text.substr(text.find(' ')));
  };
  CHECK(factor() == doctest::Approx(0.923).epsilon(1e-3));
  CHECK(page.value("optimizers.reading.regime") == "oscillates");
  page.set("optimizers.pad_rate", "0.09");
  page.frames(2);
  CHECK(page.value("optimizers.reading.regime") == "diverges");
  page.set("optimizers.pad_rate", "0.02");
  page.frames(2);
  CHECK(page.value("optimizers.reading.regime") == "monotonic");
  page.drag("optimizers.pad", 40, -30);
  page.frames(2);
  CHECK(page.state().pad_pair.rate > 0.08);
  CHECK(page.state().pad_pair.momentum > 0.5);
}

TEST_CASE("optimizers: the fastest pair by one press; the pad's run by directions, each with its own factor") {
  OptimizersPage page;
  page.set("optimizers.pad_momentum", "0.3");
  page.set("optimizers.pad_rate", "0.02");
  page.frames(2);
  page.activate("optimizers.pad_best");
  page.frames(2);
  const PadPair& pair = page.state().pad_pair;
  const BestMomentum best = best_momentum(pair.bowl);
  CHECK(pair.rate == best.rate);
  CHECK(pair.momentum == best.momentum);
  CHECK_FALSE(page.has("optimizers.pad_best"));  // its point can be dragged from there
  CHECK_FALSE(page.has("optimizers.reading.mode_low"));
  page.set("optimizers.pad_momentum", "0");
  page.set("optimizers.pad_rate", "0.03");
  page.activate("optimizers.pad_run");
  page.frames(2);
  CHECK(page.state().pad_modes);
  // Without momentum |1 - η λ|, for curvatures 1 and 25.
  CHECK(page.value("optimizers.reading.mode_low").ends_with("0.970"));
  CHECK(page.value("optimizers.reading.mode_high").ends_with("0.250"));
  OptimizersPage other;
  REQUIRE(read_optimizers_view(other.state(), write_optimizers_view(page.state())));
  CHECK(other.state().pad_modes);
  page.activate("optimizers.pad_run");
  page.frames(2);
  CHECK_FALSE(page.has("optimizers.reading.mode_low"));
}

TEST_CASE("optimizers: the pad's bowl can be set; its pair races in the arena") {
  OptimizersPage page;
  const auto factor = [&] {
    std::string text = page.value("optimizers.reading.factor");
    return std::stod(text.substr(text.find(' ')));
  };
  // On a bowl as round as can be one step of 1/λ is enough.
  page.set("optimizers.pad_high", "4");
  page.set("optimizers.pad_low", "4");
  page.frames(2);
  page.set("optimizers.pad_momentum", "0");
  page.set("optimizers.pad_rate", "0.25");
  page.frames(2);
  CHECK(factor() == doctest::Approx(0).epsilon(1e-9));
  // The lower curvature slows it: without momentum along x by 1 - η λ, exactly.
  page.set("optimizers.pad_low", "0.4");
  page.frames(2);
  CHECK(factor() == doctest::Approx(0.9).epsilon(1e-3));
  CHECK(page.value("optimizers.reading.regime") == "monotonic");
  page.set("optimizers.pad_rate", "0.51");
  page.frames(2);
  CHECK(page.value("optimizers.reading.regime") == "diverges");  // beyond 2/λmax
  // A steeper bowl has a smaller pad: the pair stays on it.
  page.set("optimizers.pad_high", "100");
  page.frames(2);
  CHECK(page.state().pad_pair.rate == doctest::Approx(0.04));
  page.set("optimizers.pad_low", "500");  // more than the higher one
  page.frames(2);
  CHECK(page.state().pad_pair.bowl.low <= 100);

  page.set("optimizers.pad_high", "10");
  page.set("optimizers.pad_low", "2");
  page.set("optimizers.pad_rate", "0.1");
  page.set("optimizers.pad_momentum", "0.5");
  page.frames(2);
  const std::size_t count = page.state().spec.optimizers.size();
  page.activate("optimizers.race_pair");
  page.frames(2);
  OptimizersState& state = page.state();
  CHECK(state.playing);
  CHECK(state.spec.optimizers.size() == count);  // the momentum that was there is it now
  CHECK(state.spec.optimizers[state.focused].params.at("momentum") == 0.5);
  const Hessian bends = page.race().ground.hessian({0.3, -0.2});
  CHECK(bends.xx == doctest::Approx(2));
  CHECK(bends.yy == doctest::Approx(10));
  // By hand: v = 0.5 v + g, x -= 0.1 v.
  double x = state.spec.start.x, v = 0;
  for (std::size_t n = 0; n < 20; ++n) {
    REQUIRE(page.race().paths[state.focused].places[n].x == doctest::Approx(x));
    v = 0.5 * v + 2 * x;
    x -= 0.1 * v;
  }
  // With the bowl that is a surface of its own it races there, and undo takes it back in one step.
  page.key(ImGuiKey_Z, false, true);
  CHECK(page.state().spec.surface == "beale");
  page.set("optimizers.pad_low", "1");
  page.set("optimizers.pad_high", "25");
  page.frames(2);
  while (!page.state().spec.optimizers.empty()) optimizers_remove(page.state(), 0);
  page.frames(2);
  page.activate("optimizers.race_pair");
  page.frames(2);
  CHECK(page.state().spec.surface == "quadratic");
  CHECK(page.state().spec.optimizers.size() == 1);
}

TEST_CASE("optimizers: each race worth seeing opens from the list, plays, and says what it shows until it is changed") {
  OptimizersPage page;
  CHECK_FALSE(page.has("optimizers.reading.example"));
  for (const RaceExample& example : race_examples()) {
    CAPTURE(example.id);
    page.activate("optimizers.examples");
    page.frames(3);
    page.activate("optimizers.example[" + example.id + "]");
    page.frames(3);
    CHECK(page.state().spec == example.spec);
    CHECK(page.state().playing);
    CHECK(page.value("optimizers.reading.example") == tr("race." + example.id + ".help"));
    CHECK(page.state().kept.has_value() == (example.id == "noise"));
  }
  page.set("optimizers.start_x", "1");
  page.frames(2);
  CHECK_FALSE(page.has("optimizers.reading.example"));
}

TEST_CASE("optimizers: the rate has a schedule, and the finder's rate can be taken") {
  OptimizersPage page;
  page.set("optimizers.quantity", "rate");
  page.frames(2);
  page.set("optimizers.schedule", "cosine");
  page.frames(2);
  page.set("optimizers.schedule.period", "100");
  page.frames(2);
  const RacePath& path = page.race().paths[0];
  CHECK(path.rates[50] == doctest::Approx(path.rates[0] / 2));
  CHECK(path.rates[100] == doctest::Approx(0).scale(1));
  page.click("optimizers.focus[1]");
  page.frames(2);
  page.activate("optimizers.find_rate");
  page.settle();
  REQUIRE(page.has("optimizers.take_rate"));
  const double found = std::stod(page.value("rates.reading.steepest"));
  page.activate("optimizers.take_rate");
  page.settle();
  CHECK(page.state().spec.optimizers[0].params.at("lr") == doctest::Approx(found).epsilon(0.06));
  CHECK_FALSE(page.has("optimizers.take_rate"));
}

TEST_CASE("optimizers: a link opens the very page; what is none is refused and changes nothing") {
  OptimizersPage page;
  page.set("optimizers.surface", "himmelblau");
  page.frames(2);
  page.set("optimizers.add", "nadam");
  page.set("optimizers.scrub", "77");
  page.activate("optimizers.view:relief");
  page.frames(2);
  page.click("optimizers.keep");
  page.set("optimizers.noise", "5");
  page.set("optimizers.quantity", "distance");
  page.set("optimizers.pad_high", "30");
  page.set("optimizers.pad_low", "3");
  page.set("optimizers.pad_rate", "0.1");
  page.frames(2);
  const std::string view = page.view();
  const std::string link = page.app().link();
  OptimizersPage other;
  CHECK(other.view() != view);
  REQUIRE(other.app().open_link(link));
  other.frames(2);
  CHECK(other.view() == view);
  CHECK(other.race().paths.back().places.back().x == page.race().paths.back().places.back().x);
  REQUIRE(other.state().kept);
  CHECK(other.state().kept->paths.size() == page.state().kept->paths.size());
  for (const char* broken : {R"({"race": {"surface": "nowhere"}})", R"({"race": {}, "shown": [1, 0, 0, 1]})",
                             R"({"race": {}, "what": 1})", R"({"race": {}, "quantity": "height"})", R"({"step": 3})",
                             R"({"race": {}, "pad_low": 30})", R"({"race": {}, "pad_high": 100, "pad_rate": 0.05})",
                             R"({"race": {"optimizers": [{"id": "adam", "lr": 99}]}})"}) {
    CAPTURE(broken);
    CHECK_FALSE(open_optimizers_view(other.app(), broken));
    CHECK(other.view() == view);
  }
}

TEST_CASE("optimizers: pictures, all numbers and the command can be taken along") {
  OptimizersPage page;
  page.activate("app.keep");
  page.settle();
  page.activate("keep.svg[paths]");
  page.settle();
  page.frames(4);
  REQUIRE(page.saved_files.contains("gradlab-paths.svg"));
  CHECK(page.saved_files["gradlab-paths.svg"].find("</svg>") != std::string::npos);
  page.activate("app.keep");
  page.settle();
  page.activate("optimizers.save_csv");
  page.settle();
  const std::string& csv = page.saved_files["gradlab-paths.csv"];
  CHECK(std::ranges::count(csv, '\n') == 202);
  page.activate("optimizers.copy_command");
  page.settle();
  CHECK(page.copied_text ==
        "gradlab descend --surface beale --optimizer adam --param lr=0.2 --start=0.7,1.6 --steps 200");
}

}  // namespace
}  // namespace gradlab::ui::test
