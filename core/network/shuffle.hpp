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

/// The same as each epoch does it, without a division for each item: another order from the same generator. Fewer than
/// 2^32 items.
template <class Item>
void shuffle_quickly(std::span<Item> items, Rng& rng) {
  Rng own = rng;  // stays in registers
  for (std::size_t i = items.size(); i > 1; --i)
    std::swap(items[i - 1], items[own.below_32(static_cast<std::uint32_t>(i))]);
  rng = own;
}

}  // namespace gradlab
