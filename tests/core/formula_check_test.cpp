#include <cmath>

#include "core/formula/check.hpp"
#include "core/formula/kinks.hpp"
#include "tests/core/formula_testing.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

DerivativeCheck check(std::string_view f, std::string_view g, const ParamValues& params = {}) {
  DerivativeCheckOptions options;
  options.params = params;
  const auto result = check_derivative(formula_of(f), formula_of(g), options);
  REQUIRE(result);
  return *result;
}

}  // namespace

TEST_CASE("Right derivatives agree everywhere") {
  CHECK(check("x*sigmoid(x)", "sigmoid(x)*(1 + x*(1 - sigmoid(x)))").agrees());
  CHECK(check("x^3", "3x^2").agrees());
  CHECK(check("log(1+exp(x))", "1/(1+exp(-x))").agrees());
  CHECK(check("x > 0 ? log(x) : 0", "x > 0 ? 1/x : 0").agrees());
}
TEST_CASE("Any value is allowed at a kink") {
  CHECK(check("max(0, x)", "x > 0 ? 1 : 0").agrees());
  CHECK(check("max(0, x)", "x >= 0 ? 1 : 0").agrees());
  CHECK(check("abs(x)", "x == 0 ? 77 : sign(x)").agrees());
}
TEST_CASE("max(1, x) is not the derivative of relu: wrong below 0 and above 1") {
  const DerivativeCheck found = check("max(0, x)", "max(1, x)");
  REQUIRE(found.disagreements.size() == 2);
  CHECK(found.disagreements[0].low == -10);
  CHECK(std::abs(found.disagreements[0].high) < 1e-6);
  CHECK(found.disagreements[1].low == doctest::Approx(1).epsilon(1e-6));
  CHECK(found.disagreements[1].high == 10);
  CHECK(found.largest_gap == 9);
  CHECK(found.at == 10);
}
TEST_CASE("log10 in softplus is not what the sigmoid is the derivative of") {
  const DerivativeCheck found = check("log10(1+exp(x))", "sigmoid(x)");
  CHECK(!found.agrees());
  CHECK(found.largest_gap == doctest::Approx(1 - 0.4342944819032518).epsilon(1e-4));
  CHECK(found.exact == doctest::Approx(found.numerical).epsilon(1e-9));
}
TEST_CASE("log10 in mish is found, too") {
  CHECK(!check("x*tanh(log10(1+exp(x)))", "tanh(softplus(x)) + x*(1-tanh(softplus(x))^2)*sigmoid(x)").agrees());
}
TEST_CASE("A slope of PReLU without its alpha is wrong below 0, but not where alpha is 1") {
  const DerivativeCheck found = check("x > 0 ? x : alpha*x", "1", {{"alpha", 0.25}});
  REQUIRE(found.disagreements.size() == 1);
  CHECK(std::abs(found.disagreements[0].high) < 1e-6);
  CHECK(found.largest_gap == 0.75);
  CHECK(check("x > 0 ? x : alpha*x", "1", {{"alpha", 1}}).agrees());
}
TEST_CASE("A value on one side only is an infinite gap") {
  const DerivativeCheck found = check("x*abs(x)", "2*sqrt(x)*sqrt(x)");
  CHECK(!found.agrees());
  CHECK(std::isinf(found.largest_gap));
}
TEST_CASE("The exact derivative agrees with differences where there is no kink") {
  CHECK(check("x*tanh(log(1+exp(x)))", "0").numerical_gap < 1e-9);
  CHECK(check("max(x, sin(x), 0.1*x^2)", "0").numerical_gap < 1e-9);
}
TEST_CASE("An empty range is refused") {
  const Formula f = formula_of("x");
  CHECK(check_derivative(f, f, {.low = 1, .high = 1}).error().id == "empty_range");
}

TEST_CASE("Kinks are found where the function turns, and their order is told") {
  const Formula formula = formula_of("x < -1 ? 0 : max(x, a)", {{"a", 2}});
  const auto kinks = kinks_of(formula, formula.initial_values(), -10, 10);
  REQUIRE(kinks.size() == 2);
  CHECK(kinks[0].offset == -1);
  CHECK(kinks[0].order == 0);
  CHECK(kinks[1].offset == 2);
  CHECK(kinks[1].order == 1);
}
TEST_CASE("A kink of the second derivative is found") {
  const auto kinks = kinks_of(formula_of("x*abs(x)"), {}, -10, 10);
  REQUIRE(kinks.size() == 1);
  CHECK(kinks[0].offset == 0);
  CHECK(kinks[0].order == 2);
}
TEST_CASE("What only looks like a kink is none") {
  CHECK(kinks_of(formula_of("abs(x)^2"), {}, -10, 10).empty());
  CHECK(kinks_of(formula_of("x > 3 ? x : x + 0"), {}, -10, 10).empty());
}
