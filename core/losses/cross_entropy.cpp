#include "core/losses/cross_entropy.hpp"

#include <algorithm>
#include <array>

#include "core/base/elementary.hpp"
#include "core/base/slot_sum.hpp"

namespace gradlab {

namespace {

constexpr std::size_t strip = 16;  ///< samples worked on side by side; sums run over the units in ascending order

template <class T>
using Strip = std::array<T, strip>;

/// What value and gradient both need of some samples.
template <class T>
struct StripSums {
  Strip<T> top{};           ///< the largest logit
  Strip<T> top_unit{};      ///< its unit, the first of equals; as a number of T, so that the loops vectorise
  Strip<T> others{};        ///< sum of e^(z_i - top) over the other units
  Strip<T> target_total{};  ///< 1 for a distribution
};

template <class T>
StripSums<T> sums_of(Block<const T> logits, Block<const T> target, std::size_t from, std::size_t count) {
  StripSums<T> sums;
  for (std::size_t s = 0; s < count; ++s) sums.top[s] = logits.at(0, from + s);
  for (std::size_t u = 1; u < logits.units; ++u) {
    const T* z = logits.unit(u) + from;
    for (std::size_t s = 0; s < count; ++s) {
      const bool higher = z[s] > sums.top[s];
      sums.top[s] = higher ? z[s] : sums.top[s];
      sums.top_unit[s] = higher ? static_cast<T>(u) : sums.top_unit[s];
    }
  }
  for (std::size_t u = 0; u < logits.units; ++u) {
    const T *z = logits.unit(u) + from, *t = target.unit(u) + from;
    for (std::size_t s = 0; s < count; ++s) {
      const T power = elementary::exp(z[s] - sums.top[s]);
      sums.others[s] += static_cast<T>(u) == sums.top_unit[s] ? T(0) : power;
      sums.target_total[s] += t[s];
    }
  }
  return sums;
}

}  // namespace

template <class T>
T cross_entropy_value(Block<const T> logits, Block<const T> target, std::span<const T>) {
  double total = 0;
  for (std::size_t from = 0; from < logits.samples; from += strip) {
    const std::size_t count = std::min(strip, logits.samples - from);
    const StripSums<T> sums = sums_of(logits, target, from, count);
    Strip<T> loss{};
    for (std::size_t u = 0; u < logits.units; ++u) {
      const T *z = logits.unit(u) + from, *t = target.unit(u) + from;
      for (std::size_t s = 0; s < count; ++s) loss[s] += t[s] * (sums.top[s] - z[s]);
    }
    for (std::size_t s = 0; s < count; ++s) loss[s] += sums.target_total[s] * elementary::log1p(sums.others[s]);
    total += slot_sum<T>(count, [&loss](std::size_t s) { return loss[s]; });
  }
  return static_cast<T>(total / static_cast<double>(logits.samples));
}

template <class T>
void cross_entropy_gradient(Block<const T> logits, Block<const T> target, std::span<const T>, Block<T> d) {
  const T samples = static_cast<T>(logits.samples);
  for (std::size_t from = 0; from < logits.samples; from += strip) {
    const std::size_t count = std::min(strip, logits.samples - from);
    const StripSums<T> sums = sums_of(logits, target, from, count);
    for (std::size_t u = 0; u < logits.units; ++u) {
      const T *z = logits.unit(u) + from, *t = target.unit(u) + from;
      T* out = d.unit(u) + from;
      for (std::size_t s = 0; s < count; ++s) {
        const T power = elementary::exp(z[s] - sums.top[s]);
        const T above = (power * sums.target_total[s] - t[s]) - t[s] * sums.others[s];
        out[s] = above / (T(1) + sums.others[s]) / samples;
      }
    }
  }
}

template float cross_entropy_value(Block<const float>, Block<const float>, std::span<const float>);
template double cross_entropy_value(Block<const double>, Block<const double>, std::span<const double>);
template void cross_entropy_gradient(Block<const float>, Block<const float>, std::span<const float>, Block<float>);
template void cross_entropy_gradient(Block<const double>, Block<const double>, std::span<const double>, Block<double>);

}  // namespace gradlab
