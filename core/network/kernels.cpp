#include "core/network/kernels.hpp"

#include <array>

#include "core/base/width.hpp"
#include "core/network/batch.hpp"
#include "core/network/chosen_kernels.hpp"
#include "core/network/plain_kernels.hpp"
#include "core/network/slot_plan.hpp"

namespace gradlab::kernels {

const VectorKernels& vector_kernels() {
#if GRADLAB_WIDE_VECTORS
  const std::size_t lanes = width::lanes();
  if (lanes == 16) return kernels_of_16;
  if (lanes == 8) return kernels_of_8;
#endif
  return Vectors<4>::kernels;
}

const VectorKernels& vector_kernels_of_step([[maybe_unused]] bool few) {
#if GRADLAB_WIDE_VECTORS
  if (width::lanes() == 16 && (few || width::by_halves())) return kernels_of_8;
#endif
  return vector_kernels();
}

Curve curve_of(std::string_view row) {
  if (row == "tanh") return Curve::tanh;
  if (row == "relu") return Curve::relu;
  return Curve::other;
}

namespace {

Product product_of(MatrixView<float> m, const float* start, Block<const float> in, Block<float> out) {
  return {m.data,  m.rows,    m.columns, m.row_step, m.column_step,     start,
          in.data, in.stride, out.data,  out.stride, padded(in.samples)};
}

/// Sums on their way to the kernel, a few at a time: a step allocates nothing.
struct SomeSlotSums {
  const VectorKernels& run;
  std::size_t samples;
  std::array<UnitSums, 16> units{};
  std::array<PairSums, 16> pairs{};
  std::array<FourSums, 16> fours{};
  std::size_t unit_count = 0, pair_count = 0, four_count = 0;

  void take(const UnitSums& one) {
    if (unit_count == units.size()) flush();
    units[unit_count++] = one;
  }
  void take(const PairSums& pair) {
    if (pair_count == pairs.size()) flush();
    pairs[pair_count++] = pair;
  }
  void take(const FourSums& four) {
    if (four_count == fours.size()) flush();
    fours[four_count++] = four;
  }
  void flush() {
    run.slot_sums({units.data(), unit_count, pairs.data(), pair_count, fours.data(), four_count, samples});
    unit_count = pair_count = four_count = 0;
  }
};

}  // namespace

template <>
void multiply(MatrixView<float> m, const float* start, Block<const float> in, Block<float> out) {
  vector_kernels().multiply(product_of(m, start, in, out));
}

bool layer(MatrixView<float> m, const float* start, Block<const float> in, std::string_view row, Block<float> z,
           Block<float> y) {
  LayerCalls calls{};
  calls.curve = curve_of(row);
  if (calls.curve == Curve::other) return false;
  calls.sums = product_of(m, start, in, z);
  calls.tanh_numbers = kernels::tanh_numbers;
  calls.z = z.data;
  calls.y = y.data;
  calls.numbers = z.units * z.stride;
  vector_kernels().forward(&calls, 1);
  return true;
}

template <>
void multiply(MatrixView<double> matrix, const double* start, Block<const double> in, Block<double> out) {
  plain::multiply(matrix, start, with_padding(in), out);
}

template <>
void layer_gradient(Block<const float> delta, Block<const float> in, const float* in_by_sample, float* gradient) {
  const VectorKernels& run = vector_kernels();
  if (in_by_sample) {
    run.multiply({delta.data, delta.units, in.samples, delta.stride, 1, nullptr, in_by_sample, in.units, gradient,
                  in.units, in.units});
    gradient += delta.units * in.units;
  }
  SomeSlotSums sums{run, padded(in.samples)};
  SlotPlan plan(sums);
  plan.layer(delta, in, !in_by_sample, gradient);
  plan.finish();
  sums.flush();
}

template <>
void layer_gradient(Block<const double> delta, Block<const double> in, const double*, double* gradient) {
  plain::layer_gradient(delta, in, gradient);
}

template <>
void transpose(const float* from, std::size_t rows, std::size_t columns, std::size_t from_step, float* to,
               std::size_t to_step) {
  vector_kernels().transpose({from, rows, columns, from_step, to, to_step});
}

template <>
void transpose(const double* from, std::size_t rows, std::size_t columns, std::size_t from_step, double* to,
               std::size_t to_step) {
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t c = 0; c < columns; ++c) to[c * to_step + r] = from[r * from_step + c];
}

template <class T>
Gatherer<T>::Gatherer(const T* rows, const Block<T>& out)
    : run_(&vector_kernels_of_step(true)), all_{rows, out.units, out.data, out.stride, out.stride} {}

template <>
void Gatherer<float>::operator()(std::span<const std::uint32_t> chosen) const {
  of_choice(run_).gather(all_, chosen.data(), chosen.size());
}

template <>
void Gatherer<double>::operator()(std::span<const std::uint32_t> chosen) const {
  const std::size_t row = (all_.units + 3) / 4 * 4;
  for (std::size_t u = 0; u < all_.units; ++u)
    for (std::size_t s = 0; s < all_.width; ++s)
      all_.to[u * all_.to_step + s] = all_.rows[chosen[s < chosen.size() ? s : 0] * row + u];
}

template class Gatherer<float>;
template class Gatherer<double>;

template <class T>
T sample_sum(const T* a, const T* b, std::size_t samples) {
  return plain::sample_sum(a, b, samples);
}

template float sample_sum(const float*, const float*, std::size_t);
template double sample_sum(const double*, const double*, std::size_t);

}  // namespace gradlab::kernels
