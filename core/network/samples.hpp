#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/base/block.hpp"

namespace gradlab {

/// Numbers of all samples of a data set, unit-major as in Dataset, in the scalar of the training.
template <class T>
struct Samples {
  std::size_t units = 0;
  std::size_t count = 0;
  std::vector<T> values;     ///< unit u of sample s at [u * count + s]
  std::vector<T> by_sample;  ///< the same at [s * units + u], after keep_by_sample

  /// Copies the given samples side by side.
  void gather(std::span<const std::uint32_t> rows, Block<T> into) const {
    for (std::size_t u = 0; u < units; ++u) {
      const T* from = values.data() + u * count;
      T* to = into.unit(u);
      for (std::size_t s = 0; s < rows.size(); ++s) to[s] = from[rows[s]];
    }
  }

  /// Many numbers of few samples lie side by side then: taking them out of `values` would touch a line of the cache for
  /// each.
  void keep_by_sample() {
    by_sample.resize(values.size());
    for (std::size_t u = 0; u < units; ++u)
      for (std::size_t s = 0; s < count; ++s) by_sample[s * units + u] = values[u * count + s];
  }
  /// Copies the given samples one behind the other.
  void gather_by_sample(std::span<const std::uint32_t> rows, T* into) const {
    for (std::size_t s = 0; s < rows.size(); ++s)
      std::copy_n(by_sample.data() + rows[s] * units, units, into + s * units);
  }
};

}  // namespace gradlab
