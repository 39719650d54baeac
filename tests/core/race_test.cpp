#include "core/surfaces/race.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "core/optimizers/optimizer.hpp"
#include "core/surfaces/descent.hpp"
#include "core/surfaces/momentum_map.hpp"
#include "core/surfaces/race_rates.hpp"
#include "core/surfaces/step_conditions.hpp"
#include "tests/core/golden.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

RaceSpec spec_on(std::string surface, std::vector<Choice> optimizers) {
  RaceSpec spec;
  spec.surface = std::move(surface);
  if (const Surface* row = find_surface(spec.surface)) spec.start = row->start;
  spec.optimizers = std::move(optimizers);
  return spec;
}

std::vector<Choice> every_optimizer() {
  std::vector<Choice> all;
  for (const Optimizer<double>& row : optimizers<double>()) all.push_back({std::string(row.id), {{"lr", 0.01}}});
  all.push_back({"sgd", {{"lr", 0.005}, {"momentum", 0.8}, {"dampening", 0.3}, {"weight_decay", 0.1}}});
  all.push_back({"sgd", {{"lr", 0.005}, {"momentum", 0.8}, {"nesterov", 1}, {"weight_decay", 0.1}}});
  return all;
}

std::vector<Choice> with_other_params() {
  return {{"rmsprop", {{"centered", 1}, {"momentum", 0.5}, {"weight_decay", 0.1}}},
          {"adagrad", {{"lr", 0.3}, {"lr_decay", 0.1}, {"initial_accumulator_value", 0.4}, {"weight_decay", 0.1}}},
          {"adadelta", {{"lr", 0.5}, {"rho", 0.8}, {"weight_decay", 0.1}}},
          {"adam", {{"lr", 0.1}, {"beta1", 0.5}, {"weight_decay", 0.2}}},
          {"adamw", {{"lr", 0.1}, {"weight_decay", 0.2}}},
          {"nadam", {{"lr", 0.1}, {"weight_decay", 0.2}}},
          {"radam", {{"lr", 0.1}, {"beta2", 0.9}}},
          {"rprop", {{"lr", 0.3}}},
          {"lion", {{"lr", 0.1}, {"weight_decay", 0.2}}}};
}

double value_of(const Choice& choice, std::string_view id) {
  const Optimizer<double>& row = *find_optimizer<double>(choice.id);
  const auto params = resolve_optimizer(row, choice.params, "");
  for (std::size_t i = 0; i < row.params.size(); ++i)
    if (row.params[i].id == id) return (*params)[i];
  return 0;
}

}  // namespace

TEST_CASE("A race's paths are PyTorch's, for every optimizer on every surface") {
  const nlohmann::json reference = golden("optimizers.json");
  REQUIRE(!reference.is_discarded());
  for (const nlohmann::json& run : reference["runs"]) {
    RaceSpec spec = spec_on(run["surface"], {{run["optimizer"], params_of(run["params"])}});
    spec.start = {run["start"][0], run["start"][1]};
    spec.steps = 60;
    const auto ground = ground_of(spec);
    REQUIRE(ground);
    const auto paths = run_paths(spec, *ground, {});
    REQUIRE(paths);
    const RacePath& path = paths->front();
    CAPTURE(run.dump());
    for (std::size_t i = 0; i < reference["steps"].size(); ++i) {
      const std::size_t step = reference["steps"][i];
      if (step >= path.places.size()) {
        CHECK(path.diverged);
        continue;
      }
      CHECK(is_close(path.places[step].x, run["x"][i], 1e-9, 1e-9));
      CHECK(is_close(path.places[step].y, run["y"][i], 1e-9, 1e-9));
    }
  }
}

TEST_CASE("A path without noise is the very descent that the command line prints") {
  for (const Surface& row : surfaces()) {
    const RaceSpec spec = spec_on(std::string(row.id), every_optimizer());
    const auto race = run_race(spec);
    REQUIRE(race);
    for (std::size_t i = 0; i < spec.optimizers.size(); ++i) {
      auto descent = Descent::create(row, spec.optimizers[i], row.start);
      REQUIRE(descent);
      const RacePath& path = race->paths[i];
      for (std::size_t step = 0; step < path.places.size(); ++step) {
        REQUIRE(path.places[step].x == descent->place().x);
        REQUIRE(path.places[step].y == descent->place().y);
        REQUIRE(path.heights[step] == descent->height());
        descent->step();
      }
    }
  }
}

