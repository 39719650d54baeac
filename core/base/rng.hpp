#pragma once

#include <array>
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

  std::uint64_t next();
  double uniform();  ///< in [0, 1), 53 bits
  double uniform(double low, double high);
  double normal();                       ///< mean 0, variance 1
  std::uint64_t below(std::uint64_t n);  ///< in 0 … n-1, without bias; n > 0

  bool operator==(const Rng&) const = default;

 private:
  std::array<std::uint64_t, 4> state_{};
};

}  // namespace gradlab
