#pragma once

#include <cstddef>
#include <type_traits>

namespace gradlab {

/// A batch: units × samples, the samples of one unit contiguous; unit u's samples start at data + u * stride,
/// stride ≥ samples. Elementwise kernels, PReLU's slope per unit and SIMD over samples fall out of this order.
template <class T>
struct Block {
  T* data = nullptr;
  std::size_t units = 0;
  std::size_t samples = 0;
  std::size_t stride = 0;

  T* unit(std::size_t u) const { return data + u * stride; }
  T& at(std::size_t u, std::size_t s) const { return data[u * stride + s]; }
  /// Some of the units.
  Block part(std::size_t first, std::size_t count) const { return {unit(first), count, samples, stride}; }

  operator Block<const T>() const
    requires(!std::is_const_v<T>)
  {
    return {data, units, samples, stride};
  }
};

/// Parameters of an activation during one pass: parameter p of unit u is values[u * unit_stride + p].
/// unit_stride 0 shares one set by all units of the layer.
template <class T>
struct UnitParams {
  const T* values = nullptr;
  std::size_t count = 0;
  std::size_t unit_stride = 0;
  const void* row_data = nullptr;  ///< what a row made of a typed formula needs beside them: Activation::data

  const T* of_unit(std::size_t u) const { return values + u * unit_stride; }
};

}  // namespace gradlab