TEST_CASE("Noise and schedule are step conditions: a descent that is given them takes the race's path") {
  RaceSpec spec = spec_on("rosenbrock", every_optimizer());
  spec.noise = 0.4;
  spec.seed = 9;
  spec.schedule = {"cosine", {{"period", 60}}};
  const auto race = run_race(spec);
  REQUIRE(race);
  for (std::size_t i = 0; i < spec.optimizers.size(); ++i) {
    auto descent = Descent::create(race->ground, spec.optimizers[i], spec.start);
    auto conditions = StepConditions::create(spec.noise, spec.seed, spec.schedule);
    REQUIRE(descent);
    REQUIRE(conditions);
    for (const Point& place : race->paths[i].places) {
      REQUIRE(place.x == descent->place().x);
      REQUIRE(place.y == descent->place().y);
      const auto [noise, factor] = conditions->next();
      descent->step(noise, factor);
    }
  }
}

TEST_CASE("What is said of the memory explains each step: minus scale times direction, and decay") {
  for (const std::vector<Choice>& optimizers : {every_optimizer(), with_other_params()}) {
    for (const char* surface : {"beale", "rosenbrock", "rastrigin", "himmelblau"}) {
      RaceSpec spec = spec_on(surface, optimizers);
      spec.noise = 0.3;
      spec.schedule = {"cosine", {{"period", 150}, {"floor", 0.1}}};
      const auto race = run_race(spec);
      REQUIRE(race);
      for (std::size_t i = 0; i < optimizers.size(); ++i) {
        const RacePath& path = race->paths[i];
        const Choice& choice = optimizers[i];
        CAPTURE(choice.id);
        const bool by_itself = choice.id == "adamw" || choice.id == "lion";
        const double decay = by_itself ? value_of(choice, "weight_decay") : 0;
        for (std::size_t n = 0; n + 1 < path.places.size(); ++n) {
          const HiddenState& state = path.states[n];
          const Point at = path.places[n], next = path.places[n + 1];
          REQUIRE(state.step.x == next.x - at.x);
          const double size = std::abs(at.x) + std::abs(at.y) + std::abs(state.step.x) + std::abs(state.step.y);
          REQUIRE(state.step.x == doctest::Approx(-state.scale.x * state.direction.x - path.rates[n] * decay * at.x)
                                      .epsilon(1e-9)
                                      .scale(size));
          REQUIRE(state.step.y == doctest::Approx(-state.scale.y * state.direction.y - path.rates[n] * decay * at.y)
                                      .epsilon(1e-9)
                                      .scale(size));
        }
      }
    }
  }
}

TEST_CASE("Only rules that scale each axis have unequal scales, and only those with a memory leave the gradient") {
  for (const std::vector<Choice>& optimizers : {every_optimizer(), with_other_params()}) {
    const auto race = run_race(spec_on("himmelblau", optimizers));
    REQUIRE(race);
    for (std::size_t i = 0; i < optimizers.size(); ++i) {
      CAPTURE(optimizers[i].id);
      const RacePath& path = race->paths[i];
      const bool unequal = std::any_of(path.states.begin(), path.states.end(),
                                       [](const HiddenState& one) { return one.scale.x != one.scale.y; });
      CHECK(unequal == path.memory.adaptive);
    }
  }
}

TEST_CASE("Every optimizer of the table has its memory explained") {
  for (const Optimizer<double>& row : optimizers<double>()) {
    CAPTURE(row.id);
    const RacePath path = run_race(spec_on("himmelblau", {{std::string(row.id), {}}}))->paths.front();
    CHECK(path.states.at(3).scale.x > 0);
    CHECK(path.states.size() == path.places.size());
  }
}

