#include "core/network/activity.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "core/network/probe.hpp"
#include "tests/core/shipped_files.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

/// The units of a first layer over the inputs -2, -1, 0, 1, 2 (x alone).
Trainer<double> of_first_layer(const std::string& layer, const std::string& weights, const std::string& bias) {
  return trainer_of<double>(
      R"({"data": {"kind": "inline", "inputs": [[-2], [-1], [0], [1], [2]], "targets": [0, 1, 0, 1, 0]}, "layers": [)" +
      layer + R"(, {"activation": "sigmoid"}], "initial_parameters": {"layers": [{"weights": )" + weights +
      ", \"bias\": " + bias + R"(}, {"weights": [[1, 1, 1]]}]}})");
}

/// Over these samples of the data.
std::vector<UnitActivity> activity_over(const Trainer<double>& trainer, std::span<const std::uint32_t> rows) {
  Batch<double> inputs;
  Pass<double> pass;
  trainer.inputs().gather(rows, inputs.resize(1, rows.size()));
  trainer.network().forward(inputs.block(), pass);
  return layer_activity(trainer.network(), pass, 0);
}

std::vector<UnitActivity> first_layer(const std::string& layer, const std::string& weights, const std::string& bias) {
  const auto trainer = of_first_layer(layer, weights, bias);
  return activity_over(trainer, trainer.data().train_rows);
}

}  // namespace

TEST_CASE("A ReLU unit is dead exactly where no sample's pre-activation is above 0") {
  const auto units = first_layer(R"({"units": 3, "activation": "relu"})", "[[1], [1], [0]]", "[-2, -1.9, 0]");
  CHECK(units[0].dead());  // its largest pre-activation is 0, and there the slope is 0
  CHECK_FALSE(units[1].dead());
  CHECK(units[2].dead());
  CHECK(units[1].no_slope == 4);
  CHECK(units[1].zeros == 4);
}

TEST_CASE("Leaky ReLU has no dead units, whatever its bias") {
  for (const UnitActivity& unit :
       first_layer(R"({"units": 3, "activation": "leaky_relu"})", "[[1], [1], [0]]", "[-200, -1.9, -1]")) {
    CHECK_FALSE(unit.dead());
    CHECK(unit.no_slope == 0);
  }
}

TEST_CASE("A unit's pre-activations and outputs are described by their exact means, deviations and ends") {
  const auto units = first_layer(R"({"units": 3, "activation": "relu"})", "[[1], [2], [0]]", "[0, 0, 3]");
  CHECK(units[1].lowest == -4);
  CHECK(units[1].highest == 4);
  CHECK(units[1].mean == 0);
  CHECK(units[1].deviation == doctest::Approx(std::sqrt(8.0)));
  CHECK(units[1].mean_output == doctest::Approx(6.0 / 5));  // 0, 0, 0, 2, 4
  CHECK(units[1].deviation_output == doctest::Approx(std::sqrt(64.0 / 25)));
  CHECK(units[2].deviation_output == 0);
}

TEST_CASE("A sigmoid is flat where its slope is under 0.01, and dead only where that is 0") {
  const auto units = first_layer(R"({"units": 3, "activation": "sigmoid"})", "[[4], [1], [0]]", "[0, 0, 1000]");
  CHECK(units[0].flat == 2);  // z = ±8: 3e-4; z = ±4: 0.018
  CHECK(units[0].no_slope == 0);
  CHECK(units[1].flat == 0);
  CHECK(units[2].dead());
}

TEST_CASE("Rows that mix count no slopes") {
  for (const UnitActivity& unit :
       first_layer(R"({"units": 3, "activation": "maxout"})", "[[1], [2], [3], [0], [0], [0]]", "[0, 0, 0, 0, 0, 0]")) {
    CHECK(unit.no_slope == 0);
    CHECK_FALSE(unit.dead());
  }
}

TEST_CASE("What a unit does over two parts of the samples, put together, is what it does over all") {
  const auto trainer = of_first_layer(R"({"units": 3, "activation": "relu"})", "[[1], [2.5], [-0.3]]", "[-1, 0.5, 3]");
  const std::span<const std::uint32_t> rows = trainer.data().train_rows;
  const auto all = activity_over(trainer, rows);
  for (std::size_t first = 0; first <= rows.size(); ++first) {
    auto units = std::vector<UnitActivity>(all.size());
    if (first > 0) units = activity_over(trainer, rows.first(first));
    const auto others = first < rows.size() ? activity_over(trainer, rows.subspan(first)) : units;
    for (std::size_t u = 0; u < units.size(); ++u) {
      CAPTURE(first);
      CAPTURE(u);
      units[u].add(first < rows.size() ? others[u] : UnitActivity{});
      CHECK(units[u].samples == all[u].samples);
      CHECK(units[u].no_slope == all[u].no_slope);
      CHECK(units[u].flat == all[u].flat);
      CHECK(units[u].zeros == all[u].zeros);
      CHECK(units[u].lowest == all[u].lowest);
      CHECK(units[u].highest == all[u].highest);
      CHECK(units[u].mean == doctest::Approx(all[u].mean).epsilon(1e-12));
      CHECK(units[u].deviation == doctest::Approx(all[u].deviation).epsilon(1e-12));
      CHECK(units[u].mean_output == doctest::Approx(all[u].mean_output).epsilon(1e-12));
      CHECK(units[u].deviation_output == doctest::Approx(all[u].deviation_output).epsilon(1e-12));
    }
  }
}

TEST_CASE("Where all samples are alike, nothing spreads however many there are") {
  UnitActivity unit;
  for (int k = 0; k < 100; ++k) unit.add({.samples = 7, .lowest = 0.1, .highest = 0.1, .mean = 0.1, .mean_output = -3});
  CHECK(unit.samples == 700);
  CHECK(unit.mean == 0.1);
  CHECK(unit.deviation == 0);
  CHECK(unit.lowest == 0.1);
  CHECK(unit.highest == 0.1);
}
