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
  std::size_t points = 4001;  ///< of the plain grid, beside which narrow places are looked for
  double tolerance = 1e-9;    ///< of |G - F'|, relative to 1 + |F'|
  ParamValues params;         ///< by name, of F and of G; those not given are at their initial values
};

/// A part of the range; its ends found to 1e-12 of the range.
struct Stretch {
  double low = 0;
  double high = 0;
};

/// How finely was looked. The grid alone would miss what lies between its points; so the places are looked at ever
/// more closely where a part of F or G is 0 (a comparison turns over there, a bump has its middle) and where the gap
/// grows. A disagreement that is narrower than the spacing and at no such place can still be missed.
struct Looked {
  std::size_t points = 0;  ///< values of x, all together
  std::size_t hidden = 0;  ///< more of them, of no use: rounding alone may be what differs there
  double spacing = 0;      ///< of the grid
  std::size_t places = 0;  ///< looked at closely
  double finest = 0;       ///< how close to them; what is narrower counts as a single place
};

/// Whether G is F's derivative, and where not. A single place between two stretches that agree is none: F has a kink
/// there, and any value may be said of its slope. A gap counts where it is more than what rounding can do to the two
/// formulas.
struct DerivativeCheck {
  std::vector<Stretch> disagreements;
  double largest_gap = 0;  ///< |G - F'|; infinite where one of the two has no finite value
  double at = std::numeric_limits<double>::quiet_NaN();  ///< where that is; the next three are there
  double claimed = std::numeric_limits<double>::quiet_NaN();
  double exact = std::numeric_limits<double>::quiet_NaN();      ///< F' by automatic differentiation
  double numerical = std::numeric_limits<double>::quiet_NaN();  ///< F' by central differences
  /// The largest |F' - central difference| / (1 + |F'|) where F is smooth: what the two ways to F' differ by.
  double numerical_gap = 0;
  Looked looked;

  bool agrees() const { return disagreements.empty(); }
};

Result<DerivativeCheck> check_derivative(const Formula& f, const Formula& g,
                                         const DerivativeCheckOptions& options = {});

}  // namespace gradlab
