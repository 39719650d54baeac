#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/activations/activation.hpp"
#include "core/analysis/perceptron_rule.hpp"

namespace gradlab {

inline constexpr std::size_t most_unit_inputs = 3;
using UnitVector = std::array<double, most_unit_inputs>;

/// One unit: a = f(w·x + b) of up to three inputs; those beyond `inputs` are left alone.
struct Unit {
  std::size_t inputs = 2;
  UnitVector weights{};
  double bias = 0;
};

struct UnitAt {
  UnitVector products{};   ///< wᵢ xᵢ
  double z = 0;            ///< their sum and the bias
  double a = 0;            ///< f(z)
  double slope = 0;        ///< f'(z); ∂a/∂b is the same
  UnitVector by_weight{};  ///< ∂a/∂wᵢ = f'(z) xᵢ
  UnitVector by_input{};   ///< ∂a/∂xᵢ = f'(z) wᵢ
};
UnitAt unit_at(const Unit& unit, const UnitVector& x, const Activation<double>& activation,
               std::span<const double> params);

struct UnitSample {
  UnitVector x{};
  int label = 0;  ///< 0 or 1
};
/// Two clouds that nearly divide, half of `count` in each.
std::vector<UnitSample> unit_samples(std::uint64_t seed, std::size_t count);
/// How many lie on the right side of w·x + b = 0.
std::size_t count_right(const Unit& unit, std::span<const UnitSample> samples);

/// A moment of a unit of two inputs that is trained on points.
struct UnitMoment {
  double w1 = 0, w2 = 0, b = 0;
  double loss = 0;
  std::size_t right = 0;
};
/// The loss that goes with an output: bce for the sigmoid, else mse; and the target it is given for class 0 or 1: tanh
/// is asked for -1 and 1, the others for 0 and 1. A point counts as right on its target's side of the middle.
std::string_view unit_loss(std::string_view activation);
double unit_target(std::string_view activation, int label);

/// Gradient descent by all points at once from w = (0.2, -0.1), b = 0.1: steps + 1 moments. The step's slope is 0, so
/// nothing moves.
std::vector<UnitMoment> descend_unit(std::span<const RulePoint> points, std::string_view activation, double rate,
                                     std::size_t steps);

}  // namespace gradlab
