#include "core/data/curve.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/core/golden.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

using Points = std::vector<std::array<double, 2>>;

}  // namespace

TEST_CASE("A curve through points is SciPy's monotone cubic") {
  for (const auto& entry : golden("curve.json")) {
    const Points points = entry["points"].get<Points>();
    const Curve curve(points);
    const std::vector<double> x = column(entry["x"]), y = column(entry["y"]);
    for (std::size_t i = 0; i < x.size(); ++i) CHECK(is_close(curve.at(x[i]), y[i], 1e-13, 1e-13));
  }
}

TEST_CASE("A curve goes through its points and never beyond two neighbours") {
  const Points points{{-2, 1}, {-1.9, 5}, {0, 5}, {0.5, -7}, {6, -6.5}, {6.001, 0}};
  const Curve curve(points);
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    CHECK(curve.at(points[i][0]) == points[i][1]);
    const auto [low, high] = std::minmax(points[i][1], points[i + 1][1]);
    for (int k = 1; k < 100; ++k) {
      const double y = curve.at(points[i][0] + (points[i + 1][0] - points[i][0]) * k / 100);
      CHECK(y >= low - 1e-12);
      CHECK(y <= high + 1e-12);
    }
  }
}

TEST_CASE("Beyond its points a curve goes on level") {
  const Points points{{0, 2}, {1, 4}};
  CHECK(Curve(points).at(-5) == 2);
  CHECK(Curve(points).at(9) == 4);
}
