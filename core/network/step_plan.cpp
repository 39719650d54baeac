#include "core/network/step_plan.hpp"

#include <algorithm>

#include "core/base/width.hpp"
#include "core/network/chosen_kernels.hpp"
#include "core/network/kernels.hpp"
#include "core/network/network.hpp"
#include "core/network/slot_plan.hpp"

namespace gradlab {
namespace {

/// All numbers as one unit, padding included.
Block<float> one_run(Block<float> block) {
  const std::size_t count = block.units * block.stride;
  return {block.data, 1, count, count};
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

bool StepPlan::serves(const Network<float>& network, const Block<const float>& inputs, const Pass<float>& pass) const {
  return owner_ == &pass && inputs_ == inputs.data && samples_ == inputs.samples &&
         parameters_ == network.parameters().data() && count_ == network.layers().size();
}

void StepPlan::write(const Network<float>& network, Block<const float> inputs, Pass<float>& pass) {
  owner_ = &pass;
  inputs_ = inputs.data;
  samples_ = inputs.samples;
  parameters_ = network.parameters().data();
  gradient_ = nullptr;
  count_ = network.layers().size();
  layers_.resize(count_);
  calls_.resize(layers_.size());
  pass.layers.resize(layers_.size());
  std::size_t widest = 0;
  for (const Layer<float>& layer : network.layers()) widest = std::max(widest, layer.inputs);
  const bool few = samples_ <= 16 && widest < kernels::narrow_columns;
  run_ = &kernels::vector_kernels_of_step(few);
  whole_ = !kernels::takes_samples_in_order(inputs.units);
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
    kernels::LayerCalls& calls = calls_[l];
    const std::size_t fan_in = layer.inputs, stride = z.stride;
    calls.sums = {weights, layer.sums, fan_in, fan_in, 1,     parameters_ + layer.bias,
                  in.data, in.stride,  z.data, stride, stride};
    calls.below = {weights, l > 0 ? fan_in : 0, layer.sums, 1,     fan_in, nullptr, delta.data,
                   stride,  below.data,         stride,     stride};
    const bool in_order = kernels::takes_samples_in_order(fan_in);
    calls.turn = {in.data, in_order ? fan_in : 0, samples_, in.stride, pass.by_sample.data(), fan_in};
    calls.in_order = {delta.data, in_order ? layer.sums : 0, samples_, stride,  1,
                      nullptr,    pass.by_sample.data(),     fan_in,   nullptr, fan_in,
                      fan_in};
    plan.in = in;
    calls.curve = kernels::curve_of(layer.activation->id);
    whole_ &= calls.curve != kernels::Curve::other;
    calls.tanh_numbers = kernels::tanh_numbers;
    calls.z = z.data;
    calls.y = y.data;
    calls.delta = delta.data;
    calls.dy = nullptr;
    calls.under = nullptr;
    if (l > 0 && calls_[l - 1].curve != kernels::Curve::other) {
      calls.under = &calls_[l - 1];
      calls.below.out = calls.under->delta;
    }
    calls.numbers = layer.sums * stride;
    calls.spare = stride - samples_;
    plan.gradient = layer.weights;
    plan.weights = layer.sums * fan_in;
    plan.sums = delta;
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

void StepPlan::forward(const Network<float>& network, const Block<const float>& inputs, Pass<float>& pass,
                       bool last_output) {
  if (!serves(network, inputs, pass)) write(network, inputs, pass);
  if (whole_ && last_output)
    kernels::of_choice(run_).forward(calls_.data(), count_);
  else
    forward_by_parts(last_output);
}

void StepPlan::forward_again() const { kernels::of_choice(run_).forward(calls_.data(), count_); }

void StepPlan::backward_again() const {
  const kernels::VectorKernels& run = kernels::of_choice(run_);
  run.backward(&calls_[count_ - 1], count_);
  run.slot_sums(slot_sums_);
}

void StepPlan::forward_by_parts(bool last_output) {
  const kernels::VectorKernels& run = kernels::of_choice(run_);
  const std::size_t count = layers_.size() - (last_output ? 0 : 1);
  for (std::size_t done = 0; done < count;) {
    done += run.forward(&calls_[done], count - done);
    if (calls_[done - 1].curve == kernels::Curve::other) activate(layers_[done - 1]);
  }
  if (!last_output) run.multiply(calls_.back().sums);
}

void StepPlan::activate(const OfLayer& layer) {
  const auto kernel = layer.row->mixes() ? layer.row->mix : layer.row->f;
  kernel(layer.z, layer.params, layer.y);
}

/// delta from dy, where the kernels do not compute it.
void StepPlan::slope(const OfLayer& layer) {
  const auto kernel = layer.row->mixes() ? layer.row->mix_vjp : layer.row->back;
  kernel(layer.z, layer.y, layer.dy, layer.params, layer.delta);
}

void StepPlan::backward(const Block<const float>& d_output, bool fused, Pass<float>& pass, float* gradient) {
  if (gradient_ != gradient) place(gradient);
  const kernels::VectorKernels& run = kernels::of_choice(run_);
  kernels::LayerCalls& last = calls_[count_ - 1];
  last.dy = fused || last.curve == kernels::Curve::other ? nullptr : d_output.data;
  if (whole_ && !fused)
    run.backward(&last, count_);
  else
    backward_by_parts(d_output.data, fused, pass.inputs_by_sample);
  run.slot_sums(slot_sums_);
}

void StepPlan::backward_by_parts(const float* d_output, bool fused, const float* inputs_by_sample) {
  const kernels::VectorKernels& run = kernels::of_choice(run_);
  layers_.back().dy.data = const_cast<float*>(d_output);
  if (fused) std::copy_n(d_output, calls_.back().numbers, calls_.back().delta);
  if (inputs_by_sample) {
    calls_.front().turn.rows = 0;
    calls_.front().in_order.in = inputs_by_sample;
  }
  for (std::size_t left = layers_.size(); left > 0;) {
    if (calls_[left - 1].curve == kernels::Curve::other && !(fused && left == layers_.size())) slope(layers_[left - 1]);
    left -= run.backward(&calls_[left - 1], left);
  }
}

/// Where the gradients go.
void StepPlan::place(float* gradient) {
  gradient_ = gradient;
  lists_.clear();
  kernels::SlotPlan plan(lists_);
  for (std::size_t l = 0; l < layers_.size(); ++l) {
    const OfLayer& layer = layers_[l];
    kernels::LayerCalls& calls = calls_[l];
    calls.in_order.out = gradient + layer.gradient;
    const bool weights = calls.in_order.rows == 0;
    plan.layer(layer.sums, layer.in, weights, calls.in_order.out + (weights ? 0 : layer.weights));
  }
  plan.finish();
  slot_sums_ = lists_.sums(layers_.front().sums.stride);
}

}  // namespace gradlab