TEST_CASE("Noise has its size and its seed, and all optimizers meet the same") {
  RaceSpec spec = spec_on("quadratic", {{"sgd", {{"lr", 1e-6}}}, {"adam", {{"lr", 1e-6}}}});
  spec.noise = 0.5;
  spec.steps = 2000;
  const auto noise_of = [](const RaceSpec& one, std::size_t path) {
    const auto race = run_race(one);
    std::vector<double> noise;
    for (std::size_t n = 0; n < one.steps; ++n) {
      const Point at = race->paths[path].places[n], slope = race->ground.gradient(at);
      noise.push_back(race->paths[path].states[n].gradient.x - slope.x);
      noise.push_back(race->paths[path].states[n].gradient.y - slope.y);
    }
    return noise;
  };
  const std::vector<double> first = noise_of(spec, 0), second = noise_of(spec, 1);
  double sum = 0, squares = 0;
  for (std::size_t i = 0; i < first.size(); ++i) {
    REQUIRE(first[i] == doctest::Approx(second[i]).epsilon(1e-9).scale(40));
    sum += first[i];
    squares += first[i] * first[i];
  }
  const auto n = static_cast<double>(first.size());
  CHECK(std::abs(sum / n) < 4 * spec.noise / std::sqrt(n));
  CHECK(std::sqrt(squares / n) == doctest::Approx(spec.noise).epsilon(0.05));
  CHECK(noise_of(spec, 0) == first);
  spec.seed = 2;
  CHECK(noise_of(spec, 0) != first);
}

TEST_CASE("A way that leaves the ground is said to, at its first such step and never before") {
  for (const double rate : {0.079, 0.081, 0.2, 5.0}) {
    RaceSpec spec = spec_on("quadratic", {{"sgd", {{"lr", rate}}}});
    spec.steps = 2000;
    const RacePath path = run_race(spec)->paths.front();
    const double limit = divergence_limit(path.heights.front());
    CHECK(path.diverged.has_value() == (rate > 2.0 / 25));
    if (!path.diverged) continue;
    CHECK(*path.diverged == path.places.size() - 1);
    CHECK_FALSE(path.there);
    CHECK_FALSE(std::abs(path.heights[*path.diverged]) <= limit);
    for (std::size_t n = 0; n < *path.diverged; ++n) REQUIRE(std::abs(path.heights[n]) <= limit);
  }
}

TEST_CASE("There means to stay: from that step on within a tenth of a minimum, and not the step before") {
  const auto race =
      run_race(spec_on("quadratic", {{"sgd", {{"lr", 0.06}, {"momentum", 0.8}}}, {"sgd", {{"lr", 1e-4}}}}));
  REQUIRE(race);
  const RacePath& path = race->paths[0];
  REQUIRE(path.there);
  for (std::size_t n = 0; n < path.places.size(); ++n)
    CHECK(path.distances[n] == std::hypot(path.places[n].x, path.places[n].y));
  for (std::size_t n = *path.there; n < path.places.size(); ++n) CHECK(path.distances[n] <= Race::near);
  CHECK(path.distances[*path.there - 1] > Race::near);
  CHECK_FALSE(race->paths[1].there);
}

TEST_CASE("Stationary points are found and named: those of the table, and all others of known surfaces") {
  struct Known {
    const char* surface;
    std::size_t minima, saddles, maxima, undecided;
  };
  for (const Known& known :
       {Known{"quadratic", 1, 0, 0, 0}, Known{"saddle", 0, 1, 0, 0}, Known{"monkey_saddle", 0, 0, 0, 1},
        Known{"rosenbrock", 1, 0, 0, 0}, Known{"beale", 1, 2, 0, 0}, Known{"himmelblau", 4, 4, 1, 0},
        Known{"booth", 1, 0, 0, 0}, Known{"two_wells", 2, 1, 0, 0}, Known{"rastrigin", 121, 220, 100, 0}}) {
    CAPTURE(known.surface);
    const Surface& row = *find_surface(known.surface);
    const auto points = stationary_points(row, row.window);
    const auto count = [&](PointKind kind) {
      return static_cast<std::size_t>(std::count_if(
          points.begin(), points.end(), [&](const StationaryPoint& one) { return one.curvature.kind == kind; }));
    };
    CHECK(count(PointKind::minimum) == known.minima);
    CHECK(count(PointKind::saddle) == known.saddles);
    CHECK(count(PointKind::maximum) == known.maxima);
    CHECK(count(PointKind::undecided) == known.undecided);
  }
  for (const Surface& row : surfaces()) {
    CAPTURE(row.id);
    const auto minima = deepest_minima(stationary_points(row, row.window));
    REQUIRE(minima.size() == row.minima.size());
    for (const Point& wanted : row.minima)
      CHECK(std::any_of(minima.begin(), minima.end(),
                        [&](Point one) { return std::hypot(one.x - wanted.x, one.y - wanted.y) < 1e-8; }));
  }
}

