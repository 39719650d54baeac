#include "core/analysis/gradient_noise.hpp"

#include <doctest/doctest.h>

#include <bit>
#include <cmath>

#include "tests/core/golden.hpp"
#include "tests/core/shipped_files.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

constexpr const char* circle = R"({"data": {"kind": "circle"}, "layers": [{"units": 4, "activation": "tanh"},
  {"activation": "sigmoid"}], "optimizer": {"id": "adam", "lr": 0.02}, "l2": 0.01})";

TrainingLoss loss_of(std::string_view spec, std::size_t most, int steps = 30) {
  Trainer<float> trainer = trainer_of<float>(spec);
  for (int step = 0; step < steps; ++step) trainer.step();
  return *TrainingLoss::create(trainer, most);
}

GradientNoise noise_of(const TrainingLoss& loss, GradientNoise::Options options = {}) {
  return *GradientNoise::create(loss, loss.here(), options);
}

void finish(GradientNoise& noise) {
  while (!noise.finished()) noise.work(100);
}

double squared_distance(std::span<const double> a, std::span<const double> b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - b[i]) * (a[i] - b[i]);
  return sum;
}

}  // namespace

TEST_CASE("Deviation, gradient and noise of batches are those of automatic differentiation") {
  for (const nlohmann::json& one : golden("batches.json")["noise"]) {
    CAPTURE(one["name"].get<std::string>());
    const auto loss = TrainingLoss::create(trainer_of<double>(one["spec"].dump()), 4096);
    REQUIRE(loss);
    GradientNoise noise = noise_of(*loss);
    noise.work(3 * noise.samples());
    REQUIRE(noise.known());
    CHECK(is_close(noise.gradient_norm(), one["gradient_norm"], 1e-11, 0));
    CHECK(is_close(noise.deviation(), one["deviation"], 1e-11, 0));
    CHECK(is_close(noise.critical_batch(), one["critical_batch"], 1e-10, 0));
    const auto samples = static_cast<double>(noise.samples());
    for (const auto& [batch, exact] : one["all_batches"].items())
      CHECK(is_close(batch_noise(noise.deviation(), samples, std::stod(batch)), exact, 1e-11, 0));
  }
}

TEST_CASE("The noise over all subsets of a small set is the prediction") {
  TrainingLoss loss = loss_of(circle, 7);
  REQUIRE(loss.samples() == 7);
  GradientNoise noise = noise_of(loss);
  noise.work(3 * 7);
  const std::vector<double> here(loss.here().begin(), loss.here().end());
  std::vector<double> mean(loss.size()), own(loss.size());
  loss.gradient_over(std::vector<std::uint32_t>{0, 1, 2, 3, 4, 5, 6}, here, mean);
  for (int size = 1; size < 7; ++size) {
    double squares = 0, subsets = 0;
    for (unsigned set = 0; set < 1U << 7; ++set) {
      if (std::popcount(set) != size) continue;
      std::vector<std::uint32_t> chosen;
      for (std::uint32_t s = 0; s < 7; ++s)
        if ((set >> s & 1U) != 0) chosen.push_back(s);
      loss.gradient_over(chosen, here, own);
      squares += squared_distance(own, mean);
      ++subsets;
    }
    CAPTURE(size);
    CHECK(std::sqrt(squares / subsets) == doctest::Approx(batch_noise(noise.deviation(), 7, size)).epsilon(1e-12));
  }
}

TEST_CASE("The measured noise of every batch size is the prediction, within its own error") {
  const TrainingLoss loss = loss_of(circle, 100);
  constexpr int runs = 40;
  std::vector<double> sum, squares;
  GradientNoise last = noise_of(loss);
  for (std::uint64_t seed = 1; seed <= runs; ++seed) {
    GradientNoise noise = noise_of(loss, {.shuffles = 2, .seed = seed});
    finish(noise);
    sum.resize(noise.sizes().size());
    squares.resize(noise.sizes().size());
    for (std::size_t i = 0; i < noise.sizes().size(); ++i) {
      const double mean_square = noise.sizes()[i].measured() * noise.sizes()[i].measured();
      sum[i] += mean_square;
      squares[i] += mean_square * mean_square;
    }
    last = noise;
  }
  for (std::size_t i = 1; i + 1 < last.sizes().size(); ++i) {
    const auto batch = static_cast<double>(last.sizes()[i].batch);
    CAPTURE(batch);
    const double mean = sum[i] / runs, variance = (squares[i] / runs - mean * mean) / (runs - 1);
    const double predicted = batch_noise(last.deviation(), 100, batch);
    CHECK(std::abs(mean - predicted * predicted) < 4 * std::sqrt(variance));
    // From half of the samples on that is far from what drawing with replacement would give.
    const double plain = last.deviation() * last.deviation() / batch;
    if (batch > 50) CHECK(std::abs(mean - plain) > 4 * std::sqrt(variance));
  }
}

