#include "core/surfaces/surface.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "core/base/rng.hpp"

namespace {

using namespace gradlab;

constexpr double step = 1e-5;

template <class Check>
void for_many_points(Check check) {
  Rng rng(5);
  for (const Surface& row : surfaces()) {
    for (int i = 0; i < 100; ++i) {
      CAPTURE(std::string(row.id));
      check(row, rng.uniform(row.window.low.x, row.window.high.x), rng.uniform(row.window.low.y, row.window.high.y));
    }
  }
}

bool agrees(double exact, double above, double below) {
  const double rounding = 1e-15 * (std::abs(above) + std::abs(below)) / step;
  return std::abs(exact - (above - below) / (2 * step)) <= 1e-6 * (1 + std::abs(exact)) + rounding;
}

}  // namespace

TEST_CASE("The gradient of every surface is its slope") {
  for_many_points([](const Surface& row, double x, double y) {
    CHECK(agrees(row.gradient(x, y).x, row.value(x + step, y), row.value(x - step, y)));
    CHECK(agrees(row.gradient(x, y).y, row.value(x, y + step), row.value(x, y - step)));
  });
}

TEST_CASE("The Hessian of every surface is the slope of its gradient") {
  for_many_points([](const Surface& row, double x, double y) {
    const Hessian h = row.hessian(x, y);
    CHECK(agrees(h.xx, row.gradient(x + step, y).x, row.gradient(x - step, y).x));
    CHECK(agrees(h.xy, row.gradient(x, y + step).x, row.gradient(x, y - step).x));
    CHECK(agrees(h.yy, row.gradient(x, y + step).y, row.gradient(x, y - step).y));
  });
}

TEST_CASE("At every known minimum and saddle point the gradient is 0") {
  for (const Surface& row : surfaces()) {
    CAPTURE(std::string(row.id));
    for (const auto& points : {row.minima, row.saddles}) {
      for (const Point& p : points) {
        CHECK(std::abs(row.gradient(p.x, p.y).x) < 1e-12);
        CHECK(std::abs(row.gradient(p.x, p.y).y) < 1e-12);
      }
    }
  }
}

TEST_CASE("No point in the window lies below the known minima, which have the value 0") {
  for_many_points([](const Surface& row, double x, double y) {
    for (const Point& p : row.minima) CHECK(std::abs(row.value(p.x, p.y)) < 1e-20);
    CHECK((row.minima.empty() || row.value(x, y) >= 0));
  });
}

TEST_CASE("Every surface's start and minima lie in its window") {
  for (const Surface& row : surfaces()) {
    const auto inside = [&](Point p) {
      return p.x >= row.window.low.x && p.x <= row.window.high.x && p.y >= row.window.low.y && p.y <= row.window.high.y;
    };
    CHECK_MESSAGE(inside(row.start), std::string(row.id));
    for (const Point& p : row.minima) CHECK(inside(p));
  }
}
