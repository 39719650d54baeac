#pragma once

#include <cstddef>
#include <vector>

#include "core/base/block.hpp"
#include "core/base/inline.hpp"
#include "core/base/line_vector.hpp"

namespace gradlab {

/// Samples are padded to whole groups of this many: to whole vectors, however wide the machine's are. In WebAssembly
/// they are 4 wide, and a batch of 10 takes 12 lanes. No result depends on it.
#ifdef __wasm__
inline constexpr std::size_t sample_group = 4;
#else
inline constexpr std::size_t sample_group = 16;
#endif

constexpr std::size_t padded(std::size_t samples) { return (samples + sample_group - 1) / sample_group * sample_group; }

/// The same block with its padding counted as samples.
template <class T>
Block<T> with_padding(Block<T> block) {
  return {block.data, block.units, padded(block.samples), block.stride};
}

template <class T>
void clear_padding(Block<T> block) {
  const std::size_t end = padded(block.samples);
  if (end == block.samples) return;
  const std::size_t last = end - sample_group, live = block.samples - last;
  for (std::size_t u = 0; u < block.units; ++u) {
    T* group = block.unit(u) + last;
    for (std::size_t k = 0; k < sample_group; ++k) group[k] = k < live ? group[k] : T(0);
  }
}

/// The padding repeats the first sample: whatever is computed of it is finite where the sample's own is.
template <class T>
void repeat_into_padding(Block<T> block) {
  for (std::size_t u = 0; u < block.units; ++u) {
    T* values = block.unit(u);
    for (std::size_t s = block.samples; s < padded(block.samples); ++s) values[s] = values[0];
  }
}

/// A block with its own memory, as Network takes it: the stride is a multiple of sample_group and the padding is 0.
/// It allocates only when it grows beyond any size before.
template <class T>
class Batch {
 public:
  /// The values are undefined until written; the padding is 0, or what was written there since it last had another
  /// size.
  GRADLAB_INLINE Block<T> resize(std::size_t units, std::size_t samples) {
    if (units != units_ || samples != samples_) renew(units, samples);
    return block();
  }
  /// The same for whoever writes the padding, too.
  GRADLAB_INLINE Block<T> reshape(std::size_t units, std::size_t samples) {
    if (units != units_ || samples != samples_) grow(units, samples);
    return block();
  }
  GRADLAB_INLINE Block<T> block() { return {values_.data(), units_, samples_, padded(samples_)}; }
  GRADLAB_INLINE Block<const T> block() const { return {values_.data(), units_, samples_, padded(samples_)}; }

 private:
  [[gnu::noinline]] void renew(std::size_t units, std::size_t samples) {
    grow(units, samples);
    clear_padding(block());
  }
  [[gnu::noinline]] void grow(std::size_t units, std::size_t samples) {
    units_ = units;
    samples_ = samples;
    const std::size_t size = units * padded(samples);
    if (values_.size() < size) values_.resize(size);
  }

  LineVector<T> values_;
  std::size_t units_ = 0;
  std::size_t samples_ = 0;
};

}  // namespace gradlab
