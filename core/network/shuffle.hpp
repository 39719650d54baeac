#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include "core/base/rng.hpp"

namespace gradlab {

/// Fisher & Yates, as Durstenfeld 1964 has it: every order equally likely, from the last place down. The steps [from,
/// to) of it; all of them, 0 … items.size(), one after the other are the whole. As data are split.
template <class Item>
void shuffle_part(std::span<Item> items, Rng& rng, std::size_t from, std::size_t to) {
  for (std::size_t i = items.size() - std::min(from, items.size()), end = items.size() - std::min(to, items.size());
       i > std::max<std::size_t>(end, 1); --i)
    std::swap(items[i - 1], items[static_cast<std::size_t>(rng.below(i))]);
}

/// A place below n by 32 random bits: the upper half of their product, instead of a division (Lemire 2019). About once
/// in a billion numbers they stand for none, and this draws others, until there is a product that has one.
[[gnu::noinline]] inline std::uint32_t place_below(std::uint32_t n, std::uint32_t bits, Rng& rng) {
  std::uint64_t product = std::uint64_t{bits} * n;
  if (static_cast<std::uint32_t>(product) < n) {
    const std::uint32_t biased = (0 - n) % n;
    while (static_cast<std::uint32_t>(product) < biased) product = (rng.next() >> 32) * n;
  }
  return static_cast<std::uint32_t>(product >> 32);
}

/// The same as each epoch does it, two places from each random number: another order from the same generator. Fewer
/// than 2^32 items.
template <class Item>
void shuffle_quickly(std::span<Item> items, Rng& rng) {
  Item* const all = items.data();
  auto left = static_cast<std::uint32_t>(items.size());
  Rng own = rng;  // stays in registers
  while (left > 1) {
    std::uint64_t bits = 0;
    // No call in here: around one, all that is in registers would be kept in memory in every round.
    for (; left > 2; left -= 2) {
      bits = own.next();
      const std::uint64_t first = (bits >> 32) * left, second = (bits & 0xffffffff) * (left - 1);
      if (static_cast<std::uint32_t>(first) < left || static_cast<std::uint32_t>(second) < left) break;
      std::swap(all[left - 1], all[first >> 32]);
      std::swap(all[left - 2], all[second >> 32]);
    }
    if (left == 2) bits = own.next();
    Rng kept = own;
    std::swap(all[left - 1], all[place_below(left, static_cast<std::uint32_t>(bits >> 32), kept)]);
    if (left > 2) std::swap(all[left - 2], all[place_below(left - 1, static_cast<std::uint32_t>(bits), kept)]);
    own = kept;
    left -= left > 2 ? 2 : 1;
  }
  rng = own;
}

}  // namespace gradlab
