#pragma once

#include <string_view>

namespace gradlab {

/// Gradient descent with momentum (sgd: v = β v + g, w -= η v) on a quadratic whose curvatures lie between `low` and
/// `high`, in exact arithmetic: along the eigenvector of curvature λ the pair (w_t, w_t-1) is multiplied each step by
/// [[1 + β - ηλ, -β], [1, 0]], whose larger |eigenvalue| says how fast that part of the error shrinks (Polyak 1964).
struct Curvatures {
  double low = 1, high = 25;  ///< 0 < low ≤ high
};

enum class MomentumRegime { monotonic, oscillating, diverging };
/// "monotonic" …
std::string_view momentum_regime_id(MomentumRegime regime);

/// The spectral radius along one curvature.
double convergence_factor(double rate, double momentum, double curvature);
/// The worse of both ends, which is the worst of all between.
double convergence_factor(double rate, double momentum, const Curvatures& curvatures);

/// Diverging: the factor is 1 or more. Monotonic: both eigenvalues of every curvature are real and not below 0.
MomentumRegime momentum_regime(double rate, double momentum, const Curvatures& curvatures);

/// From this rate on it diverges: 2 (1 + β) / λmax.
double diverging_rate(double momentum, const Curvatures& curvatures);
/// Up to this rate nothing overshoots: (1 - √β)² / λmax.
double monotonic_rate(double momentum, const Curvatures& curvatures);

struct BestMomentum {
  double rate = 0, momentum = 0, factor = 0;
};
/// The fastest of all: η = 4 / (√λmax + √λmin)², β = factor² with factor = (√λmax - √λmin) / (√λmax + √λmin).
BestMomentum best_momentum(const Curvatures& curvatures);

}  // namespace gradlab
