#include <algorithm>
#include <utility>

#include "core/base/inline.hpp"
#include "core/network/batch_norm.hpp"
#include "core/network/kernels.hpp"
#include "core/network/network.hpp"
#include "core/network/norm_of.hpp"

namespace gradlab {
namespace {

/// Element by element, in place, padding included. Both have the shape and stride of a Batch.
template <class T>
void multiply_by(Block<T> block, Block<const T> factor) {
  GRADLAB_INDEPENDENT
  for (std::size_t n = 0; n < block.units * block.stride; ++n) block.data[n] *= factor.data[n];
}

/// A layer's inputs sample by sample, where its gradient wants them so.
template <class T>
const T* by_sample(std::size_t l, Block<const T> in, Pass<T>& pass) {
  if (!kernels::takes_samples_in_order(in.units)) return nullptr;
  if (l == 0 && pass.inputs_by_sample) return pass.inputs_by_sample;
  if (pass.by_sample.size() < in.units * in.samples) pass.by_sample.resize(in.units * in.samples);
  kernels::transpose(in.data, in.units, in.samples, in.stride, pass.by_sample.data(), in.units);
  return pass.by_sample.data();
}

}  // namespace

/// delta = gradient by the pre-activations, from the gradient by the outputs.
template <class T>
void Network<T>::delta_of(std::size_t l, Block<const T> d_output, Pass<T>& pass) const {
  const Layer<T>& layer = layers_[l];
  const Block<const T> z = with_padding(pass.pre_activation(l));
  const Block<const T> y = with_padding(pass.output(l));
  const Block<T> delta = pass.layers[l].delta.block();
  if (layer.activation->mixes()) {
    layer.activation->mix_vjp(z, y, with_padding(d_output), params_of(l, pass), with_padding(delta));
  } else if (layer.activation->back) {
    layer.activation->back(z, y, with_padding(d_output), params_of(l, pass), with_padding(delta));
  } else {
    layer.activation->df(z, y, params_of(l, pass), with_padding(delta));
    multiply_by(delta, d_output);
  }
}

/// Sums over samples in the order of kernels::sample_sum, over the units of a shared set ascending.
template <class T>
void Network<T>::trained_gradient(std::size_t l, Block<const T> d_output, Pass<T>& pass, std::span<T> gradient) const {
  const Layer<T>& layer = layers_[l];
  std::fill_n(gradient.begin() + static_cast<std::ptrdiff_t>(layer.trained_params), layer.trained_count, T(0));
  const std::size_t set_size = layer.trained_in_set();
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

/// What a layer was given: the outputs of the one below, after its dropout.
template <class T>
Block<const T> Network<T>::input_of(std::size_t l, Block<const T> inputs, const Pass<T>& pass) const {
  if (l == 0) return inputs;
  const bool dropped = pass.training && layers_[l - 1].dropout > 0;
  return dropped ? std::as_const(pass.layers[l - 1].dropped).block() : pass.output(l - 1);
}

template <class T>
void Network<T>::backward_by_layers(const Block<const T>& inputs, const Block<const T>& by_output, bool fused,
                                    Pass<T>& pass, std::span<T> gradient) const {
  Block<const T> d_output = by_output;
  for (std::size_t l = layers_.size(); l-- > 0;) {
    const Layer<T>& layer = layers_[l];
    const Block<T> delta = pass.layers[l].delta.reshape(layer.sums, inputs.samples);
    if (fused && l + 1 == layers_.size()) {
      std::copy_n(d_output.data, delta.units * delta.stride, delta.data);
    } else {
      if (layer.trained_count > 0) trained_gradient(l, d_output, pass, gradient);
      delta_of(l, d_output, pass);
    }
    if (layer.batch_norm) {
      const std::span<T> norms = gradient.subspan(layer.norm_scale, 2 * layer.sums);
      batch_norm::backward(delta, norm_of<T>(layer, parameters_, pass.layers[l]), pass.training,
                           norms.first(layer.sums), norms.last(layer.sums));
    }
    // The biases lie behind the weights.
    const Block<const T> in = input_of(l, inputs, pass);
    kernels::layer_gradient<T>(delta, in, by_sample(l, in, pass), gradient.data() + layer.weights);
    if (l == 0) return;
    const Block<T> below = pass.d_output.reshape(layer.inputs, inputs.samples);
    kernels::multiply<T>({parameters_.data() + layer.weights, layer.inputs, layer.sums, 1, layer.inputs}, nullptr,
                         delta, below);
    if (pass.training && layers_[l - 1].dropout > 0) multiply_by<T>(below, pass.layers[l - 1].mask.block());
    d_output = below;
  }
}

template Block<const float> Network<float>::input_of(std::size_t, Block<const float>, const Pass<float>&) const;
template void Network<float>::delta_of(std::size_t, Block<const float>, Pass<float>&) const;
template void Network<float>::trained_gradient(std::size_t, Block<const float>, Pass<float>&, std::span<float>) const;
template void Network<float>::backward_by_layers(const Block<const float>&, const Block<const float>&, bool,
                                                 Pass<float>&, std::span<float>) const;
template Block<const double> Network<double>::input_of(std::size_t, Block<const double>, const Pass<double>&) const;
template void Network<double>::delta_of(std::size_t, Block<const double>, Pass<double>&) const;
template void Network<double>::trained_gradient(std::size_t, Block<const double>, Pass<double>&,
                                                std::span<double>) const;
template void Network<double>::backward_by_layers(const Block<const double>&, const Block<const double>&, bool,
                                                  Pass<double>&, std::span<double>) const;

}  // namespace gradlab
