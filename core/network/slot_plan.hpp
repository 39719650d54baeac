#pragma once

#include <cstddef>
#include <utility>

#include "core/base/block.hpp"
#include "core/network/kernel_calls.hpp"

namespace gradlab::kernels {

/// Writes down sums over slots, of one layer after the other: a unit's weights by fours where its inputs are whole
/// fours; those of two inputs by pairs of units; what is left, and the biases, four at a time of whatever units and
/// layers they are.
/// Sink: takes (`take`) each UnitSums, PairSums and FourSums.
template <class Sink>
class SlotPlan {
 public:
  explicit SlotPlan(Sink& sink) : sink_(sink) {}

  /// gradient: of the weights, behind which are the biases'; without the weights, of the biases.
  void layer(const Block<const float>& delta, const Block<const float>& in, bool weights, float* gradient) {
    const std::size_t inputs = weights ? in.units : 0;
    for (std::size_t o = 0; o < delta.units; ++o) {
      float* const of_unit = gradient + o * inputs;
      if (inputs == 2) {
        if (o % 2 == 1) continue;
        const bool two = o + 1 < delta.units;
        sink_.take(PairSums{delta.unit(o), delta.unit(two ? o + 1 : o), in.unit(0), in.unit(1), of_unit, two});
      } else if (inputs > 0 && inputs % 4 == 0) {
        sink_.take(UnitSums{delta.unit(o), in.data, in.stride, of_unit, inputs / 4});
      } else {
        for (std::size_t i = 0; i < inputs; ++i) add(weights_, delta.unit(o), in.unit(i), of_unit + i);
      }
    }
    for (std::size_t o = 0; o < delta.units; ++o)
      add(biases_, delta.unit(o), nullptr, gradient + delta.units * inputs + o);
  }

  /// After the last layer.
  void finish() {
    give(weights_);
    give(biases_);
  }

 private:
  void add(FourSums& next, const float* delta, const float* in, float* gradient) {
    next.delta[next.count] = delta;
    next.in[next.count] = in;
    next.gradient[next.count] = gradient;
    if (++next.count == 4) give(next);
  }
  void give(FourSums& next) {
    if (next.count == 0) return;
    next.together = next.count == 4;
    for (std::size_t k = 1; k < next.count; ++k) next.together &= next.gradient[k] == next.gradient[0] + k;
    for (std::size_t k = next.count; k < 4; ++k) next.delta[k] = next.delta[0], next.in[k] = next.in[0];
    sink_.take(std::exchange(next, {}));
  }

  Sink& sink_;
  FourSums weights_{}, biases_{};
};

}  // namespace gradlab::kernels
