#include "core/network/probe.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "tests/core/shipped_files.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

/// One sigmoid of x1 alone.
Trainer<float> left_and_right() {
  return trainer_of<float>(R"({"data": {"kind": "xor"}, "layers": [{"activation": "sigmoid"}],
    "initial_parameters": {"layers": [{"weights": [[2, 0]]}]}})");
}

}  // namespace

TEST_CASE("A map's points are the middles of its cells, the first row at the top") {
  const auto trainer = trainer_of<float>(R"({"data": {"kind": "xor"}, "layers": [{"activation": "identity"}],
    "initial_parameters": {"layers": [{"weights": [[1, 10]]}]}})");
  GridProbe<float> probe;
  probe.map(trainer.network(), {.columns = 2, .rows = 2, .x_low = 0, .x_high = 4, .y_low = 0, .y_high = 4});
  CHECK(std::ranges::equal(probe.unit(0, 0), std::vector<float>{31, 33, 11, 13}));
}

TEST_CASE("A map made in parts is the map made at once") {
  const auto trainer = left_and_right();
  const Grid grid{.columns = 37, .rows = 41};
  GridProbe<float> whole, parts;
  whole.map(trainer.network(), grid);
  for (std::size_t row = 0; row < grid.rows; row += 7) parts.map_rows(trainer.network(), grid, row, 7);
  CHECK(std::ranges::equal(whole.unit(0, 0), parts.unit(0, 0)));
}

TEST_CASE("Of a hidden layer a map keeps as many units as asked for, and all outputs") {
  const auto trainer = trainer_of<float>(R"({
    "data": {"kind": "xor"}, "layers": [{"units": 5, "activation": "tanh"}, {"units": 4, "activation": "tanh"}, {"activation": "sigmoid"}]})");
  const Grid all{.columns = 9, .rows = 11};
  Grid some = all;
  some.units_kept = 2;
  GridProbe<float> whole, part;
  whole.map(trainer.network(), all);
  part.map(trainer.network(), some);
  for (const std::size_t layer : {0U, 1U})
    for (const std::size_t unit : {0U, 1U}) CHECK(std::ranges::equal(whole.unit(layer, unit), part.unit(layer, unit)));
  CHECK(std::ranges::equal(whole.unit(2, 0), part.unit(2, 0)));

  some.units_kept = 0;
  some.wanted_layer = 1;
  some.wanted_unit = 3;
  part.map(trainer.network(), some);
  CHECK(std::ranges::equal(whole.unit(1, 3), part.unit(1, 3)));
  CHECK(std::ranges::equal(whole.unit(2, 0), part.unit(2, 0)));
}

TEST_CASE("Probability and class of a map follow the output") {
  const auto trainer = left_and_right();
  GridProbe<float> probe;
  probe.map(trainer.network(), {.columns = 2, .rows = 1});
  std::vector<float> p(2);
  std::vector<std::uint16_t> c(2);
  probe.probability(trainer.reading(), 0, p);
  probe.classes(trainer.reading(), c);
  CHECK(p[0] < 0.5f);
  CHECK(p[1] > 0.5f);
  CHECK(c == std::vector<std::uint16_t>{0, 1});
}

TEST_CASE("The training probe sees the training samples' pre-activations") {
  const auto trainer = left_and_right();
  TrainingProbe<float> probe;
  probe.run(trainer);
  REQUIRE(probe.samples() == trainer.data().train_rows.size());
  for (std::size_t s = 0; s < probe.samples(); ++s)
    CHECK(probe.pre_activation(0).at(0, s) ==
          2 * static_cast<float>(trainer.data().input(0, trainer.data().train_rows[s])));
}

TEST_CASE("A histogram counts every number once, the far ones at the ends") {
  std::vector<double> values{-9, 0, 0.49, 0.5, 1, 9, std::nan("")};
  std::vector<std::uint32_t> counts(2);
  histogram<double>(Block<const double>{values.data(), 1, 7, 7}, -1, 0, 1, counts);
  CHECK(counts == std::vector<std::uint32_t>{3, 3});
}
