#include <cmath>
#include <limits>
#include <string>

#include "core/activations/activation.hpp"
#include "tests/core/formula_testing.hpp"
#include "tests/core/row_values.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

/// Of fourth order.
template <class F>
double difference(F f, double x) {
  const double h = 1e-3;
  return (8 * (f(x + h) - f(x - h)) - (f(x + 2 * h) - f(x - 2 * h))) / (12 * h);
}

/// f' against f, and f'' against f', by central differences.
void derivatives_fit(std::string_view text, double low = -4, double high = 4) {
  const Formula formula = formula_of(text, {{"a", 0.7}, {"b", 1.3}});
  const std::vector<double> params = formula.initial_values();
  const Formula slope = derivative_of(formula);
  const Program<double> f = compiled(formula), df = compiled(slope), d2f = compiled(derivative_of(slope));
  for (double x = low + 0.0371; x < high; x += 0.237) {
    CAPTURE(text);
    CAPTURE(x);
    const double first = df.at(x, params), second = d2f.at(x, params);
    CHECK(std::abs(first - difference([&](double at) { return f.at(at, params); }, x)) <= 1e-8 * (1 + std::abs(first)));
    CHECK(std::abs(second - difference([&](double at) { return df.at(at, params); }, x)) <=
          1e-8 * (1 + std::abs(second)));
  }
}

/// f, f' and f'' of a formula against those of a built-in row, to 1e-12.
void same_as_row(std::string_view text, std::string_view id) {
  const Activation<double>& row = *find_activation<double>(id);
  const std::vector<double> params = initial_values<double>(row.params);
  const Formula formula = formula_of(text);
  const Formula slope = derivative_of(formula);
  std::vector<double> x;
  for (double at = -30.03; at < 30; at += 0.37) x.push_back(at);
  const std::vector<double> expected[] = {f_of(row, x, params), derivative_of(row, 1, x, params),
                                          derivative_of(row, 2, x, params)};
  const Program<double> programs[] = {compiled(formula), compiled(slope), compiled(derivative_of(slope))};
  for (std::size_t order = 0; order < 3; ++order)
    for (std::size_t i = 0; i < x.size(); ++i)
      CHECK_MESSAGE(
          std::abs(programs[order].at(x[i]) - expected[order][i]) <= 1e-12 * (1 + std::abs(expected[order][i])), text,
          " order ", order, " at ", x[i]);
}

}  // namespace

TEST_CASE("Derivatives of every function fit central differences") {
  for (const std::string_view text : {"cos(x)", "cosh(x)", "erf(x)", "exp(x)", "expm1(x)", "sigmoid(x)", "sin(x)",
                                      "sinh(x)", "softplus(x)", "tanh(x)", "exp(-x^2/2)"})
    derivatives_fit(text);
  for (const std::string_view text : {"log(x)", "log10(x)", "log1p(x)", "sqrt(x)"}) derivatives_fit(text, 0.5);
  derivatives_fit("tan(x)", -1.2, 1.2);
}
TEST_CASE("Derivatives of sums, products, quotients and powers fit central differences") {
  for (const std::string_view text :
       {"x^3 - 2x^2 + x - 7", "x*sin(x)*exp(-x)", "(x^2+1)/(x^4+3)", "a/(b+x^2)", "(1+x^2)^-2", "(2+sin(x))^x", "2^x",
        "(x^2+1)^a", "sqrt(1+x^2)", "-(-x)^3", "sin(cos(sin(x)))", "(x-1)/(3+x^2)"})
    derivatives_fit(text, -0.9, 0.9);
}
TEST_CASE("Derivatives of functions with kinks fit central differences beside the kinks") {
  for (const std::string_view text : {"abs(x)*x", "max(x, a*x)", "min(x^2, b)", "relu(x+10)*sin(x)",
                                      "x > -9 ? sin(x) : exp(x)", "step(x+9)*x", "sign(x+9)*x^2"})
    derivatives_fit(text, 1.5, 4);
}

TEST_CASE("A formula of silu has the built-in row's values and derivatives") {
  same_as_row("x*sigmoid(x)", "silu");
  same_as_row("x/(1+exp(-x))", "silu");
}
TEST_CASE("A formula of mish has the built-in row's values and derivatives") {
  same_as_row("x*tanh(log(1+exp(x)))", "mish");
}
TEST_CASE("A formula of softplus has the built-in row's values and derivatives") {
  same_as_row("log(1+exp(x))", "softplus");
}
TEST_CASE("A formula of gelu has the built-in row's values and derivatives") {
  same_as_row("x/2*(1+erf(x/sqrt(2)))", "gelu");
}
TEST_CASE("A formula of elu has the built-in row's values and derivatives") {
  same_as_row("x > 0 ? x : exp(x)-1", "elu");
}
TEST_CASE("Formulas of tanh, sigmoid, softsign and gaussian have the built-in rows' values and derivatives") {
  same_as_row("(exp(x)-exp(-x))/(exp(x)+exp(-x))", "tanh");
  same_as_row("(e^-x-e^x)/(-e^x-e^-x)", "tanh");
  same_as_row("(exp(2x)-1)/(exp(2x)+1)", "tanh");
  same_as_row("2/(1+exp(-2x))-1", "tanh");
  same_as_row("1 - 2/(1+exp(2x))", "tanh");
  same_as_row("1/(1+e^-x)", "sigmoid");
  same_as_row("x/(1+abs(x))", "softsign");
  same_as_row("exp(-x^2)", "gaussian");
}

