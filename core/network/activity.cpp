#include "core/network/activity.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "core/activations/properties.hpp"

namespace gradlab {
namespace {

/// All values put together by `op`, each fourth into one of four results that go on beside each other: a single one
/// would wait for itself.
template <class V, class T, class Map, class Op>
V fold(const T* values, std::size_t samples, V start, Map map, Op op) {
  V slots[4] = {start, start, start, start};
  std::size_t s = 0;
  for (; s + 4 <= samples; s += 4)
    for (std::size_t k = 0; k < 4; ++k) slots[k] = op(slots[k], map(values[s + k]));
  for (std::size_t k = 0; s < samples; ++s, ++k) slots[k] = op(slots[k], map(values[s]));
  return op(op(slots[0], slots[1]), op(slots[2], slots[3]));
}

struct Spread {
  double mean = 0, deviation = 0;
};

template <class T>
Spread spread_of(const T* values, std::size_t samples) {
  const double count = static_cast<double>(std::max<std::size_t>(samples, 1));
  const auto number = [](T value) { return static_cast<double>(value); };
  const double mean = fold(values, samples, 0.0, number, std::plus<>()) / count;
  const auto squared = [mean](T value) {
    const double away = static_cast<double>(value) - mean;
    return away * away;
  };
  return {mean, std::sqrt(fold(values, samples, 0.0, squared, std::plus<>()) / count)};
}

template <class T>
void describe_sums(const T* z, UnitActivity& unit) {
  if (unit.samples == 0) return;
  const auto itself = [](T value) { return value; };
  unit.lowest = static_cast<double>(
      fold(z, unit.samples, z[0], itself, [](T least, T value) { return value < least ? value : least; }));
  unit.highest = static_cast<double>(
      fold(z, unit.samples, z[0], itself, [](T most, T value) { return most < value ? value : most; }));
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

/// Of two sets with these means and deviations, `share` of all samples in the second.
void join(double& mean, double& deviation, double other_mean, double other_deviation, double share) {
  const double apart = other_mean - mean;
  const double squares = (1 - share) * deviation * deviation + share * other_deviation * other_deviation;
  mean += share * apart;
  deviation = std::sqrt(squares + share * (1 - share) * apart * apart);
}

}  // namespace

void UnitActivity::add(const UnitActivity& more) {
  if (more.samples == 0) return;
  lowest = samples > 0 ? std::min(lowest, more.lowest) : more.lowest;
  highest = samples > 0 ? std::max(highest, more.highest) : more.highest;
  samples += more.samples;
  no_slope += more.no_slope;
  flat += more.flat;
  zeros += more.zeros;
  const double share = static_cast<double>(more.samples) / static_cast<double>(samples);
  join(mean, deviation, more.mean, more.deviation, share);
  join(mean_output, deviation_output, more.mean_output, more.deviation_output, share);
}

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
