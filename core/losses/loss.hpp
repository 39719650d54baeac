#pragma once

#include <span>
#include <string_view>

#include "core/base/block.hpp"
#include "core/base/param.hpp"

namespace gradlab {

enum class TargetKind {
  values,         ///< any number for each output (mse, mae, huber)
  unit_interval,  ///< in [0, 1] for each output (bce)
  distribution,   ///< a class index, or probabilities over the outputs that sum to 1 (cross_entropy)
  signs,          ///< -1 or +1 for each output (hinge)
};

/// One row of the table of losses. All are means over every entry of the batch; cross_entropy over samples.
/// bce and cross_entropy take logits. Where the output layer's activation is `fused_activation`, the network hands
/// the loss its pre-activations, so that sigmoid+bce and softmax+cross_entropy are computed as one, without overflow.
/// Names for people: "loss.<id>", "loss.<id>.help".
template <class T>
struct Loss {
  std::string_view id;
  std::string_view formula;
  TargetKind target = TargetKind::values;
  std::string_view fused_activation;  ///< "sigmoid", "softmax" or empty
  std::span<const ParamSpec> params;

  /// prediction and target: outputs × samples.
  T (*value)(Block<const T> prediction, Block<const T> target, std::span<const T> params) = nullptr;
  /// gradient of the value by each prediction.
  void (*gradient)(Block<const T> prediction, Block<const T> target, std::span<const T> params, Block<T> d) = nullptr;
  /// Both at once, with the same bits: what a training step calls, with blocks as Batch holds them. d's padding is 0
  /// afterwards, if it was before.
  /// By reference: a block copied for a call is written by halves and read whole, for which the processor waits.
  T (*both)(const Block<const T>& prediction, const Block<const T>& target, const std::span<const T>& params,
            const Block<T>& d) = nullptr;
};

template <class T>
std::span<const Loss<T>> losses();
template <class T>
const Loss<T>* find_loss(std::string_view id);

}  // namespace gradlab
