#include "core/surfaces/momentum_map.hpp"

#include <algorithm>
#include <cmath>

namespace gradlab {

std::string_view momentum_regime_id(MomentumRegime regime) {
  switch (regime) {
    case MomentumRegime::monotonic: return "monotonic";
    case MomentumRegime::oscillating: return "oscillating";
    case MomentumRegime::diverging: break;
  }
  return "diverging";
}

double convergence_factor(double rate, double momentum, double curvature) {
  const double trace = 1 + momentum - rate * curvature;
  const double discriminant = trace * trace - 4 * momentum;
  if (discriminant < 0) return std::sqrt(momentum);
  return (std::abs(trace) + std::sqrt(discriminant)) / 2;
}

double convergence_factor(double rate, double momentum, const Curvatures& curvatures) {
  return std::max(convergence_factor(rate, momentum, curvatures.low),
                  convergence_factor(rate, momentum, curvatures.high));
}

MomentumRegime momentum_regime(double rate, double momentum, const Curvatures& curvatures) {
  if (convergence_factor(rate, momentum, curvatures) >= 1) return MomentumRegime::diverging;
  return rate <= monotonic_rate(momentum, curvatures) ? MomentumRegime::monotonic : MomentumRegime::oscillating;
}

double diverging_rate(double momentum, const Curvatures& curvatures) { return 2 * (1 + momentum) / curvatures.high; }

double monotonic_rate(double momentum, const Curvatures& curvatures) {
  const double rest = 1 - std::sqrt(momentum);
  return rest * rest / curvatures.high;
}

BestMomentum best_momentum(const Curvatures& curvatures) {
  const double high = std::sqrt(curvatures.high), low = std::sqrt(curvatures.low);
  const double factor = (high - low) / (high + low);
  return {4 / ((high + low) * (high + low)), factor * factor, factor};
}

}  // namespace gradlab
