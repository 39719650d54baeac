#include "core/network/network.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/network/kernels.hpp"
#include "core/spec/limits.hpp"

namespace gradlab {
namespace {

template <class T>
std::size_t trained_in_set(const Layer<T>& layer) {
  const auto& params = layer.activation->params;
  return static_cast<std::size_t>(
      std::count_if(params.begin(), params.end(), [](const ParamSpec& p) { return p.trained; }));
}

template <class T>
Result<Layer<T>> make_layer(const LayerSpec& spec, std::size_t inputs, const std::string& field) {
  Layer<T> layer;
  layer.activation = find_activation<T>(spec.activation);
  if (!layer.activation) return Error{"unknown_id", field + ".activation", {{"value", spec.activation}, {"known", ""}}};
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
  layer.trained_count = trained_in_set(layer) * (spec.per_unit ? spec.units : 1);
  return layer;
}

}  // namespace

template <class T>
Result<Network<T>> Network<T>::create(std::span<const LayerSpec> layers, std::size_t inputs) {
  Network network;
  std::size_t used = 0;
  std::size_t fan_in = inputs;
  for (std::size_t l = 0; l < layers.size(); ++l) {
    auto made = make_layer<T>(layers[l], fan_in, "layers[" + std::to_string(l) + "]");
    if (!made) return made.error();
    Layer<T>& layer = network.layers_.emplace_back(*std::move(made));
    layer.weights = used;
    layer.bias = layer.weights + layer.sums * layer.inputs;
    layer.trained_params = layer.bias + layer.sums;
    used = layer.trained_params + layer.trained_count;
    fan_in = layer.outputs;
  }
  network.parameters_.assign(used, T(0));
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
  }
}

/// All parameters of a row for one pass: the fixed ones as set, the trained ones from the flat vector.
template <class T>
void Network<T>::prepare_params(std::size_t l, Pass<T>& pass) const {
  const Layer<T>& layer = layers_[l];
  const std::size_t count = layer.fixed_params.size();
  const std::size_t sets = layer.per_unit ? layer.outputs : 1;
  std::vector<T>& params = pass.layers[l].activation_params;
  params.resize(sets * count);
  const T* trained = parameters_.data() + layer.trained_params;
  for (std::size_t set = 0; set < sets; ++set)
    for (std::size_t p = 0; p < count; ++p)
      params[set * count + p] =
          layer.activation->params[p].trained ? *trained++ : static_cast<T>(layer.fixed_params[p]);
}

template <class T>
UnitParams<T> Network<T>::params_of(std::size_t l, const Pass<T>& pass) const {
  const std::size_t count = layers_[l].fixed_params.size();
  return {pass.layers[l].activation_params.data(), count, layers_[l].per_unit ? count : 0};
}

template <class T>
void Network<T>::forward(Block<const T> inputs, Pass<T>& pass) const {
  pass.layers.resize(layers_.size());
  Block<const T> in = inputs;
  for (std::size_t l = 0; l < layers_.size(); ++l) {
    const Layer<T>& layer = layers_[l];
    const Block<T> z = pass.layers[l].pre_activation.resize(layer.sums, inputs.samples);
    const Block<T> y = pass.layers[l].output.resize(layer.outputs, inputs.samples);
    const T* numbers = parameters_.data();
    kernels::multiply<T>({numbers + layer.weights, layer.sums, layer.inputs, layer.inputs, 1}, numbers + layer.bias, in,
                         z);
    prepare_params(l, pass);
    const auto activate = layer.activation->mixes() ? layer.activation->mix : layer.activation->f;
    activate(with_padding<const T>(z), params_of(l, pass), with_padding(y));
    clear_padding(y);
    in = y;
  }
}

/// delta = gradient by the pre-activations, from the gradient by the outputs.
template <class T>
void Network<T>::delta_of(std::size_t l, Block<const T> d_output, Pass<T>& pass) const {
  const Layer<T>& layer = layers_[l];
  const Block<const T> z = with_padding(pass.pre_activation(l));
  const Block<const T> y = with_padding(pass.output(l));
  const Block<T> delta = pass.layers[l].delta.block();
  if (layer.activation->mixes()) {
    layer.activation->mix_vjp(z, y, with_padding(d_output), params_of(l, pass), with_padding(delta));
  } else {
    layer.activation->df(z, y, params_of(l, pass), with_padding(delta));
    for (std::size_t u = 0; u < delta.units; ++u) {
      T* d = delta.unit(u);
      const T* above = d_output.unit(u);
      for (std::size_t s = 0; s < delta.samples; ++s) d[s] *= above[s];
    }
  }
  clear_padding(delta);
}

/// Sums over samples in the order of kernels::outer_sum, over the units of a shared set ascending.
template <class T>
void Network<T>::trained_gradient(std::size_t l, Block<const T> d_output, Pass<T>& pass, std::span<T> gradient) const {
  const Layer<T>& layer = layers_[l];
  std::fill_n(gradient.begin() + static_cast<std::ptrdiff_t>(layer.trained_params), layer.trained_count, T(0));
  const std::size_t set_size = trained_in_set(layer);
  std::size_t nth = 0;
  for (std::size_t p = 0; p < layer.fixed_params.size(); ++p) {
    if (!layer.activation->params[p].trained) continue;
    const Block<T> slope = pass.slope.resize(layer.outputs, d_output.samples);
    layer.activation->dfdp(pass.pre_activation(l), p, params_of(l, pass), slope);
    for (std::size_t u = 0; u < layer.outputs; ++u) {
      const std::size_t set = layer.per_unit ? u : 0;
      gradient[layer.trained_params + set * set_size + nth] +=
          kernels::sample_sum<T>(slope.unit(u), d_output.unit(u), slope.samples);
    }
    ++nth;
  }
}

template <class T>
void Network<T>::backward(Block<const T> inputs, Block<const T> d_output, bool fused, Pass<T>& pass,
                          std::span<T> gradient) const {
  for (std::size_t l = layers_.size(); l-- > 0;) {
    const Layer<T>& layer = layers_[l];
    const Block<T> delta = pass.layers[l].delta.resize(layer.sums, inputs.samples);
    const bool last = l + 1 == layers_.size();
    if (last && fused) {
      for (std::size_t u = 0; u < delta.units; ++u) std::copy_n(d_output.unit(u), padded(delta.samples), delta.unit(u));
    } else {
      if (layer.trained_count > 0) trained_gradient(l, d_output, pass, gradient);
      delta_of(l, d_output, pass);
    }
    const Block<const T> in = l == 0 ? inputs : pass.output(l - 1);
    kernels::outer_sum<T>(delta, in, gradient.subspan(layer.weights, layer.sums * layer.inputs));
    for (std::size_t o = 0; o < layer.sums; ++o)
      gradient[layer.bias + o] = kernels::sample_sum<T>(delta.unit(o), nullptr, delta.samples);
    if (l == 0) return;
    const Block<T> below = pass.d_output.resize(layer.inputs, inputs.samples);
    kernels::multiply<T>({parameters_.data() + layer.weights, layer.inputs, layer.sums, 1, layer.inputs}, nullptr,
                         delta, below);
    d_output = below;
  }
}

template class Network<float>;
template class Network<double>;

}  // namespace gradlab
