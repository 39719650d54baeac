#pragma once

#include <cstdint>

namespace gradlab::streams {

/// Independent streams of a spec's one seed (Rng's second argument). Data sets draw from stream 0.
inline constexpr std::uint64_t split = 1;
inline constexpr std::uint64_t weights = 2;
inline constexpr std::uint64_t order = 3;
inline constexpr std::uint64_t dropout = 4;

}  // namespace gradlab::streams
