#pragma once

#include <span>

#include "core/base/block.hpp"

namespace gradlab {

/// Softmax and negative log-likelihood in one, of logits; the mean over samples.
/// With m the largest logit of a sample and S the sum of e^(z_i - m) over all others, the value is
/// sum_i t_i (m - z_i) + (sum_i t_i) log1p(S): no term cancels, so a loss of 1e-30 is still right to its last digits.
template <class T>
T cross_entropy_value(Block<const T> logits, Block<const T> target, std::span<const T> params);

/// p - t for targets that sum to 1, likewise without cancellation where p is nearly t. In float, entries under 1e-15
/// are 0: the gradients of a network that is sure would sink to denormal numbers, on which WebAssembly is slow.
template <class T>
void cross_entropy_gradient(Block<const T> logits, Block<const T> target, std::span<const T> params, Block<T> d);

template <class T>
T cross_entropy_both(Block<const T> logits, Block<const T> target, std::span<const T> params, Block<T> d);

}  // namespace gradlab
