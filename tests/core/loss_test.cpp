#include "core/losses/loss.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "core/base/rng.hpp"
#include "tests/core/row_values.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

constexpr std::size_t outputs = 3, samples = 37, stride = 40;

/// A batch that the row accepts.
struct LossBatch {
  std::vector<double> prediction = std::vector<double>(outputs * stride), target = prediction;

  LossBatch(TargetKind kind, std::uint64_t seed) {
    Rng rng(seed);
    for (double& p : prediction) p = 3 * rng.normal();
    for (double& t : target) t = kind == TargetKind::values ? rng.normal() : rng.uniform();
    for (std::size_t s = 0; s < stride && kind == TargetKind::distribution; ++s) {
      const double total = target[s] + target[stride + s] + target[2 * stride + s];
      for (std::size_t u = 0; u < outputs; ++u) target[u * stride + s] /= total;
    }
    for (double& t : target) t = kind == TargetKind::signs ? (t < 0.5 ? -1.0 : 1.0) : t;
  }
  Block<const double> predictions() const { return {prediction.data(), outputs, samples, stride}; }
  Block<const double> targets() const { return {target.data(), outputs, samples, stride}; }
};

double loss_value_of(std::string_view id, double prediction, double target) {
  const Loss<double>& row = *find_loss<double>(id);
  const std::vector<double> params = initial_values<double>(row.params);
  return row.value({&prediction, 1, 1, 1}, {&target, 1, 1, 1}, params);
}

double gradient_of(std::string_view id, double prediction, double target) {
  const Loss<double>& row = *find_loss<double>(id);
  const std::vector<double> params = initial_values<double>(row.params);
  double d = 0;
  row.gradient({&prediction, 1, 1, 1}, {&target, 1, 1, 1}, params, {&d, 1, 1, 1});
  return d;
}

}  // namespace

TEST_CASE("The gradient of every loss is its slope along each prediction") {
  for (const Loss<double>& row : losses<double>()) {
    const std::vector<double> params = initial_values<double>(row.params);
    LossBatch batch(row.target, 3);
    std::vector<double> d(outputs * stride);
    row.gradient(batch.predictions(), batch.targets(), params, {d.data(), outputs, samples, stride});
    for (std::size_t i = 0; i < outputs * stride; ++i) {
      if (i % stride >= samples) continue;
      const double at = batch.prediction[i], step = 1e-5;
      batch.prediction[i] = at + step;
      const double above = row.value(batch.predictions(), batch.targets(), params);
      batch.prediction[i] = at - step;
      const double below = row.value(batch.predictions(), batch.targets(), params);
      batch.prediction[i] = at;
      CHECK_MESSAGE(std::abs(d[i] - (above - below) / (2 * step)) < 1e-9, std::string(row.id), " entry ", i);
    }
  }
}

TEST_CASE("A loss is a mean: twice the same batch has the same loss") {
  for (const Loss<double>& row : losses<double>()) {
    const std::vector<double> params = initial_values<double>(row.params);
    const LossBatch batch(row.target, 5);
    std::vector<double> p, t;
    for (std::size_t u = 0; u < outputs; ++u) {
      for (int twice = 0; twice < 2; ++twice) {
        p.insert(p.end(), batch.predictions().unit(u), batch.predictions().unit(u) + samples);
        t.insert(t.end(), batch.targets().unit(u), batch.targets().unit(u) + samples);
      }
    }
    const double once = row.value(batch.predictions(), batch.targets(), params);
    const double both =
        row.value({p.data(), outputs, 2 * samples, 2 * samples}, {t.data(), outputs, 2 * samples, 2 * samples}, params);
    CHECK_MESSAGE(once == doctest::Approx(both).epsilon(1e-13), std::string(row.id));
  }
}

TEST_CASE("Cross-entropies of huge logits are finite, and exact where the prediction is right") {
  CHECK(loss_value_of("bce", 1e4, 0) == 1e4);
  CHECK(loss_value_of("bce", 40, 1) == doctest::Approx(4.248354255291589e-18).epsilon(1e-14));
  CHECK(gradient_of("bce", 40, 1) == doctest::Approx(-4.248354255291589e-18).epsilon(1e-14));
  CHECK(gradient_of("bce", -1e4, 1) == -1);
}

TEST_CASE("Cross-entropy of one class against another is binary cross-entropy of their difference") {
  const Loss<double>& row = *find_loss<double>("cross_entropy");
  for (const double z : {-30.0, -2.0, 0.0, 0.5, 30.0}) {
    const std::vector<double> logits{z, 0}, target{1, 0};
    const double value = row.value({logits.data(), 2, 1, 1}, {target.data(), 2, 1, 1}, {});
    CHECK(value == doctest::Approx(loss_value_of("bce", z, 1)).epsilon(1e-14));
  }
}
