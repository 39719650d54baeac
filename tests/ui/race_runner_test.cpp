// A race that is run: in the frame, on threads, at the other end of bytes; what comes out is the same.
#include "shell/run/race_runner.hpp"

#include <doctest/doctest.h>

#include <deque>
#include <thread>

#include "tests/ui/trial_threads.hpp"

namespace gradlab::ui::test {
namespace {

NetworkRaceSpec small_race() {
  NetworkRaceSpec race;
  race.base.data.kind = "gauss";
  race.base.data.points = 60;
  race.contestants = {{{"sgd", {{"lr", 0.1}}}, 10}, {{"adam", {{"lr", 0.01}}}, 10}, {{"sgd", {{"lr", 0.1}}}, 0}};
  race.seeds = 3;
  race.epochs = 4;
  return race;
}

void run_to_end(RaceRunner& runner) {
  for (int i = 0; i < 100'000 && runner.running(); ++i) {
    runner.pump(0.01);
    std::this_thread::yield();
  }
  REQUIRE_FALSE(runner.running());
}

/// Every number but the seconds, in the order of the trials' contents.
std::vector<double> outcome(const NetworkRace& race) {
  std::vector<double> numbers;
  for (std::size_t c = 0; c < race.spec().contestants.size(); ++c) {
    REQUIRE(race.rate(c));
    numbers.push_back(*race.rate(c));
    for (const RaceMoment& moment : race.moments(c)) {
      numbers.push_back(static_cast<double>(moment.step));
      numbers.push_back(moment.values[0]->median);
      numbers.push_back(moment.values[3]->high);
    }
    for (const std::vector<float>& place : race.runs(c).front()->parameters)
      for (const float number : place) numbers.push_back(static_cast<double>(number));
  }
  return numbers;
}

std::vector<double> outcome_of(const NetworkRaceSpec& race, TrialEngines engines) {
  RaceRunner runner(std::move(engines));
  REQUIRE(runner.start(race, {}));
  run_to_end(runner);
  CHECK_FALSE(runner.refused());
  REQUIRE(runner.race());
  CHECK(runner.race()->over());
  return outcome(*runner.race());
}

/// A worker in a test: an engine that hears and says nothing but bytes. It may break off after so many orders.
class TrialByteLink final : public TrialLink {
 public:
  explicit TrialByteLink(int orders = -1) : left_(orders) {}
  void post(ToTrialEngine message) override {
    if (left_ == 0) return;
    --left_;
    auto heard = trial_message_from(to_bytes(message));
    REQUIRE(heard);
    server_.receive(*std::move(heard));
    server_.work(0.002);
  }
  std::optional<TrialNews> receive() override {
    if (left_ == 0) return std::nullopt;
    server_.work(0.002);
    const auto news = server_.news();
    if (!news) return std::nullopt;
    auto read = trial_news_from(to_bytes(*news));
    REQUIRE(read);
    return read;
  }
  bool lost() const override { return left_ == 0; }

