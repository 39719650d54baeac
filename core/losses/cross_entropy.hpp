#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <type_traits>

#include "core/base/block.hpp"
#include "core/base/elementary.hpp"
#include "core/base/inline.hpp"
#include "core/base/slot_sum.hpp"

namespace gradlab {

namespace cross_entropy {

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

/// of(s) for each sample of the strip; whole strips in loops of a fixed length.
template <class Of>
GRADLAB_INLINE void each_sample(std::size_t count, Of of) {
  if (count == strip) {
    GRADLAB_INDEPENDENT
    GRADLAB_ROLLED
    for (std::size_t s = 0; s < strip; ++s) of(s);
  } else {
    for (std::size_t s = 0; s < count; ++s) of(s);
  }
}

/// powers: where to keep each e^(z_i - top); null: nowhere.
template <class T>
StripSums<T> sums_of(Block<const T> logits, Block<const T> target, std::size_t from, std::size_t count,
                     Block<T> powers) {
  StripSums<T> sums;
  each_sample(count, [&, z = logits.unit(0) + from](std::size_t s) { sums.top[s] = z[s]; });
  for (std::size_t u = 1; u < logits.units; ++u) {
    each_sample(count, [&sums, z = logits.unit(u) + from, unit = static_cast<T>(u)](std::size_t s) {
      const T before = sums.top[s], unit_before = sums.top_unit[s];
      sums.top_unit[s] = z[s] > before ? unit : unit_before;
      sums.top[s] = elementary::max(z[s], before);
    });
  }
  for (std::size_t u = 0; u < logits.units; ++u) {
    Strip<T> power{};
    each_sample(count, [&power, &sums, z = logits.unit(u) + from, t = target.unit(u) + from,
                        unit = static_cast<T>(u)](std::size_t s) {
      power[s] = elementary::exp(z[s] - sums.top[s]);
      sums.others[s] += unit == sums.top_unit[s] ? T(0) : power[s];
      sums.target_total[s] += t[s];
    });
    if (powers.data) each_sample(count, [&power, to = powers.unit(u) + from](std::size_t s) { to[s] = power[s]; });
  }
  return sums;
}

template <class T>
double strip_value(Block<const T> logits, Block<const T> target, const StripSums<T>& sums, std::size_t from,
                   std::size_t count) {
  Strip<T> loss{};
  for (std::size_t u = 0; u < logits.units; ++u) {
    each_sample(count, [&, z = logits.unit(u) + from, t = target.unit(u) + from](std::size_t s) {
      loss[s] += t[s] * (sums.top[s] - z[s]);
    });
  }
  each_sample(count, [&](std::size_t s) { loss[s] += sums.target_total[s] * elementary::log1p(sums.others[s]); });
  return slot_sum<T>(count, [&loss](std::size_t s) { return loss[s]; });
}

/// Slopes under it are 0.
template <class T>
constexpr T smallest = std::is_same_v<T, float> ? T(1e-15) : T(0);

/// d: the powers, which become the gradient.
template <class T>
void strip_gradient(Block<const T> target, const StripSums<T>& sums, std::size_t from, std::size_t count, Block<T> d) {
  const T samples = static_cast<T>(target.samples);
  Strip<T> factor{};
  each_sample(count, [&](std::size_t s) { factor[s] = T(1) / ((T(1) + sums.others[s]) * samples); });
  for (std::size_t u = 0; u < target.units; ++u) {
    each_sample(count, [&, t = target.unit(u) + from, out = d.unit(u) + from](std::size_t s) {
      const T above = (out[s] * sums.target_total[s] - t[s]) - t[s] * sums.others[s];
      const T slope = above * factor[s];
      out[s] = elementary::abs(slope) < smallest<T> ? T(0) : slope;
    });
  }
}

}  // namespace cross_entropy

/// Softmax and negative log-likelihood in one, of logits; the mean over samples.
/// With m the largest logit of a sample and S the sum of e^(z_i - m) over all others, the value is
/// sum_i t_i (m - z_i) + (sum_i t_i) log1p(S): no term cancels, so a loss of 1e-30 is still right to its last digits.
template <class T>
T cross_entropy_value(Block<const T> logits, Block<const T> target, std::span<const T>) {
  double total = 0;
  for (std::size_t from = 0; from < logits.samples; from += cross_entropy::strip) {
    const std::size_t count = std::min(cross_entropy::strip, logits.samples - from);
    total += cross_entropy::strip_value(logits, target, cross_entropy::sums_of(logits, target, from, count, Block<T>{}),
                                        from, count);
  }
  return static_cast<T>(total / static_cast<double>(logits.samples));
}

template <class T>
T cross_entropy_both(const Block<const T>& logits, const Block<const T>& target, const std::span<const T>&,
                     const Block<T>& d) {
  double total = 0;
  for (std::size_t from = 0; from < logits.samples; from += cross_entropy::strip) {
    const std::size_t count = std::min(cross_entropy::strip, logits.samples - from);
    const cross_entropy::StripSums<T> sums = cross_entropy::sums_of(logits, target, from, count, d);
    total += cross_entropy::strip_value(logits, target, sums, from, count);
    cross_entropy::strip_gradient(target, sums, from, count, d);
  }
  return static_cast<T>(total / static_cast<double>(logits.samples));
}

/// p - t for targets that sum to 1, likewise without cancellation where p is nearly t. In float, entries under 1e-15
/// are 0: the gradients of a network that is sure would sink to denormal numbers, on which WebAssembly is slow.
template <class T>
void cross_entropy_gradient(Block<const T> logits, Block<const T> target, std::span<const T> params, Block<T> d) {
  cross_entropy_both(logits, target, params, d);
}

}  // namespace gradlab
