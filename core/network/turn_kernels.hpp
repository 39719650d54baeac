#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

#include "core/network/kernel_calls.hpp"
#include "core/network/vector_math.hpp"

/// Rows of numbers to columns.
namespace gradlab::kernels {

template <std::size_t Lanes>
struct TurnKernels : VectorMath<Lanes> {
  using VectorMath<Lanes>::load_four, VectorMath<Lanes>::store;

  // Groups of 4 rows, or of 8: then a vector has row k in its lower half and row k + 4 in its upper one.

  template <std::size_t Group>
  GRADLAB_KERNEL auto four_numbers(const float* const (&rows)[Group], std::size_t k) {
    if constexpr (Group == 4)
      return load_four(rows[k]);
    else
      return __builtin_shufflevector(load_four(rows[k]), load_four(rows[k + 4]), 0, 1, 2, 3, 4, 5, 6, 7);
  }
  /// Of each half of a and b, four numbers: those of a are 0 to 3, those of b 4 to 7.
  template <int First, int Second, int Third, int Fourth, class V>
  GRADLAB_KERNEL V of_halves(V a, V b) {
    if constexpr (sizeof(V) == sizeof(Quad)) {
      return __builtin_shufflevector(a, b, First, Second, Third, Fourth);
    } else {
      constexpr auto lower = [](int n) { return n < 4 ? n : n + 4; };
      return __builtin_shufflevector(a, b, lower(First), lower(Second), lower(Third), lower(Fourth), lower(First) + 4,
                                     lower(Second) + 4, lower(Third) + 4, lower(Fourth) + 4);
    }
  }

  /// Four numbers of each row, stored as four columns, or as the first three.
  template <int Columns = 4, std::size_t Group>
  GRADLAB_KERNEL void turn(const float* const (&rows)[Group], float* to, std::size_t to_step) {
    const auto a = four_numbers(rows, 0), b = four_numbers(rows, 1);
    const auto c = four_numbers(rows, 2), d = four_numbers(rows, 3);
    const auto ab_low = of_halves<0, 4, 1, 5>(a, b), ab_high = of_halves<2, 6, 3, 7>(a, b);
    const auto cd_low = of_halves<0, 4, 1, 5>(c, d), cd_high = of_halves<2, 6, 3, 7>(c, d);
    store(to, of_halves<0, 1, 4, 5>(ab_low, cd_low));
    store(to + to_step, of_halves<2, 3, 6, 7>(ab_low, cd_low));
    store(to + 2 * to_step, of_halves<0, 1, 4, 5>(ab_high, cd_high));
    if constexpr (Columns == 4) store(to + 3 * to_step, of_halves<2, 3, 6, 7>(ab_high, cd_high));
  }

  static void transpose(const Transposition& t) {
    const std::size_t rows = t.rows / 4 * 4, columns = t.columns / 4 * 4;
    constexpr std::size_t line = 16;  // of a cache: written whole
    for (std::size_t from = 0; from < rows; from += line) {
      const std::size_t end = rows - from < line ? rows : from + line;
      for (std::size_t c = 0; c < columns; c += 4) {
        for (std::size_t r = from; r < end; r += 4) {
          const float* in = t.from + r * t.from_step + c;
          turn({in, in + t.from_step, in + 2 * t.from_step, in + 3 * t.from_step}, t.to + c * t.to_step + r, t.to_step);
        }
      }
    }
    for (std::size_t r = 0; r < t.rows; ++r)
      for (std::size_t c = r < rows ? columns : 0; c < t.columns; ++c)
        t.to[c * t.to_step + r] = t.from[r * t.from_step + c];
  }

  /// Samples that are gathered at once. The first layer reads vectors of 8 soon after: one that was written by halves
  /// it would wait for until both are in the cache.
  static constexpr std::size_t group = Lanes == 4 ? 4 : 8;

  /// Columns: 3 or 4 where a row is four numbers, as of networks of two or three inputs; else 0.
  template <int Columns>
  GRADLAB_KERNEL void gather_of(const Gathering<float>& g, const std::uint32_t* chosen, std::size_t samples) {
    constexpr bool one = Columns > 0;
    const std::size_t units = one ? 4 : (g.units + 3) / 4 * 4, to_step = g.to_step, width = g.width;
    const float* const all = g.rows;
    const auto row = [=](std::size_t s) { return all + chosen[s] * units; };
    float* to = g.to;
    const auto take = [&](const auto& row_of) {
      const float* rows[group];
      // Not in a loop, of which g++ would make vectors of addresses.
      [&]<std::size_t... K>(std::index_sequence<K...>) {
        ((rows[K] = row_of(K)), ...);
      }(std::make_index_sequence<group>());
      float* out = to;
      std::size_t left = units;
      GRADLAB_NOT_UNROLLED
      do {
        turn<Columns == 3 ? 3 : 4>(rows, out, to_step);
        for (const float*& from : rows) from += 4;
        out += 4 * to_step;
      } while (!one && (left -= 4) > 0);
      to += group;
    };
    std::size_t s = 0;
    GRADLAB_NOT_UNROLLED
    for (; s + group <= samples; s += group) take([&](std::size_t k) { return row(s + k); });
    if (s == width) return;
    const float* const first = row(0);
    if (s < samples) {
      const std::size_t more = samples - s;
      const auto there = [&](std::size_t k) { return k < more ? row(s + k) : first; };
      if (group > 4 && more <= 4)
        take([&](std::size_t k) { return k < 4 ? there(k) : first; });
      else
        take(there);
      s += group;
    }
    GRADLAB_NOT_UNROLLED
    for (; s < width; s += group) take([&](std::size_t) { return first; });
  }
  static void gather(const Gathering<float>& g, const std::uint32_t* chosen, std::size_t samples) {
    switch (g.units) {
      case 3: return gather_of<3>(g, chosen, samples);
      case 4: return gather_of<4>(g, chosen, samples);
      default: return gather_of<0>(g, chosen, samples);
    }
  }
};

}  // namespace gradlab::kernels
