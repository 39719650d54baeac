#include "core/network/network.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <type_traits>

#include "core/spec/layer_activation.hpp"
#include "core/spec/limits.hpp"

namespace gradlab {
namespace {

template <class T>
Result<Layer<T>> make_layer(const LayerSpec& spec, std::size_t inputs, const std::string& field) {
  Layer<T> layer;
  auto activation = activation_of<T>(spec, field);
  if (!activation) return activation.error();
  layer.activation = activation->row;
  layer.owner = std::move(activation->owner);
  if (spec.units < 1 || spec.units > limits::units)
    return Error{"out_of_range",
                 field + ".units",
                 {{"value", std::to_string(spec.units)}, {"low", "1"}, {"high", std::to_string(limits::units)}}};
  auto params = resolve_params(layer.activation->params, spec.params, field + ".params");
  if (!params) return params.error();
  layer.fixed_params = *std::move(params);
  layer.inputs = inputs;
  layer.outputs = spec.units;
  layer.sums = spec.units * layer.activation->inputs_per_output(layer.fixed_params);
  layer.per_unit = spec.per_unit;
  layer.batch_norm = spec.batch_norm;
  layer.dropout = spec.dropout;
  layer.trained_count = layer.trained_in_set() * (spec.per_unit ? spec.units : 1);
  return layer;
}

}  // namespace

template <class T>
Result<Network<T>> Network<T>::create(std::span<const LayerSpec> layers, std::size_t inputs) {
  Network network;
  std::size_t used = 0;
  std::size_t running = 0;
  std::size_t fan_in = inputs;
  for (std::size_t l = 0; l < layers.size(); ++l) {
    auto made = make_layer<T>(layers[l], fan_in, "layers[" + std::to_string(l) + "]");
    if (!made) return made.error();
    Layer<T>& layer = network.layers_.emplace_back(*std::move(made));
    layer.weights = used;
    layer.bias = layer.weights + layer.sums * layer.inputs;
    layer.trained_params = layer.bias + layer.sums;
    layer.norm_scale = layer.trained_params + layer.trained_count;
    used = layer.norm_scale + 2 * layer.norm_count();
    layer.running = running;
    running += 2 * layer.norm_count();
    fan_in = layer.outputs;
  }
  network.parameters_.assign(used, T(0));
  network.running_.assign(running, T(0));
  if constexpr (std::is_same_v<T, float>) network.planned_ = StepPlan::can_serve(network);
  return network;
}

template <class T>
void Network<T>::initialise(const Initializer& row, std::span<const double> params, Rng rng) {
  std::vector<double> drawn;
  for (const Layer<T>& layer : layers_) {
    drawn.assign(layer.sums * layer.inputs, 0.0);
    row.fill({drawn, layer.inputs, layer.sums}, params, rng);
    T* numbers = parameters_.data();
    std::transform(drawn.begin(), drawn.end(), numbers + layer.weights, [](double w) { return static_cast<T>(w); });
    std::fill_n(numbers + layer.bias, layer.sums, T(0));
    T* trained = numbers + layer.trained_params;
    for (std::size_t n = 0; n < layer.trained_count;)
      for (std::size_t p = 0; p < layer.fixed_params.size(); ++p)
        if (layer.activation->params[p].trained) trained[n++] = static_cast<T>(layer.fixed_params[p]);
    // Batch norm: scale 1, shift 0; running mean 0, running variance 1.
    const std::size_t norms = layer.norm_count();
    std::fill_n(numbers + layer.norm_scale, norms, T(1));
    std::fill_n(numbers + layer.norm_scale + norms, norms, T(0));
    std::fill_n(running_.data() + layer.running, norms, T(0));
    std::fill_n(running_.data() + layer.running + norms, norms, T(1));
  }
}

template class Network<float>;
template class Network<double>;

}  // namespace gradlab
