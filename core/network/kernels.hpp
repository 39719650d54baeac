#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "core/base/block.hpp"
#include "core/network/kernel_calls.hpp"

/// The loops that training spends its time in. Every sum has one order, stated here, whatever the machine's vectors
/// hold: lanes are different sums, or the 16 slots of one. float runs at the width chosen at run time
/// (vector_kernels.hpp, width.hpp), double in plain loops (plain_kernels.hpp).
/// Blocks have strides that are multiples of sample_group, and finite padding.
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

/// Partial sums over samples: sample s is added to slot s mod slots.
inline constexpr std::size_t slots = 16;

/// Which of the two orders a layer's weight gradients are summed in: a matter of its shape alone.
constexpr bool takes_samples_in_order(std::size_t inputs) { return inputs >= slots; }

/// out(r, s) = start[r] + Σ_c matrix(r, c) in(c, s); begins at start (0 where it is null), c ascending. Padding
/// included. Forward: the weights, the biases, the inputs. Backward: the weights transposed, 0, the deltas.
template <class T>
void multiply(MatrixView<T> matrix, const T* start, Block<const T> in, Block<T> out);

/// The same, and y = f(z), both stride long, for rows that the kernels compute themselves: tanh and relu. False: not
/// one of them, and nothing is done. All strides are those of a Batch, padded(samples): a part of the samples of a
/// larger block has to be copied first.
bool layer(MatrixView<float> matrix, const float* start, Block<const float> in, std::string_view row, Block<float> z,
           Block<float> y);

/// gradient[o * inputs + i] = Σ_s delta(o, s) in(i, s); behind them, gradient[outputs * inputs + o] = Σ_s delta(o, s).
/// Layers of 16 inputs and more: from 0, s ascending. Others, and all biases: sample s is added to slot s mod 16, s
/// ascending; then slot k + 8 to slot k, then k + 4, k + 2, k + 1; a last + 0 makes every zero positive.
/// delta's padding must be 0. in_by_sample: `in` sample by sample, where takes_samples_in_order, else null.
template <class T>
void layer_gradient(Block<const T> delta, Block<const T> in, const T* in_by_sample, T* gradient);

/// to[c * to_step + r] = from[r * from_step + c]
template <class T>
void transpose(const T* from, std::size_t rows, std::size_t columns, std::size_t from_step, T* to, std::size_t to_step);

/// Takes numbers of chosen samples out of rows of one sample each, which are whole fours of numbers: out(u, s) =
/// row(chosen[s])[u]; out's padding repeats the first sample. Memory of out: as for whole fours of units, which may be
/// written. By vectors as wide as the machine has them when it is made.
template <class T>
class Gatherer {
 public:
  Gatherer() = default;
  Gatherer(const T* rows, const Block<T>& out);
  void operator()(std::span<const std::uint32_t> chosen) const;

 private:
  const VectorKernels* run_ = nullptr;
  Gathering<T> all_{};
};

/// Σ_s a(s) b(s) over one unit's samples, by slots as above. b null: Σ_s a(s).
template <class T>
T sample_sum(const T* a, const T* b, std::size_t samples);

}  // namespace gradlab::kernels
