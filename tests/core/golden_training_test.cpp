#include <doctest/doctest.h>

#include <string>

#include "core/network/trainer.hpp"
#include "tests/core/golden.hpp"
#include "tests/core/shipped_files.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

/// The batches' losses before each step.
template <class T>
void check_losses(Trainer<T>& trainer, const nlohmann::json& run, std::size_t steps, double tolerance) {
  for (std::size_t i = 0; i < steps; ++i) {
    trainer.step();
    const double loss = trainer.batch_loss().value_or(-1);
    CAPTURE(run["name"].get<std::string>());
    CAPTURE(i);
    CHECK(is_close(loss, run["batch_loss"][i], tolerance, tolerance));
  }
}

}  // namespace

TEST_CASE("Whole trainings in double follow PyTorch's losses to 1e-9") {
  for (const nlohmann::json& run : golden("training.json")) {
    Trainer<double> trainer = trainer_of<double>(run["spec"].dump());
    check_losses(trainer, run, run["batch_loss"].size(), 1e-9);
    CHECK(is_close(trainer.snapshot().train.loss.value_or(-1), run["train_loss"], 1e-9, 1e-9));
  }
}

TEST_CASE("Whole trainings in double end at PyTorch's parameters, to 1e-9") {
  for (const nlohmann::json& run : golden("training.json")) {
    Trainer<double> trainer = trainer_of<double>(run["spec"].dump());
    for (std::size_t i = 0; i < run["batch_loss"].size(); ++i) trainer.step();
    std::size_t next = 0;
    const std::span<const double> parameters = trainer.network().parameters();
    const auto check = [&](std::size_t at, double exact) { CHECK(is_close(parameters[at], exact, 1e-9, 1e-9)); };
    for (const Layer<double>& layer : trainer.network().layers()) {
      const nlohmann::json& expected = run["parameters"]["layers"][next++];
      CAPTURE(run["name"].get<std::string>());
      for (std::size_t s = 0; s < layer.sums; ++s) {
        for (std::size_t i = 0; i < layer.inputs; ++i)
          check(layer.weights + s * layer.inputs + i, expected["weights"][s][i]);
        check(layer.bias + s, expected["bias"][s]);
      }
      for (std::size_t p = 0; p < layer.trained_count; ++p) check(layer.trained_params + p, expected["params"][p]);
    }
  }
}

TEST_CASE("Whole trainings in float follow PyTorch's losses to 1e-4 over 50 steps") {
  for (const nlohmann::json& run : golden("training.json")) {
    Trainer<float> trainer = trainer_of<float>(run["spec"].dump());
    check_losses(trainer, run, 50, 1e-4);
  }
}
