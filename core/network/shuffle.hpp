#pragma once

#include <cstddef>
#include <span>
#include <utility>

#include "core/base/rng.hpp"

namespace gradlab {

/// Fisher & Yates, as Durstenfeld 1964 has it: every order equally likely, from the last place down.
template <class Item>
void shuffle(std::span<Item> items, Rng& rng) {
  for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[static_cast<std::size_t>(rng.below(i))]);
}

}  // namespace gradlab
