#include "core/network/step_plan.hpp"

#include <algorithm>

#include "core/base/width.hpp"
#include "core/network/kernels.hpp"
#include "core/network/network.hpp"
#include "core/network/vector_kernels.hpp"

namespace gradlab {
namespace {

/// All numbers as one unit, padding included.
Block<float> one_run(Block<float> block) {
  const std::size_t count = block.units * block.stride;
  return {block.data, 1, count, count};
}

/// Where there is one width, the calls are direct.
const kernels::VectorKernels& chosen([[maybe_unused]] const kernels::VectorKernels* at_run_time) {
#if GRADLAB_WIDE_VECTORS
  return *at_run_time;
#else
  return kernels::Vectors<4>::kernels;
#endif
}

}  // namespace

bool StepPlan::can_serve(const Network<float>& network) {
  const auto layers = network.layers();
  for (const Layer<float>& layer : layers) {
    if (layer.batch_norm || layer.dropout > 0 || layer.trained_count > 0 || layer.per_unit) return false;
    if (layer.activation->back == nullptr && !(layer.activation->mixes() && &layer == &layers.back())) return false;
  }
  return true;
}

bool StepPlan::serves(const Network<float>& network, Block<const float> inputs, const Pass<float>& pass) const {
  return owner_ == &pass && inputs_ == inputs.data && samples_ == inputs.samples &&
         parameters_ == network.parameters().data() && layers_.size() == network.layers().size();
}

void StepPlan::write(const Network<float>& network, Block<const float> inputs, Pass<float>& pass) {
  owner_ = &pass;
  inputs_ = inputs.data;
  samples_ = inputs.samples;
  parameters_ = network.parameters().data();
  run_ = &kernels::vector_kernels();
  layers_.resize(network.layers().size());
  pass.layers.resize(layers_.size());
  std::size_t widest = 0;
  for (const Layer<float>& layer : network.layers()) widest = std::max(widest, layer.inputs);
  const Block<float> below = pass.d_output.reshape(widest, samples_);
  if (pass.by_sample.size() < widest * samples_) pass.by_sample.resize(widest * samples_);

  Block<const float> in = inputs;
  for (std::size_t l = 0; l < layers_.size(); ++l) {
    const Layer<float>& layer = network.layers()[l];
    auto& own = pass.layers[l];
    OfLayer& plan = layers_[l];
    const Block<float> z = own.pre_activation.reshape(layer.sums, samples_);
    const Block<float> y = own.output.reshape(layer.outputs, samples_);
    const Block<float> delta = own.delta.reshape(layer.sums, samples_);
    const float* weights = parameters_ + layer.weights;
    plan.sums = {weights, layer.sums, layer.inputs, layer.inputs, 1,       parameters_ + layer.bias,
                 in.data, in.stride,  z.data,       z.stride,     z.stride};
    plan.below = {weights,      layer.inputs, layer.sums,   1,           layer.inputs, nullptr, delta.data,
                  delta.stride, below.data,   delta.stride, delta.stride};
    plan.takes_samples_in_order = kernels::takes_samples_in_order(layer.inputs);
    plan.turn = {in.data, layer.inputs, samples_, in.stride, pass.by_sample.data(), layer.inputs};
    plan.in_order = {delta.data,   layer.sums, samples_,     delta.stride, 1, nullptr, pass.by_sample.data(),
                     layer.inputs, nullptr,    layer.inputs, layer.inputs};
    plan.slots = {delta.data, layer.sums,   delta.stride, in.data, plan.takes_samples_in_order ? 0 : layer.inputs,
                  in.stride,  delta.stride, nullptr};
    plan.gradient = layer.weights;
    plan.row = layer.activation;
    own.activation_params.assign(layer.fixed_params.size(), 0.0f);
    std::transform(layer.fixed_params.begin(), layer.fixed_params.end(), own.activation_params.begin(),
                   [](double value) { return static_cast<float>(value); });
    plan.params = layer.activation->with(own.activation_params.data());
    const Block<float> dy{below.data, layer.outputs, samples_, delta.stride};
    if (layer.activation->mixes()) {
      plan.z = with_padding(z);
      plan.y = with_padding(y);
      plan.delta = with_padding(delta);
      plan.dy = with_padding(dy);
    } else {
      plan.z = one_run(z);
      plan.y = one_run(y);
      plan.delta = one_run(delta);
      plan.dy = one_run(dy);
    }
    in = y;
  }
}

void StepPlan::forward(const Network<float>& network, Block<const float> inputs, Pass<float>& pass, bool last_output) {
  if (!serves(network, inputs, pass)) write(network, inputs, pass);
  const kernels::VectorKernels& run = chosen(run_);
  const OfLayer* const last = &layers_.back();
  for (const OfLayer& layer : layers_) {
    run.multiply(layer.sums);
    if (&layer == last && !last_output) return;
    const auto kernel = layer.row->mixes() ? layer.row->mix : layer.row->f;
    kernel(layer.z, layer.params, layer.y);
  }
}

void StepPlan::backward(const Network<float>& network, Block<const float> d_output, bool fused, Pass<float>& pass,
                        std::span<float> gradient) {
  const kernels::VectorKernels& run = chosen(run_);
  for (std::size_t l = layers_.size(); l-- > 0;) {
    OfLayer& layer = layers_[l];
    const bool last = l + 1 == layers_.size();
    if (last) layer.dy.data = const_cast<float*>(d_output.data);
    if (last && fused)
      std::copy_n(d_output.data, layer.delta.units * layer.delta.stride, layer.delta.data);
    else if (layer.row->mixes())
      layer.row->mix_vjp(layer.z, layer.y, layer.dy, layer.params, layer.delta);
    else
      layer.row->back(layer.z, layer.y, layer.dy, layer.params, layer.delta);
    layer.slots.gradient = gradient.data() + layer.gradient;
    if (layer.takes_samples_in_order) {
      if (l == 0 && pass.inputs_by_sample) {
        layer.in_order.in = pass.inputs_by_sample;
      } else {
        run.transpose(layer.turn);
      }
      layer.in_order.out = layer.slots.gradient;
      run.multiply(layer.in_order);
      layer.slots.gradient += network.layers()[l].sums * network.layers()[l].inputs;
    }
    run.slot_sums(layer.slots);
    if (l > 0) run.multiply(layer.below);
  }
}

}  // namespace gradlab
