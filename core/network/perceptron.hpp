#pragma once

#include <cstddef>

#include "core/base/block.hpp"

namespace gradlab {

/// The perceptron's own rule (Rosenblatt 1957): for each sample w += rate (t - y) x, with y the step's output and t its
/// target, 0 or 1. A step has no gradient to descend, so this stands in its place: d(o, s) = y - t by the weighted
/// sums, added over the batch and not divided by it. The optimizer then goes against it; sgd with batch 1 is the rule
/// as printed. It settles if a line divides the classes, and never if none does.
template <class T>
void perceptron_delta(Block<const T> output, Block<const T> target, Block<T> d) {
  for (std::size_t u = 0; u < output.units; ++u)
    for (std::size_t s = 0; s < output.samples; ++s) d.at(u, s) = output.at(u, s) - target.at(u, s);
}

}  // namespace gradlab
