#include "core/analysis/network_rates.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "tests/core/shipped_files.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

// One unit that only weighs its input, on four points of a line; a step takes all of them.
constexpr const char* rates_line =
    R"({"data": {"kind": "inline", "inputs": [[-1], [0], [1], [2]], "targets": [-2, 1, 4, 7],
  "scaling": "none", "test_share": 0}, "layers": [{"activation": "identity"}], "loss": "mse", "optimizer": "sgd",
  "batch": 0, "shuffle": false})";
constexpr const char* rates_circle = R"({"data": {"kind": "circle"}, "layers": [{"units": 6, "activation": "tanh"},
  {"activation": "sigmoid"}], "optimizer": {"id": "adam", "lr": 0.02}, "schedule": {"id": "exponential", "gamma": 0.5},
  "batch": 16, "seed": 3})";

template <class T>
RateSweep swept(const Trainer<T>& trainer, const typename NetworkRates<T>::Options& options = {}) {
  auto rates = NetworkRates<T>::create(trainer, options);
  REQUIRE(rates);
  while (!rates->finished()) rates->work();
  return rates->sweep();
}

/// Descent of the mean of (wx + b - y)², written out.
struct LineDescent {
  double w, b;
  double loss() const {
    double sum = 0;
    for (int x = -1; x <= 2; ++x) sum += std::pow(w * x + b - (3 * x + 1), 2);
    return sum / 4;
  }
  void step(double rate) {
    double by_w = 0, by_b = 0;
    for (int x = -1; x <= 2; ++x) {
      const double error = w * x + b - (3 * x + 1);
      by_w += 2 * error * x / 4;
      by_b += 2 * error / 4;
    }
    w -= rate * by_w;
    b -= rate * by_b;
  }
};

}  // namespace

TEST_CASE("The rate finder on a network takes each step at its rate and tells the loss after it") {
  const Trainer<double> trainer = trainer_of<double>(rates_line);
  LineDescent by_hand{trainer.start()[0], trainer.start()[1]};
  const RateSweep sweep = swept(trainer);
  CHECK(sweep.start == doctest::Approx(by_hand.loss()).epsilon(1e-12));
  for (std::size_t i = 0; i < sweep.trials.size(); ++i) {
    CHECK(sweep.trials[i].rate == doctest::Approx(std::pow(10.0, -5 + static_cast<double>(i) / 20)));
    by_hand.step(sweep.trials[i].rate);
    REQUIRE(sweep.trials[i].loss == doctest::Approx(by_hand.loss()).epsilon(1e-9));
  }
  // The largest eigenvalue of the Hessian [[3, 1], [1, 2]] is (5 + √5)/2: beyond 2 by it nothing converges.
  const double edge = 2 / ((5 + std::sqrt(5.0)) / 2);
  REQUIRE(sweep.risen);
  CHECK(*sweep.risen > edge);
  REQUIRE(sweep.steepest);
  CHECK(*sweep.steepest < edge);
  CHECK(*sweep.steepest > 0.01);
}

TEST_CASE("The rate finder takes the run's own batches, without its schedule, from its start or from where it stands") {
  Trainer<float> trainer = trainer_of<float>(rates_circle);
  Trainer<float> first = trainer;
  run_epochs(trainer, 3);
  const std::vector<float> before = parameters_of(trainer);
  const RateSweep from_start = swept(trainer), from_here = swept(trainer, {.from_start = false});
  CHECK(parameters_of(trainer) == before);
  CHECK(trainer.steps_done() == 3 * trainer.steps_per_epoch());
  const double rate = from_start.trials.front().rate;
  REQUIRE(first.apply(SetOptimizer{{"adam", {{"lr", rate}}}}));
  first.step();
  CHECK(from_start.trials.front().loss == doctest::Approx(*first.snapshot().train.loss).epsilon(1e-6));
  CHECK(from_here.start == doctest::Approx(*trainer.snapshot().train.loss).epsilon(1e-6));
  REQUIRE(trainer.apply(SetSchedule{{"constant", {}}}));
  REQUIRE(trainer.apply(SetOptimizer{{"adam", {{"lr", rate}}}}));
  trainer.step();
  CHECK(from_here.trials.front().loss == doctest::Approx(*trainer.snapshot().train.loss).epsilon(1e-6));
}

TEST_CASE("The rate that the finder names learns, and more than one far below") {
  for (const char* optimizer : {"sgd", "adam", "rmsprop", "adagrad"}) {
    CAPTURE(std::string(optimizer));
    const Trainer<float> trainer = trainer_of<float>(
        R"({"data": {"kind": "moons"}, "layers": [{"units": 8, "activation": "tanh"}, {"activation": "sigmoid"}],
        "batch": 16, "optimizer": ")" +
        std::string(optimizer) + "\"}");
    const RateSweep sweep = swept(trainer);
    REQUIRE(sweep.steepest);
    const auto loss_at = [&](double rate) {
      Trainer<float> one = trainer;
      Choice choice = one.spec().optimizer;
      choice.params["lr"] = std::min(rate, 10.0);
      REQUIRE(one.apply(SetOptimizer{choice}));
      run_epochs(one, 20);
      return one.diverged() ? 1e9 : *one.snapshot().train.loss;
    };
    const double named = loss_at(*sweep.steepest);
    CHECK(named < loss_at(*sweep.steepest / 100));
    CHECK(named < sweep.start / 2);
  }
}

TEST_CASE("A loss that has grown far ends the rate finder; a rate that the optimizer refuses is refused") {
  std::string bent = rates_line;  // so that no line fits exactly, where a step of any length would stay
  bent.replace(bent.find("7]"), 2, "9]");
  const RateSweep sweep = swept(trainer_of<float>(bent));
  CHECK(sweep.trials.size() < RateRange{}.steps);
  CHECK(sweep.trials.back().loss > 10 * sweep.start);
  const auto refused =
      NetworkRates<float>::create(trainer_of<float>(rates_circle), {.range = {.low = 1e-5, .high = 1e6}});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().field == "optimizer.lr");
}
