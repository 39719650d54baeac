#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "core/analysis/network_analysis.hpp"
#include "core/analysis/network_check.hpp"
#include "core/analysis/parameter_place.hpp"
#include "core/network/fingerprint.hpp"
#include "tests/core/golden.hpp"
#include "tests/core/shipped_files.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

constexpr const char* everything = R"({"data": {"kind": "spiral"}, "seed": 5, "batch": 16, "l2": 0.001, "l1": 0.0001,
  "schedule": "cosine", "layers": [{"units": 8, "activation": "relu", "dropout": 0.2},
  {"units": 6, "activation": "prelu", "batch_norm": true}, {"units": 3, "activation": "maxout"},
  {"activation": "sigmoid"}], "optimizer": {"id": "adam", "lr": 0.01}})";

template <class T>
void advance(Trainer<T>& trainer, int steps) {
  for (int step = 0; step < steps; ++step) trainer.step();
}

}  // namespace

TEST_CASE("Every layer's figures are PyTorch's to 1e-10") {
  for (const nlohmann::json& moment : golden("analysis.json")) {
    CAPTURE(moment["name"].get<std::string>());
    Trainer<double> trainer = trainer_of<double>(moment["spec"].dump());
    const NetworkAnalysis look = analyse(trainer);
    const auto check = [](double computed, const nlohmann::json& exact) {
      CHECK(is_close(computed, exact, 1e-10, 1e-14));
    };
    check(look.loss, moment["loss"]);
    check(look.gradient_norm, moment["gradient_norm"]);
    REQUIRE(look.has_next_step);
    REQUIRE(look.layers.size() == moment["layers"].size());
    for (std::size_t l = 0; l < look.layers.size(); ++l) {
      CAPTURE(l);
      const LayerAnalysis& layer = look.layers[l];
      const nlohmann::json& exact = moment["layers"][l];
      check(layer.mean, exact["mean"]);
      check(layer.variance, exact["variance"]);
      check(layer.sum_mean, exact["sum_mean"]);
      check(layer.sum_variance, exact["sum_variance"]);
      check(layer.zeros, exact["zeros"]);
      check(layer.weight_norm, exact["weight_norm"]);
      check(layer.gradient_norm, exact["gradient_norm"]);
      check(layer.delta_norm, exact["delta_norm"]);
      // Before batch norm a bias changes nothing: its gradient is rounding.
      CHECK(is_close(layer.bias_gradient_norm, exact["bias_gradient_norm"], 1e-10, 1e-14));
      double of_units = 0;
      for (const double norm : layer.unit_gradient_norm) of_units += norm * norm;
      const double of_layer =
          layer.gradient_norm * layer.gradient_norm + layer.bias_gradient_norm * layer.bias_gradient_norm;
      CHECK(is_close(of_units, of_layer, 1e-12, 0));
      CHECK(is_close(layer.update_norm, exact["update_norm"], 1e-9, 1e-14));
      CHECK(is_close(layer.update_ratio, layer.update_norm / layer.weight_norm, 1e-15, 0));
    }
  }
}

TEST_CASE("Looking at a run, at any moment, changes no bit of it") {
  Trainer<float> looked_at = trainer_of<float>(everything), alone = looked_at;
  for (int look = 0; look < 40; ++look) {
    static_cast<void>(analyse(looked_at));
    static_cast<void>(analyse_start(looked_at));
    advance(looked_at, 7);
    advance(alone, 7);
  }
  CHECK(looked_at.steps_done() == alone.steps_done());
  CHECK(looked_at.batch_loss() == alone.batch_loss());
  CHECK(fingerprint(looked_at.network().parameters()) == fingerprint(alone.network().parameters()));
  CHECK(fingerprint(looked_at.network().running()) == fingerprint(alone.network().running()));
}

TEST_CASE("Looking at a run that is about to diverge leaves it undiverged, and as it diverges by itself") {
  Trainer<float> trainer = trainer_of<float>(
      R"({"data": {"kind": "xor"}, "layers": [{"activation": "identity"}], "loss": "mse", "optimizer": {"id": "sgd",
      "lr": 10}})");
  Trainer<float> alone = trainer;
  for (int step = 0; step < 1000 && !trainer.diverged(); ++step) {
    const bool before = trainer.diverged();
    static_cast<void>(analyse(trainer));
    CHECK(trainer.diverged() == before);
    trainer.step();
    alone.step();
  }
  REQUIRE(trainer.diverged());
  CHECK(alone.divergence()->step == trainer.divergence()->step);
  CHECK_FALSE(analyse(trainer).has_next_step);
}

TEST_CASE("A look gives the same numbers each time") {
  Trainer<float> trainer = trainer_of<float>(everything);
  advance(trainer, 20);
  const NetworkAnalysis first = analyse(trainer), second = analyse(trainer);
  for (std::size_t l = 0; l < first.layers.size(); ++l) {
    CHECK(first.layers[l].variance == second.layers[l].variance);
    CHECK(first.layers[l].delta_norm == second.layers[l].delta_norm);
    CHECK(first.layers[l].update_norm == second.layers[l].update_norm);
  }
}