TEST_CASE("A typed surface races as the table's own") {
  RaceSpec typed = spec_on("formula", every_optimizer()), row = spec_on("himmelblau", every_optimizer());
  typed.formula = "(x^2 + y - a)^2 + (x + y^2 - 7)^2";
  typed.formula_params = {{"a", 11}};
  typed.start = row.start;
  const auto a = run_race(typed), b = run_race(row);
  REQUIRE(a);
  REQUIRE(b);
  CHECK(a->minima.size() == 4);
  for (std::size_t i = 0; i < a->paths.size(); ++i)
    for (std::size_t n = 0; n <= 10; ++n)
      CHECK(a->paths[i].heights[n] == doctest::Approx(b->paths[i].heights[n]).epsilon(1e-9));
}

TEST_CASE("A race's text gives the race back") {
  RaceSpec spec = spec_on("formula", with_other_params());
  spec.formula = "x^2 + a*y^2";
  spec.formula_params = {{"a", 3}};
  spec.start = {0.1, -2.5};
  spec.steps = 77;
  spec.noise = 0.25;
  spec.seed = 9;
  spec.schedule = {"warmup", {{"period", 20}}};
  const auto again = parse_race(write_race(spec));
  REQUIRE(again);
  CHECK(*again == spec);
  const auto least = parse_race("{}");
  REQUIRE(least);
  CHECK(*parse_race(write_race(*least)) == *least);
}

TEST_CASE("What cannot be run is refused, naming the field") {
  const auto field_of = [](const char* text) {
    const auto spec = parse_race(text);
    REQUIRE_FALSE(spec);
    return spec.error().field + ": " + spec.error().id;
  };
  CHECK(field_of(R"({"surface": "bealle"})") == "surface: unknown_id_near");
  CHECK(field_of(R"({"surface": "formula", "formula": "x +"})") == "formula: formula_expects_value_end");
  CHECK(field_of(R"({"optimizers": ["sgd", {"id": "adam", "lr": -1}]})") == "optimizers[1].lr: out_of_range");
  CHECK(field_of(R"({"optimizers": [{"id": "adam", "rate": 1}]})").rfind("optimizers[0].rate: unknown", 0) == 0);
  CHECK(field_of(R"({"optimizers": [{"lr": 1}]})") == "optimizers[0].id: required");
  CHECK(field_of(R"({"steps": 0})") == "steps: out_of_range");
  CHECK(field_of(R"({"noise": -1})") == "noise: out_of_range");
  CHECK(field_of(R"({"start": [1]})") == "start: wrong_length");
  CHECK(field_of(R"({"start": [1, 1e9]})") == "start[1]: out_of_range");
  CHECK(field_of(R"({"schedule": "cosinus"})").rfind("schedule: unknown_id", 0) == 0);
  CHECK(field_of(R"({"shape": 1})").rfind("shape: unknown_key", 0) == 0);
}

