#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/base/block.hpp"
#include "core/base/line_vector.hpp"

namespace gradlab {

/// Numbers of all samples of a data set, unit-major as in Dataset, in the scalar of the training.
template <class T>
struct Samples {
  std::size_t units = 0;
  std::size_t count = 0;
  std::vector<T> values;    ///< unit u of sample s at [u * count + s]
  LineVector<T> by_sample;  ///< the same at [s * units + u], after keep_by_sample

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

/// Inputs and targets of each sample side by side, up to a multiple of four numbers: so a batch of few is taken out
/// four samples and four numbers at once (kernels::gather).
template <class T>
struct SampleRows {
  std::size_t units = 0;  ///< numbers of a row
  LineVector<T> values;

  void keep(const Samples<T>& inputs, const Samples<T>& targets) {
    units = (inputs.units + targets.units + 3) / 4 * 4;
    values.assign(inputs.count * units, T(0));
    for (std::size_t s = 0; s < inputs.count; ++s) {
      T* row = values.data() + s * units;
      for (std::size_t u = 0; u < inputs.units; ++u) row[u] = inputs.values[u * inputs.count + s];
      for (std::size_t u = 0; u < targets.units; ++u) row[inputs.units + u] = targets.values[u * targets.count + s];
    }
  }
};

}  // namespace gradlab
