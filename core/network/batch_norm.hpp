#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/base/block.hpp"
#include "core/network/batch.hpp"

/// Batch normalisation (Ioffe & Szegedy 2015) of a layer's weighted sums, each over the samples of the batch:
/// scale (z - mean) / sqrt(variance + eps) + shift. eps and the running statistics' momentum are those of PyTorch.
/// Sums over samples run in the order of kernels::sample_sum.
namespace gradlab::batch_norm {

inline constexpr double eps = 1e-5;
inline constexpr double momentum = 0.1;

/// One layer's numbers. All spans have one entry for each sum.
template <class T>
struct Norm {
  std::span<const T> scale;
  std::span<const T> shift;
  Batch<T>& normal;
  std::vector<T>& inverse_deviation;
};

/// By the batch's own mean and (biased) variance. Moves the running mean and the running (unbiased) variance by
/// momentum; the latter stays where the batch has one sample.
template <class T>
void by_batch(Block<T> z, Norm<T> norm, std::span<T> running_mean, std::span<T> running_variance);

/// By the running statistics, as in evaluation.
template <class T>
void by_running(Block<T> z, Norm<T> norm, std::span<const T> running_mean, std::span<const T> running_variance);

/// delta: from the gradient by the normalised sums to that by the sums themselves, in place. Writes the gradients by
/// scale and shift. through_statistics: mean and variance came from this batch and carry gradient too.
template <class T>
void backward(Block<T> delta, Norm<T> norm, bool through_statistics, std::span<T> d_scale, std::span<T> d_shift);

}  // namespace gradlab::batch_norm
