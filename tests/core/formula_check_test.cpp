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
TEST_CASE("A disagreement far narrower than the grid is found") {
  const auto found_at = [](const std::string& bump, double low, double high) {
    const DerivativeCheck found = check("x*sigmoid(x)", "sigmoid(x)*(1 + x*(1 - sigmoid(x))) + " + bump);
    INFO(bump);
    REQUIRE(found.disagreements.size() == 1);
    CHECK(found.disagreements[0].low >= low);
    CHECK(found.disagreements[0].high <= high);
    CHECK(found.at >= low);
    CHECK(found.at <= high);
    CHECK(found.looked.spacing > 10 * (high - low));
  };
  found_at("(x > 1.2345678 ? (x < 1.2345778 ? 5 : 0) : 0)", 1.2345677, 1.2345779);
  found_at("step(x - 3.14159)*step(3.1415901 - x)", 3.1415899, 3.1415902);
  found_at("(abs(x + 7.77777) < 1e-7 ? 0.001 : 0)", -7.7777702, -7.7777698);
  found_at("exp(-((x - 1.2345678)/1e-6)^2)", 1.23455, 1.23458);
  found_at("exp(-1e12*(x^2 - 2.4691356x + 1.52415765279684))", 1.2344, 1.2347);
  found_at("1e-6/(1 + 1e16*(x - 2.00001)^2)", 1.9999, 2.0001);
  found_at("max(0, 1 - abs(1e7*(x - e)))", 2.718281, 2.718283);
}
TEST_CASE("A bump's foot leads to its top, also where no part of a formula is 0 there") {
  // cosh never is 0, and has its middle at -b/a; the gap on the grid is far below what counts.
  const DerivativeCheck found = check("x^2", "2x + 1/cosh(2000x - 6789.1234)");
  REQUIRE(found.disagreements.size() == 1);
  CHECK(found.at == doctest::Approx(3.3945617).epsilon(1e-6));
  CHECK(found.largest_gap == doctest::Approx(1).epsilon(1e-3));
}
TEST_CASE("Looking closely does not take rounding for a disagreement") {
  const DerivativeCheck cancelling = check("expm1(x)/x", "(x*exp(x) - exp(x) + 1)/x^2");
  CHECK(cancelling.agrees());
  CHECK(cancelling.largest_gap < 1e-8);
  CHECK(cancelling.looked.hidden > 0);
  CHECK(cancelling.looked.hidden < cancelling.looked.points / 10);
  CHECK(check("log(1+x^2)/x", "2/(1+x^2) - log(1+x^2)/x^2").agrees());
  CHECK(check("sin(x)/x", "(x*cos(x) - sin(x))/x^2").agrees());
  CHECK(check("sqrt(x)", "0.5*x^(-0.5)").agrees());
  CHECK(check("1/(x-1)^2", "-2/(x-1)^3").agrees());
  CHECK(check("max(0, 3x - 0.3)", "10x > 1 ? 3 : 0").agrees());
  CHECK(check("abs(sin(20x))", "20*cos(20x)*sign(sin(20x))").agrees());
  CHECK(check("x*tanh(log(1+exp(x)))", "tanh(softplus(x)) + x*(1-tanh(softplus(x))^2)*sigmoid(x)").agrees());
  CHECK(check("log(1+exp(100x))", "100/(1+exp(-100x))").agrees());
}
TEST_CASE("What was looked at is told") {
  const DerivativeCheck found = check("max(0, x)", "x > 0 ? 1 : 0");
  CHECK(found.looked.points > 4001);
  CHECK(found.looked.spacing == 0.005);
  CHECK(found.looked.places == 1);
  CHECK(found.looked.finest == doctest::Approx(2e-9));
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
