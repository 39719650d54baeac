#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <string>

#include "core/activations/properties.hpp"

namespace {

using namespace gradlab;

constexpr double infinity = std::numeric_limits<double>::infinity();

ActivationFacts facts(std::string_view id, std::vector<double> params = {}) {
  return activation_facts(*find_activation<double>(id), params);
}

/// A row that is in no table, made of a function and its slope.
template <double (*function)(double), double (*slope)(double)>
Activation<double> row_of(std::span<const Kink> kinks = {}) {
  Activation<double> row;
  row.kinks = kinks;
  row.f = [](Block<const double> x, UnitParams<double>, Block<double> y) {
    for (std::size_t i = 0; i < x.samples; ++i) y.data[i] = function(x.data[i]);
  };
  row.df = [](Block<const double> x, Block<const double>, UnitParams<double>, Block<double> d) {
    for (std::size_t i = 0; i < x.samples; ++i) d.data[i] = slope(x.data[i]);
  };
  return row;
}

double silu(double x) { return x / (1 + std::exp(-x)); }
double silu_slope(double x) {
  const double s = 1 / (1 + std::exp(-x));
  return s + x * s * (1 - s);
}
double bell(double x) { return std::exp(-x * x); }
double bell_slope(double x) { return -2 * x * std::exp(-x * x); }
double sine(double x) { return std::sin(x); }
double cosine(double x) { return std::cos(x); }
double hard_tanh(double x) { return std::fmax(-1, std::fmin(1, x)); }
double hard_tanh_slope(double x) { return std::abs(x) < 1 ? 1 : 0; }
double hard_shrink(double x) { return std::abs(x) > 0.5 ? x : 0; }
double hard_shrink_slope(double x) { return std::abs(x) > 0.5 ? 1 : 0; }
double stairs(double x) { return x >= 0 ? 1 : 0; }
double nothing(double) { return 0; }
double soft_sign(double x) { return x / (1 + std::abs(x)); }
double soft_sign_slope(double x) { return 1 / ((1 + std::abs(x)) * (1 + std::abs(x))); }

}  // namespace

TEST_CASE("facts: sigmoid stays between 0 and 1 and reaches neither") {
  CHECK(facts("sigmoid").range == Interval{0, 1, false, false});
  CHECK(facts("tanh").range == Interval{-1, 1, false, false});
}

TEST_CASE("facts: relu reaches 0 and has no upper bound") {
  CHECK(facts("relu").range == Interval{0, infinity, true, false});
  CHECK(facts("identity").range == Interval{-infinity, infinity, false, false});
  CHECK(facts("leaky_relu", {0.01}).range == Interval{-infinity, infinity, false, false});
}

TEST_CASE("facts: a dip inside is the reached end of the range") {
  const Interval range = activation_facts(row_of<silu, silu_slope>(), {}).range;
  CHECK(range.low == doctest::Approx(-0.2784645427610738));
  CHECK(range.has_low);
  CHECK(range.high == infinity);
}

TEST_CASE("facts: ranges of a bell, a wave, a hard and a slow function") {
  const Kink edges[] = {{-1}, {1}};
  CHECK(activation_facts(row_of<bell, bell_slope>(), {}).range == Interval{0, 1, false, true});
  CHECK(activation_facts(row_of<sine, cosine>(), {}).range.has_high);
  CHECK(activation_facts(row_of<hard_tanh, hard_tanh_slope>(edges), {}).range == Interval{-1, 1, true, true});
  CHECK(activation_facts(row_of<soft_sign, soft_sign_slope>(), {}).range == Interval{-1, 1, false, false});
}

TEST_CASE("facts: the largest slope of sigmoid is a quarter, that of silu lies beside the origin") {
  CHECK(facts("sigmoid").largest_slope == doctest::Approx(0.25).epsilon(1e-12));
  CHECK(activation_facts(row_of<silu, silu_slope>(), {}).largest_slope ==
        doctest::Approx(1.0998393194986).epsilon(1e-9));
}

