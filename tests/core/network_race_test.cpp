#include "core/races/network_race.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "core/network/fingerprint.hpp"
#include "core/network/load_data.hpp"
#include "core/optimizers/optimizer.hpp"
#include "core/sweep/trial.hpp"
#include "tests/core/golden.hpp"
#include "tests/core/shipped_files.hpp"

using namespace gradlab;
using namespace gradlab::test;

namespace {

constexpr std::string_view small_race = R"({"base": {"data": {"kind": "moons", "points": 60}, "seed": 7, "batch": 8,
  "layers": [{"units": 5, "activation": "tanh"}, {"activation": "sigmoid"}]},
  "contestants": [{"optimizer": {"id": "sgd", "lr": 0.1}}, {"optimizer": {"id": "adam", "lr": 0.01}},
                  {"optimizer": {"id": "sgd", "lr": 0.1, "momentum": 0.9}, "batch": 0}],
  "seeds": 3, "epochs": 6})";

NetworkRaceSpec race_of(std::string_view json) {
  auto race = parse_network_race(json);
  REQUIRE_MESSAGE(race, race.error().id << " " << race.error().field);
  return *std::move(race);
}

NetworkRace begun(const NetworkRaceSpec& spec) {
  auto race = NetworkRace::create(spec);
  REQUIRE(race);
  return *std::move(race);
}

Dataset data_of(const Spec& spec) {
  auto data = load_data(spec.data, spec.seed, ShippedFiles());
  REQUIRE(data);
  return *std::move(data);
}

TrialRun run_of(const NetworkRaceSpec& race, const NetworkTrial& trial, bool keeps_path = false) {
  auto run = TrialRun::create(race, trial, data_of(spec_of(race, trial)), keeps_path);
  REQUIRE_MESSAGE(run, run.error().id << " " << run.error().field);
  return *std::move(run);
}

/// A clock that goes on by so much at each look.
TrialRun::Clock ticking(double seconds) {
  return [now = 0.0, seconds]() mutable { return now += seconds; };
}

void run_to_end(TrialRun& run, double tick = 1e-4, double piece = 1e-3) {
  const TrialRun::Clock clock = ticking(tick);
  for (int i = 0; i < 100'000 && !run.finished(); ++i) run.work(clock, piece);
  REQUIRE(run.finished());
}

void run_all(NetworkRace& race, bool backwards = false) {
  while (!race.over()) {
    const std::size_t count = race.trials().size();
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t t = backwards ? count - 1 - i : i;
      if (race.curve(t).finished) continue;
      TrialRun run = run_of(race.spec(), race.trials()[t], race.keeps_path(t));
      run_to_end(run);
      race.take(t, run.points(), run.parameters(), true, run.divergence());
    }
  }
}

TrialPoint at(double epoch, float loss) { return {0, 0, epoch, 0, loss, NAN, NAN, NAN}; }

}  // namespace

TEST_CASE("a race is its JSON and comes back from it; what a contestant leaves out is the base's") {
  const NetworkRaceSpec race = race_of(small_race);
  CHECK(race.contestants[0].batch == 8);
  CHECK(race.contestants[2].batch == 0);
  CHECK(race_of(write_network_race(race)) == race);
  CHECK(race_of(R"({"contestants": [{}]})").contestants[0] == Contestant{Spec().optimizer, Spec().batch});
}

TEST_CASE("a race that cannot be run is refused by the field that is wrong") {
  const auto refused = [](std::string_view json) {
    const auto race = parse_network_race(json);
    REQUIRE(!race);
    return race.error().field;
  };
  CHECK(refused(R"({"contestants": [{}, {"optimizer": {"id": "sgd", "lr": -1}}]})") == "contestants[1].optimizer.lr");
  CHECK(refused(R"({"contestants": [{"optimizer": "sgdd"}]})") == "contestants[0].optimizer");
  CHECK(refused(R"({"contestants": [{"rate": 1}]})") == "contestants[0].rate");
  CHECK(refused(R"({"base": {"layers": []}})") == "base.layers");
  CHECK(refused(R"({"seeds": 0})") == "seeds");
  CHECK(refused(R"({"epochs": 2001})") == "epochs");
  NetworkRaceSpec rule = race_of(small_race);
  rule.base.rule = "perceptron";
  CHECK(check_network_race(rule).error().field == "base.rule");
}

