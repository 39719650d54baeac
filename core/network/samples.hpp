#pragma once

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
  std::vector<T> values;  ///< unit u of sample s at [u * count + s]

  /// Copies the given samples side by side.
  void gather(std::span<const std::uint32_t> rows, Block<T> into) const {
    for (std::size_t u = 0; u < units; ++u) {
      const T* from = values.data() + u * count;
      T* to = into.unit(u);
      for (std::size_t s = 0; s < rows.size(); ++s) to[s] = from[rows[s]];
    }
  }
};

}  // namespace gradlab
