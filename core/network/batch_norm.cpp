#include "core/network/batch_norm.hpp"

#include "core/base/elementary.hpp"
#include "core/network/kernels.hpp"

namespace gradlab::batch_norm {
namespace {

/// normal = (z - mean) / deviation; z = scale normal + shift, padding included.
template <class T>
void apply(Block<T> z, Norm<T>& norm, std::size_t u, T mean, T variance) {
  const T inverse = T(1) / elementary::sqrt(variance + static_cast<T>(eps));
  norm.inverse_deviation[u] = inverse;
  T* sums = z.unit(u);
  T* normal = norm.normal.block().unit(u);
  const T scale = norm.scale[u];
  const T shift = norm.shift[u];
  for (std::size_t s = 0; s < padded(z.samples); ++s) {
    normal[s] = (sums[s] - mean) * inverse;
    sums[s] = scale * normal[s] + shift;
  }
}

template <class T>
void prepare(Block<T> z, Norm<T>& norm) {
  norm.normal.resize(z.units, z.samples);
  norm.inverse_deviation.resize(z.units);
}

}  // namespace

template <class T>
void by_batch(Block<T> z, Norm<T> norm, std::span<T> running_mean, std::span<T> running_variance) {
  prepare(z, norm);
  clear_padding(z);
  const T count = static_cast<T>(z.samples);
  const T move = static_cast<T>(momentum);
  for (std::size_t u = 0; u < z.units; ++u) {
    const T mean = kernels::sample_sum<T>(z.unit(u), nullptr, z.samples) / count;
    T* centred = norm.normal.block().unit(u);
    for (std::size_t s = 0; s < z.samples; ++s) centred[s] = z.at(u, s) - mean;
    for (std::size_t s = z.samples; s < padded(z.samples); ++s) centred[s] = T(0);
    const T squares = kernels::sample_sum<T>(centred, centred, z.samples);
    running_mean[u] += move * (mean - running_mean[u]);
    if (z.samples > 1) running_variance[u] += move * (squares / (count - T(1)) - running_variance[u]);
    apply(z, norm, u, mean, squares / count);
  }
  repeat_into_padding(z);
  clear_padding(norm.normal.block());
}

template <class T>
void by_running(Block<T> z, Norm<T> norm, std::span<const T> running_mean, std::span<const T> running_variance) {
  prepare(z, norm);
  for (std::size_t u = 0; u < z.units; ++u) apply(z, norm, u, running_mean[u], running_variance[u]);
  clear_padding(norm.normal.block());
}

/// With n samples, x the normal sums and d = delta times scale:
/// dz = (d - Σd / n - x Σ(d x) / n) / deviation; without gradient through the statistics dz = d / deviation.
template <class T>
void backward(Block<T> delta, Norm<T> norm, bool through_statistics, std::span<T> d_scale, std::span<T> d_shift) {
  const T count = static_cast<T>(delta.samples);
  for (std::size_t u = 0; u < delta.units; ++u) {
    T* d = delta.unit(u);
    const T* normal = norm.normal.block().unit(u);
    d_scale[u] = kernels::sample_sum<T>(d, normal, delta.samples);
    d_shift[u] = kernels::sample_sum<T>(d, nullptr, delta.samples);
    const T mean = through_statistics ? d_shift[u] / count : T(0);
    const T slope = through_statistics ? d_scale[u] / count : T(0);
    const T factor = norm.scale[u] * norm.inverse_deviation[u];
    for (std::size_t s = 0; s < delta.samples; ++s) d[s] = factor * (d[s] - mean - normal[s] * slope);
  }
}

template void by_batch(Block<float>, Norm<float>, std::span<float>, std::span<float>);
template void by_batch(Block<double>, Norm<double>, std::span<double>, std::span<double>);
template void by_running(Block<float>, Norm<float>, std::span<const float>, std::span<const float>);
template void by_running(Block<double>, Norm<double>, std::span<const double>, std::span<const double>);
template void backward(Block<float>, Norm<float>, bool, std::span<float>, std::span<float>);
template void backward(Block<double>, Norm<double>, bool, std::span<double>, std::span<double>);

}  // namespace gradlab::batch_norm
