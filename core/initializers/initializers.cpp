#include <algorithm>
#include <array>

#include "core/base/elementary.hpp"
#include "core/initializers/initializer.hpp"

namespace gradlab {

namespace {

void fill_normal(std::span<double> values, double mean, double deviation, Rng& rng) {
  for (double& value : values) value = mean + deviation * rng.normal();
}

void fill_uniform(std::span<double> values, double low, double high, Rng& rng) {
  for (double& value : values) value = rng.uniform(low, high);
}

double fan_in(const WeightMatrix<double>& weights) { return static_cast<double>(weights.inputs); }

double fan_sum(const WeightMatrix<double>& weights) { return static_cast<double>(weights.inputs + weights.outputs); }

void zeros(WeightMatrix<double> weights, std::span<const double>, Rng&) {
  std::fill(weights.values.begin(), weights.values.end(), 0.0);
}

/// Variance 2 / (fan_in + fan_out), which for a uniform draw is a bound of sqrt(6 / (fan_in + fan_out)): eq. 16.
void xavier_uniform(WeightMatrix<double> weights, std::span<const double>, Rng& rng) {
  const double bound = elementary::sqrt(6.0 / fan_sum(weights));
  fill_uniform(weights.values, -bound, bound, rng);
}

/// Variance 2 / fan_in: a rectifier lets half of the variance through (eq. 10).
void he_normal(WeightMatrix<double> weights, std::span<const double>, Rng& rng) {
  fill_normal(weights.values, 0.0, elementary::sqrt(2.0 / fan_in(weights)), rng);
}

constexpr std::array table{
    Initializer{"zeros", "", {}, zeros},
    Initializer{"xavier_uniform", "Glorot & Bengio 2010", {}, xavier_uniform},
    Initializer{"he_normal", "He, Zhang, Ren & Sun 2015", {}, he_normal},
};

}  // namespace

std::span<const Initializer> initializers() { return table; }

const Initializer* find_initializer(std::string_view id) {
  const auto found = std::find_if(table.begin(), table.end(), [id](const Initializer& row) { return row.id == id; });
  return found == table.end() ? nullptr : &*found;
}

}  // namespace gradlab
