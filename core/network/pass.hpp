#pragma once

#include <cstddef>
#include <vector>

#include "core/base/block.hpp"
#include "core/base/unshared.hpp"
#include "core/network/batch.hpp"
#include "core/network/step_plan.hpp"

namespace gradlab {

/// Values of all layers for one batch. Reused from step to step: it allocates only when a batch is larger than any
/// before.
template <class T>
struct Pass {
  struct OfLayer {
    Batch<T> pre_activation;           ///< sums × samples, normalised where the layer does so
    Batch<T> output;                   ///< units × samples
    Batch<T> normal;                   ///< batch norm: the sums with mean 0 and variance 1, before scale and shift
    std::vector<T> inverse_deviation;  ///< batch norm: 1 / sqrt(variance + eps) of each sum
    Batch<T> mask;                     ///< dropout in training: 0, or 1 / (1 - share), by which outputs are multiplied
    Batch<T> dropped;                  ///< dropout in training: outputs × mask, what the next layer gets
    Batch<T> delta;                    ///< gradient by the pre-activations, sums × samples; of the latest `backward`
    std::vector<T> activation_params;  ///< of the row: one set for the layer or one for each unit
  };

  std::vector<OfLayer> layers;
  bool training = false;    ///< statistics of the batch and dropout, as Network::forward_training does it
  Batch<T> d_output;        ///< scratch: gradient by a layer's outputs
  Batch<T> slope;           ///< scratch: f' or ∂f/∂p of a layer
  LineVector<T> by_sample;  ///< scratch: a layer's inputs, sample by sample
  const T* inputs_by_sample =
      nullptr;  ///< the batch's own inputs so, where the caller has them; null: made when needed

  Unshared<StepPlan> plan;  ///< float: of the step that this pass serves

  Block<const T> pre_activation(std::size_t layer) const { return layers[layer].pre_activation.block(); }
  Block<const T> output(std::size_t layer) const { return layers[layer].output.block(); }
  Block<const T> delta(std::size_t layer) const { return layers[layer].delta.block(); }
};

}  // namespace gradlab
