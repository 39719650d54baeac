#include <cmath>
#include <limits>
#include <string>

#include "core/base/rng.hpp"
#include "tests/core/formula_testing.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

constexpr double infinity = std::numeric_limits<double>::infinity();

template <class Direct>
void same_values(std::string_view text, Direct direct, double low = -5, double high = 5) {
  const Program<double> program = compiled(formula_of(text));
  for (double x = low; x <= high; x += 0.173) {
    CAPTURE(text);
    CAPTURE(x);
    CHECK(std::abs(program.at(x) - direct(x)) <= 1e-13 * (1 + std::abs(direct(x))));
  }
}

}  // namespace

TEST_CASE("Exponentials and logarithms have their values") {
  same_values("exp(x)", [](double x) { return std::exp(x); });
  same_values("expm1(x)", [](double x) { return std::expm1(x); });
  same_values("log(x)", [](double x) { return std::log(x); }, 0.01);
  same_values("ln(x)", [](double x) { return std::log(x); }, 0.01);
  same_values("log10(x)", [](double x) { return std::log10(x); }, 0.01);
  same_values("log1p(x)", [](double x) { return std::log1p(x); }, -0.9);
  same_values("sqrt(x)", [](double x) { return std::sqrt(x); }, 0);
}
TEST_CASE("Circular and hyperbolic functions have their values") {
  same_values("sin(x)", [](double x) { return std::sin(x); });
  same_values("cos(x)", [](double x) { return std::cos(x); });
  same_values("tan(x)", [](double x) { return std::tan(x); }, -1.5, 1.5);
  same_values("sinh(x)", [](double x) { return std::sinh(x); }, -30, 30);
  same_values("cosh(x)", [](double x) { return std::cosh(x); }, -30, 30);
  same_values("tanh(x)", [](double x) { return std::tanh(x); });
}
TEST_CASE("The functions of networks have their values") {
  same_values("sigmoid(x)", [](double x) { return 1 / (1 + std::exp(-x)); });
  same_values("softplus(x)", [](double x) { return std::log1p(std::exp(x)); });
  same_values("relu(x)", [](double x) { return std::max(0.0, x); });
  same_values("step(x)", [](double x) { return x >= 0 ? 1.0 : 0.0; });
  same_values("erf(x)", [](double x) { return std::erf(x); });
}
TEST_CASE("abs, sign, min and max have their values, of more than two as well") {
  same_values("abs(x)", [](double x) { return std::abs(x); });
  same_values("sign(x)", [](double x) { return x > 0 ? 1.0 : x < 0 ? -1.0 : 0.0; });
  same_values("max(0, x, 2)", [](double x) { return std::max(x, 2.0); });
  same_values("min(1, x, -2)", [](double x) { return std::min(x, -2.0); });
}
TEST_CASE("Whole formulas have the values of the same C++ expressions") {
  same_values("x^3 - 2x + 1/(1 + x^2)", [](double x) { return x * x * x - 2 * x + 1 / (1 + x * x); });
  same_values("x/2*(1 + erf(x/sqrt(2)))", [](double x) { return x / 2 * (1 + std::erf(x / std::sqrt(2.0))); });
  same_values("x < -1 ? -1 : x > 1 ? 1 : x", [](double x) { return std::max(-1.0, std::min(1.0, x)); });
  same_values("e^(-x^2)*sin(pi*x)", [](double x) { return std::exp(-x * x) * std::sin(3.141592653589793 * x); });
}

TEST_CASE("Powers have their values for every kind of exponent") {
  same_values("x^5", [](double x) { return std::pow(x, 5); });
  same_values("x^-3", [](double x) { return std::pow(x, -3); });
  same_values("x^40", [](double x) { return std::pow(x, 40); });
  same_values("x^0.5", [](double x) { return std::sqrt(x); }, 0);
  same_values("abs(x)^2.5", [](double x) { return std::pow(std::abs(x), 2.5); });
  same_values("2^x", [](double x) { return std::exp2(x); }, -60, 60);
}
TEST_CASE("A power with varying base and exponent follows pow") {
  const Program<double> program = compiled(formula_of("x^y"));
  for (const double base : {-infinity, -2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0, infinity})
    for (const double exponent : {-infinity, -3.0, -2.0, -0.5, 0.0, 0.5, 2.0, 3.0, 1e10, infinity}) {
      CAPTURE(base);
      CAPTURE(exponent);
      const double expected = std::pow(base, exponent), value = program.at(base, exponent, {});
      if (std::isfinite(expected)) CHECK(value == doctest::Approx(expected).epsilon(1e-14));
    }
}
TEST_CASE("A negative base has a power for whole exponents only") {
  CHECK(value_of("x^y", -2, 3) == doctest::Approx(-8));
  CHECK(std::isnan(value_of("x^y", -2, 0.5)));
}

