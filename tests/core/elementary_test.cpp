#include "core/base/elementary.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "tests/core/ulp.hpp"

namespace {

namespace own = gradlab::elementary;
using gradlab::test::worst_ulp;

// Elsewhere the library's long double functions are no better than double, and no reference. (The bits there are the
// same as here: golden_activations_test and error_table's hash see to that.)
constexpr bool exact_reference = std::numeric_limits<long double>::digits == 64;

using Real = long double;

struct ElementaryCase {
  const char* name;
  double (*in_double)(double);
  float (*in_float)(float);
  Real (*reference)(Real);
  double low, high;
  double double_bound, float_bound;  ///< in units in the last place
};

Real sigmoid(Real x) { return x > 0 ? 1 / (1 + std::exp(-x)) : std::exp(x) / (1 + std::exp(x)); }
Real softplus(Real x) { return std::fmax(x, 0.0L) + std::log1p(std::exp(-std::fabs(x))); }
Real phi(Real x) { return std::exp(-x * x / 2) / std::sqrt(2 * std::acos(-1.0L)); }
Real capital_phi(Real x) { return std::erfc(-x / std::sqrt(2.0L)) / 2; }

template <class T>
T density(T x) {
  return own::dropped(own::lifted_normal_density(x));
}

const ElementaryCase cases[] = {
    {"exp", own::exp, own::exp, std::exp, -87, 88, 1, 1},
    {"exp", own::exp, own::exp, std::exp, -1, 1, 1, 1},
    {"expm1", own::expm1, own::expm1, std::expm1, -50, 88, 2.2, 1.5},
    {"expm1", own::expm1, own::expm1, std::expm1, -1, 1, 2.2, 1.5},
    {"log", own::log, own::log, std::log, 1e-3, 10, 1.2, 1},
    {"log", own::log, own::log, std::log, 1e-30, 1e30, 1.2, 1},
    {"log1p", own::log1p, own::log1p, std::log1p, -0.9, 1, 1.6, 1.6},
    {"log1p", own::log1p, own::log1p, std::log1p, -1e-6, 1e-6, 1.6, 1.6},
    {"tanh", own::tanh, own::tanh, std::tanh, -10, 10, 2.5, 5},
    {"tanh", own::tanh, own::tanh, std::tanh, -0.1, 0.1, 2.5, 5},
    {"sigmoid", own::sigmoid, own::sigmoid, sigmoid, -80, 80, 2.5, 2.5},
    {"sigmoid", own::sigmoid, own::sigmoid, sigmoid, -3, 3, 2.5, 2.5},
    {"softplus", own::softplus, own::softplus, softplus, -80, 80, 2.5, 2.5},
    {"sin", own::sin, own::sin, std::sin, -1e4, 1e4, 2, 1},
    {"sin", own::sin, own::sin, std::sin, -4, 4, 2, 1},
    {"cos", own::cos, own::cos, std::cos, -1e4, 1e4, 2, 1},
    {"erf", own::erf, own::erf, std::erf, -6, 6, 2.5, 3},
    {"density", density, density, phi, -13, 13, 2.5, 2.5},
    {"distribution", own::normal_distribution, own::normal_distribution, capital_phi, -13, 8, 5, 6},
};

}  // namespace

TEST_CASE("Own elementary functions keep their stated error in double" * doctest::skip(!exact_reference)) {
  for (const ElementaryCase& c : cases) {
    const double worst = worst_ulp<double>(c.in_double, c.reference, c.low, c.high);
    CAPTURE(c.name);
    CAPTURE(c.low);
    CAPTURE(worst);
    CHECK(worst <= c.double_bound);
  }
}

TEST_CASE("Own elementary functions keep their stated error in float") {
  for (const ElementaryCase& c : cases) {
    const double worst = worst_ulp<float>(c.in_float, c.reference, c.low, c.high);
    CAPTURE(c.name);
    CAPTURE(c.low);
    CAPTURE(worst);
    CHECK(worst <= c.float_bound);
  }
}

TEST_CASE_TEMPLATE("tanh is odd to the bit and stays within its range", T, float, double) {
  for (T x = 0; x < T(25); x += T(0.0137)) {
    CHECK(own::tanh(-x) == -own::tanh(x));
    CHECK(own::tanh(x) <= T(1));
  }
}

TEST_CASE("tanh in float is at most 1 at every float before it becomes 1, and 1 from there on") {
  float largest = 0;
  for (float x = 7; x < 9.5f; x = std::nextafter(x, 10.0f)) largest = std::max(largest, own::tanh(x));
  CHECK(largest == 1.0f);
  CHECK(own::tanh(9.5f) == 1.0f);
}

TEST_CASE_TEMPLATE("sigmoid(x) is 1 - sigmoid(-x) to the bit and stays within its range", T, float, double) {
  for (T x = T(0.0137); x < T(100); x += T(0.0137)) {
    CHECK(own::sigmoid(x) == T(1) - own::sigmoid(-x));
    CHECK(own::sigmoid(-x) >= T(0));
  }
}

TEST_CASE_TEMPLATE("Elementary functions take infinities and their edges", T, float, double) {
  const T infinity = std::numeric_limits<T>::infinity();
  CHECK(own::exp(infinity) == infinity);
  CHECK(own::exp(-infinity) == T(0));
  CHECK(own::expm1(-infinity) == T(-1));
  CHECK(own::log(T(0)) == -infinity);
  CHECK(own::log(infinity) == infinity);
  CHECK(std::isnan(own::log(T(-1))));
  CHECK(own::log1p(infinity) == infinity);
  CHECK(own::tanh(-infinity) == T(-1));
  CHECK(own::sigmoid(infinity) == T(1));
  CHECK(own::softplus(-infinity) == T(0));
  CHECK(own::erf(infinity) == T(1));
  CHECK(own::normal_distribution(-infinity) == T(0));
}

TEST_CASE_TEMPLATE("NaN goes through every elementary function", T, float, double) {
  const T nan = std::numeric_limits<T>::quiet_NaN();
  for (const T y : {own::exp(nan), own::expm1(nan), own::log(nan), own::log1p(nan), own::tanh(nan), own::sigmoid(nan),
                    own::softplus(nan), own::sin(nan), own::cos(nan), own::erf(nan), own::normal_distribution(nan)}) {
    CHECK(std::isnan(y));
  }
}

TEST_CASE("Double keeps the far tails: denormal exponentials, the largest ones, logarithms of denormals") {
  CHECK(own::exp(-745.0) == 4.9406564584124654e-324);
  CHECK(own::exp(709.78) == doctest::Approx(1.7928227943945155e308).epsilon(1e-14));
  CHECK(own::expm1(709.78) == doctest::Approx(1.7928227943945155e308).epsilon(1e-14));
  CHECK(own::log(4.9406564584124654e-324) == doctest::Approx(-744.4400719213812).epsilon(1e-15));
  CHECK(own::normal_distribution(-38.0) == doctest::Approx(2.8854e-316).epsilon(1e-4));
}

TEST_CASE("sin and cos of huge numbers stay within their range") {
  for (double x = 1e7; x < 1e300; x *= 31.7) {
    CHECK(std::fabs(own::sin(x)) <= 1.0);
    CHECK(std::fabs(own::cos(-x)) <= 1.0);
  }
}
