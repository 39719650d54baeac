#pragma once

#include <span>

#include "core/network/batch_norm.hpp"
#include "core/network/network.hpp"

namespace gradlab {

/// A layer's batch norm in a pass.
template <class T>
batch_norm::Norm<T> norm_of(const Layer<T>& layer, std::span<const T> parameters, typename Pass<T>::OfLayer& pass) {
  const std::span<const T> both = parameters.subspan(layer.norm_scale, 2 * layer.sums);
  return {both.first(layer.sums), both.last(layer.sums), pass.normal, pass.inverse_deviation};
}

}  // namespace gradlab