TEST_CASE("log10 of a power of ten is whole") {
  for (const double x : {1e-3, 0.1, 1.0, 10.0, 100.0, 1000.0, 1e10})
    CHECK(value_of("log10(x)", x) == std::round(std::log10(x)));
}

TEST_CASE("The side of a choice that is not taken does not count") {
  CHECK(value_of("x > 0 ? log(x) : 0", -1) == 0);
  CHECK(value_of("x != 0 ? sin(x)/x : 1", 0) == 1);
}
TEST_CASE("NaN stays NaN") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const std::string_view text : {"x", "max(0, x)", "min(x, 0)", "abs(x)", "sign(x)", "x^2", "x^0.3", "relu(x)"})
    CHECK_MESSAGE(std::isnan(value_of(text, nan)), text);
}
TEST_CASE("What overflows when typed plainly is computed in a form that does not") {
  CHECK(value_of("log(1+exp(x))", 800) == 800);
  CHECK(value_of("x*tanh(log(1+e^x))", 800) == 800);
  CHECK(slope_of("log(1+exp(x))", 800) == 1);
  CHECK(slope_of("1/(1+exp(-x))", -720) == doctest::Approx(std::exp(-720.0)).epsilon(1e-13));
  CHECK(slope_of("exp(x)/(1+exp(x))", 720) == doctest::Approx(std::exp(-720.0)).epsilon(1e-13));
  CHECK(value_of("exp(x)-1", 1e-20) == 1e-20);
}
TEST_CASE("0 times something infinite is not made 0") { CHECK(std::isnan(value_of("0*log(x)", 0))); }

TEST_CASE("A block gives bit by bit what single numbers give, whatever its length") {
  const Formula formula = formula_of("a*x*tanh(log(1+exp(x))) + 1/(b+x^2)", {{"a", 0.7}, {"b", 3}});
  const Program<double> program = compiled(formula);
  const std::vector<double> params = formula.initial_values();
  for (const std::size_t count : {1, 15, 16, 17, 255, 256, 257, 1000}) {
    std::vector<double> x(count), out(count);
    Rng rng(3);
    for (double& one : x) one = 4 * rng.normal();
    program.evaluate(x, {}, params, out);
    for (std::size_t i = 0; i < count; ++i) CHECK(out[i] == program.at(x[i], params));
  }
}
TEST_CASE("Each unit of a block has its own parameters") {
  const Program<float> program = compiled<float>(formula_of("a*x"));
  const std::vector<float> x{1, 2, 3, 4}, params{10, 100};
  std::vector<float> out(4);
  program.evaluate({x.data(), 2, 2, 2}, {params.data(), 1, 1}, Block<float>{out.data(), 2, 2, 2});
  CHECK(out == std::vector<float>{10, 20, 300, 400});
}
TEST_CASE("float programs agree with double ones to float accuracy") {
  const Formula formula = formula_of("x*tanh(log(1+exp(x)))");
  const Program<float> narrow = compiled<float>(formula);
  const Program<double> wide = compiled(formula);
  for (float x = -20; x < 20; x += 0.37f)
    CHECK(std::abs(static_cast<double>(narrow.at(x)) - wide.at(static_cast<double>(x))) <= 2e-6 * (1 + std::abs(x)));
}
TEST_CASE("A sum that is multiplied and a product that is added to are one step, and round as two") {
  for (const char* const text : {"(x + y)*x", "x*(x + y)", "x*y + x", "x + x*y"}) {
    const Program<float> program = compiled<float>(formula_of(text));
    CHECK(program.steps() == 1);
    const bool is_sum = text[0] == '(' || text[2] == '(';
    Rng rng(5);
    for (int i = 0; i < 1000; ++i) {
      const float x = static_cast<float>(rng.normal()), y = static_cast<float>(rng.normal());
      const volatile float inner = is_sum ? x + y : x * y;  // not contracted
      CHECK(program.at(x, y, {}) == (is_sum ? inner * x : inner + x));
    }
  }
}

TEST_CASE("Common parts are computed once") {
  CHECK(compiled(formula_of("exp(x)*exp(x) + exp(x)")).steps() == 2);  // the exponential; the product and its sum
  CHECK(compiled(formula_of("(x+1)*(1+x)")).steps() == 2);
}
TEST_CASE("Numbers are put together before the program runs") {
  CHECK(compiled(formula_of("x*(2*pi/sqrt(3)+1)")).steps() == 1);
}