TEST_CASE("measured steps go from the start to the end, without repetition, most of them in the beginning") {
  for (const std::uint64_t steps : {1, 3, 7, 40, 1000})
    for (const std::uint64_t epochs : {1, 2, 30, 2000}) {
      const std::vector<std::uint64_t> due = measured_steps(steps, epochs);
      CHECK(due.front() == 0);
      CHECK(due.back() == steps * epochs);
      CHECK(due.size() <= 55);
      CHECK(std::adjacent_find(due.begin(), due.end(), std::greater_equal<>()) == due.end());
    }
  CHECK(measured_steps(2, 10).size() == 21);  // few steps: each
}

TEST_CASE("a trial is the training of its spec, whatever the pieces it is done in, and measuring leaves it alone") {
  const NetworkRaceSpec race = race_of(small_race);
  for (std::size_t c = 0; c < race.contestants.size(); ++c) {
    const NetworkTrial trial{c, 8, 0.05, false};
    TrialRun run = run_of(race, trial, true), other = run_of(race, trial);
    run_to_end(run, 1e-4, 1e-3);
    run_to_end(other, 1e-3, 0);
    const Spec spec = spec_of(race, trial);
    CHECK(spec.optimizer.params.at("lr") == 0.05);
    auto trainer = Trainer<float>::create(spec, data_of(spec));
    REQUIRE(trainer);
    REQUIRE(run.points().size() == other.points().size());
    for (std::size_t k = 0; k < run.points().size(); ++k) {
      const TrialPoint& point = run.points()[k];
      while (trainer->steps_done() < point.step) trainer->step();
      const Snapshot<float> there = trainer->snapshot();
      CHECK(static_cast<double>(point.train_loss) == static_cast<double>(static_cast<float>(*there.train.loss)));
      CHECK(static_cast<double>(point.test_accuracy) == static_cast<double>(static_cast<float>(*there.test.accuracy)));
      CHECK(run.parameters()[k] == there.parameters);
      CHECK(point.samples == trainer->samples_seen());
      CHECK(static_cast<double>(other.points()[k].test_loss) == static_cast<double>(point.test_loss));
      if (k > 0) CHECK(point.seconds > run.points()[k - 1].seconds);
    }
    CHECK(run.points().back().epoch == 6);
    CHECK(other.parameters().empty());
  }
}

TEST_CASE("a race gives what the command line's sweep of the same gives") {
  NetworkRaceSpec race = race_of(small_race);
  race.contestants.pop_back();
  const std::vector<double> rates{0.2, 0.03};
  const auto sweep = Sweep::parse(sweep_of(race, rates));
  REQUIRE_MESSAGE(sweep, sweep.error().id << " " << sweep.error().field);
  REQUIRE(sweep->trials() == 6);
  const ShippedFiles files;
  TrialRunner runner(*sweep, files);
  for (std::size_t t = 0; t < sweep->trials(); ++t) {
    const NetworkTrial trial{sweep->setting_of(t), sweep->seed_of(t), rates[sweep->setting_of(t)], false};
    TrialRun run = run_of(race, trial, true);
    run_to_end(run);
    const auto result = runner.run(t);
    REQUIRE(result);
    CHECK(result->hash == hex(fingerprint<float>(run.parameters().back())));
  }
  race.contestants = {{{"sgd", {{"lr", 0.1}}}, 0}, {{"sgd", {{"lr", 0.1}}}, 4}};
  const auto batches = Sweep::parse(sweep_of(race, {0.1, 0.1}));
  REQUIRE(batches);
  CHECK(batches->settings() == 2);
  CHECK(sweep_of(race, {0.1, 0.2}).empty());
}

TEST_CASE("quartiles are NumPy's quantiles") {
  for (const auto& row : golden("races.json")["quartiles"]) {
    const auto found = quartiles(row["numbers"].get<std::vector<double>>());
    REQUIRE(found);
    const std::vector<double> expected = row["quartiles"];
    CHECK(is_close(found->low, expected[0], 1e-12, 1e-12));
    CHECK(is_close(found->median, expected[1], 1e-12, 1e-12));
    CHECK(is_close(found->high, expected[2], 1e-12, 1e-12));
  }
  CHECK_FALSE(quartiles({}));
  const double infinity = std::numeric_limits<double>::infinity();
  CHECK(quartiles({1, 2, infinity})->median == 2);
  CHECK(quartiles({1, infinity, infinity, infinity})->median == infinity);
}

