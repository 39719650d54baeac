#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/analysis/training_loss.hpp"
#include "core/surfaces/surface.hpp"

namespace gradlab {

/// What a point is, by gradient and Hessian.
enum class PointKind {
  not_stationary,  ///< the gradient is not 0
  minimum,         ///< every eigenvalue is positive
  maximum,         ///< every eigenvalue is negative
  saddle,          ///< some are positive, some are negative
  undecided,       ///< some are 0 and the others have one sign: the second derivatives do not tell
};
/// "not_stationary", "minimum" …
std::string_view point_kind_id(PointKind kind);

/// Second derivatives of a function at one point, and what follows from them.
struct Curvature {
  double value = 0;
  double gradient_norm = 0;                          ///< Euclidean
  std::size_t size = 0;                              ///< number of variables
  std::vector<double> hessian;                       ///< size × size, symmetric, row by row
  std::vector<double> eigenvalues;                   ///< ascending
  std::size_t negative = 0, zero = 0, positive = 0;  ///< how many of them, by the tolerance
  double tolerance = 0;  ///< an eigenvalue within ± this counts as 0: 1e-6 of the largest, at least the error
  double error = 0;  ///< largest |H_ij - H_ji| / 2 before the two were averaged: 0 where the Hessian is given exactly
  std::size_t kinked = 0;  ///< columns in which two step lengths disagree: the gradient jumps within reach
  PointKind kind = PointKind::undecided;
};

/// From an exact Hessian or one with a known error. A point is stationary if its gradient is at most 1e-4 of the
/// largest |eigenvalue|: by the stiffest direction, it lies within 1e-4 of where the gradient is 0.
Curvature curvature_of(double value, std::span<const double> gradient, std::vector<double> hessian, double error = 0);

/// Of a surface, from its own second derivatives.
Curvature curvature_of(const Surface& surface, Point at);

/// Parameters up to which the Hessian of a network is computed.
inline constexpr std::size_t most_hessian_parameters = 500;
/// Training samples it is over at most.
inline constexpr std::size_t hessian_samples = 1024;

/// At `loss.here()`, from differences of exact gradients: of fourth order with steps of 2^-10 and 2^-9 (error about
/// 1e-11 where the function is smooth: measured against automatic differentiation in tests); where these disagree, as
/// when a sample passes the kink of a ReLU, central differences with a step of 2^-20 (error about 1e-9). A step is
/// that times max(1, |parameter|). Refuses more than most_hessian_parameters ("hessian_too_large").
Result<Curvature> curvature_of(TrainingLoss& loss);

}  // namespace gradlab
