#pragma once

#include <span>

#include "core/initializers/initializer.hpp"

namespace gradlab {

/// Rows (or columns, whichever are fewer) that are orthogonal and of length `gain` = params[0]: evenly drawn among all
/// such matrices, as the Q of a normal matrix's QR with a positive diagonal of R (Mezzadri 2007).
void orthogonal(WeightMatrix<double> weights, std::span<const double> params, Rng& rng);

}  // namespace gradlab
