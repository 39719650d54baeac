#include "core/surfaces/surface.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "core/base/rng.hpp"
#include "core/surfaces/descent.hpp"
#include "core/surfaces/formula_surface.hpp"

namespace {

using namespace gradlab;

constexpr double difference = 1e-5;

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
  const double rounding = 1e-15 * (std::abs(above) + std::abs(below)) / difference;
  return std::abs(exact - (above - below) / (2 * difference)) <= 1e-6 * (1 + std::abs(exact)) + rounding;
}

}  // namespace

TEST_CASE("The gradient of every surface is its slope") {
  for_many_points([](const Surface& row, double x, double y) {
    CHECK(agrees(row.gradient(x, y).x, row.value(x + difference, y), row.value(x - difference, y)));
    CHECK(agrees(row.gradient(x, y).y, row.value(x, y + difference), row.value(x, y - difference)));
  });
}

TEST_CASE("The Hessian of every surface is the slope of its gradient") {
  for_many_points([](const Surface& row, double x, double y) {
    const Hessian h = row.hessian(x, y);
    CHECK(agrees(h.xx, row.gradient(x + difference, y).x, row.gradient(x - difference, y).x));
    CHECK(agrees(h.xy, row.gradient(x, y + difference).x, row.gradient(x, y - difference).x));
    CHECK(agrees(h.yy, row.gradient(x, y + difference).y, row.gradient(x, y - difference).y));
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

TEST_CASE("a typed surface has the row's values and exact derivatives, and leads the same way") {
  struct Typed {
    const char* id;
    const char* formula;
  };
  for (const Typed& typed :
       {Typed{"quadratic", "(x^2 + 25y^2)/2"}, Typed{"saddle", "x^2 - y^2"},
        Typed{"rosenbrock", "(1-x)^2 + 100(y-x^2)^2"}, Typed{"himmelblau", "(x^2+y-11)^2 + (x+y^2-7)^2"},
        Typed{"two_wells", "(x^2-1)^2 + 0.1(x+1)^2 + y^2"}}) {
    CAPTURE(std::string(typed.id));
    const Surface* row = find_surface(typed.id);
    REQUIRE(row);
    const auto own = FormulaSurface::create(typed.formula);
    REQUIRE(own);
    Rng rng(7);
    for (int i = 0; i < 50; ++i) {
      const double x = rng.uniform(row->window.low.x, row->window.high.x);
      const double y = rng.uniform(row->window.low.y, row->window.high.y);
      const auto close = [](double a, double b) { return std::abs(a - b) <= 1e-11 * (1 + std::abs(b)); };
      const Point slope = (*own)->gradient(x, y), expected = row->gradient(x, y);
      const Hessian bend = (*own)->hessian(x, y), curvature = row->hessian(x, y);
      CHECK(close((*own)->value(x, y), row->value(x, y)));
      CHECK((close(slope.x, expected.x) && close(slope.y, expected.y)));
      CHECK((close(bend.xx, curvature.xx) && close(bend.xy, curvature.xy) && close(bend.yy, curvature.yy)));
    }
    auto one = Descent::create(*own, {"sgd", {{"lr", 1e-4}}}, row->start);
    auto other = Descent::create(*row, {"sgd", {{"lr", 1e-4}}}, row->start);
    REQUIRE((one && other));
    for (int i = 0; i < 100; ++i) {
      one->step();
      other->step();
    }
    CHECK(one->place().x == doctest::Approx(other->place().x).epsilon(1e-10));
    CHECK(one->place().y == doctest::Approx(other->place().y).epsilon(1e-10));
  }
}

TEST_CASE("a typed surface refuses what it cannot read and names that it does not have") {
  CHECK(FormulaSurface::create("x^2 +").error().field == "formula");
  CHECK(FormulaSurface::create("a*x^2 + y", {{"b", 2}}).error().field == "formula_params.b");
  const auto own = FormulaSurface::create("a*x^2 + y", {{"a", 3}});
  REQUIRE(own);
  CHECK((*own)->gradient(2, 0).x == 12);
}
