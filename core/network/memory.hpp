#pragma once

#include <cstddef>
#include <cstdint>

#include "core/base/result.hpp"
#include "core/spec/spec.hpp"

namespace gradlab {

/// The sizes that a training's memory depends on.
struct TrainingSize {
  std::size_t inputs = 0;
  std::size_t outputs = 0;  ///< of the output layer, where the spec leaves its units out
  std::size_t samples = 0;
  std::size_t train_samples = 0;
  std::size_t scalar_bytes = 4;
};

/// How many trained numbers the spec's network has.
std::uint64_t parameter_count(const Spec& spec, const TrainingSize& size);

/// Bytes that a training of a checked spec will hold at most, from its sizes alone.
std::uint64_t estimated_bytes(const Spec& spec, const TrainingSize& size);

/// Refuses, with the figure, what would need more than limits::memory.
Result<Done> check_memory(const Spec& spec, const TrainingSize& size);

}  // namespace gradlab
