#pragma once

#include <array>
#include <cstddef>

#include "core/network/kernels.hpp"

/// The kernels once more, as plain loops that state each sum's order: what double runs, and what tests hold the vector
/// kernels against.
namespace gradlab::kernels::plain {

template <class T>
void multiply(MatrixView<T> matrix, const T* start, Block<const T> in, Block<T> out) {
  for (std::size_t r = 0; r < matrix.rows; ++r) {
    T* sums = out.unit(r);
    for (std::size_t s = 0; s < in.samples; ++s) sums[s] = start ? start[r] : T(0);
    for (std::size_t c = 0; c < matrix.columns; ++c) {
      const T weight = matrix.data[r * matrix.row_step + c * matrix.column_step];
      const T* values = in.unit(c);
      for (std::size_t s = 0; s < in.samples; ++s) sums[s] += weight * values[s];
    }
  }
}

/// Σ_s a(s) b(s), or Σ_s a(s) where b is null: sample s goes to slot s mod 16, s ascending; then slot k + 8 to slot k,
/// then k + 4, k + 2, k + 1. A last + 0 makes every zero positive.
template <class T>
T sample_sum(const T* a, const T* b, std::size_t samples) {
  std::array<T, slots> slot{};
  std::size_t s = 0;
  for (; s + slots <= samples; s += slots)
    for (std::size_t k = 0; k < slots; ++k) slot[k] += b ? a[s + k] * b[s + k] : a[s + k];
  for (std::size_t k = 0; s + k < samples; ++k) slot[k] += b ? a[s + k] * b[s + k] : a[s + k];
  for (std::size_t half = slots / 2; half > 0; half /= 2)
    for (std::size_t k = 0; k < half; ++k) slot[k] += slot[k + half];
  return slot[0] + T(0);
}

template <class T>
void layer_gradient(Block<const T> delta, Block<const T> in, T* gradient) {
  for (std::size_t o = 0; o < delta.units; ++o) {
    T* row = gradient + o * in.units;
    if (takes_samples_in_order(in.units)) {
      for (std::size_t i = 0; i < in.units; ++i) row[i] = T(0);
      for (std::size_t s = 0; s < in.samples; ++s)
        for (std::size_t i = 0; i < in.units; ++i) row[i] += delta.at(o, s) * in.at(i, s);
    } else {
      for (std::size_t i = 0; i < in.units; ++i) row[i] = sample_sum(delta.unit(o), in.unit(i), in.samples);
    }
  }
  T* biases = gradient + delta.units * in.units;
  for (std::size_t o = 0; o < delta.units; ++o) biases[o] = sample_sum<T>(delta.unit(o), nullptr, delta.samples);
}

}  // namespace gradlab::kernels::plain
