#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/network/network.hpp"
#include "core/network/objective.hpp"

namespace gradlab {

/// What one unit does over a set of samples. The counts of slopes are 0 for rows that mix (softmax, maxout).
/// Deviations are of all samples (divided by their number).
struct UnitActivity {
  std::size_t samples = 0;
  std::size_t no_slope = 0;  ///< samples for which f' is exactly 0: no gradient comes through the unit
  std::size_t flat = 0;      ///< |f'| < flat_slope, those included
  std::size_t zeros = 0;     ///< the output is exactly 0
  double lowest = 0, highest = 0, mean = 0, deviation = 0;  ///< of the pre-activation
  double mean_output = 0, deviation_output = 0;

  /// f' is exactly 0 for every sample: whatever the loss, none moves its weights and bias any more.
  bool dead() const { return samples > 0 && no_slope == samples; }

  /// The same unit over other samples: as if all had been described at once, but for rounding. Means and squares of
  /// two parts put together after Chan, Golub, LeVeque 1979, "Updating formulae and a pairwise algorithm for computing
  /// sample variances".
  void add(const UnitActivity& more);
};

/// Units × their activity, of a layer after `forward`. A unit with several sums (maxout) is described by its first.
template <class T>
std::vector<UnitActivity> layer_activity(const Network<T>& network, const Pass<T>& pass, std::size_t layer);

/// The class that each sample's outputs stand for; nothing is written for Kind::values.
template <class T>
void answered_classes(const Reading& reading, Block<const T> output, std::span<std::uint16_t> out);

extern template std::vector<UnitActivity> layer_activity(const Network<float>&, const Pass<float>&, std::size_t);
extern template std::vector<UnitActivity> layer_activity(const Network<double>&, const Pass<double>&, std::size_t);
extern template void answered_classes(const Reading&, Block<const float>, std::span<std::uint16_t>);
extern template void answered_classes(const Reading&, Block<const double>, std::span<std::uint16_t>);

}  // namespace gradlab
