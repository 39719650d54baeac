#include <doctest/doctest.h>

#include <string>

#include "tests/core/shipped_files.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

double test_accuracy(const std::string& json, std::size_t epochs) {
  auto trainer = trainer_of<float>(json);
  run_epochs(trainer, epochs);
  return trainer.snapshot().test.accuracy.value_or(0);
}

}  // namespace

TEST_CASE("A 4-16-3 network learns Iris to over 95% of unseen flowers within 100 epochs, in the mean of ten seeds") {
  double sum = 0;
  for (int seed = 1; seed <= 10; ++seed)
    sum += test_accuracy(R"({"data": {"kind": "iris"}, "loss": "cross_entropy",
      "layers": [{"units": 16, "activation": "relu"}, {"activation": "softmax"}], "initializer": "he_normal",
      "optimizer": {"id": "adam", "lr": 0.01}, "batch": 16, "seed": )" +
                             std::to_string(seed) + "}",
                         100);
  CHECK(sum / 10 > 0.95);
}

TEST_CASE("A network of two hidden layers learns the spiral within 300 epochs, in the mean of five seeds") {
  double sum = 0;
  for (int seed = 1; seed <= 5; ++seed)
    sum += test_accuracy(R"({"data": {"kind": "spiral"}, "optimizer": {"id": "adam", "lr": 0.01}, "batch": 16,
      "layers": [{"units": 16, "activation": "relu"}, {"units": 8, "activation": "relu"}, {"activation": "sigmoid"}],
      "initializer": "he_normal", "seed": )" +
                             std::to_string(seed) + "}",
                         300);
  CHECK(sum / 5 > 0.94);
}

TEST_CASE("One neuron learns two clouds of points") {
  CHECK(test_accuracy(R"({"data": {"kind": "gauss"}, "layers": [{"activation": "sigmoid"}],
                          "optimizer": {"id": "sgd", "lr": 0.1}})",
                      20) > 0.95);
}
