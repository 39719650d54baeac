#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "tests/core/shipped_files.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

/// Two layers on the spiral; `first` goes into the first layer, `rest` into the spec.
std::string spiral_with(const std::string& first, const std::string& rest = "") {
  return R"({"data": {"kind": "spiral"}, "layers": [{"units": 12, "activation": "relu")" + first +
         R"(}, {"activation": "sigmoid"}], "optimizer": {"id": "adam", "lr": 0.01})" + rest + "}";
}

/// One weight w = 2 and one bias 3, a loss that is always 0, rate 1: a step shows the penalty's gradient alone.
std::vector<double> after_one_step(const std::string& penalty) {
  auto trainer =
      trainer_of<double>(R"({"data": {"kind": "inline", "inputs": [[0]], "targets": [3], "regression": true},
    "layers": [{"units": 1, "activation": "identity"}], "loss": "mse", "optimizer": {"id": "sgd", "lr": 1}, )" +
                         penalty + R"(, "initial_parameters": {"layers": [{"weights": [[2]], "bias": [3]}]}})");
  trainer.step();
  return parameters_of(trainer);
}

double share_of_zeros(Block<const float> block) {
  std::size_t zeros = 0;
  for (std::size_t u = 0; u < block.units; ++u)
    for (std::size_t s = 0; s < block.samples; ++s) zeros += block.at(u, s) == 0 ? 1 : 0;
  return static_cast<double>(zeros) / static_cast<double>(block.units * block.samples);
}

}  // namespace

TEST_CASE("L2 pulls weights by their size, L1 by their sign, neither the biases") {
  CHECK(after_one_step(R"("l2": 0.25)") == std::vector<double>{1.5, 3});
  CHECK(after_one_step(R"("l1": 0.25)") == std::vector<double>{1.75, 3});
}

TEST_CASE("L1 brings a weight that is not needed close to 0, not to 0 itself") {
  auto trainer = trainer_of<double>(R"({"data": {"kind": "inline", "inputs": [[1, 1], [2, -1], [3, 1], [4, -1]],
    "targets": [1, 2, 3, 4], "regression": true}, "layers": [{"units": 1, "activation": "identity"}], "loss": "mse",
    "optimizer": {"id": "sgd", "lr": 0.01}, "l1": 0.05, "batch": 0,
    "initial_parameters": {"layers": [{"weights": [[0.3, 0.8]], "bias": [0]}]}})");
  for (int step = 0; step < 4000; ++step) trainer.step();
  const double needless = parameters_of(trainer)[1];
  CHECK(std::abs(needless) < 0.01);
  CHECK(needless != 0);
  CHECK(parameters_of(trainer)[0] > 0.9);
}

TEST_CASE("Dropout sets its share of outputs to 0 in training, keeps their mean, and is off in evaluation") {
  const std::vector<LayerSpec> layers{{200, "identity", {}, false, 0.3, false}, {1, "identity", {}, false}};
  auto network = *Network<float>::create(layers, 1);
  for (float& parameter : network.parameters()) parameter = 1;
  Batch<float> x;
  for (float& value : std::span(x.resize(1, 512).data, 512)) value = 1;
  Pass<float> pass;
  Rng rng(1);
  network.forward_training(x.block(), pass, rng);
  CHECK(share_of_zeros(pass.layers[0].dropped.block()) == doctest::Approx(0.3).epsilon(0.01));
  CHECK(pass.layers[0].mask.block().at(0, 0) * 0.7f * (pass.layers[0].mask.block().at(0, 0) - 1 / 0.7f) ==
        doctest::Approx(0));
  network.forward(x.block(), pass);
  CHECK(share_of_zeros(pass.output(0)) == 0);
  CHECK(pass.output(1).at(0, 0) == 401);
}

TEST_CASE("A run with dropout and batch norm, rewound, repeats exactly") {
  auto trainer = trainer_of<float>(spiral_with(R"(, "dropout": 0.2, "batch_norm": true)"));
  run_epochs(trainer, 3);
  const auto first = trainer.snapshot();
  REQUIRE(trainer.apply(Rewind{}));
  run_epochs(trainer, 3);
  CHECK(trainer.snapshot().parameters == first.parameters);
  CHECK(trainer.snapshot().test.loss == first.test.loss);
}

TEST_CASE("Another dropout share leaves data, split, weights and order as they were") {
  const auto some = trainer_of<float>(spiral_with(R"(, "dropout": 0.5)")), none = trainer_of<float>(spiral_with(""));
  CHECK(parameters_of(some) == parameters_of(none));
  CHECK(some.data().train_rows == none.data().train_rows);
}

TEST_CASE("Batch norm gives the next activation mean 0 and deviation 1 over the batch") {
  auto network = *Network<double>::create(std::vector<LayerSpec>{{1, "identity", {}, false, 0, true}}, 1);
  network.initialise(*find_initializer("zeros"), {}, Rng(1));
  network.parameters()[0] = 5;
  Batch<double> x;
  const Block<double> block = x.resize(1, 4);
  for (std::size_t s = 0; s < 4; ++s) block.at(0, s) = static_cast<double>(s) + 100;
  Pass<double> pass;
  Rng rng(1);
  network.forward_training(block, pass, rng);
  CHECK(pass.output(0).at(0, 0) == doctest::Approx(-1.5 / std::sqrt(1.25)));
  CHECK(network.running()[0] == doctest::Approx(0.1 * 507.5));
  CHECK(network.running()[1] == doctest::Approx(0.9 + 0.1 * 25 * 5.0 / 3));
}

TEST_CASE("In evaluation batch norm uses the running statistics, so that a sample's answer is its own") {
  auto trainer = trainer_of<float>(spiral_with(R"(, "batch_norm": true)"));
  run_epochs(trainer, 5);
  Batch<float> both, one;
  both.resize(2, 2).at(0, 0) = 1;
  one.resize(2, 1).at(0, 0) = 1;
  for (Batch<float>* batch : {&both, &one}) batch->block().at(1, 0) = 2;
  both.block().at(0, 1) = both.block().at(1, 1) = 50;
  Pass<float> pass_both, pass_one;
  trainer.network().forward(both.block(), pass_both);
  trainer.network().forward(one.block(), pass_one);
  CHECK(pass_both.output(1).at(0, 0) == pass_one.output(1).at(0, 0));
}

TEST_CASE("A running variance below 0 is refused, and nothing is assigned") {
  auto trainer = trainer_of<float>(spiral_with(R"(, "batch_norm": true)"));
  Network<float> network = trainer.network();
  std::vector<InitialLayer> given = network.describe();
  given[0].weights[0][0] = 123;
  given[0].running_variance[1] = -0.5;
  const auto assigned = network.assign(given);
  REQUIRE(!assigned);
  CHECK(assigned.error().id == "negative");
  CHECK(assigned.error().field == "initial_parameters.layers[0].running_variance[1]");
  CHECK(network.describe()[0].weights[0][0] != 123);
}

TEST_CASE("A schedule multiplies the rate by epoch") {
  auto trainer = trainer_of<float>(spiral_with("", R"(, "schedule": {"id": "step", "every": 2, "gamma": 0.5})"));
  for (const double rate : {0.01, 0.01, 0.005, 0.005, 0.0025}) {
    CHECK(trainer.learning_rate() == doctest::Approx(rate));
    run_epochs(trainer, 1);
  }
}