TEST_CASE("The start looked at later is the start looked at then") {
  Trainer<float> trainer = trainer_of<float>(everything);
  const NetworkAnalysis then = analyse(trainer);
  advance(trainer, 100);
  const NetworkAnalysis later = analyse_start(trainer);
  CHECK(then.loss == later.loss);
  CHECK(then.gradient_norm == later.gradient_norm);
  CHECK(later.step == 0);
}

TEST_CASE("The next update is what the next step does") {
  Trainer<float> trainer = trainer_of<float>(everything);
  advance(trainer, 30);
  const std::vector<float> before = parameters_of(trainer);
  const auto update = next_update(trainer);
  REQUIRE(update);
  trainer.step();
  const std::vector<float> after = parameters_of(trainer);
  for (std::size_t i = 0; i < before.size(); ++i) CHECK((*update)[i] == after[i] - before[i]);
}

TEST_CASE("A run goes on from a kept moment with the same bits") {
  Trainer<float> trainer = trainer_of<float>(everything);
  advance(trainer, 50);
  const Moment<float> kept = trainer.moment();
  advance(trainer, 60);
  const auto bits = fingerprint(trainer.network().parameters());
  trainer.restore(kept);
  CHECK(trainer.steps_done() == 50);
  advance(trainer, 60);
  CHECK(fingerprint(trainer.network().parameters()) == bits);
}

TEST_CASE("Samples asked for are a limit, and spread over the training set") {
  Trainer<float> trainer = trainer_of<float>(everything);
  CHECK(analyse(trainer, 32).samples == 32);
  CHECK(analyse(trainer).samples == trainer.data().train_rows.size());
  // Rows of the two classes take turns, so half of an evenly spaced sample still has both.
  CHECK(analyse(trainer, 140).loss == doctest::Approx(analyse(trainer).loss).epsilon(0.2));
}

TEST_CASE("A layer whose units are all alike is told apart from one whose units differ") {
  Trainer<float> zeros = trainer_of<float>(R"({"layers": [{"units": 4, "activation": "tanh"},
    {"activation": "sigmoid"}], "initializer": "zeros"})");
  CHECK(analyse(zeros).layers[0].identical);
  advance(zeros, 20);
  CHECK(analyse(zeros).layers[0].identical);  // and stays so
  Trainer<float> drawn = trainer_of<float>("{}");
  CHECK_FALSE(analyse(drawn).layers[0].identical);
  CHECK_FALSE(analyse(drawn).layers[1].identical);  // a single unit
}

TEST_CASE("Every parameter has its place, in the order of the flat vector") {
  const Trainer<double> trainer = trainer_of<double>(everything);
  const Network<double>& network = trainer.network();
  std::size_t index = 0;
  for (std::size_t l = 0; l < network.layers().size(); ++l) {
    const Layer<double>& layer = network.layers()[l];
    const auto expect = [&](std::string_view kind, std::size_t sum, std::size_t input) {
      const ParameterPlace place = place_of(network, index++);
      CHECK(place.layer == l);
      CHECK(place.kind == kind);
      CHECK(place.sum == sum);
      CHECK(place.input == input);
    };
    for (std::size_t s = 0; s < layer.sums; ++s)
      for (std::size_t i = 0; i < layer.inputs; ++i) expect("weight", s, i);
    for (std::size_t s = 0; s < layer.sums; ++s) expect("bias", s, 0);
    for (std::size_t p = 0; p < layer.trained_count; ++p) expect("param", p, 0);
    for (std::size_t s = 0; s < layer.norm_count(); ++s) expect("scale", s, 0);
    for (std::size_t s = 0; s < layer.norm_count(); ++s) expect("shift", s, 0);
  }
  CHECK(index == network.parameters().size());
}

TEST_CASE("A given network's gradients agree with central differences, after training too") {
  Trainer<float> trainer = trainer_of<float>(everything);
  for (int round = 0; round < 3; ++round, advance(trainer, 100)) {
    const Result<NetworkCheck> check = check_network(trainer);
    REQUIRE(check);
    CAPTURE(check->gap.worst);
    CHECK(check->passes());
    CHECK(check->gap.checked > check->gap.skipped);
    CHECK(check->gap.checked + check->gap.skipped == check->parameters);
  }
}

TEST_CASE("The outputs of a layer are counted once each, between the lowest and the highest") {
  auto trainer = trainer_of<float>(everything);
  advance(trainer, 30);
  const NetworkAnalysis look = analyse_here(trainer, 100);
  REQUIRE(look.samples == 100);
  for (const LayerAnalysis& layer : look.layers) {
    std::size_t counted = 0;
    for (const std::uint32_t count : layer.output_counts) counted += count;
    CHECK(counted == layer.units * look.samples);
    CHECK(layer.lowest_output <= layer.mean);
    CHECK(layer.mean <= layer.highest_output);
    CHECK(layer.output_counts.front() > 0);
    CHECK(layer.output_counts.back() > 0);
    double mean = 0;  // that of the counts is no farther off than half a part
    const double part = (layer.highest_output - layer.lowest_output) / LayerAnalysis::output_bins;
    for (std::size_t i = 0; i < LayerAnalysis::output_bins; ++i)
      mean += (layer.lowest_output + part * (static_cast<double>(i) + 0.5)) * layer.output_counts[i];
    CHECK(std::abs(mean / static_cast<double>(counted) - layer.mean) <= part / 2 + 1e-6);
  }
  CHECK(look.step == 30);
}
