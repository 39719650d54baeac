#pragma once

#include <span>
#include <vector>

#include "core/formula/formula.hpp"
#include "core/formula/lower.hpp"

namespace gradlab::formula {

/// How far rounding can take a formula in x from its exact value: what each step rounds off is carried through those
/// after it, one operand at a time (running error analysis; Higham, Accuracy and Stability of Numerical Algorithms,
/// section 3.3). An estimate for judging a difference of two formulas, not for loops over data.
class Rounding {
 public:
  Rounding(const Formula& formula, std::span<const double> parameters);

  /// Not finite where a rounding can take an operand to where the step has no value.
  double at(double x) const;

 private:
  Lowered program_;
  std::vector<bool> part_;
  std::span<const double> parameters_;
};

}  // namespace gradlab::formula
