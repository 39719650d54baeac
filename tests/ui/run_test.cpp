#include <doctest/doctest.h>

#include <cmath>

#include "core/network/load_data.hpp"
#include "shell/run/frame_runner.hpp"

namespace gradlab::ui::test {
namespace {

Trainer<float> small_trainer() {
  Spec spec;
  spec.data.kind = "gauss";
  spec.data.points = 100;
  return *Trainer<float>::create(spec, *load_data(spec.data, spec.seed, NoFiles()));
}

/// A clock that only tests move: by `tick` at each look.
struct TestClock {
  double now = 0, tick = 0;
  Runner::Clock clock() {
    return [this] { return now += tick; };
  }
};

TEST_CASE("a runner without a run is idle") {
  FrameRunner runner;
  runner.pump(0.01);
  CHECK_FALSE(runner.busy());
  CHECK(runner.latest().step == 0);
}

TEST_CASE("at full speed the work of one pump ends when the clock says so") {
  TestClock time{.tick = 0.001};  // so slow a machine that every step takes a millisecond
  FrameRunner runner(time.clock());
  runner.send(StartRun{small_trainer()});
  runner.send(SetSpeed{{Speed::Unit::unlimited, 0}});
  runner.send(Play{});
  runner.pump(0.005);
  CHECK(runner.latest().step >= 1);
  CHECK(runner.latest().step <= 6);
}

TEST_CASE("a run plays as many steps as its speed asks for, however often it is pumped") {
  for (const int pumps_a_second : {20, 60}) {
    TestClock time;
    FrameRunner runner(time.clock());
    runner.send(StartRun{small_trainer()});
    runner.send(SetSpeed{{Speed::Unit::steps, 30}});
    runner.send(Play{});
    for (int i = 0; i <= 2 * pumps_a_second; ++i, time.now += 1.0 / pumps_a_second) runner.pump(1);
    CHECK(runner.latest().step >= 59);
    CHECK(runner.latest().step <= 61);
  }
}

TEST_CASE("at a speed of samples a step is taken when its batch has gone by, and how far that is can be seen") {
  TestClock time;
  FrameRunner runner(time.clock());
  runner.send(StartRun{small_trainer()});  // batches of 10
  runner.send(SetSpeed{{Speed::Unit::samples, 1}});
  runner.send(Play{});
  std::size_t most_gone = 0;
  for (int i = 0; i <= 25 * 20; ++i, time.now += 1.0 / 20) {
    runner.pump(1);
    most_gone = std::max(most_gone, runner.latest().samples_gone);
  }
  CHECK(runner.latest().step == 2);
  CHECK(most_gone == 9);
  runner.send(Pause{});
  runner.send(Advance{1});
  runner.pump(1);
  CHECK(runner.latest().samples_gone == 0);
}

TEST_CASE("a run stops where its spec ends it, at any speed, and whoever plays on goes past") {
  for (const Speed& speed : {Speed{Speed::Unit::unlimited, 0}, Speed{Speed::Unit::epochs, 100}}) {
    TestClock time{.tick = 1e-5};
    FrameRunner runner(time.clock());
    runner.send(StartRun{small_trainer()});
    runner.send(TrainerCommand{SetStop{{"epoch", {{"epochs", 12}}}}});
    runner.send(SetSpeed{speed});
    runner.send(Play{});
    for (int i = 0; i < 1000; ++i, time.now += 0.02) runner.pump(0.005);
    CHECK_FALSE(runner.latest().playing);
    CHECK(runner.latest().epoch == 12);
    CHECK(runner.latest().step == 12 * runner.latest().steps_per_epoch);
    REQUIRE(runner.latest().stopped);
    CHECK(runner.latest().stopped->rule == "epoch");
    runner.send(Play{});
    for (int i = 0; i < 20; ++i, time.now += 0.02) runner.pump(0.005);
    CHECK(runner.latest().playing);
    CHECK(runner.latest().epoch > 12);
    CHECK_FALSE(runner.latest().stopped);
    runner.send(TrainerCommand{Rewind{}});
    for (int i = 0; i < 1000; ++i, time.now += 0.02) runner.pump(0.005);
    CHECK(runner.latest().epoch == 12);
    CHECK(runner.latest().stopped);
  }
}

TEST_CASE("after a long pause of the window a run does not rush to catch up") {
  TestClock time;
  FrameRunner runner(time.clock());
  runner.send(StartRun{small_trainer()});
  runner.send(SetSpeed{{Speed::Unit::steps, 100}});
  runner.send(Play{});
  runner.pump(1);
  time.now += 3600;
  runner.pump(1);
  CHECK(runner.latest().step <= 10);
}

TEST_CASE("an epoch's step ends at the end of the epoch") {
  TestClock time;
  FrameRunner runner(time.clock());
  runner.send(StartRun{small_trainer()});
  runner.send(Advance{3});
  runner.send(AdvanceEpoch{});
  while (runner.busy()) runner.pump(1);
  CHECK(runner.latest().step == runner.latest().steps_per_epoch);
  CHECK(runner.latest().measured.step == runner.latest().step);
}

std::vector<LossPoint> curve_of(Runner& runner, std::uint64_t steps) {
  runner.send(Advance{steps});
  while (runner.busy()) runner.pump(0.001);
  const auto points = runner.latest().history.points();
  return {points.begin(), points.end()};
}

TEST_CASE("rewinding and playing again gives the very same curve") {
  FrameRunner runner;
  runner.send(StartRun{small_trainer()});
  const std::vector<LossPoint> first = curve_of(runner, 900);
  runner.send(TrainerCommand{Rewind{}});
  CHECK(runner.latest().step == 0);
  CHECK(curve_of(runner, 900) == first);
}

TEST_CASE("a changed rate goes to the running training without a rewind") {
  FrameRunner runner;
  runner.send(StartRun{small_trainer()});
  curve_of(runner, 20);
  const std::uint64_t run = runner.latest().run;
  runner.send(TrainerCommand{SetOptimizer{{"sgd", {{"lr", 0.001}}}}});
  CHECK(runner.latest().step == 20);
  CHECK(runner.latest().run == run);
}

TEST_CASE("the history of the longest run stays small") {
  std::size_t kept = 0;
  for (std::uint64_t step = 0; step < (std::uint64_t{1} << 40); step += LossHistory::stride_at(step)) ++kept;
  CHECK(kept < 10000);
}

TEST_CASE("a late frame takes work away from training, timely ones give it back slowly") {
  FrameBudget budget;
  for (int i = 0; i < 20; ++i) budget.frame_took(0.050);
  CHECK(budget.seconds() == doctest::Approx(0.002));
  for (int i = 0; i < 100; ++i) budget.frame_took(0.016);
  CHECK(budget.seconds() == doctest::Approx(0.008));
}

TEST_CASE("of a long run few moments of the layers are kept, evenly spaced from the start to the end") {
  FrameRunner runner;
  runner.send(StartRun{small_trainer()});
  for (const std::uint64_t steps : {50, 500, 2000}) {
    runner.send(Advance{steps - runner.latest().step});
    while (runner.busy()) runner.pump(0.01);
    runner.send(Diagnose{});
    const RunLook& look = *runner.latest().look;
    REQUIRE(look.layers == 2);
    const std::size_t moments = look.moments.size() / look.layers;
    CHECK(moments <= LayerHistory::most);
    CHECK(moments >= std::min<std::size_t>(steps, LayerHistory::most / 2));
    const std::uint64_t between = look.moments[look.layers].step;
    for (std::size_t m = 0; m < moments; ++m) CHECK(look.moments[m * look.layers].step == m * between);
    CHECK(look.moments.back().step + between > steps);
    CHECK(look.unit_gradients.size() == 4 + 1);
  }
}

/// Plays so many steps more, one pump at a time.
void walk(FrameRunner& runner, std::uint64_t steps) {
  runner.send(Advance{steps});
  for (int i = 0; i < 10000 && runner.busy(); ++i) runner.pump(0.01);
}

void go_to(FrameRunner& runner, std::uint64_t step) {
  runner.send(SeekTo{step});
  for (int i = 0; i < 10000 && runner.busy(); ++i) runner.pump(0.01);
}

TEST_CASE("any step of a run can be gone back to, and forward again, with the same bits") {
  FrameRunner runner;
  runner.send(StartRun{small_trainer()});
  std::vector<std::vector<float>> way{runner.latest().parameters};
  for (int i = 0; i < 300; ++i) {
    walk(runner, 1);
    way.push_back(runner.latest().parameters);
  }
  const std::size_t points = runner.latest().history.points().size();
  const LossPoint last = runner.latest().measured;
  for (const std::uint64_t step : {299, 0, 1, 150, 151, 7, 300}) {
    go_to(runner, step);
    CHECK(runner.latest().step == step);
    CHECK(runner.latest().measured.step == step);
    CHECK(runner.latest().parameters == way[step]);
    CHECK(runner.latest().end == 300);
  }
  CHECK(runner.latest().history.points().size() == points);
  CHECK(runner.latest().measured == last);
}

TEST_CASE("whoever goes on from an earlier step leaves the rest behind, and comes by the same places") {
  FrameRunner runner;
  runner.send(StartRun{small_trainer()});
  walk(runner, 200);
  const std::vector<float> end = runner.latest().parameters;
  const std::uint64_t run = runner.latest().run;
  go_to(runner, 77);
  walk(runner, 1);
  CHECK(runner.latest().step == 78);
  CHECK(runner.latest().end == 78);
  CHECK(runner.latest().run != run);
  CHECK(runner.latest().history.points().back().step == 78);
  walk(runner, 122);
  CHECK(runner.latest().parameters == end);
  CHECK(runner.latest().history.points().size() == 201);
}

TEST_CASE("what was set on the way is in force where it was, and what is set now where one goes on") {
  FrameRunner runner;
  runner.send(StartRun{small_trainer()});
  walk(runner, 50);
  runner.send(TrainerCommand{SetOptimizer{{"adam", {{"lr", 0.02}}}}});
  walk(runner, 50);
  const std::vector<float> at_100 = runner.latest().parameters;
  runner.send(TrainerCommand{SetPenalties{0, 0.1}});
  walk(runner, 50);
  const std::vector<float> at_150 = runner.latest().parameters;
  go_to(runner, 20);
  go_to(runner, 150);
  CHECK(runner.latest().parameters == at_150);
  go_to(runner, 100);
  CHECK(runner.latest().parameters == at_100);
  walk(runner, 50);  // the penalty is still set
  CHECK(runner.latest().parameters == at_150);
  go_to(runner, 100);
  runner.send(TrainerCommand{SetPenalties{}});
  walk(runner, 50);
  CHECK(runner.latest().parameters != at_150);
}

TEST_CASE("other points on the way: each stretch is gone again on its own") {
  FrameRunner runner;
  runner.send(StartRun{small_trainer()});
  walk(runner, 55);
  const float before = runner.latest().measured.test_loss;
  const std::vector<float> at_55 = runner.latest().parameters;
  const std::uint64_t run = runner.latest().run;
  runner.send(TrainerCommand{DrawPoints{77}});
  CHECK(runner.latest().parameters == at_55);
  CHECK(runner.latest().measured.test_loss != before);
  CHECK(runner.latest().history.points().back().step == 55);
  CHECK(runner.latest().history.points().back().test_loss == runner.latest().measured.test_loss);
  CHECK(runner.latest().run != run);
  walk(runner, 70);
  const std::vector<float> at_125 = runner.latest().parameters;
  for (const std::uint64_t step : {20U, 125U, 60U, 125U}) {
    go_to(runner, step);
    CHECK(runner.latest().step == step);
  }
  CHECK(runner.latest().parameters == at_125);
  go_to(runner, 55);
  CHECK(runner.latest().parameters == at_55);
  walk(runner, 70);  // the other points are still there
  CHECK(runner.latest().parameters == at_125);
  go_to(runner, 55);
  runner.send(TrainerCommand{DrawPoints{}});
  walk(runner, 70);
  FrameRunner undisturbed;
  undisturbed.send(StartRun{small_trainer()});
  walk(undisturbed, 125);
  CHECK(runner.latest().parameters == undisturbed.latest().parameters);
}

TEST_CASE("the loss around the weights is worked out beside the training, which goes on with the same bits") {
  FrameRunner alone, sliced;
  for (FrameRunner* runner : {&alone, &sliced}) {
    runner->send(StartRun{small_trainer()});
    walk(*runner, 120);
  }
  for (const auto plane : {SlicePlaneKind::random, SlicePlaneKind::gradient, SlicePlaneKind::path}) {
    sliced.send(SliceLoss{plane, 3, 9});
    CHECK_FALSE(sliced.latest().slice->finished());
    walk(sliced, 10);
    walk(alone, 10);
    for (int i = 0; i < 1000 && !sliced.latest().slice->finished(); ++i) sliced.pump(0.001);
    const SlicedLoss& slice = *sliced.latest().slice;
    REQUIRE(slice.finished());
    CHECK(slice.refused.empty());
    CHECK(slice.values.size() == 81);
    CHECK(slice.step + 10 == sliced.latest().step);
    CHECK(slice.path.size() > 30);
    CHECK(slice.path.front().step == 0);
    CHECK(slice.path.back().step == slice.step);
    CHECK(std::abs(slice.path.back().a) < 1e-6F);
    if (plane != SlicePlaneKind::path) CHECK(slice.values[40] == slice.here);  // its middle is where the run stood
    CHECK(sliced.latest().parameters == alone.latest().parameters);
  }
}

TEST_CASE("rates are tried beside the training, which goes on with the same bits; the rate of each moment is kept") {
  FrameRunner alone, asked;
  for (FrameRunner* runner : {&alone, &asked}) {
    runner->send(StartRun{small_trainer()});
    walk(*runner, 120);
  }
  for (const bool from_start : {true, false}) {
    asked.send(FindRate{from_start});
    CHECK_FALSE(asked.latest().rates->finished);
    walk(asked, 10);
    walk(alone, 10);
    for (int i = 0; i < 1000 && !asked.latest().rates->finished; ++i) asked.pump(0.001);
    const SweptRates& rates = *asked.latest().rates;
    REQUIRE(rates.finished);
    CHECK(rates.step == (from_start ? 0 : asked.latest().step - 10));
    CHECK(rates.sweep.start == doctest::Approx(from_start ? asked.latest().history.points()[0].train_loss
                                                          : asked.latest().history.points()[130].train_loss)
                                   .epsilon(1e-5));
    CHECK(asked.latest().parameters == alone.latest().parameters);
  }
  const float before = asked.latest().measured.rate;
  asked.send(TrainerCommand{SetSchedule{{"exponential", {{"gamma", 0.5}}}}});
  asked.send(AdvanceEpoch{});
  while (asked.busy()) asked.pump(1);
  asked.send(AdvanceEpoch{});
  while (asked.busy()) asked.pump(1);
  CHECK(asked.latest().measured.rate < before);
  CHECK(asked.latest().history.points()[0].rate == before);
}

TEST_CASE("a slice of a path that does not move says why there is none") {
  FrameRunner runner;
  runner.send(StartRun{small_trainer()});
  runner.send(SliceLoss{SlicePlaneKind::path, 1, 5});
  CHECK(runner.latest().slice->refused == "path_too_short");
  CHECK(runner.latest().slice->finished());
  CHECK_FALSE(runner.busy());
}

SetHand hand(std::vector<HandEdit> edits, std::vector<WeightPlace> frozen = {}) {
  return {std::move(frozen), std::move(edits)};
}

TEST_CASE("what a hand writes changes the way from there, and taking it back brings the way without it") {
  FrameRunner runner;
  runner.send(StartRun{small_trainer()});
  walk(runner, 100);
  const std::vector<float> at_100 = runner.latest().parameters;
  walk(runner, 50);
  const std::vector<float> at_150 = runner.latest().parameters;
  go_to(runner, 100);
  const HandEdit edit{100, {0, 1, 0}, 3};
  runner.send(TrainerCommand{hand({edit})});
  CHECK(runner.latest().step == 100);
  CHECK(runner.latest().end == 100);
  std::vector<float> expected = at_100;
  expected[2] = 3;  // of two inputs, the second unit's first weight
  CHECK(runner.latest().parameters == expected);
  CHECK(runner.latest().history.points().back().step == 100);
  CHECK(runner.latest().history.points().back() == runner.latest().measured);
  walk(runner, 50);
  const std::vector<float> other_150 = runner.latest().parameters;
  CHECK(other_150 != at_150);
  // The way with what was written on it can be gone again.
  go_to(runner, 40);
  go_to(runner, 100);
  CHECK(runner.latest().parameters == expected);
  go_to(runner, 150);
  CHECK(runner.latest().parameters == other_150);
  // Taken back: the run stands where it was written, without it.
  runner.send(TrainerCommand{hand({})});
  while (runner.busy()) runner.pump(0.01);
  CHECK(runner.latest().step == 100);
  CHECK(runner.latest().parameters == at_100);
  walk(runner, 50);
  CHECK(runner.latest().parameters == at_150);
}

TEST_CASE("what a hand writes at the start is taken back at the start") {
  FrameRunner runner;
  runner.send(StartRun{small_trainer()});
  const std::vector<float> start = runner.latest().parameters;
  runner.send(TrainerCommand{hand({{0, {0, 0, 1}, -4}})});
  CHECK(runner.latest().parameters[1] == -4);
  walk(runner, 20);
  runner.send(TrainerCommand{hand({})});
  CHECK(runner.latest().step == 0);
  CHECK(runner.latest().parameters == start);
}

TEST_CASE("what is frozen on the way is frozen from there, and was not before") {
  FrameRunner runner;
  runner.send(StartRun{small_trainer()});
  walk(runner, 40);
  const std::vector<float> at_40 = runner.latest().parameters;
  runner.send(TrainerCommand{hand({}, {{0, 0, 0}})});
  walk(runner, 60);
  CHECK(runner.latest().parameters[0] == at_40[0]);
  CHECK(runner.latest().parameters[1] != at_40[1]);
  const std::vector<float> end = runner.latest().parameters;
  go_to(runner, 40);
  CHECK(runner.latest().parameters == at_40);
  go_to(runner, 20);
  CHECK(runner.latest().parameters[0] != at_40[0]);
  go_to(runner, 100);
  CHECK(runner.latest().parameters == end);
}

TEST_CASE("a run that diverged can be gone back in") {
  Spec spec;
  spec.data.kind = "sin";
  spec.layers = {{8, "relu"}, {0, "identity"}};
  spec.loss = {"mse", {}};
  spec.optimizer = {"sgd", {{"lr", 0.5}}};
  FrameRunner runner;
  runner.send(StartRun{*Trainer<float>::create(spec, *load_data(spec.data, spec.seed, NoFiles()))});
  walk(runner, 2000);
  REQUIRE(runner.latest().diverged);
  const std::uint64_t end = runner.latest().end;
  REQUIRE(end > 1);
  go_to(runner, end / 2);
  CHECK_FALSE(runner.latest().diverged);
  CHECK(runner.latest().step == end / 2);
  runner.send(TrainerCommand{SetOptimizer{{"sgd", {{"lr", 1e-4}}}}});
  walk(runner, 20);
  CHECK(runner.latest().step == end / 2 + 20);
}

TEST_CASE("the timeline keeps a bounded number of moments, however long the run") {
  FrameRunner runner;
  runner.send(StartRun{small_trainer()});
  walk(runner, 5000);
  const std::vector<float> end = runner.latest().parameters;
  go_to(runner, 1234);
  go_to(runner, 5000);
  CHECK(runner.latest().parameters == end);
}

}  // namespace
}  // namespace gradlab::ui::test