TEST_CASE("tanh typed by exponentials does not overflow") {
  for (const std::string_view text :
       {"(exp(x)-exp(-x))/(exp(x)+exp(-x))", "(exp(2x)-1)/(exp(2x)+1)", "2/(1+exp(-2x))-1", "1-2/(e^(2x)+1)"}) {
    CHECK_MESSAGE(value_of(text, 800) == 1, text);
    CHECK_MESSAGE(value_of(text, -800) == -1, text);
    CHECK_MESSAGE(slope_of(text, 800) == 0, text);
  }
}
TEST_CASE("The difference of exponentials over another sum is not taken for tanh") {
  const double a = std::exp(0.7), b = std::exp(-0.7);
  CHECK(value_of("(exp(x)-exp(-x))/(exp(x)+exp(-2x))", 0.7) == doctest::Approx((a - b) / (a + b * b)).epsilon(1e-14));
  CHECK(value_of("3/(1+exp(-2x))-1", 0.7) == doctest::Approx(3 / (1 + b * b) - 1).epsilon(1e-14));
  CHECK(value_of("(exp(2x)-1)/(exp(x)+1)", 0.7) == doctest::Approx((a * a - 1) / (a + 1)).epsilon(1e-14));
}
TEST_CASE("At a kink the derivative is PyTorch's") {
  CHECK(slope_of("abs(x)", 0) == 0);
  CHECK(slope_of("relu(x)", 0) == 0);
  CHECK(slope_of("step(x)", 0) == 0);
  CHECK(slope_of("sign(x)", 0) == 0);
  CHECK(slope_of("max(x, 3x)", 0) == 2);
  CHECK(slope_of("min(x, 3x)", 0) == 2);
  CHECK(slope_of("max(0, x)", 0) == 0.5);
  CHECK(slope_of("x >= 0 ? 5x : x", 0) == 5);
}
TEST_CASE("The derivative of x^y at a base of 0 is PyTorch's") {
  CHECK(value_of(derivative_of(formula_of("x^y")), 0, 0) == 0);
  CHECK(value_of(derivative_of(formula_of("x^y")), 0, 2) == 0);
  CHECK(value_of(derivative_of(formula_of("x^y"), "y"), 0, 2) == 0);
}
TEST_CASE("The derivative of a choice is that of the side taken, though the other has none") {
  CHECK(slope_of("x > 0 ? log(x) : 0", -1) == 0);
  CHECK(slope_of("x > 0 ? log(x) : 0", 2) == 0.5);
  CHECK(slope_of("x > 0 ? sqrt(x) : x", 0) == 1);
  CHECK(value_of(derivative_of(derivative_of(formula_of("x > 0 ? log(x) : 0"))), -1) == 0);
}
TEST_CASE("What does not change has a derivative of 0, not 0 times its value") {
  CHECK(slope_of("x + log(a - 1)", 2) == 1);
  CHECK(slope_of("3", 2) == 0);
  CHECK(slope_of("x*a", 2, "b") == 0);
}

TEST_CASE("The derivative by a parameter fits") {
  CHECK(slope_of("max(0,x) + a*min(0,x)", -3, "a") == -3);
  CHECK(slope_of("max(0,x) + a*min(0,x)", 3, "a") == 0);
  CHECK(slope_of("x*sigmoid(beta*x)", 0.5, "beta") == doctest::Approx(0.25 * 0.2350037122015945));
}
TEST_CASE("Derivatives by y and mixed ones make a Hessian") {
  const Formula rosenbrock = formula_of("(1-x)^2 + 100*(y-x^2)^2");
  const Formula by_x = derivative_of(rosenbrock), by_y = derivative_of(rosenbrock, "y");
  CHECK(value_of(by_x, -1.2, 1) == doctest::Approx(-215.6));
  CHECK(value_of(by_y, -1.2, 1) == doctest::Approx(-88));
  CHECK(value_of(derivative_of(by_x), -1.2, 1) == doctest::Approx(1330));
  CHECK(value_of(derivative_of(by_x, "y"), -1.2, 1) == doctest::Approx(480));
  CHECK(value_of(derivative_of(by_y, "x"), -1.2, 1) == doctest::Approx(480));
  CHECK(value_of(derivative_of(by_y, "y"), -1.2, 1) == doctest::Approx(200));
}
TEST_CASE("The derivative of a quotient by a power has one power more") {
  CHECK(to_text(derivative_of(formula_of("1/x^2"))) == "-(2/x^3)");
  CHECK(slope_of("(x+1)/x^3", 2) == doctest::Approx(-7.0 / 16));
  CHECK(slope_of("a/(1+x)^a", 1, "a") == doctest::Approx(0.5 - 0.5 * std::log(2)));
  derivatives_fit("(x^2+1)/(1+abs(x))^3");
  derivatives_fit("sin(x)/(2+x^2)^2");
  derivatives_fit("x^2/exp(x)^2.5");
}
TEST_CASE("A quotient's derivative does not overflow where the square of its denominator does") {
  CHECK(slope_of("1/x", 1e-170) == -std::numeric_limits<double>::infinity());
  CHECK(slope_of("x/(1+abs(x))", 1e160) == 0);
  CHECK(slope_of("1e160/x", 1e200) == doctest::Approx(-1e-240));
}
TEST_CASE("A derivative that would be too large is refused, not computed for minutes") {
  std::string text = "x";
  for (int i = 0; i < 90; ++i) text = "(" + text + ")^x";
  const Formula formula = formula_of(text);
  Result<Formula> derivative = formula.derivative("x");
  for (int order = 0; order < 8 && derivative; ++order) derivative = derivative->derivative("x");
  REQUIRE(!derivative);
  CHECK(derivative.error().id == "formula_too_large");
}
