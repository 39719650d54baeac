#include "core/analysis/perceptron_rule.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "core/base/rng.hpp"
#include "tests/core/golden.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

std::vector<RulePoint> points_of(const nlohmann::json& rows) {
  std::vector<RulePoint> points;
  for (const nlohmann::json& row : rows) points.push_back({row[0], row[1], row[2]});
  return points;
}

/// (0,0), (0,1), (1,0), (1,1)
std::vector<RulePoint> truth_table(std::array<int, 4> targets) {
  std::vector<RulePoint> points;
  for (std::int32_t i = 0; i < 4; ++i)
    points.push_back({100 * (i / 2), 100 * (i % 2), targets[static_cast<std::size_t>(i)]});
  return points;
}

}  // namespace

TEST_CASE("Updates of the perceptron rule, its settling and its first repetition are those of a plain program") {
  for (const nlohmann::json& row : golden("neuron.json")["perceptrons"]) {
    CAPTURE(row["points"].dump());
    const RuleRun run = run_perceptron_rule(points_of(row["points"]), 400);
    REQUIRE(run.updates.size() == row["updates"].size());
    for (std::size_t i = 0; i < run.updates.size(); ++i) {
      const nlohmann::json& wanted = row["updates"][i];
      CHECK(run.updates[i].point == wanted[0].get<std::size_t>());
      CHECK(run.updates[i].said == wanted[1].get<int>());
      for (std::size_t k = 0; k < 3; ++k) CHECK(run.updates[i].weights[k] == wanted[2 + k].get<std::int64_t>());
    }
    CHECK(run.settled == row["settled"].get<bool>());
    CHECK(run.repeats.has_value() == !row["repeats"].is_null());
    if (run.repeats) CHECK(*run.repeats == row["repeats"].get<std::size_t>());
  }
}

TEST_CASE("The margin is that of a general optimiser, and there is none where no line divides the classes") {
  for (const nlohmann::json& row : golden("neuron.json")["perceptrons"]) {
    CAPTURE(row["points"].dump());
    const std::optional<double> margin = rule_margin(points_of(row["points"]));
    CHECK(margin.has_value() == !row["margin"].is_null());
    if (margin) CHECK(*margin == doctest::Approx(row["margin"].get<double>()).epsilon(1e-6));
  }
}

TEST_CASE("AND and OR settle within the bound; XOR comes back to where it was, for ever") {
  for (const auto& targets : {std::array{0, 0, 0, 1}, std::array{0, 1, 1, 1}}) {
    const auto points = truth_table(targets);
    const RuleRun run = run_perceptron_rule(points, 1000);
    CHECK(run.settled);
    CHECK(count_right(run.updates.back().weights, points) == 4);
    CHECK(static_cast<double>(run.updates.size()) <= *rule_bound(points));
  }
  const auto points = truth_table({0, 1, 1, 0});
  const RuleRun run = run_perceptron_rule(points, 1000);
  CHECK_FALSE(run.settled);
  REQUIRE(run.repeats);
  CHECK(run.updates.back().weights == run.updates[*run.repeats].weights);
  CHECK(run.updates.back().point == run.updates[*run.repeats].point);
  CHECK_FALSE(rule_bound(points).has_value());
}

TEST_CASE("Whatever points there are: it settles within the bound where a line divides them, and never else") {
  Rng rng(5);
  int divided = 0, mixed = 0;
  for (int round = 0; round < 300; ++round) {
    std::vector<RulePoint> points(static_cast<std::size_t>(2 + rng.below(7)));
    for (RulePoint& point : points)
      point = {static_cast<std::int32_t>(rng.below(31)) * 10 - 100, static_cast<std::int32_t>(rng.below(31)) * 10 - 100,
               static_cast<int>(rng.below(2))};
    const RuleRun run = run_perceptron_rule(points, 20000);
    const std::optional<double> bound = rule_bound(points);
    CAPTURE(round);
    if (bound) {
      ++divided;
      // A margin of next to nothing may take more rounds than there is patience for.
      if (*bound > 20000) continue;
      CHECK(run.settled);
      CHECK(static_cast<double>(run.updates.size()) <= *bound + 1e-6);
    } else {
      ++mixed;
      CHECK_FALSE(run.settled);
    }
  }
  CHECK(divided > 50);
  CHECK(mixed > 50);
}

TEST_CASE("Without points there is nothing to learn; of one class one update is enough") {
  CHECK(run_perceptron_rule({}, 10).settled);
  const std::vector<RulePoint> zeros{{0, 0, 0}, {100, 100, 0}};
  CHECK(run_perceptron_rule(zeros, 10).settled);
  const std::vector<RulePoint> ones{{0, 0, 1}, {100, 100, 1}};
  CHECK(run_perceptron_rule(ones, 10).updates.empty());
}