TEST_CASE("without tuning every contestant runs each seed once at its own rate, and the order of arrival is nothing") {
  const NetworkRaceSpec spec = race_of(small_race);
  NetworkRace race = begun(spec), turned = begun(spec);
  CHECK(race.total() == 9);
  CHECK_FALSE(race.over());
  CHECK_FALSE(race.result(0));
  run_all(race);
  run_all(turned, true);
  CHECK(race.finished() == 9);
  for (std::size_t c = 0; c < 3; ++c) {
    CHECK(race.rate(c) == rate_of(spec.contestants[c]));
    REQUIRE(race.runs(c).size() == 3);
    std::vector<double> ends;
    for (const TrialCurve* run : race.runs(c)) ends.push_back(static_cast<double>(run->points.back().train_loss));
    std::sort(ends.begin(), ends.end());
    CHECK(ends[0] < ends[2]);  // another seed is another run
    const auto result = race.result(c);
    REQUIRE(result);
    CHECK(result->values[0]->median == ends[1]);
    CHECK(result->seeds == 3);
    const std::vector<RaceMoment> moments = race.moments(c), others = turned.moments(c);
    REQUIRE(moments.size() == others.size());
    CHECK(moments.back().values[0]->median == ends[1]);
    for (std::size_t k = 0; k < moments.size(); ++k) {
      CHECK(moments[k].values[0]->low <= moments[k].values[0]->median);
      CHECK(moments[k].values[0]->median <= moments[k].values[0]->high);
      CHECK(moments[k].values[0]->median == others[k].values[0]->median);
    }
    CHECK(race.runs(c)[0]->parameters.size() == moments.size());
    CHECK(race.runs(c)[1]->parameters.empty());
  }
  // The first two begin in the same places: the same seeds, the same batch.
  CHECK(race.moments(0)[0].values[0]->median == race.moments(1)[0].values[0]->median);
}

TEST_CASE("tuned rates are the best of those tried, by other seeds than the race's") {
  NetworkRaceSpec spec = race_of(small_race);
  spec.tuned = true;
  spec.contestants.resize(2);
  spec.contestants[1].optimizer.params["lr"] = 1e-6;  // the best of these is the largest
  NetworkRace race = begun(spec);
  CHECK(race.total() == std::size_t{2} * 7 * NetworkRace::tuning_seeds + 6);
  run_all(race);
  CHECK(race.finished() == race.total());
  for (std::size_t c = 0; c < 2; ++c) {
    const std::vector<TriedRate> tried = race.tried(c);
    REQUIRE(tried.size() == 7);
    double best = std::numeric_limits<double>::infinity(), at = 0;
    for (const TriedRate& one : tried) {
      CHECK(one.finished == NetworkRace::tuning_seeds);
      if (one.loss->median < best) best = one.loss->median, at = one.rate;
    }
    CHECK(race.rate(c) == at);
    for (const NetworkTrial& trial : race.trials()) {
      if (trial.contestant == c && !trial.tuning) CHECK(trial.rate == at);
      CHECK(trial.tuning == (trial.seed >= 7 + 3));
    }
  }
  CHECK(race.rate_at_edge(1));
  CHECK(tried_rates({{"sgd", {{"lr", 0.1}}}, 1})[3] == 0.1);
}

TEST_CASE("a run that diverged counts as the worst there is, from where it diverged") {
  NetworkRaceSpec spec = race_of(small_race);
  spec.contestants.resize(1);
  NetworkRace race = begun(spec);
  const std::vector<TrialPoint> whole{at(0, 1.0F), at(1, 0.5F), at(2, 0.25F)};
  race.take(0, whole, {}, true, {});
  race.take(1, std::vector{whole[0], whole[1]}, {}, true, Divergence{9, "learning_rate"});
  CHECK_FALSE(race.epochs_to(0, 0.5));  // one is on its way
  race.take(2, std::vector{whole[0]}, {}, true, Divergence{4, "learning_rate"});
  CHECK(race.over());
  CHECK(race.diverged(0) == 2);
  const std::vector<RaceMoment> moments = race.moments(0);
  REQUIRE(moments.size() == 3);
  CHECK(moments[0].values[0]->high == 1);
  CHECK(moments[1].values[0]->median == 0.5);
  CHECK(std::isinf(moments[2].values[0]->median));
  CHECK_FALSE(moments[2].values[1]);  // no test part
  CHECK(std::isinf(race.result(0)->values[0]->median));
  CHECK(race.epochs_to(0, 0.5)->median == 1);
  CHECK(std::isinf(race.epochs_to(0, 0.25)->median));
}

TEST_CASE("every optimizer can run, with every batch, at every rate that is tried for it") {
  NetworkRaceSpec spec = race_of(small_race);
  spec.epochs = 1;
  spec.seeds = 1;
  for (const Optimizer<double>& row : optimizers<double>()) {
    spec.contestants = {{{std::string(row.id), {}}, 0}, {{std::string(row.id), {}}, 1}};
    for (const double rate : tried_rates(spec.contestants[0])) {
      TrialRun run = run_of(spec, {1, 1, rate, true});
      run_to_end(run);
      CHECK(run.points().size() > 1);
    }
  }
}
