#pragma once

#include "core/activations/activation.hpp"
#include "core/losses/loss.hpp"
#include "core/surfaces/surface.hpp"

namespace gradlab {

/// Largest gap between a row's own derivatives and central differences, at random places away from its kinks, relative
/// as in GradientGap. Scalar activations: f', f'' and the derivatives by each parameter; rows that mix: Jᵀ dy.
double derivative_gap(const Activation<double>& row);
double derivative_gap(const Loss<double>& row);
double derivative_gap(const Surface& row);

}  // namespace gradlab
