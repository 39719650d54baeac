#pragma once

#include <span>
#include <vector>

#include "core/activations/activation.hpp"
#include "core/formula/formula.hpp"

namespace gradlab {

/// What turns over where it is 0: abs(u) at u, max(a, b) and a < b at a - b.
std::vector<Formula> switches_of(const Formula& source);

/// Where a formula in x really jumps, or its first or second derivative does, within [low, high] at these parameters;
/// left to right. Candidates are the places where abs, max, a comparison and the like turn over; they are found by a
/// scan, so two closer than a four-thousandth of the range can be missed.
std::vector<Kink> kinks_of(const Formula& formula, std::span<const double> parameters, double low, double high);

}  // namespace gradlab
