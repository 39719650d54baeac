#pragma once

#include <cstddef>
#include <type_traits>

#include "core/optimizers/optimizer.hpp"

namespace gradlab {

/// Moments of a network that has fitted its data sink below the normal numbers, and WebAssembly, which cannot flush
/// those, loses a third of its speed. In float, moments under 1e-30 are therefore 0, on every machine alike.
template <class T>
T without_traces(T moment) {
  if constexpr (std::is_same_v<T, float>) return moment < 1e-30f && moment > -1e-30f ? 0.0f : moment;
  return moment;
}

/// One state vector of n numbers.
template <class T>
T* slot(const OptimizerStep<T>& step, std::size_t index) {
  return step.state.data() + index * step.parameters.size();
}

}  // namespace gradlab
