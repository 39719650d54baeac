#include <type_traits>

#include "core/network/batch_norm.hpp"
#include "core/network/kernels.hpp"
#include "core/network/network.hpp"
#include "core/network/norm_of.hpp"

namespace gradlab {

/// All parameters of a row for one pass: the fixed ones as set, the trained ones from the flat vector.
template <class T>
void Network<T>::prepare_params(std::size_t l, Pass<T>& pass) const {
  const Layer<T>& layer = layers_[l];
  const std::size_t count = layer.fixed_params.size();
  if (count == 0) return;
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
  return layers_[l].activation->with(pass.layers[l].activation_params.data(), layers_[l].per_unit ? count : 0);
}

template <class T>
Block<T> Network<T>::weighted_sums(std::size_t l, Block<const T> in, Pass<T>& pass) const {
  const Layer<T>& layer = layers_[l];
  const Block<T> z = pass.layers[l].pre_activation.reshape(layer.sums, in.samples);
  const T* numbers = parameters_.data();
  kernels::multiply<T>({numbers + layer.weights, layer.sums, layer.inputs, layer.inputs, 1}, numbers + layer.bias, in,
                       z);
  return z;
}

/// Sums and outputs in one go, where the kernels can.
template <class T>
bool Network<T>::plain_layer(std::size_t l, Block<const T> in, Pass<T>& pass) const {
  if constexpr (std::is_same_v<T, float>) {
    const Layer<T>& layer = layers_[l];
    if (layer.batch_norm) return false;
    const float* numbers = parameters_.data();
    return kernels::layer({numbers + layer.weights, layer.sums, layer.inputs, layer.inputs, 1}, numbers + layer.bias,
                          in, layer.activation->id, pass.layers[l].pre_activation.reshape(layer.sums, in.samples),
                          pass.layers[l].output.reshape(layer.outputs, in.samples));
  } else {
    return false;
  }
}

template <class T>
void Network<T>::activate(std::size_t l, Pass<T>& pass) const {
  const Activation<T>& row = *layers_[l].activation;
  const Block<const T> z = pass.pre_activation(l);
  const Block<T> y = pass.layers[l].output.reshape(layers_[l].outputs, z.samples);
  prepare_params(l, pass);
  const auto kernel = row.mixes() ? row.mix : row.f;
  kernel(with_padding(z), params_of(l, pass), with_padding(y));
}

/// Outputs times a mask, so that their mean stays: "inverted" dropout (Srivastava et al. 2014, section 10).
template <class T>
Block<const T> Network<T>::drop(std::size_t l, Pass<T>& pass, Rng& rng) const {
  const double share = layers_[l].dropout;
  const Block<const T> y = pass.output(l);
  const Block<T> mask = pass.layers[l].mask.resize(y.units, y.samples);
  const Block<T> dropped = pass.layers[l].dropped.resize(y.units, y.samples);
  const T kept = static_cast<T>(1 / (1 - share));
  for (std::size_t u = 0; u < y.units; ++u) {
    for (std::size_t s = 0; s < y.samples; ++s) {
      mask.at(u, s) = rng.uniform() < share ? T(0) : kept;
      dropped.at(u, s) = y.at(u, s) * mask.at(u, s);
    }
  }
  repeat_into_padding(dropped);
  return dropped;
}

template <class T>
void Network<T>::forward(Block<const T> inputs, Pass<T>& pass) const {
  pass.plan->forget();
  pass.layers.resize(layers_.size());
  pass.training = false;
  Block<const T> in = inputs;
  for (std::size_t l = 0; l < layers_.size(); ++l) {
    const Layer<T>& layer = layers_[l];
    if (plain_layer(l, in, pass)) {
      in = pass.output(l);
      continue;
    }
    const Block<T> z = weighted_sums(l, in, pass);
    if (layer.batch_norm) {
      const std::span<const T> running = std::span(running_).subspan(layer.running, 2 * layer.sums);
      batch_norm::by_running(z, norm_of<T>(layer, parameters_, pass.layers[l]), running.first(layer.sums),
                             running.last(layer.sums));
    }
    activate(l, pass);
    in = pass.output(l);
  }
}

template <class T>
void Network<T>::forward_by_layers(const Block<const T>& inputs, Pass<T>& pass, Rng& dropout, bool last_output) {
  pass.layers.resize(layers_.size());
  Block<const T> in = inputs;
  for (std::size_t l = 0; l < layers_.size(); ++l) {
    const Layer<T>& layer = layers_[l];
    const Block<T> z = weighted_sums(l, in, pass);
    if (layer.batch_norm) {
      const std::span<T> running = std::span(running_).subspan(layer.running, 2 * layer.sums);
      batch_norm::by_batch(z, norm_of<T>(layer, parameters_, pass.layers[l]), running.first(layer.sums),
                           running.last(layer.sums));
    }
    if (l + 1 == layers_.size() && !last_output) return;
    activate(l, pass);
    in = layer.dropout > 0 ? drop(l, pass, dropout) : pass.output(l);
  }
}

template void Network<float>::prepare_params(std::size_t, Pass<float>&) const;
template UnitParams<float> Network<float>::params_of(std::size_t, const Pass<float>&) const;
template Block<float> Network<float>::weighted_sums(std::size_t, Block<const float>, Pass<float>&) const;
template bool Network<float>::plain_layer(std::size_t, Block<const float>, Pass<float>&) const;
template void Network<float>::activate(std::size_t, Pass<float>&) const;
template Block<const float> Network<float>::drop(std::size_t, Pass<float>&, Rng&) const;
template void Network<float>::forward(Block<const float>, Pass<float>&) const;
template void Network<float>::forward_by_layers(const Block<const float>&, Pass<float>&, Rng&, bool);
template void Network<double>::prepare_params(std::size_t, Pass<double>&) const;
template UnitParams<double> Network<double>::params_of(std::size_t, const Pass<double>&) const;
template Block<double> Network<double>::weighted_sums(std::size_t, Block<const double>, Pass<double>&) const;
template bool Network<double>::plain_layer(std::size_t, Block<const double>, Pass<double>&) const;
template void Network<double>::activate(std::size_t, Pass<double>&) const;
template Block<const double> Network<double>::drop(std::size_t, Pass<double>&, Rng&) const;
template void Network<double>::forward(Block<const double>, Pass<double>&) const;
template void Network<double>::forward_by_layers(const Block<const double>&, Pass<double>&, Rng&, bool);

}  // namespace gradlab
