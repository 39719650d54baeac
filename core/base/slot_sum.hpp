#pragma once

#include <algorithm>
#include <array>
#include <cstddef>

#include "core/base/block.hpp"
#include "core/base/inline.hpp"

namespace gradlab {

inline constexpr std::size_t sum_slots = 16;   ///< partial sums on the way to one
inline constexpr std::size_t sum_part = 1024;  ///< terms after which they are added up

/// The partial sums as a tree: slot k + 8 to slot k, then k + 4, k + 2, k + 1.
template <class T>
GRADLAB_INLINE T tree_sum(const std::array<T, sum_slots>& slot) {
  T four[4];
  for (std::size_t k = 0; k < 4; ++k) four[k] = (slot[k] + slot[k + 8]) + (slot[k + 4] + slot[k + 12]);
  return (four[0] + four[2]) + (four[1] + four[3]);
}

/// sum of term(0) … term(count - 1) in one stated order, on every machine: within 1024 terms, term s goes to slot s mod
/// 16 (so the loop vectorises); the slots are added as a tree, the parts in ascending order, in double.
template <class T, class Term>
double slot_sum(std::size_t count, Term term) {
  double total = 0;
  for (std::size_t from = 0; from < count; from += sum_part) {
    const std::size_t to = std::min(count, from + sum_part);
    std::array<T, sum_slots> slot{};
    std::size_t s = from;
    for (; s + sum_slots <= to; s += sum_slots) {
      for (std::size_t k = 0; k < sum_slots; ++k) slot[k] += term(s + k);
    }
    std::size_t next = 0;
    for (; s + 4 <= to; s += 4, next += 4) {
      for (std::size_t k = 0; k < 4; ++k) slot[next + k] += term(s + k);
    }
    for (; s < to; ++s, ++next) slot[next] += term(s);
    total += static_cast<double>(tree_sum(slot));
  }
  return total;
}

/// sum over units and samples of term(prediction, target)
template <class T, class Term>
double sum_over_block(Block<const T> prediction, Block<const T> target, Term term) {
  double total = 0;
  for (std::size_t u = 0; u < prediction.units; ++u) {
    const T *p = prediction.unit(u), *t = target.unit(u);
    total += slot_sum<T>(prediction.samples, [=](std::size_t s) { return term(p[s], t[s]); });
  }
  return total;
}

}  // namespace gradlab