 private:
  int left_;
  TrialServer server_;
};

}  // namespace

TEST_CASE("a race gives the same numbers in the frame, on one thread, on three, and through bytes; tuned or not") {
  NetworkRaceSpec race = small_race();
  for (const bool tuned : {false, true}) {
    race.tuned = tuned;
    const std::vector<double> expected = outcome_of(race, {});
    CHECK(expected.size() > 100);
    CHECK(outcome_of(race, trial_threads(1)) == expected);
    CHECK(outcome_of(race, trial_threads(3)) == expected);
    CHECK(outcome_of(race, {[] { return std::make_unique<TrialByteLink>(); }, 2}) == expected);
  }
}

TEST_CASE("what a diagnosis finds at the trials' ends is the same in the frame, on threads, and through bytes") {
  Spec spec = small_race().base;
  spec.initializer = {"zeros", {}};
  spec.epochs = 20;
  const NetworkRaceSpec race = race_of_one(spec, 6);
  const auto found = [&](TrialEngines engines, bool diagnoses) {
    RaceRunner runner(std::move(engines));
    REQUIRE(runner.start(race, {}, diagnoses));
    run_to_end(runner);
    return std::pair{runner.found("symmetric-start"), runner.found("overfitting")};
  };
  const auto expected = found({}, true);
  CHECK(expected.first == 6);
  CHECK(expected.second == 0);
  CHECK(found(trial_threads(1), true) == expected);
  CHECK(found(trial_threads(3), true) == expected);
  CHECK(found({[] { return std::make_unique<TrialByteLink>(); }, 2}, true) == expected);
  CHECK(found({[] { return std::make_unique<TrialByteLink>(3); }, 1}, true) == expected);
  CHECK(found(trial_threads(1), false).first == 0);
}

TEST_CASE("trials that are diagnosed are given out all at once, as evenly as can be") {
  const NetworkRaceSpec race = race_of_one(small_race().base, 7);
  struct Counting final : TrialLink {
    explicit Counting(int& counted) : orders(counted) {}
    void post(ToTrialEngine message) override { orders += std::holds_alternative<RunTrial>(message) ? 1 : 0; }
    std::optional<TrialNews> receive() override { return std::nullopt; }
    int& orders;
  };
  for (const bool diagnoses : {false, true}) {
    std::deque<int> orders;
    RaceRunner runner({[&] { return std::make_unique<Counting>(orders.emplace_back()); }, 3});
    REQUIRE(runner.start(race, {}, diagnoses));
    CHECK(orders == (diagnoses ? std::deque<int>{3, 3, 1} : std::deque<int>{1, 1, 1}));
  }
}

TEST_CASE("what a lost engine was at is done again") {
  const NetworkRaceSpec race = small_race();
  const std::vector<double> expected = outcome_of(race, {});
  for (const int orders : {1, 2, 3, 5})
    CHECK(outcome_of(race, {[orders] { return std::make_unique<TrialByteLink>(orders); }, 1}) == expected);
}

TEST_CASE("a race that is stopped keeps what it found and can begin anew; another one drops what was under way") {
  RaceRunner runner(trial_threads(2));
  NetworkRaceSpec race = small_race();
  CHECK_FALSE(runner.race());
  REQUIRE(runner.start(race, {}));
  CHECK(runner.engines() == 2);
  runner.stop();
  CHECK_FALSE(runner.running());
  CHECK(runner.race());
  REQUIRE(runner.start(race, {}));
  race.seeds = 1;
  const std::uint64_t before = runner.version();
  REQUIRE(runner.start(race, {}));
  CHECK(runner.version() > before);
  run_to_end(runner);
  CHECK(runner.race()->finished() == 3);
}

TEST_CASE("a race whose data cannot be had says why, and stops") {
  NetworkRaceSpec race = small_race();
  race.base.data = usual_data("csv");
  race.base.data.file = "gone.csv";
  RaceRunner runner;
  REQUIRE(runner.start(race, {}));
  run_to_end(runner);
  REQUIRE(runner.refused());
  CHECK(runner.refused()->id == "file_missing");
  CHECK(runner.refused()->field == "gone.csv");
  RaceRunner with_file;
  REQUIRE(with_file.start(race, {{"gone.csv", "a,b,c\n1,2,x\n2,1,y\n1,3,x\n3,1,y\n2,4,x\n4,2,y\n"}}));
  run_to_end(with_file);
  CHECK_FALSE(with_file.refused());
  CHECK(with_file.race()->over());
  race.contestants[1].optimizer.params["lr"] = -1;
  CHECK_FALSE(with_file.start(race, {}));
  CHECK(with_file.race()->over());  // refused: nothing changes
}

TEST_CASE("bytes that are no message of a race are not taken for one") {
  CHECK_FALSE(trial_message_from({}));
  CHECK_FALSE(trial_news_from({}));
  std::vector<std::byte> bytes = to_bytes(ToTrialEngine(BeginRace{1, small_race(), {{"a", "text"}}}));
  CHECK(trial_message_from(bytes));
  bytes.resize(bytes.size() / 2);
  CHECK_FALSE(trial_message_from(bytes));
  const TrialNews news{.race = 3, .trial = 4, .refused = Error{"file_missing", "x", {{"value", "1"}}}};
  const auto read = trial_news_from(to_bytes(news));
  REQUIRE(read);
  CHECK(read->refused->arguments == news.refused->arguments);
}

}  // namespace gradlab::ui::test
