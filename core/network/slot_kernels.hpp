#pragma once

#include <cstddef>

#include "core/network/kernel_calls.hpp"
#include "core/network/vector_math.hpp"

/// Sums over 16 slots (kernels.hpp), four gradients at once.
namespace gradlab::kernels {

template <std::size_t Lanes>
struct SlotKernels : VectorMath<Lanes> {
  using Math = VectorMath<Lanes>;
  using Math::load, Math::store;
  using typename Math::Vector;

  // The 16 slots of one sum are `parts` vectors.

  static constexpr std::size_t slots = 16;
  static constexpr std::size_t parts = slots / Lanes;

  /// The 16 slots down to one vector: slot k + 8 to slot k, then k + 4, as far as the lanes ask. Vectors from First on
  /// are 0, and left out: that changes the sign of a 0 at most, which the last + 0 takes away.
  template <std::size_t First>
  GRADLAB_KERNEL Vector to_vector(const Vector (&part)[parts]) {
    if constexpr (First == 1) return part[0];
    if constexpr (First == 2) return part[0] + part[1];
    if constexpr (First == 3) return (part[0] + part[2]) + part[1];
    if constexpr (First == 4) return (part[0] + part[2]) + (part[1] + part[3]);
  }

  /// What of the tree is left, of four sums at once: a vector of halves of two is added to one of their other halves.
  GRADLAB_KERNEL Quad to_one(Vector a, Vector b, Vector c, Vector d) {
    const Vector ab = Math::template halves<0, 2>(a, b) + Math::template halves<1, 3>(a, b);
    const Vector cd = Math::template halves<0, 2>(c, d) + Math::template halves<1, 3>(c, d);
    if constexpr (Lanes == 4) {
      return (__builtin_shufflevector(ab, cd, 0, 2, 4, 6) + __builtin_shufflevector(ab, cd, 1, 3, 5, 7)) + Quad{};
    } else if constexpr (Lanes == 8) {
      const Vector acbd = __builtin_shufflevector(ab, cd, 0, 1, 8, 9, 4, 5, 12, 13) +
                          __builtin_shufflevector(ab, cd, 2, 3, 10, 11, 6, 7, 14, 15);
      return (__builtin_shufflevector(acbd, acbd, 0, 4, 2, 6) + __builtin_shufflevector(acbd, acbd, 1, 5, 3, 7)) +
             Quad{};
    } else {
      const Vector abcd = __builtin_shufflevector(ab, cd, 0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27) +
                          __builtin_shufflevector(ab, cd, 4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 28, 29, 30, 31);
      const Vector two =
          abcd + __builtin_shufflevector(abcd, abcd, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13);
      const Vector one = two + __builtin_shufflevector(two, two, 1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14);
      return __builtin_shufflevector(one, one, 0, 4, 8, 12) + Quad{};
    }
  }

  /// Σ delta in of one unit and one input, down to one vector. First: how many vectors the first 16 samples have; with
  /// fewer than 16 there are no more.
  template <std::size_t First>
  GRADLAB_KERNEL Vector sum_of_slots(const Vector (&first_delta)[parts], const float* delta, const float* in,
                                     std::size_t samples) {
    Vector part[parts];
    for (std::size_t v = 0; v < parts; ++v) part[v] = v < First ? first_delta[v] * load(in + v * Lanes) : Vector{};
    if constexpr (First == parts) {
      for (std::size_t s = slots; s < samples; s += slots)
        for (std::size_t v = 0; v < parts; ++v)
          if (s + v * Lanes < samples) part[v] += load(delta + s + v * Lanes) * load(in + s + v * Lanes);
    }
    return to_vector<First>(part);
  }
  template <std::size_t First>
  GRADLAB_KERNEL Vector sum_of_slots(const float* delta, const float* in, std::size_t samples) {
    Vector values[parts] = {};
    for (std::size_t v = 0; v < First; ++v) values[v] = load(delta + v * Lanes);
    return sum_of_slots<First>(values, delta, in, samples);
  }
  /// The same for a bias: the weight of an input of 1.
  template <std::size_t First>
  GRADLAB_KERNEL Vector sum_of_slots(const float* delta, std::size_t samples) {
    Vector part[parts];
    for (std::size_t v = 0; v < parts; ++v) part[v] = v < First ? load(delta + v * Lanes) : Vector{};
    if constexpr (First == parts) {
      for (std::size_t s = slots; s < samples; s += slots)
        for (std::size_t v = 0; v < parts; ++v)
          if (s + v * Lanes < samples) part[v] += load(delta + s + v * Lanes);
    }
    return to_vector<First>(part);
  }

