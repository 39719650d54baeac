#pragma once

#include <cstddef>
#include <cstdint>

namespace gradlab::limits {

// Bounds of what a Spec may ask for. They keep every size far from overflow; memory has its own check (memory.hpp).
inline constexpr std::size_t layers = 64;
inline constexpr std::size_t units = 4096;
inline constexpr std::size_t fewest_points = 4;
inline constexpr std::size_t points = 1'000'000;
inline constexpr std::size_t samples = 100'000'000;  ///< of a file
inline constexpr double noise = 10;
inline constexpr std::size_t curve_points = 1000;
inline constexpr double curve_number = 1e6;
inline constexpr std::size_t features = 64;
inline constexpr double test_share = 0.9;
inline constexpr double dropout = 0.95;
inline constexpr double penalty = 100;  ///< of l1 and l2
inline constexpr std::size_t edits = 10'000;
inline constexpr double edit = 1e6;  ///< what a hand may write
inline constexpr std::size_t batch = 1'000'000;
inline constexpr std::size_t epochs = 1'000'000'000;
inline constexpr std::uint64_t seed =
    (std::uint64_t{1} << 53) - 1;  ///< every JSON reader keeps whole numbers up to here

/// Bytes that a training may need (memory.hpp): what a page can count on, and so the same everywhere.
inline constexpr std::uint64_t memory = std::uint64_t{3} << 29;

}  // namespace gradlab::limits
