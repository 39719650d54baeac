#include "core/base/rng.hpp"

#include "core/base/elementary.hpp"

namespace gradlab {

namespace {

/// splitmix64 (Steele, Lea & Flood 2014): spreads a small seed over all bits, and never gives four zeros in a row.
std::uint64_t split_mix(std::uint64_t& state) {
  state += 0x9e3779b97f4a7c15u;
  std::uint64_t z = state;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

}  // namespace

Rng::Rng(std::uint64_t seed) : Rng(seed, 0) {}

Rng::Rng(std::uint64_t seed, std::uint64_t stream) {
  std::uint64_t stream_state = stream;
  std::uint64_t state = seed ^ split_mix(stream_state);
  for (std::uint64_t& word : state_) word = split_mix(state);
}

double Rng::uniform(double low, double high) { return low + (high - low) * uniform(); }

// Box & Muller 1958, the cosine half alone: no number is kept back, so that copying the generator copies everything.
double Rng::normal() {
  constexpr double two_pi = 6.283185307179586;
  const double radius = elementary::sqrt(-2.0 * elementary::log(1.0 - uniform()));  // 1 - u is in (0, 1]
  return radius * elementary::cos(two_pi * uniform());
}

std::uint64_t Rng::below(std::uint64_t n) {
  // Values under 2^64 mod n would make the small remainders more frequent; they are drawn again.
  const std::uint64_t biased = (0 - n) % n;
  std::uint64_t drawn = next();
  while (drawn < biased) drawn = next();
  return drawn % n;
}

}  // namespace gradlab
