#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace gradlab {

/// The rate finder (Smith 2017, "Cyclical Learning Rates for Training Neural Networks", section 3.3: the "LR range
/// test"): one run whose rate grows by the same factor each step, and what the loss was after each.
struct RateTrial {
  double rate = 0, loss = 0;

  bool operator==(const RateTrial&) const = default;
};

/// Rates from `low` to `high`, 0 < low < high.
struct RateRange {
  double low = 1e-5, high = 10;
  std::size_t steps = 121;

  double rate(std::size_t step) const;

  bool operator==(const RateRange&) const = default;
};

struct RateSweep {
  double start = 0;                ///< the loss before the first step
  std::vector<RateTrial> trials;   ///< rates ascending; the loss of the last may not be finite
  std::optional<double> steepest;  ///< where the loss fell fastest for each factor of the rate
  std::optional<double> risen;     ///< from here on the loss is half again as high as at the start, or not finite

  /// One trial more: tells `risen` of all up to it.
  void take(const RateTrial& trial);
  /// Tells `steepest`: the middle of the 2 `reach` + 1 trials whose line of best fit falls fastest, of those before the
  /// loss first lies above its lowest so far by a twentieth of the start's: there it has begun to jump to and fro, and
  /// a fall says little. None where the loss falls nowhere.
  void find_steepest(std::size_t reach);

  bool operator==(const RateSweep&) const = default;
};

}  // namespace gradlab
