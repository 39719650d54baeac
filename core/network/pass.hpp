#pragma once

#include <cstddef>
#include <vector>

#include "core/base/block.hpp"
#include "core/network/batch.hpp"

namespace gradlab {

/// Values of all layers for one batch. Reused from step to step: it allocates only when a batch is larger than any
/// before.
template <class T>
struct Pass {
  struct OfLayer {
    Batch<T> pre_activation;           ///< sums × samples
    Batch<T> output;                   ///< units × samples
    Batch<T> delta;                    ///< gradient by the pre-activations, sums × samples; of the latest `backward`
    std::vector<T> activation_params;  ///< of the row: one set for the layer or one for each unit
  };

  std::vector<OfLayer> layers;
  Batch<T> d_output;  ///< scratch: gradient by a layer's outputs
  Batch<T> slope;     ///< scratch: f' or ∂f/∂p of a layer

  Block<const T> pre_activation(std::size_t layer) const { return layers[layer].pre_activation.block(); }
  Block<const T> output(std::size_t layer) const { return layers[layer].output.block(); }
  Block<const T> delta(std::size_t layer) const { return layers[layer].delta.block(); }
};

}  // namespace gradlab