  template <std::size_t First>
  GRADLAB_KERNEL void sums_of_unit(const UnitSums& unit, std::size_t samples) {
    const float *delta = unit.delta, *in = unit.in;
    const std::size_t step = unit.in_step;
    float* out = unit.gradient;
    Vector values[parts] = {};
    for (std::size_t v = 0; v < First; ++v) values[v] = load(delta + v * Lanes);
    std::size_t left = unit.fours;
    GRADLAB_NOT_UNROLLED
    do {
      const Vector a = sum_of_slots<First>(values, delta, in, samples);
      const Vector b = sum_of_slots<First>(values, delta, in + step, samples);
      const Vector c = sum_of_slots<First>(values, delta, in + 2 * step, samples);
      const Vector d = sum_of_slots<First>(values, delta, in + 3 * step, samples);
      store(out, to_one(a, b, c, d));
      in += 4 * step;
      out += 4;
    } while (--left > 0);
  }

  /// What is loaded serves two sums each.
  template <std::size_t First>
  GRADLAB_KERNEL void sums_of_pair(const PairSums& pair, std::size_t samples) {
    Vector values[parts] = {}, next_values[parts] = {};
    for (std::size_t v = 0; v < First; ++v) {
      values[v] = load(pair.delta + v * Lanes);
      next_values[v] = load(pair.next_delta + v * Lanes);
    }
    const Quad sums = to_one(sum_of_slots<First>(values, pair.delta, pair.in, samples),
                             sum_of_slots<First>(values, pair.delta, pair.next_in, samples),
                             sum_of_slots<First>(next_values, pair.next_delta, pair.in, samples),
                             sum_of_slots<First>(next_values, pair.next_delta, pair.next_in, samples));
    if (pair.two) return store(pair.gradient, sums);
    pair.gradient[0] = sums[0];
    pair.gradient[1] = sums[1];
  }

  template <std::size_t First>
  GRADLAB_KERNEL Quad four_sums(const FourSums& four, std::size_t samples) {
    if (four.in[0])
      return to_one(sum_of_slots<First>(four.delta[0], four.in[0], samples),
                    sum_of_slots<First>(four.delta[1], four.in[1], samples),
                    sum_of_slots<First>(four.delta[2], four.in[2], samples),
                    sum_of_slots<First>(four.delta[3], four.in[3], samples));
    return to_one(sum_of_slots<First>(four.delta[0], samples), sum_of_slots<First>(four.delta[1], samples),
                  sum_of_slots<First>(four.delta[2], samples), sum_of_slots<First>(four.delta[3], samples));
  }

  template <std::size_t First>
  GRADLAB_KERNEL void slot_sums_of(const SlotSums& given, std::size_t samples) {
    const SlotSums all = given;
    for (const UnitSums* unit = all.units; unit != all.units + all.unit_count; ++unit)
      sums_of_unit<First>(*unit, samples);
    for (const PairSums* pair = all.pairs; pair != all.pairs + all.pair_count; ++pair)
      sums_of_pair<First>(*pair, samples);
    for (const FourSums* four = all.fours; four != all.fours + all.four_count; ++four) {
      const Quad sums = four_sums<First>(*four, samples);
      if (four->together) {
        store(four->gradient[0], sums);
        continue;
      }
      four->gradient[0][0] = sums[0];
      if (four->count > 1) four->gradient[1][0] = sums[1];
      if (four->count > 2) four->gradient[2][0] = sums[2];
      if (four->count > 3) four->gradient[3][0] = sums[3];
    }
  }

  template <std::size_t First>
  static void slot_sums_of_one_group(const SlotSums& all) {
    slot_sums_of<First>(all, First * Lanes);
  }

  static void slot_sums(const SlotSums& all) {
    if constexpr (parts == 4) {
      if (all.samples == 12) return slot_sums_of_one_group<3>(all);
      if (all.samples == 8) return slot_sums_of_one_group<2>(all);
      if (all.samples == 4) return slot_sums_of_one_group<1>(all);
    }
    if (all.samples == slots) return slot_sums_of_one_group<parts>(all);
    slot_sums_of<parts>(all, all.samples);
  }
};

}  // namespace gradlab::kernels