TEST_CASE("The factor of rate and momentum is the rate at which a descent's error shrinks in the long run") {
  const Curvatures bowl{1, 25};
  for (const double momentum : {0.0, 0.3, 0.6, 0.9}) {
    for (const double share : {0.1, 0.35, 0.75, 0.95}) {
      const double rate = share * diverging_rate(momentum, bowl);
      const double factor = convergence_factor(rate, momentum, bowl);
      CAPTURE(momentum);
      CAPTURE(rate);
      CHECK(factor < 1);
      auto descent =
          Descent::create(*find_surface("quadratic"), {"sgd", {{"lr", rate}, {"momentum", momentum}}}, {1, 1});
      REQUIRE(descent);
      // Errors that turn in the complex plane pass near 0 now and then: the largest of a stretch is looked at.
      const auto largest = [&](int steps) {
        double most = 0;
        for (int i = 0; i < steps; ++i, descent->step())
          most = std::max(most, std::hypot(descent->place().x, descent->place().y));
        return most;
      };
      const double early = largest(100), late = largest(100);
      if (late > 1e-200) CHECK(std::pow(late / early, 0.01) == doctest::Approx(factor).epsilon(0.02));
    }
  }
}

TEST_CASE("The regimes end where they are said to, and nothing is faster than the best") {
  const Curvatures bowl{1, 25};
  const BestMomentum best = best_momentum(bowl);
  CHECK(convergence_factor(best.rate, best.momentum, bowl) == doctest::Approx(best.factor).epsilon(1e-6));
  for (int b = 0; b <= 98; ++b) {
    const double momentum = b / 100.0;
    const double edge = diverging_rate(momentum, bowl), monotonic = monotonic_rate(momentum, bowl);
    CHECK(convergence_factor(edge, momentum, bowl) == doctest::Approx(1));
    CHECK(momentum_regime(edge * 1.001, momentum, bowl) == MomentumRegime::diverging);
    CHECK(momentum_regime(edge * 0.999, momentum, bowl) == MomentumRegime::oscillating);
    CHECK(momentum_regime(monotonic * 0.999, momentum, bowl) == MomentumRegime::monotonic);
    CHECK(momentum_regime(monotonic * 1.001, momentum, bowl) == MomentumRegime::oscillating);
    for (int r = 1; r < 100; ++r) REQUIRE(convergence_factor(edge * r / 100, momentum, bowl) >= best.factor - 1e-12);
  }
}

TEST_CASE("The rate finder is one descent whose rate grows by the same factor") {
  const RaceSpec spec = spec_on("quadratic", {{"sgd", {{"lr", 0.03}}}, {"adam", {}}});
  const auto ground = ground_of(spec);
  for (const std::size_t index : {0, 1}) {
    const auto sweep = sweep_rates(spec, *ground, index, {1e-4, 1, 81});
    REQUIRE(sweep);
    Choice choice = spec.optimizers[index];
    choice.params["lr"] = 1;
    auto descent = Descent::create(*ground, choice, spec.start);
    REQUIRE(descent);
    CHECK(sweep->start == descent->height());
    for (std::size_t i = 0; i < sweep->trials.size(); ++i) {
      CHECK(sweep->trials[i].rate == doctest::Approx(std::pow(10.0, -4 + static_cast<double>(i) / 20)));
      descent->step({}, sweep->trials[i].rate);
      REQUIRE(sweep->trials[i].loss == descent->height());
    }
  }
}

TEST_CASE("On the narrow bowl the rate finder finds the edge, and a rate below it") {
  const RaceSpec spec = spec_on("quadratic", {{"sgd", {}}});
  const auto ground = ground_of(spec);
  const auto sweep = sweep_rates(spec, *ground, 0);
  REQUIRE(sweep);
  for (std::size_t i = 1; i < sweep->trials.size() && sweep->trials[i].rate < 0.08; ++i)
    CHECK(sweep->trials[i].loss <= sweep->trials[i - 1].loss);
  REQUIRE(sweep->risen);
  CHECK(*sweep->risen > 2.0 / 25);
  REQUIRE(sweep->steepest);
  CHECK(*sweep->steepest < 2.0 / 25);
  RaceSpec race = spec;
  race.optimizers[0].params["lr"] = *sweep->steepest;
  race.steps = 2000;
  CHECK(run_race(race)->paths[0].there);
  // On a plateau that nobody leaves nothing rises.
  RaceSpec still = spec_on("quadratic", {{"sgd", {}}});
  still.start = {0, 0};
  const auto flat = sweep_rates(still, *ground, 0);
  REQUIRE(flat);
  CHECK_FALSE(flat->steepest);
  CHECK_FALSE(flat->risen);
}
