#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace gradlab {

/// The gradient of softmax with cross-entropy by each logit, once by the formula and once by differences.
struct SoftmaxCheck {
  std::vector<double> shares;   ///< p = softmax(z)
  std::vector<double> exact;    ///< p - y, as training computes it
  std::vector<double> numeric;  ///< from five values of the loss (fourth order, step 2^-7): knows no formula
  double loss = 0;              ///< -ln p of the target
  double largest_difference = 0;
};

/// target < logits.size(), at least one logit.
SoftmaxCheck check_softmax(std::span<const double> logits, std::size_t target);

}  // namespace gradlab
