#include <algorithm>
#include <array>
#include <type_traits>

#include "core/activations/mixing_rows.hpp"
#include "core/base/elementary.hpp"

namespace gradlab::rows {

namespace {

constexpr std::size_t strip = 16;  ///< samples worked on side by side; sums run over the units in ascending order

template <class T>
using Strip = std::array<T, strip>;

/// The largest z of each sample: taken off first, so that no exponential overflows.
template <class T>
Strip<T> largest(Block<const T> z, std::size_t from, std::size_t count) {
  Strip<T> top{};
  for (std::size_t s = 0; s < count; ++s) top[s] = z.at(0, from + s);
  for (std::size_t u = 1; u < z.units; ++u) {
    const T* row = z.unit(u) + from;
    for (std::size_t s = 0; s < count; ++s) top[s] = elementary::max(row[s], top[s]);
  }
  return top;
}

}  // namespace

template <class T>
void Softmax::mix(Block<const T> z, UnitParams<T> p, Block<T> y) {
  const T inverse_temperature = T(1) / p.values[0];
  for (std::size_t from = 0; from < z.samples; from += strip) {
    const std::size_t count = std::min(strip, z.samples - from);
    const Strip<T> top = largest(z, from, count);
    Strip<T> sum{};
    for (std::size_t u = 0; u < z.units; ++u) {
      const T* in = z.unit(u) + from;
      T* out = y.unit(u) + from;
      for (std::size_t s = 0; s < count; ++s) {
        const T power = elementary::exp((in[s] - top[s]) * inverse_temperature);
        out[s] = power;
        sum[s] += power;
      }
    }
    for (std::size_t u = 0; u < z.units; ++u) {
      T* out = y.unit(u) + from;
      for (std::size_t s = 0; s < count; ++s) out[s] /= sum[s];
    }
  }
}

/// dz_i = p_i (dy_i - sum_j p_j dy_j) / T
template <class T>
void Softmax::mix_vjp(Block<const T>, Block<const T> y, Block<const T> dy, UnitParams<T> p, Block<T> dz) {
  const T inverse_temperature = T(1) / p.values[0];
  for (std::size_t from = 0; from < y.samples; from += strip) {
    const std::size_t count = std::min(strip, y.samples - from);
    Strip<T> mean{};
    for (std::size_t u = 0; u < y.units; ++u) {
      const T *share = y.unit(u) + from, *in = dy.unit(u) + from;
      for (std::size_t s = 0; s < count; ++s) mean[s] += share[s] * in[s];
    }
    for (std::size_t u = 0; u < y.units; ++u) {
      const T *share = y.unit(u) + from, *in = dy.unit(u) + from;
      T* out = dz.unit(u) + from;
      for (std::size_t s = 0; s < count; ++s) out[s] = share[s] * (in[s] - mean[s]) * inverse_temperature;
    }
  }
}

template void Softmax::mix(Block<const float>, UnitParams<float>, Block<float>);
template void Softmax::mix(Block<const double>, UnitParams<double>, Block<double>);
template void Softmax::mix_vjp(Block<const float>, Block<const float>, Block<const float>, UnitParams<float>,
                               Block<float>);
template void Softmax::mix_vjp(Block<const double>, Block<const double>, Block<const double>, UnitParams<double>,
                               Block<double>);

}  // namespace gradlab::rows
