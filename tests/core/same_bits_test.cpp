#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

#include "core/activations/activation.hpp"
#include "core/base/width.hpp"
#include "core/data/scaling.hpp"
#include "core/losses/loss.hpp"
#include "core/network/fingerprint.hpp"
#include "core/optimizers/optimizer.hpp"
#include "tests/core/shipped_files.hpp"

// The numbers below were written down from one build. Native and WebAssembly builds run this same file: if all pass,
// the same spec has given the same bits in each.

namespace {

using namespace gradlab;
using namespace gradlab::test;

template <class T>
std::uint64_t bits_after_500_steps(std::string_view json) {
  auto trainer = trainer_of<T>(json);
  for (int step = 0; step < 500; ++step) trainer.step();
  return fingerprint<T>(trainer.network().parameters());
}

constexpr const char* same_spiral = R"({"data": {"kind": "spiral"}, "seed": 28, "batch": 16,
  "layers": [{"units": 8, "activation": "tanh"}, {"units": 8, "activation": "prelu"}, {"activation": "sigmoid"}],
  "optimizer": {"id": "adam", "lr": 0.01}})";

constexpr const char* iris = R"({"data": {"kind": "iris", "scaling": "standardise"}, "seed": 3,
  "layers": [{"units": 16, "activation": "sigmoid"}, {"activation": "softmax"}], "loss": "cross_entropy",
  "optimizer": {"id": "sgd", "lr": 0.1, "momentum": 0.9}, "initializer": "he_normal"})";

/// 1,000 steps of each spec, at each width of the machine's vectors: all must agree.
std::uint64_t bits_of(const std::vector<std::string>& specs) {
  const std::size_t own = width::lanes();
  std::vector<std::uint64_t> found;
  for (const std::size_t lanes : {4, 8, 16}) {
    if (!width::use(lanes)) continue;
    std::uint64_t all = 0;
    for (const std::string& spec : specs) {
      auto trainer = trainer_of<float>(spec);
      for (int step = 0; step < 1000; ++step) trainer.step();
      CHECK_MESSAGE(!trainer.diverged(), spec);
      all = all * 31 + fingerprint<float>(trainer.network().parameters());
    }
    found.push_back(all);
  }
  width::use(own);
  for (const std::uint64_t one : found) CHECK(one == found.front());
  return found.front();
}

std::string with(std::string text, std::string_view place, std::string_view value) {
  return text.replace(text.find(place), place.size(), value);
}

}  // namespace

TEST_CASE("Every activation trains to the same bits in every build and at every width") {
  // Those whose bits are written down below; a new row only has to agree with itself.
  const std::set<std::string_view> written{
      "step",       "identity",   "sigmoid",     "tanh",      "relu",     "leaky_relu", "prelu",
      "elu",        "selu",       "celu",        "softplus",  "softsign", "gelu",       "gelu_tanh",
      "silu",       "mish",       "hardsigmoid", "hardswish", "hardtanh", "relu6",      "logsigmoid",
      "tanhshrink", "hardshrink", "softshrink",  "sine",      "gaussian", "softmax",    "maxout"};
  std::vector<std::string> specs;
  for (const Activation<float>& row : activations<float>()) {
    std::string layers;
    for (const int units : {6, 18, 3})
      layers +=
          with(with(R"({"units": COUNT, "activation": "HERE"}, )", "HERE", row.id), "COUNT", std::to_string(units));
    const std::string spec =
        with(R"({"data": {"kind": "spiral"}, "batch": 10, "layers": [MORE{"activation": "sigmoid"}],
      "optimizer": {"id": "sgd", "lr": 0.003}})",
             "MORE", layers);
    if (written.contains(row.id))
      specs.push_back(spec);
    else
      bits_of({spec});
  }
  CHECK(specs.size() == written.size());
  CHECK(bits_of(specs) == 0x58c17d5a1c9ca8ae);
}

TEST_CASE(
    "Every optimizer trains to the same bits in every build and at every width, with dropout and batch norm too") {
  std::vector<std::string> specs;
  for (const Optimizer<float>& row : optimizers<float>())
    for (const char* more : {R"("dropout": 0.2)", R"("batch_norm": true)", R"("batch_norm": false)"})
      specs.push_back(with(with(R"({"data": {"kind": "iris"}, "batch": 13, "l2": 0.001, "layers": [{"units": 20,
        "activation": "prelu", MORE}, {"activation": "softmax"}], "loss": "cross_entropy",
        "optimizer": {"id": "HERE", "lr": 0.001}})",
                                "HERE", row.id),
                           "MORE", more));
  CHECK(bits_of(specs) == 0x8fa931e4c7090641);
}

TEST_CASE("Every loss trains to the same bits in every build and at every width") {
  std::vector<std::string> specs;
  for (const Loss<float>& row : losses<float>())
    specs.push_back(with(with(R"({"data": {"kind": "moons"}, "batch": 11, "layers": [{"units": 5, "activation": "tanh"},
      {"activation": "LAST"}], "loss": "HERE"})",
                              "HERE", row.id),
                         "LAST", row.fused_activation.empty() ? "identity" : row.fused_activation));
  CHECK(bits_of(specs) == 0x6e25fb5020f866bb);
}

TEST_CASE("Every generated set has the same bits in every build") {
  std::uint64_t all = 0;
  for (const DataSource& source : data_sources()) {
    const auto data = load_data(usual_data(source.id), 7, ShippedFiles{});
    REQUIRE(data);
    all = all * 31 + fingerprint<double>(data->inputs) + 7 * fingerprint<double>(data->targets);
  }
  CHECK(all == 0x398f98fc45716a9d);
}

TEST_CASE("Features and scalings have the same bits in every build") {
  DataSpec spec{.kind = "moons"};
  spec.features = {"x", "y", "x^2", "x*y", "sin(x)", "exp(-(x^2+y^2)/8)"};
  std::uint64_t all = 0;
  for (const Scaling& scaling : scalings()) {
    spec.scaling = scaling.id;
    all = all * 31 + fingerprint<double>(load_data(spec, 7, ShippedFiles{})->inputs);
  }
  CHECK(all == 0x7c24d225b63071ff);
}

TEST_CASE("The spiral's parameters after 500 steps have the same bits in every build") {
  CHECK(bits_after_500_steps<float>(same_spiral) == 0xa2813045d4aa38fb);
  CHECK(bits_after_500_steps<double>(same_spiral) == 0xc74fc633d9fdff47);
}

TEST_CASE("Iris' parameters after 500 steps have the same bits in every build") {
  CHECK(bits_after_500_steps<float>(iris) == 0x71d964112c14d78e);
  CHECK(bits_after_500_steps<double>(iris) == 0x827503a3d31b9c37);
}
