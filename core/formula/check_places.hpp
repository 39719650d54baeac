#pragma once

#include <span>
#include <vector>

#include "core/formula/formula.hpp"

namespace gradlab::formula {

/// A value of x to look at.
struct LookedAt {
  double x = 0;
  bool is_grid = false;  ///< else it was chosen for a place
};

/// Where something narrow can stand in a formula in x: the zeros of all that it is made of. A bump has its middle where
/// its argument is 0, a comparison turns over where its sides are equal. At most `most` of them, spread evenly.
std::vector<double> narrow_places(const Formula& formula, std::span<const double> parameters, double low, double high,
                                  std::size_t most);

/// The grid, and around each place points ever closer to it, from a quarter of the range down to `finest`; sorted.
std::vector<LookedAt> points_to_look_at(double low, double high, std::size_t grid, std::vector<double> places,
                                        double finest);

}  // namespace gradlab::formula
