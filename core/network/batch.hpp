#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "core/base/block.hpp"

namespace gradlab {

/// Samples are padded to whole groups of this many, so that every loop over them has a fixed width and every sum over
/// them the same order (kernels.hpp), whatever the machine's vectors hold.
inline constexpr std::size_t sample_group = 16;

inline constexpr std::size_t padded(std::size_t samples) {
  return (samples + sample_group - 1) / sample_group * sample_group;
}

/// The same block with its padding counted as samples.
template <class T>
Block<T> with_padding(Block<T> block) {
  return {block.data, block.units, padded(block.samples), block.stride};
}

template <class T>
void clear_padding(Block<T> block) {
  const std::size_t end = padded(block.samples);
  if (end == block.samples) return;
  for (std::size_t u = 0; u < block.units; ++u) std::fill(block.unit(u) + block.samples, block.unit(u) + end, T(0));
}

/// A block with its own memory, as Network takes it: the stride is a multiple of sample_group and the padding is 0.
/// It allocates only when it grows beyond any size before.
template <class T>
class Batch {
 public:
  /// The values are undefined until written; the padding is 0.
  Block<T> resize(std::size_t units, std::size_t samples) {
    units_ = units;
    samples_ = samples;
    const std::size_t size = units * padded(samples);
    if (values_.size() < size) values_.resize(size);
    clear_padding(block());
    return block();
  }
  Block<T> block() { return {values_.data(), units_, samples_, padded(samples_)}; }
  Block<const T> block() const { return {values_.data(), units_, samples_, padded(samples_)}; }

 private:
  std::vector<T> values_;
  std::size_t units_ = 0;
  std::size_t samples_ = 0;
};

}  // namespace gradlab
