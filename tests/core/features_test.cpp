#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "core/data/input_map.hpp"
#include "core/network/probe.hpp"
#include "tests/core/shipped_files.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

Result<Dataset> load_features(const DataSpec& spec) { return load_data(spec, 1, ShippedFiles{}); }

const std::vector<std::string> usual_features{"x", "y", "x^2", "y^2", "x*y", "sin(x)", "sin(y)", "3x + exp(-y^2)"};

double exact(std::size_t feature, double x, double y) {
  const double all[] = {x, y, x * x, y * y, x * y, std::sin(x), std::sin(y), 3 * x + std::exp(-y * y)};
  return all[feature];
}

}  // namespace

TEST_CASE("Features stand in place of the columns, under the names that they were typed with") {
  DataSpec spec{.kind = "gauss"};
  const auto raw = load_features(spec);
  spec.features = usual_features;
  const auto data = load_features(spec);
  REQUIRE(data);
  CHECK(data->input_names == usual_features);
  for (std::size_t f = 0; f < usual_features.size(); ++f)
    for (std::size_t s = 0; s < data->samples; ++s)
      CHECK(data->input(f, s) == doctest::Approx(exact(f, raw->input(0, s), raw->input(1, s))));
  CHECK(data->targets == raw->targets);
}

TEST_CASE("Features are made before they are scaled") {
  DataSpec spec{.kind = "gauss", .features = {"x^2", "y"}, .scaling = "unit_interval"};
  const auto data = load_features(spec);
  double low = 1e9, high = -1e9;
  for (const std::uint32_t row : data->train_rows) {
    low = std::min(low, data->input(0, row));
    high = std::max(high, data->input(0, row));
  }
  CHECK(low == 0);
  CHECK(high == 1);
}

TEST_CASE("One column has features in x alone; more than two have none") {
  CHECK(load_features({.kind = "sin", .features = {"x", "x^2", "x^3"}})->input_count() == 3);
  CHECK(load_features({.kind = "sin", .features = {"x + y"}}).error().id == "formula_no_y");
  CHECK(load_features({.kind = "iris", .features = {"x"}}).error().id == "features_need_two");
}

TEST_CASE("A feature without a value at some point is refused with the place") {
  const Error error = load_features({.kind = "xor", .features = {"x", "1/(x-x)"}}).error();
  CHECK(error.id == "feature_not_finite");
  CHECK(error.field == "data.features[1]");
}

TEST_CASE("What cannot be prepared leaves the data as they were") {
  Dataset data = *load_features({.kind = "xor"});
  const Dataset before = data;
  CHECK(!prepare_inputs(data, {"x", "log(x)"}, *find_scaling("none")));
  CHECK(!prepare_inputs(data, {"x", "a"}, *find_scaling("none")));
  CHECK(data.inputs == before.inputs);
  CHECK(data.input_names == before.input_names);
  CHECK(data.map == before.map);
}

TEST_CASE("The map of the data takes any point to what the network was trained with") {
  for (const char* scaling : {"none", "standardise", "unit_interval", "signed_interval"}) {
    for (const std::vector<std::string>& features : {std::vector<std::string>{}, usual_features}) {
      DataSpec spec{.kind = "blobs", .points = 700};
      const Dataset raw = *load_features(spec);
      spec.scaling = scaling;
      spec.features = features;
      const Dataset data = *load_features(spec);
      REQUIRE(data.map);
      std::vector<double> out(data.inputs.size());
      data.map->apply<double>({raw.inputs.data(), 2, raw.samples, raw.samples},
                              {out.data(), data.input_count(), data.samples, data.samples});
      CHECK(out == data.inputs);
    }
  }
}

TEST_CASE("A map of the plane keeps the data's own axes, whatever the network takes") {
  Spec spec = *parse_spec(R"({"data": {"kind": "blobs", "features": ["y", "x^2"], "scaling": "standardise"},
    "layers": [{"activation": "identity", "units": 3}],
    "initial_parameters": {"layers": [{"weights": [[1, 0], [0, 1], [1, 1]]}]}})");
  spec.loss = {"mse", {}};
  const auto trainer = Trainer<double>::create(spec, *load_features(spec.data));
  REQUIRE(trainer);
  GridProbe<double> probe;
  const Grid grid{
      .columns = 30, .rows = 20, .x_low = -3, .x_high = 3, .y_low = -2, .y_high = 2, .map = trainer->data().map.get()};
  probe.map(trainer->network(), grid);
  const ColumnScale first = grid.map->scale(0), second = grid.map->scale(1);
  for (std::size_t row = 0; row < 20; ++row) {
    for (std::size_t column = 0; column < 30; ++column) {
      const double x = -3 + 0.2 * (static_cast<double>(column) + 0.5), y = 2 - 0.2 * (static_cast<double>(row) + 0.5);
      CHECK(probe.unit(0, 0)[row * 30 + column] == doctest::Approx(first(y)));
      CHECK(probe.unit(0, 1)[row * 30 + column] == doctest::Approx(second(x * x)));
    }
  }
}
