#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "core/activations/activation.hpp"
#include "core/base/rng.hpp"
#include "tests/core/row_values.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

constexpr double step = 1e-5;

/// Central differences are right to step² and to the rounding of f over step; f' and f'' of the rows are about 1.
bool agrees(double exact, double above, double below, double width) {
  const double numeric = (above - below) / (2 * width);
  const double rounding = 1e-15 * (std::abs(above) + std::abs(below)) / width;
  return std::abs(exact - numeric) <= 1e-8 * (1 + std::abs(exact)) + rounding;
}

template <class Check>
void for_many_points(const Activation<double>& row, Check check) {
  Rng rng(7);
  for (int i = 0; i < 400; ++i) {
    std::vector<double> params = initial_values<double>(row.params);
    if (i % 2 == 1) {
      for (std::size_t p = 0; p < params.size(); ++p) params[p] += rng.uniform(0, 0.4);
    }
    const double x = rng.uniform(-8, 8);
    if (distance_to_kink(row, x, params) > 2 * step) check(x, params);
  }
}

}  // namespace

TEST_CASE("f' of every scalar activation is the slope of f") {
  for (const Activation<double>& row : activations<double>()) {
    if (row.mixes()) continue;
    for_many_points(row, [&](double x, const std::vector<double>& p) {
      const std::vector<double> y = f_of(row, {x + step, x - step}, p);
      CHECK_MESSAGE(agrees(derivative_of(row, 1, {x}, p)[0], y[0], y[1], step), std::string(row.id), " at ", x);
    });
  }
}

TEST_CASE("f'' of every scalar activation is the slope of f'") {
  for (const Activation<double>& row : activations<double>()) {
    if (row.mixes()) continue;
    for_many_points(row, [&](double x, const std::vector<double>& p) {
      const std::vector<double> d = derivative_of(row, 1, {x + step, x - step}, p);
      CHECK_MESSAGE(agrees(derivative_of(row, 2, {x}, p)[0], d[0], d[1], step), std::string(row.id), " at ", x);
    });
  }
}

TEST_CASE("The derivative by every parameter of an activation is the slope over that parameter") {
  for (const Activation<double>& row : activations<double>()) {
    for (std::size_t i = 0; i < row.params.size() && !row.mixes(); ++i) {
      for_many_points(row, [&](double x, const std::vector<double>& p) {
        const double exact = param_derivative_of(row, i, {x}, p)[0];
        std::vector<double> more = p, less = p;
        more[i] += step, less[i] -= step;
        if (distance_to_kink(row, x, more) <= step || distance_to_kink(row, x, less) <= step) return;
        const double above = f_of(row, {x}, more)[0], below = f_of(row, {x}, less)[0];
        CHECK_MESSAGE(agrees(exact, above, below, step), std::string(row.id), " at ", x);
      });
    }
  }
}

TEST_CASE("The vector-Jacobian product of every mixing activation is the slope along each input") {
  constexpr std::size_t outputs = 3, samples = 5;
  for (const Activation<double>& row : activations<double>()) {
    if (!row.mixes()) continue;
    const std::vector<double> params = initial_values<double>(row.params);
    const UnitParams<double> p{params.data(), params.size(), 0};
    const std::size_t inputs = outputs * row.inputs_per_output(params);
    Rng rng(11);
    std::vector<double> z(inputs * samples), y(outputs * samples), dy(outputs * samples), dz(inputs * samples);
    for (double& value : z) value = rng.normal();
    for (double& value : dy) value = rng.normal();
    const Block<double> in{z.data(), inputs, samples, samples}, out{y.data(), outputs, samples, samples};
    const auto along_dy = [&] {
      row.mix(in, p, out);
      double sum = 0;
      for (std::size_t i = 0; i < y.size(); ++i) sum += y[i] * dy[i];
      return sum;
    };
    along_dy();
    row.mix_vjp(in, out, {dy.data(), outputs, samples, samples}, p, {dz.data(), inputs, samples, samples});
    for (std::size_t i = 0; i < z.size(); ++i) {
      const double at = z[i];
      z[i] = at + step;
      const double above = along_dy();
      z[i] = at - step;
      const double below = along_dy();
      z[i] = at;
      CHECK_MESSAGE(agrees(dz[i], above, below, step), std::string(row.id), " input ", i);
    }
  }
}

TEST_CASE("float kernels agree with double kernels to float accuracy") {
  for (const Activation<float>& row : activations<float>()) {
    if (row.mixes()) continue;
    const Activation<double>& exact = *find_activation<double>(row.id);
    const std::vector<double> p = initial_values<double>(row.params);
    const std::vector<float> p_float = initial_values<float>(row.params);
    for (float x = -20.0f; x < 20.0f; x += 0.0625f) {
      const double wide = x;
      const double tolerance = 1e-6 * (1 + std::abs(wide));
      CAPTURE(std::string(row.id));
      CAPTURE(x);
      CHECK(std::abs(f_of(row, {x}, p_float)[0] - f_of(exact, {wide}, p)[0]) < tolerance);
      CHECK(std::abs(derivative_of(row, 1, {x}, p_float)[0] - derivative_of(exact, 1, {wide}, p)[0]) < tolerance);
      CHECK(std::abs(derivative_of(row, 2, {x}, p_float)[0] - derivative_of(exact, 2, {wide}, p)[0]) < tolerance);
    }
  }
}