TEST_CASE("Batches of all samples have no noise, single samples have all of it") {
  const TrainingLoss loss = loss_of(circle, 60);
  GradientNoise noise = noise_of(loss);
  finish(noise);
  CHECK(noise.sizes().front().batch == 1);
  CHECK(noise.sizes().front().batches == 60);
  CHECK(noise.sizes().front().measured() == noise.deviation());
  CHECK(noise.sizes().back().batch == 60);
  CHECK(noise.sizes().back().batches == 1);
  CHECK(noise.sizes().back().measured() < 1e-14 * noise.deviation());
  CHECK(batch_noise(noise.deviation(), 60, 60) == 0);
}

TEST_CASE("Sizes go by twos up to all samples, with as many whole batches as the orders hold") {
  GradientNoise noise = noise_of(loss_of(circle, 20), {.shuffles = 3});
  finish(noise);
  std::vector<std::size_t> sizes, batches;
  for (const BatchNoise& size : noise.sizes()) {
    sizes.push_back(size.batch);
    batches.push_back(size.batches);
  }
  CHECK(sizes == std::vector<std::size_t>{1, 2, 4, 8, 16, 20});
  CHECK(batches == std::vector<std::size_t>{20, 30, 15, 6, 3, 1});
}

TEST_CASE("Noise worked out in pieces is the noise worked out at once") {
  const TrainingLoss loss = loss_of(circle, 33);
  GradientNoise whole = noise_of(loss), parts = whole;
  whole.work(1U << 20);
  REQUIRE(whole.finished());
  double before = 0;
  while (!parts.finished()) {
    parts.work(1);
    CHECK(parts.progress() >= before);
    before = parts.progress();
  }
  CHECK(before == 1);
  CHECK(whole.gradient_norm() == parts.gradient_norm());
  for (std::size_t i = 0; i < whole.sizes().size(); ++i) CHECK(whole.sizes()[i].squares == parts.sizes()[i].squares);
}

TEST_CASE("The critical batch drawn with replacement is as noisy as the gradient is long") {
  GradientNoise noise = noise_of(loss_of(circle, 100));
  noise.work(300);
  CHECK(noise.deviation() / std::sqrt(noise.critical_batch()) == doctest::Approx(noise.gradient_norm()));
}

TEST_CASE("A penalty is part of the gradient and adds no noise") {
  const auto noise_with = [](const char* l2) {
    const std::string spec = R"({"data": {"kind": "circle"}, "layers": [{"units": 3, "activation": "tanh"},
      {"activation": "sigmoid"}], "l2": )" +
                             std::string(l2) + "}";
    GradientNoise noise = noise_of(loss_of(spec, 50, 0));
    noise.work(150);
    return noise;
  };
  const GradientNoise without = noise_with("0"), with = noise_with("0.1");
  CHECK(without.deviation() == with.deviation());
  CHECK(without.gradient_norm() != with.gradient_norm());
}

TEST_CASE("A single sample is a set without noise") {
  GradientNoise noise = noise_of(loss_of(R"({"data": {"kind": "inline", "inputs": [[1, 2]], "targets": [1]},
    "layers": [{"activation": "sigmoid"}]})",
                                         10));
  finish(noise);
  CHECK(noise.sizes().size() == 1);
  CHECK(noise.deviation() == 0);
  CHECK(noise.critical_batch() == 0);
  CHECK(noise.progress() == 1);
}

TEST_CASE("Batch norm, where no sample has a gradient of its own, is refused") {
  const TrainingLoss loss = loss_of(R"({"data": {"kind": "circle"}, "layers": [{"units": 3, "activation": "tanh"},
    {"units": 2, "activation": "tanh", "batch_norm": true}, {"activation": "sigmoid"}]})",
                                    50);
  const auto refused = GradientNoise::create(loss, loss.here(), {});
  REQUIRE(!refused);
  CHECK(refused.error().id == "noise_of_batch_norm");
  CHECK(refused.error().field == "layers[1].batch_norm");
}

TEST_CASE("The gradient over all samples is the training loss's own without penalties") {
  TrainingLoss loss = loss_of(R"({"data": {"kind": "circle"}, "layers": [{"units": 3, "activation": "relu"},
    {"activation": "sigmoid"}]})",
                              64);
  std::vector<std::uint32_t> all(loss.samples());
  for (std::uint32_t s = 0; s < all.size(); ++s) all[s] = s;
  std::vector<double> one(loss.size()), other(loss.size());
  loss.gradient(loss.here(), one);
  loss.gradient_over(all, loss.here(), other);
  CHECK(one == other);
}
