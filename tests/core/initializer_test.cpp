#include "core/initializers/initializer.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "tests/core/row_values.hpp"

namespace {

using namespace gradlab;

std::vector<double> filled(std::string_view id, std::size_t outputs, std::size_t inputs, std::uint64_t seed = 1) {
  const Initializer& row = *find_initializer(id);
  std::vector<double> values(outputs * inputs, std::nan(""));
  Rng rng(seed);
  row.fill({values, inputs, outputs}, test::initial_values<double>(row.params), rng);
  return values;
}

double variance(const std::vector<double>& values) {
  double squares = 0;
  for (const double value : values) squares += value * value;
  return squares / static_cast<double>(values.size());
}

double dot_of_rows(const std::vector<double>& m, std::size_t columns, std::size_t a, std::size_t b) {
  double sum = 0;
  for (std::size_t i = 0; i < columns; ++i) sum += m[a * columns + i] * m[b * columns + i];
  return sum;
}

}  // namespace

TEST_CASE("Every initialiser fills every weight, the same for the same seed") {
  for (const Initializer& row : initializers()) {
    const std::vector<double> once = filled(row.id, 5, 7), again = filled(row.id, 5, 7);
    CAPTURE(std::string(row.id));
    CHECK(once == again);
    for (const double weight : once) CHECK(std::isfinite(weight));
  }
}

TEST_CASE("Scaled initialisers have the variance of their papers") {
  constexpr double inputs = 200, outputs = 300;
  const auto ratio = [&](std::string_view id, double expected) { return variance(filled(id, 300, 200)) / expected; };
  for (const std::string_view id : {"xavier_uniform", "xavier_normal"})
    CHECK(ratio(id, 2 / (inputs + outputs)) == doctest::Approx(1).epsilon(0.02));
  for (const std::string_view id : {"he_uniform", "he_normal"})
    CHECK(ratio(id, 2 / inputs) == doctest::Approx(1).epsilon(0.02));
  CHECK(ratio("lecun_normal", 1 / inputs) == doctest::Approx(1).epsilon(0.02));
}

TEST_CASE("Orthogonal weights have orthonormal rows, or columns where there are more rows") {
  const std::vector<double> wide = filled("orthogonal", 20, 33);
  for (std::size_t a = 0; a < 20; ++a)
    for (std::size_t b = 0; b < 20; ++b) CHECK(std::abs(dot_of_rows(wide, 33, a, b) - (a == b ? 1.0 : 0.0)) < 1e-13);
  const std::vector<double> tall = filled("orthogonal", 33, 20);
  double squares = 0;
  for (std::size_t o = 0; o < 33; ++o) squares += tall[o * 20] * tall[o * 20];
  CHECK(squares == doctest::Approx(1));
}
