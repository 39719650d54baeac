#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "tests/core/shipped_files.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

/// One unit with weight 1 and bias 0 on inputs -2 and 1, so that the pre-activations are those.
std::string one_unit(const std::string& activation, const std::string& loss, const std::string& targets) {
  return R"({"data": {"kind": "inline", "inputs": [[-2], [1]], "targets": )" + targets + R"(}, "loss": ")" + loss +
         R"(", "layers": [{"units": 1, "activation": ")" + activation +
         R"("}], "initial_parameters": {"layers": [{"weights": [[1]], "bias": [0]}]}})";
}

double loss_of(const std::string& json) { return *trainer_of<double>(json).snapshot().train.loss; }
double accuracy_of(const std::string& json) { return *trainer_of<double>(json).snapshot().train.accuracy; }

std::string objective_refusal(const std::string& json) {
  const Spec spec = *parse_spec(json);
  const auto trainer = Trainer<float>::create(spec, *load_data(spec.data, 1, ShippedFiles{}));
  return trainer ? "taken" : trainer.error().id + " " + trainer.error().field;
}

}  // namespace

TEST_CASE("Sigmoid with bce is one function of the logits; another output is taken as a logit itself") {
  CHECK(loss_of(one_unit("sigmoid", "bce", "[0, 1]")) ==
        doctest::Approx((std::log1p(std::exp(-2.0)) + std::log1p(std::exp(-1.0))) / 2));
  CHECK(loss_of(one_unit("identity", "bce", "[0, 1]")) ==
        doctest::Approx(loss_of(one_unit("sigmoid", "bce", "[0, 1]"))));
}

TEST_CASE("A sigmoid is right above 1/2, a logit and a sign above 0") {
  for (const char* activation : {"sigmoid", "identity", "tanh"})
    CHECK(accuracy_of(one_unit(activation, "bce", "[0, 1]")) == 1);
  CHECK(accuracy_of(one_unit("identity", "mse", "[-1, 1]")) == 1);
  CHECK(accuracy_of(one_unit("relu", "mse", "[0, 1]")) == 1);
}

TEST_CASE("Squared error keeps the numbers that a person gave") {
  CHECK(loss_of(one_unit("identity", "mse", "[0, 1]")) == 2);
  CHECK(loss_of(one_unit("identity", "mse", "[-1, 1]")) == 0.5);
  CHECK(loss_of(one_unit("identity", "mse", "[0.5, 7]")) == (2.5 * 2.5 + 36) / 2);
}

TEST_CASE("Generated classes become -1 and +1 for a tanh output with squared error") {
  const auto reading = [](const std::string& activation) {
    return trainer_of<float>(R"({"data": {"kind": "xor"}, "loss": "mse", "layers": [{"activation": ")" + activation +
                             "\"}]}")
        .reading();
  };
  CHECK(reading("tanh").low == -1);
  CHECK(reading("sigmoid").low == 0);
  CHECK(reading("identity").low == 0);
}

TEST_CASE("The output layer's units come from data and loss where they are left out") {
  const auto outputs = [](const std::string& rest) { return trainer_of<float>("{" + rest + "}").network().outputs(); };
  CHECK(outputs(R"("data": {"kind": "xor"}, "layers": [{"activation": "sigmoid"}])") == 1);
  CHECK(outputs(R"("data": {"kind": "xor"}, "layers": [{"activation": "softmax"}], "loss": "cross_entropy")") == 2);
  CHECK(outputs(R"("data": {"kind": "iris"}, "layers": [{"activation": "softmax"}], "loss": "cross_entropy")") == 3);
}

TEST_CASE("An output layer of the wrong size is refused") {
  CHECK(
      objective_refusal(
          R"({"data": {"kind": "iris"}, "layers": [{"units": 2, "activation": "softmax"}], "loss": "cross_entropy"})") ==
      "units_for_data layers[0].units");
  CHECK(
      objective_refusal(
          R"({"data": {"kind": "xor"}, "layers": [{"units": 1, "activation": "softmax"}], "loss": "cross_entropy"})") ==
      "units_for_data layers[0].units");
}

TEST_CASE("Targets that a loss cannot take are refused") {
  CHECK(objective_refusal(one_unit("identity", "bce", "[0.5, 1.5]")) == "not_a_share data.targets[1]");
}

TEST_CASE("Softmax with a temperature is fused with cross-entropy as the same function") {
  const auto loss = [](const std::string& params) {
    return loss_of(
        R"({"data": {"kind": "inline", "inputs": [[1]], "targets": [1]}, "loss": "cross_entropy", "layers": [{"units": 2,
      "activation": "softmax")" +
        params + R"(}], "initial_parameters": {"layers": [{"weights": [[2], [4]]}]}})");
  };
  CHECK(loss("") == doctest::Approx(std::log1p(std::exp(-2.0))));
  CHECK(loss(R"(, "params": {"temperature": 2})") == doctest::Approx(std::log1p(std::exp(-1.0))));
}

TEST_CASE("Regression has a loss and no accuracy; no test set has neither") {
  const auto now = trainer_of<float>(one_unit("identity", "mse", "[0.5, 7]")).snapshot();
  CHECK(now.train.loss);
  CHECK(!now.train.accuracy);
  CHECK(!now.test.loss);
  CHECK(!now.test.accuracy);
}

TEST_CASE("Initial parameters of the wrong shape are refused with the field") {
  const auto given = [](const std::string& layer) {
    return objective_refusal(
        R"({"data": {"kind": "xor"}, "layers": [{"activation": "sigmoid"}], "initial_parameters": {"layers": [)" +
        layer + "]}}");
  };
  CHECK(given(R"({"weights": [[1, 2]]})") == "taken");
  CHECK(given(R"({"weights": [[1, 2, 3]]})") == "wrong_length initial_parameters.layers[0].weights[0]");
  CHECK(given(R"({"weights": [[1, 2], [3, 4]]})") == "wrong_length initial_parameters.layers[0].weights");
  CHECK(given(R"({"weights": [[1, 2]], "bias": [1, 2]})") == "wrong_length initial_parameters.layers[0].bias");
}

TEST_CASE("Parameters written down are taken in again as they were") {
  auto trainer = trainer_of<float>(
      R"({"layers": [{"units": 3, "activation": "prelu", "per_unit": true}, {"activation": "sigmoid"}]})");
  run_epochs(trainer, 2);
  auto copy = *Network<float>::create(trainer.spec().layers, 2);
  REQUIRE(copy.assign(trainer.network().describe()));
  CHECK(std::ranges::equal(copy.parameters(), parameters_of(trainer)));
}
