#include <algorithm>
#include <array>

#include "core/base/elementary.hpp"
#include "core/initializers/initializer.hpp"
#include "core/initializers/orthogonal.hpp"

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

// Bounds and deviations of Glorot & Bengio, eq. 16, He et al., eq. 10, LeCun et al. 1998, eq. 16. A uniform draw within
// ±sqrt(3) has variance 1. `gain` multiplies all of them.
double xavier_deviation(const WeightMatrix<double>& weights) { return elementary::sqrt(2.0 / fan_sum(weights)); }
double he_deviation(const WeightMatrix<double>& weights) { return elementary::sqrt(2.0 / fan_in(weights)); }
double lecun_deviation(const WeightMatrix<double>& weights) { return elementary::sqrt(1.0 / fan_in(weights)); }

template <double (*deviation)(const WeightMatrix<double>&)>
void scaled_normal(WeightMatrix<double> weights, std::span<const double> params, Rng& rng) {
  fill_normal(weights.values, 0.0, params[0] * deviation(weights), rng);
}

template <double (*deviation)(const WeightMatrix<double>&)>
void scaled_uniform(WeightMatrix<double> weights, std::span<const double> params, Rng& rng) {
  const double bound = params[0] * elementary::sqrt(3.0) * deviation(weights);
  fill_uniform(weights.values, -bound, bound, rng);
}

void zeros(WeightMatrix<double> weights, std::span<const double>, Rng&) {
  std::fill(weights.values.begin(), weights.values.end(), 0.0);
}

void constant(WeightMatrix<double> weights, std::span<const double> params, Rng&) {
  std::fill(weights.values.begin(), weights.values.end(), params[0]);
}

void normal(WeightMatrix<double> weights, std::span<const double> params, Rng& rng) {
  fill_normal(weights.values, params[0], params[1], rng);
}

void uniform(WeightMatrix<double> weights, std::span<const double> params, Rng& rng) {
  fill_uniform(weights.values, params[0], params[1], rng);
}

constexpr std::array constant_params{ParamSpec{"value", 0.5, -10, 10}};
constexpr std::array normal_params{ParamSpec{"mean", 0, -10, 10}, ParamSpec{"std", 1, 0, 10}};
constexpr std::array uniform_params{ParamSpec{"low", -1, -10, 10}, ParamSpec{"high", 1, -10, 10}};
constexpr std::array gain_params{ParamSpec{"gain", 1, 0, 10}};

constexpr std::array table{
    Initializer{"zeros", "", {}, zeros},
    Initializer{"constant", "", constant_params, constant},
    Initializer{"normal", "", normal_params, normal},
    Initializer{"uniform", "", uniform_params, uniform},
    Initializer{"xavier_uniform", "Glorot & Bengio 2010", gain_params, scaled_uniform<xavier_deviation>},
    Initializer{"xavier_normal", "Glorot & Bengio 2010", gain_params, scaled_normal<xavier_deviation>},
    Initializer{"he_uniform", "He, Zhang, Ren & Sun 2015", gain_params, scaled_uniform<he_deviation>},
    Initializer{"he_normal", "He, Zhang, Ren & Sun 2015", gain_params, scaled_normal<he_deviation>},
    Initializer{"lecun_normal", "LeCun, Bottou, Orr & Müller 1998", gain_params, scaled_normal<lecun_deviation>},
    Initializer{"orthogonal", "Saxe, McClelland & Ganguli 2014", gain_params, orthogonal},
};

}  // namespace

std::span<const Initializer> initializers() { return table; }

const Initializer* find_initializer(std::string_view id) {
  const auto found = std::find_if(table.begin(), table.end(), [id](const Initializer& row) { return row.id == id; });
  return found == table.end() ? nullptr : &*found;
}

}  // namespace gradlab
