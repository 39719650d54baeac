#pragma once

#include <algorithm>
#include <cstddef>

#include "core/base/block.hpp"
#include "core/network/kernel_calls.hpp"

namespace gradlab::kernels {

/// Writes down a layer's sums over slots: the weights' gradients, and behind them the biases'. Layers of a few weights
/// are taken as one row of sums, whatever unit they are of; where a unit's inputs are whole fours, unit by unit; where
/// they are two, by pairs of units.
/// weights: whether those are wanted; else `gradient` is where the biases' begin.
/// unit, pair, four: take a UnitSums, a PairSums and a FourSums.
template <class Unit, class Pair, class Four>
void each_slot_sum(const Block<const float>& delta, const Block<const float>& in, bool weights, float* gradient,
                   Unit unit, Pair pair, Four four) {
  const std::size_t inputs = weights ? in.units : 0;
  const bool by_unit = inputs > 0 && inputs % 4 == 0;
  if (by_unit)
    for (std::size_t o = 0; o < delta.units; ++o)
      unit(UnitSums{delta.unit(o), in.data, in.stride, gradient + o * inputs, inputs / 4});
  const std::size_t paired = inputs == 2 ? delta.units / 2 * 4 : 0;
  for (std::size_t n = 0; n < paired; n += 4)
    pair(PairSums{delta.unit(n / 2), delta.unit(n / 2 + 1), in.unit(0), in.unit(1), gradient + n});
  const auto fours = [&](std::size_t count, float* out, auto place, std::size_t from = 0) {
    for (; from < count; from += 4) {
      FourSums sums{{}, {}, out + from, std::min<std::size_t>(4, count - from)};
      for (std::size_t k = 0; k < 4; ++k) place(std::min(from + k, count - 1), sums.delta[k], sums.in[k]);
      four(sums);
    }
  };
  if (!by_unit && inputs > 0)
    fours(
        delta.units * inputs, gradient,
        [&](std::size_t n, const float*& of_delta, const float*& of_in) {
          of_delta = delta.unit(n / inputs);
          of_in = in.unit(n % inputs);
        },
        paired);
  fours(delta.units, gradient + delta.units * inputs, [&](std::size_t o, const float*& of_delta, const float*& of_in) {
    of_delta = delta.unit(o);
    of_in = nullptr;
  });
}

}  // namespace gradlab::kernels
