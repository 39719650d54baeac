#include "core/analysis/network_analysis.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include "core/analysis/sample.hpp"
#include "core/base/slot_sum.hpp"
#include "core/network/probe.hpp"

namespace gradlab {
namespace {

/// Numbers of all layers that a look may hold at once.
constexpr std::size_t most_numbers = std::size_t{1} << 23;

template <class T>
double squares_of(const T* values, std::size_t count) {
  return slot_sum<double>(count, [=](std::size_t i) {
    const auto value = static_cast<double>(values[i]);
    return value * value;
  });
}

template <class T>
double norm(const T* values, std::size_t count) {
  return std::sqrt(squares_of(values, count));
}

template <class T>
double norm(Block<const T> block) {
  double sum = 0;
  for (std::size_t u = 0; u < block.units; ++u) sum += squares_of(block.unit(u), block.samples);
  return std::sqrt(sum);
}

template <class T>
bool all_finite(Block<const T> block) {
  bool finite = true;
  for (std::size_t u = 0; u < block.units; ++u)
    for (std::size_t s = 0; s < block.samples; ++s) finite &= std::isfinite(block.at(u, s));
  return finite;
}

/// Mean and variance of all units together, from those of each.
void add_units(const std::vector<UnitActivity>& units, LayerAnalysis& into) {
  const double count = static_cast<double>(units.size());
  double square = 0, sum_square = 0;
  std::size_t zeros = 0, flat = 0, no_slope = 0, samples = 0;
  for (const UnitActivity& unit : units) {
    into.mean += unit.mean_output / count;
    into.sum_mean += unit.mean / count;
    zeros += unit.zeros;
    flat += unit.flat;
    no_slope += unit.no_slope;
    samples += unit.samples;
    into.dead += unit.dead() ? 1 : 0;
  }
  for (const UnitActivity& unit : units) {
    const double away = unit.mean_output - into.mean, sum_away = unit.mean - into.sum_mean;
    square += unit.deviation_output * unit.deviation_output + away * away;
    sum_square += unit.deviation * unit.deviation + sum_away * sum_away;
  }
  into.variance = square / count;
  into.sum_variance = sum_square / count;
  const double all = static_cast<double>(std::max<std::size_t>(samples, 1));
  into.zeros = static_cast<double>(zeros) / all;
  into.saturated = static_cast<double>(flat) / all;
  into.no_slope = static_cast<double>(no_slope) / all;
}

template <class T>
bool units_are_identical(const Layer<T>& layer, std::span<const T> parameters) {
  if (layer.outputs < 2) return false;
  const std::size_t rows = layer.sums / layer.outputs;  // of one unit
  const T* weights = parameters.data() + layer.weights;
  const T* bias = parameters.data() + layer.bias;
  const T* trained = parameters.data() + layer.trained_params;
  const std::size_t per_unit = layer.per_unit ? layer.trained_in_set() : 0;
  for (std::size_t u = 1; u < layer.outputs; ++u) {
    const std::size_t row = u * rows;
    if (!std::equal(weights, weights + rows * layer.inputs, weights + row * layer.inputs)) return false;
    if (!std::equal(bias, bias + rows, bias + row)) return false;
    if (!std::equal(trained, trained + per_unit, trained + u * per_unit)) return false;
  }
  return true;
}

template <class T>
std::size_t parameters_of(const Layer<T>& layer) {
  return layer.sums * layer.inputs + layer.sums + layer.trained_count + 2 * layer.norm_count();
}

/// How the outputs are spread.
template <class T>
void count_outputs(Block<const T> output, LayerAnalysis& into) {
  double low = std::numeric_limits<double>::infinity(), high = -low;
  for (std::size_t u = 0; u < output.units; ++u) {
    for (std::size_t s = 0; s < output.samples; ++s) {
      const auto value = static_cast<double>(output.at(u, s));
      if (!std::isfinite(value)) continue;
      low = std::min(low, value);
      high = std::max(high, value);
    }
  }
  if (!(low <= high)) return;
  into.lowest_output = low;
  into.highest_output = high;
  // Outputs that are all the same lie in the middle of a part.
  const double half = low < high ? 0 : 0.5;
  histogram<T>(output, -1, low - half, high + half, into.output_counts);
}

/// Of each unit, by all that goes into it.
template <class T>
std::vector<double> unit_gradients(const Layer<T>& layer, std::span<const T> gradient) {
  const std::size_t rows = layer.sums / layer.outputs;  // of one unit
  std::vector<double> norms;
  for (std::size_t u = 0; u < layer.outputs; ++u) {
    const T* weights = gradient.data() + layer.weights + u * rows * layer.inputs;
    const T* biases = gradient.data() + layer.bias + u * rows;
    norms.push_back(std::sqrt(squares_of(weights, rows * layer.inputs) + squares_of(biases, rows)));
  }
  return norms;
}

template <class T>
LayerAnalysis look_at(const Network<T>& network, const Pass<T>& pass, std::span<const T> gradient, std::size_t l) {
  const Layer<T>& layer = network.layers()[l];
  const Block<const T> delta = pass.delta(l);
  const std::size_t weights = layer.sums * layer.inputs;
  LayerAnalysis look;
  look.units = layer.outputs;
  look.parameters = parameters_of(layer);
  look.unit = layer_activity(network, pass, l);
  add_units(look.unit, look);
  look.weight_norm = norm(network.parameters().data() + layer.weights, weights);
  look.gradient_norm = norm(gradient.data() + layer.weights, weights);
  look.bias_gradient_norm = norm(gradient.data() + layer.bias, layer.sums);
  // delta is by the mean loss, so 1 / samples of that by a sample's own: N delta, squared, over N.
  look.delta_norm = norm(delta) * std::sqrt(static_cast<double>(delta.samples));
  look.unit_gradient_norm = unit_gradients(layer, gradient);
  count_outputs(pass.output(l), look);
  look.identical = units_are_identical(layer, network.parameters());
  look.finite = all_finite(pass.pre_activation(l)) && all_finite(pass.output(l));
  return look;
}

template <class T>
NetworkAnalysis look_over_samples(const Trainer<T>& trainer, Network<T> network, std::size_t most) {
  std::size_t widths = trainer.inputs().units;
  for (const Layer<T>& layer : network.layers()) widths += 2 * layer.sums + layer.outputs;
  const auto rows = training_sample(trainer, std::min(most, std::max<std::size_t>(most_numbers / widths, 16)));
  Objective<T> objective = trainer.objective();
  Batch<T> x, t, d_output;
  trainer.inputs().gather(rows, x.resize(trainer.inputs().units, rows.size()));
  repeat_into_padding(x.block());
  objective.targets().gather(rows, t.resize(objective.targets().units, rows.size()));
  Pass<T> pass;
  Rng unused(0);  // there is no dropout
  std::vector<T> gradient(network.parameters().size());
  network.forward_training(x.block(), pass, unused);
  NetworkAnalysis look;
  look.samples = rows.size();
  look.loss = objective.value(pass, t.block());
  const std::size_t outputs = objective.targets().units;
  objective.gradient(pass, t.block(), d_output.resize(outputs, rows.size()));
  network.backward(x.block(), d_output.block(), objective.fused(), pass, gradient);
  look.gradient_norm = norm(gradient.data(), gradient.size());
  for (std::size_t l = 0; l < network.layers().size(); ++l)
    look.layers.push_back(look_at<T>(network, pass, gradient, l));
  return look;
}

template <class T>
void add_update(const Network<T>& network, std::span<const T> change, NetworkAnalysis& look) {
  look.has_next_step = true;
  for (std::size_t l = 0; l < look.layers.size(); ++l) {
    const Layer<T>& layer = network.layers()[l];
    LayerAnalysis& into = look.layers[l];
    into.update_norm = norm(change.data() + layer.weights, layer.sums * layer.inputs);
    into.update_ratio = into.weight_norm > 0 ? into.update_norm / into.weight_norm : 0;
  }
}

}  // namespace

template <class T>
std::optional<std::vector<T>> next_update(Trainer<T>& trainer) {
  if (trainer.diverged()) return std::nullopt;
  Moment<T> here = trainer.moment();
  trainer.step();
  std::optional<std::vector<T>> change;
  if (!trainer.diverged()) {
    const std::span<const T> after = trainer.network().parameters();
    change.emplace(after.begin(), after.end());
    const std::span<const T> before = std::as_const(here.network).parameters();
    for (std::size_t i = 0; i < before.size(); ++i) (*change)[i] -= before[i];
  }
  trainer.restore(std::move(here));
  return change;
}

template <class T>
NetworkAnalysis analyse_here(const Trainer<T>& trainer, std::size_t most) {
  const Network<T>& network = trainer.network();
  NetworkAnalysis look =
      look_over_samples(trainer, network_without_dropout<T, T>(trainer, network.parameters(), network.running()), most);
  look.step = trainer.steps_done();
  look.learning_rate = trainer.learning_rate();
  return look;
}

template <class T>
NetworkAnalysis analyse(Trainer<T>& trainer, std::size_t most) {
  NetworkAnalysis look = analyse_here(trainer, most);
  if (const auto change = next_update(trainer)) {
    add_update<T>(trainer.network(), *change, look);
  } else {
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    for (LayerAnalysis& layer : look.layers) layer.update_norm = layer.update_ratio = none;
  }
  return look;
}

template <class T>
NetworkAnalysis analyse_start(const Trainer<T>& trainer, std::size_t most) {
  return look_over_samples(trainer, network_without_dropout<T, T>(trainer, trainer.start(), trainer.start_running()),
                           most);
}

template NetworkAnalysis analyse(Trainer<float>&, std::size_t);
template NetworkAnalysis analyse(Trainer<double>&, std::size_t);
template NetworkAnalysis analyse_here(const Trainer<float>&, std::size_t);
template NetworkAnalysis analyse_here(const Trainer<double>&, std::size_t);
template NetworkAnalysis analyse_start(const Trainer<float>&, std::size_t);
template NetworkAnalysis analyse_start(const Trainer<double>&, std::size_t);
template std::optional<std::vector<float>> next_update(Trainer<float>&);
template std::optional<std::vector<double>> next_update(Trainer<double>&);

}  // namespace gradlab
