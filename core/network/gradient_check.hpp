#pragma once

#include <cstddef>
#include <limits>
#include <string_view>

#include "core/base/result.hpp"
#include "core/network/network.hpp"
#include "core/network/objective.hpp"

namespace gradlab {

/// How far a network's gradient by back-propagation is from central differences of its loss.
struct GradientGap {
  double worst = 0;            ///< largest |exact - numeric| / (|exact| + |numeric| + 0.01 max(1, |loss|))
  std::size_t parameter = 0;   ///< where
  double exact = 0;            ///< the derivative there by back-propagation
  double numeric = 0;          ///< and by central differences
  std::size_t checked = 0;     ///< parameters compared
  std::size_t not_finite = 0;  ///< parameters at which one of the two is no finite number
  std::size_t skipped = 0;     ///< those at which the loss has a kink within reach: step lengths disagree
};

/// Over every parameter, on one batch, as in training: batch norm by the batch, and every pass with the same dropout.
/// inputs and targets as Batch holds them. most: where there are more parameters, so many of them, evenly spaced.
GradientGap gradient_gap(Network<double> network, Objective<double>& objective, Block<const double> inputs,
                         Block<const double> targets, std::size_t most = std::numeric_limits<std::size_t>::max());

/// A network of 3-5-4-outputs units of one activation, output layer included, on a loss, with random samples.
Spec gradient_check_spec(std::string_view activation, std::string_view loss, std::uint64_t seed);

/// Of a spec whose data are inline, with random parameters.
Result<GradientGap> check_gradients(const Spec& spec, std::uint64_t seed);

}  // namespace gradlab
