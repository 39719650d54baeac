#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "core/network/network.hpp"
#include "core/network/objective.hpp"
#include "core/network/samples.hpp"

namespace gradlab {

/// Samples that are measured at once.
inline constexpr std::size_t evaluation_chunk = 256;

/// Loss and accuracy over a whole set. accuracy is null for regression, loss where it is not finite; both are null for
/// an empty set.
struct Score {
  std::optional<double> loss;
  std::optional<double> accuracy;
};

/// Measures a network over any number of samples with the memory of a few: it goes through them in chunks of 256, in
/// order, and adds the chunks' losses, weighted by their samples, in double.
template <class T>
class Evaluator {
 public:
  Score score(const Network<T>& network, Objective<T>& objective, const Samples<T>& inputs,
              std::span<const std::uint32_t> rows);

 private:
  Pass<T> pass_;
  Batch<T> inputs_;
  Batch<T> targets_;
};

extern template class Evaluator<float>;
extern template class Evaluator<double>;

}  // namespace gradlab
