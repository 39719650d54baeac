#include <doctest/doctest.h>

#include <string>

#include "tests/core/shipped_files.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

/// The perceptron on a truth table, starting from zero weights.
Trainer<double> perceptron(const std::string& targets) {
  return trainer_of<double>(R"({"data": {"kind": "inline", "inputs": [[0, 0], [0, 1], [1, 0], [1, 1]], "targets": )" +
                            targets + R"(}, "layers": [{"activation": "step"}], "rule": "perceptron", "loss": "mse",
      "optimizer": {"id": "sgd", "lr": 1}, "initializer": "zeros", "batch": 1, "shuffle": false})");
}

double accuracy_after(Trainer<double>& trainer, std::size_t epochs) {
  run_epochs(trainer, epochs);
  return *trainer.snapshot().train.accuracy;
}

}  // namespace

TEST_CASE("One step of the perceptron adds the rate times the error times the input") {
  auto trainer = perceptron("[1, 1, 1, 0]");
  for (int step = 0; step < 4; ++step) trainer.step();
  CHECK(parameters_of(trainer) == std::vector<double>{-1, -1, -1});
}

TEST_CASE("The perceptron learns AND and OR and stays") {
  for (const char* targets : {"[0, 0, 0, 1]", "[0, 1, 1, 1]"}) {
    auto trainer = perceptron(targets);
    CHECK(accuracy_after(trainer, 20) == 1);
    const auto settled = parameters_of(trainer);
    run_epochs(trainer, 20);
    CHECK(parameters_of(trainer) == settled);
  }
}

TEST_CASE("The perceptron never settles on XOR") {
  auto trainer = perceptron("[0, 1, 1, 0]");
  for (int epoch = 0; epoch < 200; ++epoch) CHECK(accuracy_after(trainer, 1) < 1);
}
