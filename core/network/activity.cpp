#include "core/network/activity.hpp"

#include <algorithm>
#include <cmath>

#include "core/activations/properties.hpp"

namespace gradlab {
namespace {

struct Spread {
  double mean = 0, deviation = 0;
};

template <class T>
Spread spread_of(const T* values, std::size_t samples) {
  const double count = static_cast<double>(std::max<std::size_t>(samples, 1));
  double sum = 0, squares = 0;
  for (std::size_t s = 0; s < samples; ++s) sum += static_cast<double>(values[s]);
  const double mean = sum / count;
  for (std::size_t s = 0; s < samples; ++s) {
    const double away = static_cast<double>(values[s]) - mean;
    squares += away * away;
  }
  return {mean, std::sqrt(squares / count)};
}

template <class T>
void describe_sums(const T* z, UnitActivity& unit) {
  unit.lowest = unit.highest = unit.samples > 0 ? static_cast<double>(z[0]) : 0;
  for (std::size_t s = 0; s < unit.samples; ++s) {
    unit.lowest = std::min(unit.lowest, static_cast<double>(z[s]));
    unit.highest = std::max(unit.highest, static_cast<double>(z[s]));
  }
  const Spread spread = spread_of(z, unit.samples);
  unit.mean = spread.mean;
  unit.deviation = spread.deviation;
}

template <class T>
void describe_outputs(const T* y, UnitActivity& unit) {
  for (std::size_t s = 0; s < unit.samples; ++s) unit.zeros += y[s] == T(0) ? 1 : 0;
  const Spread spread = spread_of(y, unit.samples);
  unit.mean_output = spread.mean;
  unit.deviation_output = spread.deviation;
}

template <class T>
void count_slopes(const T* slope, UnitActivity& unit) {
  for (std::size_t s = 0; s < unit.samples; ++s) {
    unit.no_slope += slope[s] == T(0) ? 1 : 0;
    unit.flat += std::abs(slope[s]) < static_cast<T>(flat_slope) ? 1 : 0;
  }
}

}  // namespace

template <class T>
std::vector<UnitActivity> layer_activity(const Network<T>& network, const Pass<T>& pass, std::size_t layer) {
  const Layer<T>& row = network.layers()[layer];
  const Block<const T> z = pass.pre_activation(layer);
  const Block<const T> y = pass.output(layer);
  const bool mixes = row.activation->mixes();
  Batch<T> slopes;
  if (!mixes) {
    const std::size_t count = row.fixed_params.size();
    const UnitParams<T> params =
        row.activation->with(pass.layers[layer].activation_params.data(), row.per_unit ? count : 0);
    row.activation->df(with_padding(z), with_padding(y), params, with_padding(slopes.resize(z.units, z.samples)));
  }
  std::vector<UnitActivity> units(row.outputs);
  for (std::size_t u = 0; u < units.size(); ++u) {
    units[u].samples = y.samples;
    describe_sums(z.unit(u * (row.sums / row.outputs)), units[u]);
    describe_outputs(y.unit(u), units[u]);
    if (!mixes) count_slopes(slopes.block().unit(u), units[u]);
  }
  return units;
}

template <class T>
void answered_classes(const Reading& reading, Block<const T> output, std::span<std::uint16_t> out) {
  if (reading.kind == Reading::Kind::values) return;
  const T threshold = static_cast<T>(reading.threshold());
  for (std::size_t s = 0; s < output.samples; ++s) {
    if (reading.kind == Reading::Kind::threshold) {
      out[s] = output.at(0, s) > threshold ? 1 : 0;
      continue;
    }
    std::size_t largest = 0;
    for (std::size_t u = 1; u < output.units; ++u)
      if (output.at(u, s) > output.at(largest, s)) largest = u;
    out[s] = static_cast<std::uint16_t>(largest);
  }
}

template std::vector<UnitActivity> layer_activity(const Network<float>&, const Pass<float>&, std::size_t);
template std::vector<UnitActivity> layer_activity(const Network<double>&, const Pass<double>&, std::size_t);
template void answered_classes(const Reading&, Block<const float>, std::span<std::uint16_t>);
template void answered_classes(const Reading&, Block<const double>, std::span<std::uint16_t>);

}  // namespace gradlab
