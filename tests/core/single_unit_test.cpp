#include "core/analysis/single_unit.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "core/analysis/output_loss.hpp"
#include "tests/core/golden.hpp"

using namespace gradlab;
using namespace gradlab::test;

TEST_CASE("A unit's slopes by weights, inputs and bias are those of its values, for every activation of one number") {
  const UnitVector x{1.5, -1, 0.7};
  int compared = 0;
  for (const Activation<double>& row : activations<double>()) {
    if (row.mixes()) continue;
    CAPTURE(std::string(row.id));
    const std::vector<double> params = output_loss(row.id, "mse").params;
    for (std::size_t inputs = 1; inputs <= most_unit_inputs; ++inputs) {
      const Unit unit{inputs, {0.9, -0.6, 0.33}, 0.17};
      const UnitAt at = unit_at(unit, x, row, params);
      constexpr double step = 1e-6;
      for (std::size_t i = 0; i < inputs; ++i) {
        Unit up = unit, down = unit;
        up.weights[i] += step;
        down.weights[i] -= step;
        const double by_weight = (unit_at(up, x, row, params).a - unit_at(down, x, row, params).a) / (2 * step);
        CHECK(std::abs(at.by_weight[i] - by_weight) < 1e-8);
        UnitVector more = x, less = x;
        more[i] += step;
        less[i] -= step;
        const double by_input = (unit_at(unit, more, row, params).a - unit_at(unit, less, row, params).a) / (2 * step);
        CHECK(std::abs(at.by_input[i] - by_input) < 1e-8);
        ++compared;
      }
      for (std::size_t i = inputs; i < most_unit_inputs; ++i) CHECK(at.products[i] == 0);
    }
  }
  CHECK(compared > 100);
}

TEST_CASE("Gradient descent of a unit on AND, OR and XOR goes PyTorch's way") {
  for (const nlohmann::json& row : golden("neuron.json")["units"]) {
    CAPTURE(row["activation"].dump());
    std::vector<RulePoint> points;
    for (std::int32_t i = 0; i < 4; ++i)
      points.push_back({100 * (i / 2), 100 * (i % 2), row["targets"][static_cast<std::size_t>(i)].get<int>()});
    const auto path = descend_unit(points, row["activation"].get<std::string>(), 0.5, 200);
    for (const nlohmann::json& wanted : row["moments"]) {
      const UnitMoment& moment = path[wanted["step"].get<std::size_t>()];
      CHECK(is_close(moment.w1, wanted["w"][0], 1e-11, 1e-14));
      CHECK(is_close(moment.w2, wanted["w"][1], 1e-11, 1e-14));
      CHECK(is_close(moment.b, wanted["b"], 1e-11, 1e-14));
      CHECK(is_close(moment.loss, wanted["loss"], 1e-11, 1e-14));
    }
  }
}

TEST_CASE("A step has no slope: gradient descent never moves it") {
  const std::vector<RulePoint> points{{0, 0, 0}, {100, 0, 0}, {0, 100, 0}, {100, 100, 1}};
  const auto path = descend_unit(points, "step", 0.5, 50);
  CHECK(path.back().w1 == path.front().w1);
  CHECK(path.back().b == path.front().b);
  CHECK(descend_unit(points, "sigmoid", 2, 400).back().right == 4);
}

TEST_CASE("Samples for a unit are half of each class and nearly divide along their centres") {
  const auto samples = unit_samples(1, 80);
  REQUIRE(samples.size() == 80);
  const std::size_t right = count_right(Unit{3, {1.4, -1.0, 0.6}, 0}, samples);
  CHECK(right > 70);
  CHECK(right < 80);
  CHECK(count_right(Unit{3, {-1.4, 1.0, -0.6}, 0}, samples) == 80 - right);
}
