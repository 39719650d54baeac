// What functions do to a normal distribution, and to signals on their way through many layers.
#include <doctest/doctest.h>

#include <cmath>
#include <numbers>
#include <numeric>

#include "core/analysis/depth.hpp"
#include "core/analysis/normal_input.hpp"
#include "core/initializers/initializer.hpp"

using namespace gradlab;

namespace {

const Activation<double>& row(const char* id) { return *find_activation<double>(id); }

std::vector<double> initial(const Activation<double>& row) {
  std::vector<double> params;
  for (const ParamSpec& spec : row.params) params.push_back(spec.initial);
  return params;
}

DepthRun run_of(const Activation<double>& row, DepthWeights& weights) {
  DepthRun run(row, initial(row));
  while (run.step(weights)) {
  }
  return run;
}

DepthWeights weights_of(const DepthSetup& setup) {
  auto made = DepthWeights::create(setup);
  REQUIRE(made);
  return *std::move(made);
}

}  // namespace

TEST_CASE("mean and variance of a normal input pushed through are those of mathematics") {
  NormalInput input;
  const NormalResponse same = input.push(row("identity"), {}, 0.7, 1.3);
  CHECK(same.mean == doctest::Approx(0.7).epsilon(1e-12));
  CHECK(same.variance == doctest::Approx(1.69).epsilon(1e-12));
  // E max(0, x) = 1/√(2π) and E max(0, x)² = 1/2 for x ~ N(0, 1).
  const NormalResponse cut = input.push(row("relu"), {}, 0, 1);
  CHECK(cut.mean == doctest::Approx(1 / std::sqrt(2 * std::numbers::pi)).epsilon(1e-7));
  CHECK(cut.variance == doctest::Approx(0.5 - 1 / (2 * std::numbers::pi)).epsilon(1e-7));
  // E sin(m + s z) = sin(m) e^{-s²/2}, E cos(2(m + s z)) = cos(2m) e^{-2s²}.
  const double m = 0.4, s = 0.9;
  const NormalResponse wave = input.push(row("sine"), {}, m, s);
  const double mean = std::sin(m) * std::exp(-s * s / 2);
  CHECK(wave.mean == doctest::Approx(mean).epsilon(1e-10));
  const double square = (1 - std::cos(2 * m) * std::exp(-2 * s * s)) / 2;
  CHECK(wave.variance == doctest::Approx(square - mean * mean).epsilon(1e-10));
}

TEST_CASE("without a spread all inputs are the mean") {
  NormalInput input;
  const NormalResponse point = input.push(row("tanh"), {}, 0.3, 0);
  CHECK(point.mean == doctest::Approx(std::tanh(0.3)));
  CHECK(point.variance == doctest::Approx(0));
}

TEST_CASE("shares of inputs and outputs are the probabilities of their bins") {
  NormalInput input;
  input.push(row("relu"), {}, 0, 1);
  std::vector<double> shares(10);
  input.output_shares(0, 10, shares);
  CHECK(std::accumulate(shares.begin(), shares.end(), 0.0) == doctest::Approx(1));
  // Half of it at 0, and 0 … 1 holds another 0.3413.
  CHECK(shares[0] == doctest::Approx(0.5 + std::erf(1 / std::sqrt(2.0)) / 2).epsilon(1e-3));
  input.input_shares(-1, 1, shares);
  CHECK(std::accumulate(shares.begin(), shares.end(), 0.0) ==
        doctest::Approx(std::erf(1 / std::sqrt(2.0))).epsilon(1e-3));
}

TEST_CASE("an orthogonal stack of identities keeps activations and gradients as they are") {
  DepthWeights weights = weights_of({.depth = 50, .width = 40, .initializer = "orthogonal"});
  const DepthRun run = run_of(row("identity"), weights);
  REQUIRE(run.activations().size() == 51);
  REQUIRE(run.gradients().size() == 51);
  for (const double size : run.activations()) CHECK(size == doctest::Approx(run.activations()[0]));
  for (const double size : run.gradients()) CHECK(size == doctest::Approx(run.gradients()[0]));
}

TEST_CASE("behind L layers of sigmoids with orthogonal weights at most 4^-L of a gradient is left") {
  DepthWeights weights = weights_of({.depth = 30, .width = 16, .initializer = "orthogonal"});
  const DepthRun run = run_of(row("sigmoid"), weights);
  for (std::size_t i = 1; i < run.gradients().size(); ++i)
    CHECK(run.gradients()[i] <= run.gradients()[0] * std::pow(0.25, static_cast<double>(i)) * (1 + 1e-9));
}

TEST_CASE("He's weights keep ReLU's signals at their size, Xavier's halve their square in each layer") {
  const auto last = [](const char* initializer) {
    DepthWeights weights = weights_of({.depth = 8, .width = 128, .initializer = initializer});
    const DepthRun run = run_of(row("relu"), weights);
    return run.activations().back();
  };
  CHECK(last("he_normal") == doctest::Approx(1).epsilon(0.35));
  CHECK(last("xavier_normal") == doctest::Approx(last("he_normal") / 16).epsilon(1e-9));
}

TEST_CASE("each step is the layer's own arithmetic, forwards and back") {
  DepthWeights weights = weights_of({.depth = 3, .width = 5, .initializer = "uniform", .scale = 0.7});
  const DepthRun run = run_of(row("tanh"), weights);
  const std::size_t n = 5, samples = DepthSetup::samples;
  double sum_forward = 0, sum_back = 0;
  for (std::size_t s = 0; s < samples; ++s) {
    std::vector<double> h(n), g(n);
    std::vector<std::vector<double>> slopes;
    for (std::size_t u = 0; u < n; ++u) h[u] = weights.inputs().at(u, s), g[u] = weights.gradients().at(u, s);
    for (std::size_t layer = 0; layer < 3; ++layer) {
      std::vector<double> next(n), slope(n);
      for (std::size_t o = 0; o < n; ++o) {
        double z = 0;
        for (std::size_t i = 0; i < n; ++i) z += weights.layer(layer)[o * n + i] * h[i];
        next[o] = std::tanh(z);
        slope[o] = 1 - next[o] * next[o];
      }
      h = next;
      slopes.push_back(slope);
    }
    for (std::size_t layer = 3; layer-- > 0;) {
      std::vector<double> before(n);
      for (std::size_t i = 0; i < n; ++i)
        for (std::size_t o = 0; o < n; ++o) before[i] += weights.layer(layer)[o * n + i] * slopes[layer][o] * g[o];
      g = before;
    }
    for (std::size_t u = 0; u < n; ++u) sum_forward += h[u] * h[u], sum_back += g[u] * g[u];
  }
  const double entries = static_cast<double>(n * samples);
  CHECK(run.activations().back() == doctest::Approx(std::sqrt(sum_forward / entries)).epsilon(1e-9));
  CHECK(run.gradients().back() == doctest::Approx(std::sqrt(sum_back / entries)).epsilon(1e-9));
}

TEST_CASE("a setup that cannot be is refused by name") {
  const auto field = [](const DepthSetup& setup) {
    const auto made = DepthWeights::create(setup);
    return made ? std::string() : made.error().field;
  };
  CHECK(field({.depth = 0}) == "depth");
  CHECK(field({.depth = 51}) == "depth");
  CHECK(field({.width = 129}) == "width");
  CHECK(field({.initializer = "he"}) == "initializer");
  CHECK(field({.scale = std::nan("")}) == "scale");
  CHECK(field({}).empty());
}
