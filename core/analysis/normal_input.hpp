#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/activations/activation.hpp"

namespace gradlab {

/// What a function makes of x ~ N(mean, spread²).
struct NormalResponse {
  double mean = 0;
  double variance = 0;
  double low = 0, high = 0;  ///< the least and the largest output within reach of the inputs
};

/// Pushes a normal distribution through a row that works on each number by itself. Inputs lie evenly from -8 to 8
/// spreads, each with its weight: the same numbers every time, and for smooth functions exact to rounding.
class NormalInput {
 public:
  explicit NormalInput(std::size_t points = 16001);

  NormalResponse push(const Activation<double>& row, std::span<const double> params, double mean, double spread);

  /// Shares of the inputs, or of the outputs of the latest push, in equal bins over [low, high]; what lies outside is
  /// in none. They sum to 1 where all lies inside.
  void input_shares(double low, double high, std::span<double> shares) const;
  void output_shares(double low, double high, std::span<double> shares) const;

 private:
  void share_out(std::span<const double> values, double low, double high, std::span<double> shares) const;

  std::vector<double> places_;   ///< in spreads
  std::vector<double> weights_;  ///< sum to 1
  std::vector<double> inputs_, outputs_;
};

}  // namespace gradlab
