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

/// 32 random bits times n have a place below n in their upper half: a product instead of a division (Lemire 2019).
/// About once in a billion numbers they stand for none, and this draws others, until there is a product that has one; a
/// call of its own, so that the loop stays small.
[[gnu::noinline]] inline std::uint64_t redrawn(std::uint64_t product, std::uint32_t n, Rng& rng) {
  const std::uint32_t biased = (0 - n) % n;
  while (static_cast<std::uint32_t>(product) < biased) product = (rng.next() >> 32) * n;
  return product;
}

/// The same as each epoch does it, two places from each random number: another order from the same generator. Fewer
/// than 2^32 items.
template <class Item>
void shuffle_quickly(std::span<Item> items, Rng& rng) {
  Rng own = rng;  // stays in registers
  const auto swap_last = [&](std::uint32_t i, std::uint64_t bits) {
    std::uint64_t product = bits * i;
    if (static_cast<std::uint32_t>(product) < i) [[unlikely]] {
      Rng kept = own;
      product = redrawn(product, i, kept);
      own = kept;
    }
    std::swap(items[i - 1], items[static_cast<std::uint32_t>(product >> 32)]);
  };
  std::uint32_t i = static_cast<std::uint32_t>(items.size());
  for (; i > 2; i -= 2) {
    const std::uint64_t bits = own.next();
    swap_last(i, bits >> 32);
    swap_last(i - 1, static_cast<std::uint32_t>(bits));
  }
  if (i == 2) swap_last(i, own.next() >> 32);
  rng = own;
}

}  // namespace gradlab
