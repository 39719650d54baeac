#include "core/network/kernels.hpp"

#include "core/network/batch.hpp"

namespace gradlab::kernels {
namespace {

/// One group of samples for `Rows` rows at once: each value of `in` is loaded once for all of them.
template <std::size_t Rows, class T>
void multiply_tile(MatrixView<T> matrix, std::size_t row, const T* start, Block<const T> in, Block<T> out,
                   std::size_t sample) {
  T sums[Rows][sample_group];
  for (std::size_t r = 0; r < Rows; ++r)
    for (std::size_t k = 0; k < sample_group; ++k) sums[r][k] = start ? start[row + r] : T(0);
  for (std::size_t c = 0; c < matrix.columns; ++c) {
    const T* values = in.unit(c) + sample;
    for (std::size_t r = 0; r < Rows; ++r) {
      const T weight = matrix.data[(row + r) * matrix.row_step + c * matrix.column_step];
      for (std::size_t k = 0; k < sample_group; ++k) sums[r][k] += weight * values[k];
    }
  }
  for (std::size_t r = 0; r < Rows; ++r)
    for (std::size_t k = 0; k < sample_group; ++k) out.unit(row + r)[sample + k] = sums[r][k];
}

template <class T>
T tree_sum(T* slots) {
  for (std::size_t half = sample_group / 2; half > 0; half /= 2)
    for (std::size_t k = 0; k < half; ++k) slots[k] += slots[k + half];
  return slots[0] + T(0);
}

template <std::size_t Rows, class T>
void outer_tile(Block<const T> delta, std::size_t row, const T* values, std::size_t samples, T* gradient,
                std::size_t inputs) {
  T slots[Rows][sample_group] = {};
  for (std::size_t s = 0; s < samples; s += sample_group)
    for (std::size_t r = 0; r < Rows; ++r) {
      const T* d = delta.unit(row + r) + s;
      for (std::size_t k = 0; k < sample_group; ++k) slots[r][k] += d[k] * values[s + k];
    }
  for (std::size_t r = 0; r < Rows; ++r) gradient[(row + r) * inputs] = tree_sum(slots[r]);
}

constexpr std::size_t tile_rows = 2;

}  // namespace

template <class T>
void multiply(MatrixView<T> matrix, const T* start, Block<const T> in, Block<T> out) {
  for (std::size_t s = 0; s < padded(in.samples); s += sample_group) {
    std::size_t row = 0;
    for (; row + tile_rows <= matrix.rows; row += tile_rows) multiply_tile<tile_rows>(matrix, row, start, in, out, s);
    for (; row < matrix.rows; ++row) multiply_tile<1>(matrix, row, start, in, out, s);
  }
}

template <class T>
void outer_sum(Block<const T> delta, Block<const T> in, std::span<T> gradient) {
  const std::size_t samples = padded(in.samples);
  for (std::size_t i = 0; i < in.units; ++i) {
    std::size_t row = 0;
    for (; row + tile_rows <= delta.units; row += tile_rows)
      outer_tile<tile_rows>(delta, row, in.unit(i), samples, gradient.data() + i, in.units);
    for (; row < delta.units; ++row) outer_tile<1>(delta, row, in.unit(i), samples, gradient.data() + i, in.units);
  }
}

template <class T>
T sample_sum(const T* a, const T* b, std::size_t samples) {
  T slots[sample_group] = {};
  for (std::size_t s = 0; s < padded(samples); s += sample_group)
    for (std::size_t k = 0; k < sample_group; ++k) slots[k] += b ? a[s + k] * b[s + k] : a[s + k];
  return tree_sum(slots);
}

template void multiply(MatrixView<float>, const float*, Block<const float>, Block<float>);
template void multiply(MatrixView<double>, const double*, Block<const double>, Block<double>);
template void outer_sum(Block<const float>, Block<const float>, std::span<float>);
template void outer_sum(Block<const double>, Block<const double>, std::span<double>);
template float sample_sum(const float*, const float*, std::size_t);
template double sample_sum(const double*, const double*, std::size_t);

}  // namespace gradlab::kernels
