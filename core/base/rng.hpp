#pragma once

#include <array>
#include <bit>
#include <cstdint>

namespace gradlab {

/// Own generator (xoshiro256++, Blackman & Vigna 2019, seeded by splitmix64): the same seed gives the same numbers
/// on every machine, which the standard library's distributions do not promise. A value: copying it forks the stream.
class Rng {
 public:
  explicit Rng(std::uint64_t seed);
  /// An independent stream of the same seed: data, split, initial weights, shuffling and dropout each have their
  /// own, so that changing one leaves the others as they were.
  Rng(std::uint64_t seed, std::uint64_t stream);

  std::uint64_t next() {
    const std::uint64_t result = std::rotl(state_[0] + state_[3], 23) + state_[0];
    const std::uint64_t shifted = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = std::rotl(state_[3], 45);
    return result;
  }
  /// In [0, 1), 53 bits.
  double uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; }
  double uniform(double low, double high);
  double normal();                       ///< mean 0, variance 1
  std::uint64_t below(std::uint64_t n);  ///< in 0 … n-1, without bias; n > 0

  /// All that it is, to be kept and put back.
  using Words = std::array<std::uint64_t, 4>;
  const Words& words() const { return state_; }
  explicit Rng(const Words& words) : state_(words) {}  ///< not all 0

  bool operator==(const Rng&) const = default;

 private:
  std::array<std::uint64_t, 4> state_{};
};

}  // namespace gradlab
