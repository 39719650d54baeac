#include "core/analysis/half_space.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "core/base/rng.hpp"

namespace gradlab {
namespace {

double distance(const Place& a, const Place& b) { return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]); }

/// Of a convex polygon that lies flat: the triangles from its first corner.
double area(const std::vector<Place>& polygon) {
  double sum = 0;
  for (std::size_t i = 1; i + 1 < polygon.size(); ++i) {
    const double a = distance(polygon[0], polygon[i]), b = distance(polygon[i], polygon[i + 1]),
                 c = distance(polygon[i + 1], polygon[0]), s = (a + b + c) / 2;
    sum += std::sqrt(std::max(0.0, s * (s - a) * (s - b) * (s - c)));  // Heron
  }
  return sum;
}

HalfSpace some(Rng& rng) { return {{rng.normal(), rng.normal(), rng.normal()}, 4 * rng.normal()}; }

}  // namespace

TEST_CASE("A plane's part in the cube: known figures") {
  // Across an axis a square, across the diagonal a regular hexagon, near a corner a triangle, elsewhere nothing.
  CHECK(area(plane_in_cube({{0, 0, 2}, 1}, 5)) == doctest::Approx(100));
  const auto hexagon = plane_in_cube({{1, 1, 1}, 0}, 1);
  REQUIRE(hexagon.size() == 6);
  for (std::size_t i = 0; i < 6; ++i)
    CHECK(distance(hexagon[i], hexagon[(i + 1) % 6]) == doctest::Approx(std::sqrt(2.0)));
  CHECK(area(hexagon) == doctest::Approx(3 * std::sqrt(3.0)));
  CHECK(plane_in_cube({{1, 1, 1}, -2.5}, 1).size() == 3);
  CHECK(plane_in_cube({{1, 1, 1}, -3.5}, 1).empty());
  CHECK(plane_in_cube({{0, 0, 0}, 1}, 1).empty());
}

TEST_CASE("Its corners lie on the plane and on the cube's edges, around the middle in one sense") {
  Rng rng(5);
  for (int round = 0; round < 400; ++round) {
    const HalfSpace half = some(rng);
    const auto polygon = plane_in_cube(half, 5);
    for (const Place& corner : polygon) {
      CHECK(std::abs(half.at(corner)) < 1e-9);
      int on_sides = 0;
      for (const double one : corner) {
        CHECK(std::abs(one) <= 5 + 1e-9);
        on_sides += std::abs(one) > 5 - 1e-9 ? 1 : 0;
      }
      CHECK(on_sides >= 2);
    }
    CHECK(polygon.size() <= 6);
    if (polygon.empty()) {
      // Then all eight corners are on one side.
      int above = 0;
      for (int i = 0; i < 8; ++i)
        above += half.at({i & 1 ? 5.0 : -5.0, i & 2 ? 5.0 : -5.0, i & 4 ? 5.0 : -5.0}) > 0 ? 1 : 0;
      CHECK((above == 0 || above == 8));
    }
  }
}

TEST_CASE("What both sides keep of a polygon makes it whole") {
  Rng rng(6);
  for (int round = 0; round < 400; ++round) {
    const HalfSpace half = some(rng);
    for (std::size_t axis = 0; axis < 3; ++axis) {
      const auto side = cube_side(axis, -5, 5);
      const auto here = clipped(side, half), there = clipped(side, half.other_side());
      CHECK(area(here) + area(there) == doctest::Approx(100));
      for (const Place& corner : here) CHECK(half.at(corner) >= -1e-9);
      for (const Place& corner : there) CHECK(half.at(corner) <= 1e-9);
    }
  }
}

}  // namespace gradlab
