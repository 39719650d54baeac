#pragma once

#include <cstddef>
#include <span>

#include "core/base/block.hpp"

/// The three loops that training spends its time in. Lanes are samples: no sum is split over lanes, so its order is the
/// same on every machine. All blocks have strides that are multiples of sample_group and finite padding.
namespace gradlab::kernels {

/// A matrix inside the flat parameter vector: entry (r, c) at data[r * row_step + c * column_step].
template <class T>
struct MatrixView {
  const T* data = nullptr;
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::size_t row_step = 0;
  std::size_t column_step = 0;
};

/// out(r, s) = start[r] + Σ_c matrix(r, c) in(c, s); begins at start (0 where it is null), c ascending. Padding
/// included. Forward: the weights, the biases, the inputs. Backward: the weights transposed, 0, the deltas.
template <class T>
void multiply(MatrixView<T> matrix, const T* start, Block<const T> in, Block<T> out);

/// gradient[o * inputs + i] = Σ_s delta(o, s) in(i, s): sample s is added to slot s mod 16, s ascending; then slot k +
/// 8 to slot k, then k + 4, k + 2, k + 1; a last + 0 makes every zero positive. delta's padding must be 0.
template <class T>
void outer_sum(Block<const T> delta, Block<const T> in, std::span<T> gradient);

/// Σ_s a(s) b(s) over one unit's samples, in the order of outer_sum. b null: Σ_s a(s).
template <class T>
T sample_sum(const T* a, const T* b, std::size_t samples);

}  // namespace gradlab::kernels
