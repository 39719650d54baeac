#include <doctest/doctest.h>

#include "core/data/scaling.hpp"
#include "core/network/fingerprint.hpp"
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

constexpr const char* spiral = R"({"data": {"kind": "spiral"}, "seed": 28, "batch": 16,
  "layers": [{"units": 8, "activation": "tanh"}, {"units": 8, "activation": "prelu"}, {"activation": "sigmoid"}],
  "optimizer": {"id": "adam", "lr": 0.01}})";

constexpr const char* iris = R"({"data": {"kind": "iris", "scaling": "standardise"}, "seed": 3,
  "layers": [{"units": 16, "activation": "sigmoid"}, {"activation": "softmax"}], "loss": "cross_entropy",
  "optimizer": {"id": "sgd", "lr": 0.1, "momentum": 0.9}, "initializer": "he_normal"})";

}  // namespace

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
  CHECK(bits_after_500_steps<float>(spiral) == 0xf2f1538d021aadea);
  CHECK(bits_after_500_steps<double>(spiral) == 0xb218ef1b01c96553);
}

TEST_CASE("Iris' parameters after 500 steps have the same bits in every build") {
  CHECK(bits_after_500_steps<float>(iris) == 0x69b6bf78f6889c35);
  CHECK(bits_after_500_steps<double>(iris) == 0x850de5aa31d9309e);
}
