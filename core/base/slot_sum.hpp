#pragma once

#include <algorithm>
#include <array>
#include <cstddef>

#include "core/base/block.hpp"

namespace gradlab {

/// sum of term(0) … term(count - 1) in one stated order, on every machine: within 1024 terms, term s goes to slot s mod
/// 16 (so the loop vectorises); the slots are added as a tree (k+8, k+4, k+2, k+1), the parts in ascending order, in
/// double.
template <class T, class Term>
double slot_sum(std::size_t count, Term term) {
  constexpr std::size_t slots = 16;
  constexpr std::size_t part = 1024;
  double total = 0;
  for (std::size_t from = 0; from < count; from += part) {
    const std::size_t to = std::min(count, from + part);
    std::array<T, slots> slot{};
    std::size_t s = from;
    for (; s + slots <= to; s += slots) {
      for (std::size_t k = 0; k < slots; ++k) slot[k] += term(s + k);
    }
    std::size_t next = 0;
    for (; s + 4 <= to; s += 4, next += 4) {
      for (std::size_t k = 0; k < 4; ++k) slot[next + k] += term(s + k);
    }
    for (; s < to; ++s, ++next) slot[next] += term(s);
    for (std::size_t half = slots / 2; half > 0; half /= 2) {
      for (std::size_t k = 0; k < half; ++k) slot[k] += slot[k + half];
    }
    total += static_cast<double>(slot[0]);
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
