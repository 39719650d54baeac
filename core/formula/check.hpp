#pragma once

#include <limits>
#include <vector>

#include "core/base/param.hpp"
#include "core/base/result.hpp"
#include "core/formula/formula.hpp"

namespace gradlab {

struct DerivativeCheckOptions {
  double low = -10;
  double high = 10;
  std::size_t points = 2001;
  double tolerance = 1e-9;  ///< of |G - F'|, relative to 1 + |F'|
  ParamValues params;       ///< by name, of F and of G; those not given are at their initial values
};

/// A part of the range; its ends found to 1e-9 of the range.
struct Stretch {
  double low = 0;
  double high = 0;
};

/// Whether G is F's derivative, and where not. A single place between two stretches that agree is none: F has a kink
/// there, and any value may be said of its slope.
struct DerivativeCheck {
  std::vector<Stretch> disagreements;
  double largest_gap = 0;  ///< |G - F'|; infinite where one of the two has no finite value
  double at = std::numeric_limits<double>::quiet_NaN();  ///< where that is; the next three are there
  double claimed = std::numeric_limits<double>::quiet_NaN();
  double exact = std::numeric_limits<double>::quiet_NaN();      ///< F' by automatic differentiation
  double numerical = std::numeric_limits<double>::quiet_NaN();  ///< F' by central differences
  /// The largest |F' - central difference| / (1 + |F'|) where F is smooth: what the two ways to F' differ by.
  double numerical_gap = 0;

  bool agrees() const { return disagreements.empty(); }
};

Result<DerivativeCheck> check_derivative(const Formula& f, const Formula& g,
                                         const DerivativeCheckOptions& options = {});

}  // namespace gradlab