TEST_CASE("facts: mean output under N(0,1) of relu is 1 over the root of 2 pi") {
  CHECK(facts("relu").mean_output == doctest::Approx(0.3989422804).epsilon(1e-6));
  CHECK(facts("sigmoid").mean_output == doctest::Approx(0.5).epsilon(1e-9));
  CHECK(facts("tanh").mean_output == doctest::Approx(0).epsilon(1e-9));
}

TEST_CASE("facts: half of relu's outputs are exactly zero, none of tanh's") {
  CHECK(facts("relu").exact_zeros == doctest::Approx(0.5).epsilon(1e-5));
  CHECK(facts("tanh").exact_zeros == 0);
  const Kink edges[] = {{-0.5, -1, 0, 0}, {0.5, -1, 0, 0}};
  CHECK(activation_facts(row_of<hard_shrink, hard_shrink_slope>(edges), {}).exact_zeros ==
        doctest::Approx(0.3829249).epsilon(1e-5));
}

TEST_CASE("facts: which functions only rise") {
  CHECK(facts("relu").monotony == Monotony::rising);
  CHECK(facts("prelu", {-0.5}).monotony == Monotony::neither);
  CHECK(activation_facts(row_of<silu, silu_slope>(), {}).monotony == Monotony::neither);
  CHECK(activation_facts(row_of<nothing, nothing>(), {}).monotony == Monotony::constant);
}

TEST_CASE("facts: a kink is counted only where the slope jumps with these parameters") {
  CHECK(facts("leaky_relu", {0.01}).kinks == std::vector<double>{0});
  CHECK(facts("leaky_relu", {1}).kinks.empty());
  CHECK(facts("tanh").kinks.empty());
}

TEST_CASE("facts: sigmoid is flat beyond 4.585 on both sides, relu up to and with 0") {
  const auto sigmoid = facts("sigmoid").flat, relu = facts("relu").flat;
  REQUIRE(sigmoid.size() == 2);
  CHECK(sigmoid[0].high == doctest::Approx(-sigmoid[1].low));
  CHECK(sigmoid[1].low == doctest::Approx(4.584863).epsilon(1e-6));
  REQUIRE(relu.size() == 1);
  CHECK(relu[0] == Interval{-infinity, 0, false, true});
}

TEST_CASE("facts: a moment of zero slope between two samples is a flat zone too") {
  for (const double reach : {10.0, 4000.0}) {
    const auto zones = flat_zones(row_of<silu, silu_slope>(), {}, -reach, reach);
    REQUIRE(zones.size() == 2);
    CHECK(zones[1].low < -1.2784645);
    CHECK(zones[1].low > -1.4);
    CHECK(zones[1].high > -1.2784645);
    CHECK(zones[1].high < -1.2);
  }
}

TEST_CASE("facts: the step is flat everywhere, the identity nowhere") {
  const Kink jump[] = {{0, -1, 0, 0}};
  const auto zones = activation_facts(row_of<stairs, nothing>(jump), {}).flat;
  REQUIRE(zones.size() == 1);
  CHECK(zones[0].low == -infinity);
  CHECK(zones[0].high == infinity);
  CHECK(facts("identity").flat.empty());
}

TEST_CASE("facts: every row of the table has finite facts at its initial parameters") {
  for (const auto& row : activations<double>()) {
    if (row.mixes()) continue;
    CAPTURE(row.id);
    std::vector<double> params;
    for (const ParamSpec& spec : row.params) params.push_back(spec.initial);
    const ActivationFacts all = activation_facts(row, params);
    CHECK(std::isfinite(all.mean_output));
    CHECK(std::isfinite(all.largest_slope));
    CHECK(all.range.low < all.range.high);
  }
}

TEST_CASE("evaluate: f, f' and f'' over a block agree with one number at a time") {
  const auto& row = *find_activation<double>("tanh");
  const double x[] = {-2, 0, 0.5};
  double y[3], d[3], c[3];
  evaluate(row, {}, Derivative::none, x, y);
  evaluate(row, {}, Derivative::first, x, d);
  evaluate(row, {}, Derivative::second, x, c);
  for (int i = 0; i < 3; ++i) {
    CHECK(y[i] == value_at(row, x[i], {}));
    CHECK(d[i] == slope_at(row, x[i], {}));
    CHECK(c[i] == doctest::Approx(-2 * y[i] * d[i]));
  }
}
