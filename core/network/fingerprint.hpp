#pragma once

#include <bit>
#include <cstdint>
#include <span>
#include <type_traits>

namespace gradlab {

/// A hash of the numbers' bits (FNV-1a, 64 bits, low byte first): two runs with the same hash have the same parameters.
template <class T>
std::uint64_t fingerprint(std::span<const T> values) {
  using Bits = std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>;
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const T value : values) {
    Bits bits = std::bit_cast<Bits>(value);
    for (std::size_t byte = 0; byte < sizeof(T); ++byte, bits >>= 8) hash = (hash ^ (bits & 0xffU)) * 0x100000001b3U;
  }
  return hash;
}

}  // namespace gradlab
