#include "core/analysis/sample_trace.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "tests/core/shipped_files.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

std::string spec_with(const std::string& more) {
  return R"({"data": {"kind": "spiral", "points": 60}, "seed": 5, "batch": 1,
    "layers": [{"units": 5, "activation": "tanh"}, {"units": 3, "activation": "leaky_relu"}, {"activation": "sigmoid"}],
    )" + more +
         "}";
}

const std::string sgd = spec_with(R"("optimizer": {"id": "sgd", "lr": 0.1})");
const std::string momentum = spec_with(R"("optimizer": {"id": "sgd", "lr": 0.1, "momentum": 0.9})");
const std::string adam = spec_with(R"("optimizer": {"id": "adam", "lr": 0.01}, "l2": 0.01, "schedule": "step")");
const std::string dropping = R"({"data": {"kind": "iris"}, "batch": 1, "layers": [
  {"units": 6, "activation": "relu", "dropout": 0.5}, {"units": 4, "activation": "maxout"}, {"activation": "softmax"}],
  "loss": "mse", "optimizer": {"id": "rmsprop", "lr": 0.01}})";

Trainer<float> after_steps(const std::string& json, int steps) {
  Trainer<float> trainer = trainer_of<float>(json);
  for (int i = 0; i < steps; ++i) trainer.step();
  return trainer;
}

}  // namespace

TEST_CASE("A traced sample's step is the trainer's own step at batch 1, to the last bit") {
  for (const std::string& json : {sgd, momentum, adam, dropping}) {
    INFO(json);
    Trainer<float> trainer = after_steps(json, 50);
    for (int i = 0; i < 10; ++i) {
      const auto trace = trace_sample(trainer, trainer.next_rows().front());
      REQUIRE(trace);
      CHECK(trace->step == trainer.steps_done());
      CHECK(trace->before == parameters_of(trainer));
      trainer.step();
      CHECK(trace->after == parameters_of(trainer));
      CHECK(trace->loss == *trainer.batch_loss());
      const auto state = trainer.moment().optimizer.state();
      CHECK(trace->state_after == std::vector<float>(state.begin(), state.end()));
    }
  }
}

TEST_CASE("Looking at samples does not change the run") {
  for (const std::string& json : {adam, dropping}) {
    Trainer<float> watched = after_steps(json, 20), alone = watched;
    for (int i = 0; i < 20; ++i) {
      for (const std::uint32_t row : {0U, 3U, 7U}) REQUIRE(trace_sample(watched, row));
      watched.step();
      alone.step();
    }
    CHECK(parameters_of(watched) == parameters_of(alone));
  }
}

TEST_CASE("The formulas of a trace hold: sums, deltas, gradients, and each rule's update") {
  Trainer<double> trainer = trainer_of<double>(sgd);
  for (const std::string& json : {sgd, momentum, adam}) {
    INFO(json);
    trainer = trainer_of<double>(json);
    for (int i = 0; i < 50; ++i) trainer.step();
    const auto trace = trace_sample(trainer, trainer.data().train_rows[4]);
    REQUIRE(trace);
    CHECK(trace->fused);
    const auto layers = trainer.network().layers();
    const auto near = [](double value) { return doctest::Approx(value).epsilon(1e-12); };
    for (std::size_t l = 0; l < layers.size(); ++l) {
      const Layer<double>& row = layers[l];
      const LayerTrace<double>& seen = trace->layers[l];
      for (std::size_t u = 0; u < row.outputs; ++u) {
        double z = trace->before[row.bias + u];
        for (std::size_t i = 0; i < row.inputs; ++i) {
          const std::size_t w = row.weights + u * row.inputs + i;
          z += trace->before[w] * seen.inputs[i];
          CHECK(trace->gradient[w] == near(seen.deltas[u] * seen.inputs[i] + trainer.spec().l2 * trace->before[w]));
        }
        CHECK(seen.sums[u] == near(z));
        CHECK(trace->gradient[row.bias + u] == seen.deltas[u]);
        if (l + 1 < layers.size())
          CHECK(seen.deltas[u] == near(seen.errors[u] * seen.slopes[u]));
        else
          CHECK(seen.deltas[u] == near(seen.outputs[u] - trace->target[u]));
      }
    }
    const std::size_t n = trace->before.size();
    const double rate = trace->settings[0];
    for (std::size_t w = 0; w < n; ++w) {
      const double g = trace->gradient[w];
      double step = rate * g;
      if (json == momentum) {
        const double v = 0.9 * trace->state_before[w] + g;
        CHECK(trace->state_after[w] == near(v));
        step = rate * v;
      }
      if (json == adam) {
        const double m = 0.9 * trace->state_before[w] + 0.1 * g;
        const double v = 0.999 * trace->state_before[n + w] + 0.001 * g * g;
        CHECK(trace->state_after[w] == near(m));
        const double t = static_cast<double>(trace->optimizer_step);
        step = rate * (m / (1 - std::pow(0.9, t))) / (std::sqrt(v / (1 - std::pow(0.999, t))) + 1e-8);
      }
      CHECK(trace->after[w] == doctest::Approx(trace->before[w] - step).epsilon(1e-10));
    }
  }
}

TEST_CASE("Dropout and an unfused loss are in the trace as the step has them") {
  Trainer<float> trainer = after_steps(dropping, 20);
  std::size_t dropped = 0;
  for (const std::uint32_t row : trainer.next_rows()) {
    const auto trace = trace_sample(trainer, row);
    REQUIRE(trace);
    CHECK_FALSE(trace->fused);
    const LayerTrace<float>& first = trace->layers[0];
    REQUIRE(first.kept.size() == 6);
    for (std::size_t u = 0; u < 6; ++u) {
      dropped += first.kept[u] == 0 ? 1 : 0;
      CHECK(trace->layers[1].inputs[u] == first.outputs[u] * first.kept[u]);
      CHECK(first.deltas[u] == doctest::Approx(first.errors[u] * first.slopes[u]));
    }
    CHECK(trace->layers[1].sums.size() > trace->layers[1].outputs.size());
    CHECK(trace->layers[2].errors.size() == 3);
    trainer.step();
  }
  CHECK(trainer.steps_done() == 21);
  CHECK(dropped > 0);
}

TEST_CASE("A run that has diverged, and a row that is not there, have no trace") {
  auto trainer = trainer_of<float>(R"({"layers": [{"units": 4, "activation": "relu"}, {"activation": "identity"}],
    "loss": "mse", "optimizer": {"id": "sgd", "lr": 10}})");
  CHECK_FALSE(trace_sample(trainer, 400));
  for (int i = 0; i < 2000 && !trainer.diverged(); ++i) trainer.step();
  REQUIRE(trainer.diverged());
  CHECK_FALSE(trace_sample(trainer, 0));
}
