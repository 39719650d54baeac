#pragma once

#include "core/analysis/parameter_place.hpp"
#include "core/network/gradient_check.hpp"
#include "core/network/trainer.hpp"

namespace gradlab {

/// Back-propagation against central differences in a given network, where its training stands.
struct NetworkCheck {
  GradientGap gap;
  ParameterPlace worst;  ///< of gap.parameter
  std::size_t parameters = 0;
  std::size_t samples = 0;

  /// A gap from which on something is wrong with a derivative: rounding gives less.
  static constexpr double allowed = 1e-6;
  bool passes() const { return gap.worst < allowed && gap.not_finite == 0; }  // false for NaN
};

/// In double, at the trainer's parameters, dropout included, over at most 64 training samples and 1000 parameters, both
/// evenly spaced: it takes six passes a parameter. From 50,000 parameters on fewer are checked, so that the time stays
/// within seconds. Of the loss, without penalties.
template <class T>
Result<NetworkCheck> check_network(const Trainer<T>& trainer);

extern template Result<NetworkCheck> check_network(const Trainer<float>&);
extern template Result<NetworkCheck> check_network(const Trainer<double>&);

}  // namespace gradlab
