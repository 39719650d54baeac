#include "core/analysis/logistic_surface.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "tests/core/golden.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

constexpr Window window{{-8, -4}, {8, 4}};

}  // namespace

TEST_CASE("Value, gradient, Hessian and its eigenvalues are those of automatic differentiation") {
  const nlohmann::json reference = golden("neuron.json")["logistic"];
  std::vector<LabelledPoint> points;
  for (const nlohmann::json& row : reference["points"]) points.push_back({{row[0], row[1]}, row[2]});
  for (const nlohmann::json& row : reference["at"]) {
    CAPTURE(row.dump());
    const LogisticSurface surface(points, row["loss"] == "mse" ? LogisticLoss::mse : LogisticLoss::cross_entropy);
    const LogisticSurface::At at = surface.at({row["at"][0], row["at"][1]});
    CHECK(is_close(at.value, row["value"], 1e-12, 0));
    CHECK(is_close(at.gradient.x, row["gradient"][0], 1e-12, 1e-15));
    CHECK(is_close(at.gradient.y, row["gradient"][1], 1e-12, 1e-15));
    CHECK(is_close(at.hessian.xx, row["hessian"][0][0], 1e-11, 1e-14));
    CHECK(is_close(at.hessian.xy, row["hessian"][0][1], 1e-11, 1e-14));
    CHECK(is_close(at.hessian.yy, row["hessian"][1][1], 1e-11, 1e-14));
    CHECK(is_close(at.eigenvalues[0], row["eigenvalues"][0], 1e-10, 1e-14));
    CHECK(is_close(at.eigenvalues[1], row["eigenvalues"][1], 1e-10, 1e-14));
  }
}

TEST_CASE("Under cross-entropy no curvature is ever negative; under the squared error some are") {
  const LogisticSurface bowl(two_clouds(1, 40), LogisticLoss::cross_entropy);
  const LogisticSurface bent(two_clouds(1, 40), LogisticLoss::mse);
  int negative = 0;
  for (double x = -8; x <= 8; x += 0.5) {
    for (double y = -4; y <= 4; y += 0.5) {
      CHECK(bowl.at({x, y}).eigenvalues[0] >= -1e-15);
      negative += bent.at({x, y}).eigenvalues[0] < 0 ? 1 : 0;
    }
  }
  CHECK(negative > 100);
}

TEST_CASE("At the minimum the gradient is nothing and both curvatures are positive, for several seeds") {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    CAPTURE(seed);
    for (const LogisticLoss loss : {LogisticLoss::mse, LogisticLoss::cross_entropy}) {
      const LogisticSurface surface(two_clouds(seed, 40), loss);
      const std::optional<Point> minimum = surface.minimum(window);
      if (!minimum) continue;
      const LogisticSurface::At at = surface.at(*minimum);
      CHECK(std::hypot(at.gradient.x, at.gradient.y) < 1e-7);
      CHECK(at.eigenvalues[0] > 0);
      for (double x = -8; x <= 8; x += 0.37)
        for (double y = -4; y <= 4; y += 0.37) CHECK(surface.at({x, y}).value >= at.value - 1e-15);
    }
  }
  CHECK(LogisticSurface(two_clouds(1, 40), LogisticLoss::cross_entropy).minimum(window).has_value());
}

TEST_CASE(
    "Where weights divide the points, cross-entropy has no minimum in reach, and the clouds are as many as asked") {
  const LogisticSurface divided({{{1, 1}, 1}, {{-1, -1}, 0}}, LogisticLoss::cross_entropy);
  CHECK_FALSE(divided.minimum(window).has_value());
  const std::vector<LabelledPoint> clouds = two_clouds(3, 40);
  CHECK(clouds.size() == 40);
  double ones = 0;
  for (const LabelledPoint& point : clouds) ones += point.target;
  CHECK(ones == 20);
}
