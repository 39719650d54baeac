// Curves over the run, runs that are kept, and the map of the loss around the weights.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "shell/ui/pages/playground/kept_runs.hpp"
#include "shell/ui/pages/playground/rate_sheet.hpp"
#include "shell/ui/pages/playground_edit.hpp"
#include "shell/ui/widgets/time_chart.hpp"
#include "tests/ui/page_harness.hpp"

namespace gradlab::ui::test {
namespace {

struct CurvesPage : PlaygroundHarness {
  using PlaygroundHarness::PlaygroundHarness;
};

std::string words_of(const std::vector<SpecDifference>& differences) {
  std::string words;
  for (const SpecDifference& one : differences) words += one.what + ": " + one.here + " / " + one.there + "\n";
  return words;
}

TEST_CASE("all that differs in two specs is said, and nothing else") {
  const Spec one = first_playground_spec();
  CHECK(spec_differences(one, one).empty());
  Spec other = with_optimizer_param(one, "lr", 0.03);
  other.data.noise = 0.35;
  other.layers[1].units = 6;
  other.layers[0].activation = "relu";
  other.l2 = 0.001;
  other.shuffle = false;
  other.frozen = {{0, 1, {}}, {0, 2, {}}};
  CHECK(words_of(spec_differences(one, other)) ==
        "Noise: 0.2 / 0.35\nLayer 1: activation: SiLU / ReLU\nLayer 2: units: 8 / 6\nRate: 0.01 / 0.03\n"
        "L2: keep small: – / 0.001\nNew order each epoch: – / no\nFrozen weights: – / 2\n");
  const Spec plain = with_optimizer(one, "sgd");
  const std::string words = words_of(spec_differences(one, plain));
  CHECK(words.find("Optimizer: Adam / SGD") != std::string::npos);
}

TEST_CASE("a kept run stays as it was, named, with what differs from now") {
  CurvesPage page;
  page.advance(100);
  page.click("playground.curves");
  page.settle(60);
  page.click("playground.keep_run");
  page.settle(60);
  REQUIRE(page.state().curves.kept.size() == 1);
  const KeptRun kept = page.state().curves.kept[0];
  CHECK(kept.name == "Run 1");
  CHECK(kept.end() == page.run().measured);
  CHECK(kept.spec == page.state().spec);
  page.set("playground.kept_name[1]", "slow");
  page.key(ImGuiKey_Escape);
  page.settle(60);
  page.set("playground.rate.field", "0.05");
  page.settle(400);
  page.click("playground.rewind");
  page.advance(50);
  REQUIRE(page.state().curves.kept.size() == 1);
  CHECK(page.state().curves.kept[0].name == "slow");
  CHECK(page.state().curves.kept[0].end() == kept.end());
  CHECK(spec_differences(kept.spec, page.state().spec).size() == 1);
  page.click("playground.curves");
  page.settle(60);
  page.click("playground.kept_remove[1]");
  page.settle(60);
  CHECK(page.state().curves.kept.empty());
}

TEST_CASE("of the kept runs the oldest goes when there are too many") {
  CurvesPage page;
  for (std::size_t i = 0; i < most_kept_runs + 2; ++i)
    keep_run(page.state().curves.kept, page.state().spec, page.run());
  CHECK(page.state().curves.kept.size() == most_kept_runs);
  for (std::size_t i = 1; i < most_kept_runs; ++i)
    CHECK(page.state().curves.kept[i].name != page.state().curves.kept[i - 1].name);
}

TEST_CASE("kept runs are there again at the next visit, and their settings can be taken back") {
  CurvesPage page;
  page.advance(700);
  keep_run(page.state().curves.kept, page.state().spec, page.run());
  page.set("playground.rate.field", "0.05");
  page.settle(400);
  page.advance(30);
  keep_run(page.state().curves.kept, page.state().spec, page.run());
  page.click("playground.loss_scale:linear");
  page.app().set_visible(false);
  CurvesPage again;
  again.app().read_settings(page.saved_settings);
  again.settle(400);
  const std::vector<KeptRun>& kept = again.state().curves.kept;
  REQUIRE(kept.size() == 2);
  for (std::size_t i = 0; i < kept.size(); ++i) {
    CHECK(kept[i].name == page.state().curves.kept[i].name);
    CHECK(kept[i].spec == page.state().curves.kept[i].spec);
    CHECK(kept[i].end() == page.state().curves.kept[i].end());
    CHECK(kept[i].epoch == page.state().curves.kept[i].epoch);
  }
  CHECK(learning_rate(again.state().spec) == 0.05);
  again.click("playground.curves");
  again.settle(60);
  again.click("playground.kept_use[1]");
  again.settle(400);
  CHECK(again.state().spec == kept[0].spec);
}

TEST_CASE("a thinned curve has its ends and only points of the whole one") {
  LossHistory whole;
  for (std::uint64_t step = 0; step <= 3000; ++step) whole.add({step, 1.0F / static_cast<float>(step + 1), 0, 0, 0});
  const LossPoint end{3001, 0.5F, 0, 0, 0};
  whole.append({&end, 1});
  const LossHistory thin = whole.thinned(100);
  CHECK(thin.points().size() <= 101);
  CHECK(thin.points().size() > 40);
  CHECK(thin.points().front() == whole.points().front());
  CHECK(thin.points().back() == end);
  for (const LossPoint& point : thin.points()) CHECK(std::ranges::find(whole.points(), point) != whole.points().end());
  CHECK(whole.thinned(1'000'000) == whole);
}

TEST_CASE("smoothing is a running mean: it keeps what is constant, and evens out what jumps") {
  std::vector<PlotPoint> jumping, level;
  for (int i = 0; i < 200; ++i) {
    jumping.push_back({static_cast<double>(i), i % 2 == 0 ? 0.0 : 1.0});
    level.push_back({static_cast<double>(i), 0.7});
  }
  for (const PlotPoint& point : smoothed(level, 0.9)) CHECK(point.y == doctest::Approx(0.7));
  const auto even = smoothed(jumping, 0.9);
  CHECK(even.front().y == 0);
  for (std::size_t i = 100; i < even.size(); ++i) CHECK(std::abs(even[i].y - 0.5) < 0.06);
  CHECK(smoothed(jumping, 0).back().y == jumping.back().y);
}

TEST_CASE("every figure of the curves is drawn, at every size of the window") {
  for (const Screen screen : {Screen{1440, 900}, Screen{1024, 768}, Screen{780, 1688, 2}}) {
    CurvesPage page(screen);
    page.advance(40);
    page.activate("playground.curves");
    page.settle(60);
    for (const char* figure : {"accuracy", "gradients", "weights", "outputs", "loss"}) {
      page.set("playground.figure", figure);
      page.settle(60);
      CHECK(page.value("playground.figure") == figure);
      CHECK(page.has("playground.curves_chart") == (std::string(figure) != "outputs"));
    }
    page.set("playground.smoothing", "0.8");
    page.settle(60);
    CHECK(page.state().curves.smoothing == doctest::Approx(0.8));
  }
}

TEST_CASE("the map of the loss is drawn around the weights, again where the run stands, as fine as asked for") {
  for (const Screen screen : {Screen{1440, 900}, Screen{780, 1688, 2}}) {
    CurvesPage page(screen);
    page.advance(100);
    page.activate("playground.landscape");
    page.settle(4000);
    REQUIRE(page.run().slice);
    CHECK(page.run().slice->finished());
    CHECK(page.run().slice->wanted.resolution == (screen.scale > 1 ? 17 : 25));
    CHECK(page.run().slice->step == 100);
    CHECK(page.value("playground.reading.landscape_done") == "100 %");
    page.set("playground.landscape_resolution", "9");
    page.settle(4000);
    CHECK(page.run().slice->values.size() == 81);
    for (const auto& [name, plane] :
         {std::pair{"gradient", SlicePlaneKind::gradient}, {"path", SlicePlaneKind::path}}) {
      page.set("playground.landscape_plane", name);
      page.settle(4000);
      CHECK(page.run().slice->wanted.plane == plane);
      CHECK(page.run().slice->finished());
    }
    CHECK_FALSE(page.has("playground.landscape_dice"));
    page.advance(20);
    CHECK(page.run().slice->step == 100);
    page.activate("playground.landscape_again");
    page.settle(4000);
    CHECK(page.run().slice->step == 120);
  }
}

TEST_CASE("a place of the map is of its likeliest class, where classes alone are shown") {
  std::vector<float> two{0.51F}, other{0.5F}, three{0.3F, 0.4F, 0.3F};
  make_discrete(two);
  make_discrete(other);
  make_discrete(three);
  CHECK(two == std::vector<float>{1});
  CHECK(other == std::vector<float>{0});
  CHECK(three == std::vector<float>{0, 1, 0});
}

TEST_CASE("the rate finder tries rates on a copy; its rate is taken by one press and taken back by undo") {
  for (const Screen screen : {Screen{1440, 900}, Screen{780, 1688, 2}}) {
    CurvesPage page(screen);
    page.advance(30);
    const std::vector<float> parameters = page.run().parameters;
    const double before = learning_rate(page.state().spec);
    page.activate("playground.rates");
    page.settle(4000);
    REQUIRE(page.run().rates);
    CHECK(page.run().rates->finished);
    CHECK(page.run().rates->wanted.from_start);
    CHECK(page.value("playground.reading.rates_done") == "100 %");
    CHECK(page.run().parameters == parameters);
    page.set("playground.rates_from", "here");
    page.settle(4000);
    CHECK(page.run().rates->step == 30);
    page.activate("playground.rates_again");
    page.settle(4000);
    REQUIRE(page.run().rates->sweep.steepest);
    const double found = *page.run().rates->sweep.steepest;
    page.activate("playground.take_rate");
    page.settle(400);
    CHECK(learning_rate(page.state().spec) == doctest::Approx(found).epsilon(0.06));
    CHECK_FALSE(page.state().rates.open);
    CHECK(page.run().step == 30);  // it goes on from there
    page.key(ImGuiKey_Z, false, true);
    page.settle(400);
    CHECK(learning_rate(page.state().spec) == before);
  }
}

TEST_CASE("a schedule is drawn as planned, and under the losses as it was") {
  CurvesPage page;
  CHECK_FALSE(page.has("playground.reading.rate_strip"));
  page.activate("playground.rates");
  page.settle(4000);
  page.set("playground.schedule", "step");
  page.settle(400);
  page.set("playground.schedule_param[every].field", "2");
  page.settle(400);
  CHECK(page.state().spec.schedule == Choice{"step", {{"every", 2}}});
  CHECK(page.has("playground.schedule_chart"));
  page.key(ImGuiKey_Escape);
  page.settle(60);
  CHECK(page.value("playground.reading.rate_strip") == "0.01");
  page.set("playground.rate.field", "0.02");  // told before the next step is taken
  page.settle(60);
  CHECK(page.value("playground.reading.rate_strip") == "0.02");
  page.set("playground.rate.field", "0.01");
  page.advance(2 * page.run().steps_per_epoch);
  CHECK(page.value("playground.reading.rate_strip") == "0.001");
  // The strip stays when the schedule is gone: what was, was.
  page.activate("playground.rates");
  page.settle(4000);
  page.set("playground.schedule", "constant");
  page.settle(400);
  page.key(ImGuiKey_Escape);
  page.advance(page.run().steps_per_epoch);
  CHECK(page.value("playground.reading.rate_strip") == "0.01");
  CHECK(page.run().history.points().back().rate == 0.01F);
}

TEST_CASE("a schedule is drawn to where it changes last") {
  Spec spec = first_playground_spec();
  CHECK(schedule_horizon(spec) == 20);
  spec.schedule = {"cosine", {{"period", 300}}};
  CHECK(schedule_horizon(spec) >= 300);
  CHECK(schedule_horizon(spec) <= 360);
  spec.schedule = {"step", {{"every", 10}, {"gamma", 0.5}}};
  CHECK(schedule_horizon(spec) > 60);
  spec.schedule = {"exponential", {{"gamma", 0.5}}};
  CHECK(schedule_horizon(spec) == 20);
}

TEST_CASE("without a path the map of the path says so") {
  CurvesPage page;
  page.click("playground.landscape");
  page.settle(400);
  page.set("playground.landscape_plane", "path");
  page.settle(400);
  CHECK(page.run().slice->refused == "path_too_short");
  CHECK_FALSE(page.has("playground.landscape_map"));
}

}  // namespace
}  // namespace gradlab::ui::test
