#include "core/analysis/curvature.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "tests/core/golden.hpp"
#include "tests/core/shipped_files.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

/// How far two networks' derivatives may be apart: the differences' own error.
constexpr double allowed = 1e-9;

PointKind kind_at(std::string_view surface, double x, double y) {
  return curvature_of(*find_surface(surface), {x, y}).kind;
}

}  // namespace

TEST_CASE("Loss, gradient and Hessian of a network are those of automatic differentiation") {
  double worst = 0;
  for (const nlohmann::json& moment : golden("analysis.json")) {
    CAPTURE(moment["name"].get<std::string>());
    auto loss = TrainingLoss::create(trainer_of<double>(moment["spec"].dump()), hessian_samples);
    REQUIRE(loss);
    std::vector<double> gradient(loss->size());
    CHECK(is_close(loss->gradient(loss->here(), gradient), moment["penalised_loss"], 1e-13, 0));
    for (std::size_t i = 0; i < gradient.size(); ++i)
      CHECK(is_close(gradient[i], moment["penalised_gradient"][i], 1e-11, 1e-14));
    const Result<Curvature> curvature = curvature_of(*loss);
    REQUIRE(curvature);
    REQUIRE(curvature->size == moment["hessian"].size());
    for (std::size_t i = 0; i < curvature->size; ++i)
      for (std::size_t j = 0; j < curvature->size; ++j)
        worst = std::max(worst,
                         std::abs(curvature->hessian[i * curvature->size + j] - moment["hessian"][i][j].get<double>()));
    CHECK(curvature->kinked == 0);
    CHECK(curvature->error < allowed);
    for (std::size_t i = 0; i < curvature->size; ++i)
      CHECK(std::abs(curvature->eigenvalues[i] - moment["eigenvalues"][i].get<double>()) < allowed);
  }
  CAPTURE(worst);
  CHECK(worst < allowed);
}

TEST_CASE("The loss as a function of the parameters is what the trainer measures") {
  Trainer<double> trainer = trainer_of<double>(R"({"data": {"kind": "circle"}})");
  auto loss = TrainingLoss::create(trainer, 1 << 20);
  REQUIRE(loss);
  CHECK(loss->value(loss->here()) == doctest::Approx(*trainer.snapshot().train.loss).epsilon(1e-13));
}

TEST_CASE("Known minima of surfaces are minima, known saddles are saddles, other places are not stationary") {
  for (const Surface& surface : surfaces()) {
    CAPTURE(std::string(surface.id));
    for (const Point& at : surface.minima) CHECK(curvature_of(surface, at).kind == PointKind::minimum);
    for (const Point& at : surface.saddles) {
      const PointKind expected = surface.id == "monkey_saddle" ? PointKind::undecided : PointKind::saddle;
      CHECK(curvature_of(surface, at).kind == expected);
    }
    CHECK(curvature_of(surface, surface.start).kind == PointKind::not_stationary);
  }
}

TEST_CASE("A hilltop is a maximum") { CHECK(kind_at("himmelblau", -0.270845, -0.923039) == PointKind::maximum); }

TEST_CASE("Eigenvalues of the quadratic are its two curvatures") {
  const Curvature curvature = curvature_of(*find_surface("quadratic"), {0, 0});
  CHECK(curvature.eigenvalues == std::vector<double>{1, 25});
  CHECK(curvature.gradient_norm == 0);
}

TEST_CASE("Logistic regression descended to its end stands in a minimum") {
  Trainer<double> trainer = trainer_of<double>(R"({"data": {"kind": "gauss", "noise": 3}, "layers":
    [{"activation": "sigmoid"}], "batch": 0, "l2": 0.01, "optimizer": {"id": "sgd", "lr": 0.3}})");
  run_epochs(trainer, 3000);
  auto loss = TrainingLoss::create(trainer, hessian_samples);
  const Result<Curvature> curvature = curvature_of(*loss);
  REQUIRE(curvature);
  CHECK(curvature->kind == PointKind::minimum);
  CHECK(curvature->positive == 3);
}

TEST_CASE("All weights at zero is no minimum of a loss that hidden units can lower") {
  Trainer<double> trainer = trainer_of<double>(R"({"data": {"kind": "xor", "noise": 0}, "initializer": "zeros",
    "layers": [{"units": 2, "activation": "tanh"}, {"activation": "identity"}], "loss": "mse", "batch": 0,
    "optimizer": {"id": "sgd", "lr": 0.5}})");
  run_epochs(trainer, 200);  // the bias of the output finds its mean; the weights stay where they are
  auto loss = TrainingLoss::create(trainer, hessian_samples);
  const Result<Curvature> curvature = curvature_of(*loss);
  REQUIRE(curvature);
  CHECK(curvature->gradient_norm < 1e-10);
  CHECK((curvature->kind == PointKind::saddle || curvature->kind == PointKind::undecided));
}

TEST_CASE("A ReLU network's kinks are stepped around") {
  Trainer<float> trainer = trainer_of<float>(R"({"data": {"kind": "spiral"}, "layers": [{"units": 8,
    "activation": "relu"}, {"activation": "sigmoid"}]})");
  run_epochs(trainer, 5);
  auto loss = TrainingLoss::create(trainer, hessian_samples);
  const Result<Curvature> curvature = curvature_of(*loss);
  REQUIRE(curvature);
  CHECK(curvature->error < 1e-4);
  CHECK(curvature->kinked <= 2);
}

TEST_CASE("A Hessian that would be too large is refused with the figures") {
  const Trainer<float> trainer =
      trainer_of<float>(R"({"layers": [{"units": 200, "activation": "tanh"}, {"activation": "sigmoid"}]})");
  auto loss = TrainingLoss::create(trainer, hessian_samples);
  REQUIRE(loss);
  const Result<Curvature> curvature = curvature_of(*loss);
  REQUIRE_FALSE(curvature);
  CHECK(curvature.error().id == "hessian_too_large");
  CHECK(curvature.error().arguments[0].second == "801");
}
