#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include "core/base/rng.hpp"

namespace gradlab {

/// The steps [from, to) of `shuffle`; all of them, 0 … items.size(), one after the other are the whole.
template <class Item>
void shuffle_part(std::span<Item> items, Rng& rng, std::size_t from, std::size_t to) {
  for (std::size_t i = items.size() - std::min(from, items.size()), end = items.size() - std::min(to, items.size());
       i > std::max<std::size_t>(end, 1); --i)
    std::swap(items[i - 1], items[static_cast<std::size_t>(rng.below(i))]);
}

/// Fisher & Yates, as Durstenfeld 1964 has it: every order equally likely, from the last place down. As data are split.
template <class Item>
void shuffle(std::span<Item> items, Rng& rng) {
  shuffle_part(items, rng, 0, items.size());
}

/// What Rng::below_32 does about once in a billion numbers; a call of its own, so that the loop stays small.
[[gnu::noinline]] inline std::uint64_t redrawn(std::uint64_t product, std::uint32_t n, Rng& rng) {
  const std::uint32_t biased = (0 - n) % n;
  while (static_cast<std::uint32_t>(product) < biased) product = (rng.next() >> 32) * n;
  return product;
}

/// The same as each epoch does it, without a division for each item: another order from the same generator. Fewer than
/// 2^32 items.
template <class Item>
void shuffle_quickly(std::span<Item> items, Rng& rng) {
  Rng own = rng;  // stays in registers
  for (std::uint32_t i = static_cast<std::uint32_t>(items.size()); i > 1; --i) {
    std::uint64_t product = (own.next() >> 32) * i;
    if (static_cast<std::uint32_t>(product) < i) [[unlikely]] {
      Rng kept = own;
      product = redrawn(product, i, kept);
      own = kept;
    }
    std::swap(items[i - 1], items[static_cast<std::uint32_t>(product >> 32)]);
  }
  rng = own;
}

}  // namespace gradlab
