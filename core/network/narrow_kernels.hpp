#pragma once

#include <cstddef>
#include <type_traits>

#include "core/network/kernel_calls.hpp"
#include "core/network/vector_math.hpp"

/// Layers of few inputs: small networks live here. What counts is that there is little besides the arithmetic, and that
/// a browser's compiler, which has 16 registers and keeps loops as they are, finds all of it simple.
namespace gradlab::kernels {

template <std::size_t Lanes>
struct NarrowKernels : VectorMath<Lanes> {
  using Math = VectorMath<Lanes>;
  using Math::load, Math::load_tanh_numbers, Math::most, Math::store, Math::tanh;
  using typename Math::TanhNumbers;
  using typename Math::Vector;

  // What a product's sums begin with, from their first product on, and what becomes of them; they are to lie at `out`.

  struct Stored {
    static constexpr int pairs = 4;  ///< vectors a unit up to which two units at a time pay
    [[gnu::always_inline]] static Vector begin(const float* start, int row, Vector product) {
      return (start ? start[row] : 0.0f) + product;
    }
    template <int Rows, int Width>
    [[gnu::always_inline]] void operator()(float* out, std::size_t step, const Vector (&sums)[Rows][Width]) const {
      for (int r = 0; r < Rows; ++r)
        for (int v = 0; v < Width; ++v) store(out + r * step + v * Lanes, sums[r][v]);
    }
  };

  /// The sums, and at the same place of y what the activation makes of them.
  struct Activated {
    static constexpr int pairs = 3;  // tanh needs registers, too
    [[gnu::always_inline]] static Vector begin(const float* start, int row, Vector product) {
      return start[row] + product;
    }
    const float* tanh_numbers;
    Curve curve;
    std::ptrdiff_t y;         ///< from z to y
    bool half_tails = false;  ///< the upper half of a unit's last vector is padding

    template <int Rows, int Width>
    [[gnu::always_inline]] void operator()(float* out, std::size_t step, const Vector (&sums)[Rows][Width]) const {
      Stored{}(out, step, sums);
      out += y;
      if (curve == Curve::tanh) {
        const TanhNumbers numbers = load_tanh_numbers(tanh_numbers);
        if constexpr (Rows == 2 && Width > 1)
          if (half_tails) return with_half_tails(out, step, sums, numbers);
        constexpr int count = Rows * Width;
        const auto place = [out, step](int i) { return out + i / Width * step + i % Width * Lanes; };
        for (int i = 0; i + 2 <= count; i += 2) {
          Vector two[] = {sums[i / Width][i % Width], sums[(i + 1) / Width][(i + 1) % Width]};
          tanh(two, numbers);
          store(place(i), two[0]);
          store(place(i + 1), two[1]);
        }
        if (count % 2 == 1) store(place(count - 1), tanh(sums[Rows - 1][Width - 1], numbers));
      } else {
        for (int r = 0; r < Rows; ++r)
          for (int v = 0; v < Width; ++v) store(out + r * step + v * Lanes, most(Vector{}, sums[r][v]));
      }
    }

    /// The tails of two units as one vector: each unit's padding gets the other's outputs, finite as they are.
    template <int Width>
    [[gnu::always_inline]] static void with_half_tails(float* out, std::size_t step, const Vector (&sums)[2][Width],
                                                       const TanhNumbers& numbers) {
      constexpr int tail = Width - 1;
      for (int r = 0; r < 2; ++r) {
        Vector some[tail];
        for (int v = 0; v < tail; ++v) some[v] = sums[r][v];
        tanh(some, numbers);
        for (int v = 0; v < tail; ++v) store(out + r * step + v * Lanes, some[v]);
      }
      const Vector tails = tanh(Math::template halves<0, 2>(sums[0][tail], sums[1][tail]), numbers);
      store(out + tail * Lanes, tails);
      store(out + step + tail * Lanes, Math::template halves<1, 0>(tails, tails));
    }
  };

  /// The same for more than 4 vectors of samples, where constants pay in a browser: eight vectors share them.
  struct ActivatedMany : Activated {
    static constexpr int pairs = 4;
  };

  /// The sums times the activation's slope, which is found at the same place of y or z.
  struct Sloped {
    static constexpr int pairs = 4;
    /// Without the 0 of kernels::multiply: it makes a sum of -0 positive, which the gradients' sums do as well.
    [[gnu::always_inline]] static Vector begin(const float*, int, Vector product) { return product; }
    Curve curve;
    std::ptrdiff_t z, y;  ///< from delta to them
    template <int Rows, int Width>
    [[gnu::always_inline]] void operator()(float* out, std::size_t step, const Vector (&sums)[Rows][Width]) const {
      const Vector one = 1.0f - Vector{};
      for (int r = 0; r < Rows; ++r, out += step) {
        for (int v = 0; v < Width; ++v) {
          float* to = out + v * Lanes;
          if (curve == Curve::tanh) {
            const Vector value = load(to + y);
            store(to, (one - value * value) * sums[r][v]);
          } else {
            store(to, (load(to + z) > 0.0f ? one : Vector{}) * sums[r][v]);
          }
        }
      }
    }
  };

  /// Columns: how many there are, 0 for any number.
  template <int Rows, int Width, int Columns, class Finish>
  GRADLAB_KERNEL void some_units(const float* row, std::size_t row_step, std::size_t column_step, std::size_t columns,
                                 const float* start, const float* in, std::size_t in_step, float* out,
                                 std::size_t out_step, Finish finish) {
    Vector sums[Rows][Width];
    for (int r = 0; r < Rows; ++r) {
      const Vector weight = row[r * row_step] - Vector{};
      for (int v = 0; v < Width; ++v) sums[r][v] = Finish::begin(start, r, weight * load(in + v * Lanes));
    }
    const auto add_column = [&] {
      row += column_step;
      in += in_step;
      for (int r = 0; r < Rows; ++r) {
        const Vector weight = row[r * row_step] - Vector{};
        for (int v = 0; v < Width; ++v) sums[r][v] += weight * load(in + v * Lanes);
      }
    };
    if constexpr (Columns > 0) {
      for (int c = 1; c < Columns; ++c) add_column();
    } else {
      GRADLAB_NOT_UNROLLED
      while (--columns > 0) add_column();
    }
    finish(out, out_step, sums);
  }

  /// A unit's samples stay in registers, Width vectors of them; two units at a time share what is loaded, where 16
  /// registers hold it. Fixed: Width vectors are all samples, so that the steps are known.
  template <int Width, bool Fixed, int Columns = 0, class Finish>
  GRADLAB_KERNEL void units(const Product& p, std::size_t column_step, std::size_t row_step, const float* in,
                            float* out, Finish finish) {
    const std::size_t in_step = Fixed ? Width * Lanes : p.in_step, out_step = Fixed ? Width * Lanes : p.out_step;
    const std::size_t columns = p.columns;
    const float *row = p.matrix, *start = p.start;
    std::size_t rows = p.rows;
    constexpr int together = Width <= Finish::pairs ? 2 : 1;
    const auto some = [&]<int Rows>(std::integral_constant<int, Rows>) {
      some_units<Rows, Width, Columns>(row, row_step, column_step, columns, start, in, in_step, out, out_step, finish);
      row += Rows * row_step;
      out += Rows * out_step;
      if (start) start += Rows;
      rows -= Rows;
    };
    // An odd one first: behind a loop, compilers work out once more where it ended.
    if constexpr (together == 2)
      if (rows % 2 == 1) some(std::integral_constant<int, 1>());
    GRADLAB_NOT_UNROLLED
    while (rows > 0) some(std::integral_constant<int, together>());  // NOLINT(bugprone-infinite-loop): it counts down
  }

  /// Four vectors of samples at a time, the last four overlapping those before.
  template <class Finish>
  GRADLAB_KERNEL void units_by_fours(const Product& p, std::size_t column_step, std::size_t row_step, Finish finish) {
    for (std::size_t x = 0; x < p.width; x += 4 * Lanes) {
      const std::size_t at = x + 4 * Lanes <= p.width ? x : p.width - 4 * Lanes;
      units<4, false>(p, column_step, row_step, p.in + at, p.out + at, finish);
    }
  }

  /// z and y of a layer. Width: the vectors of all samples, which lie unit behind unit; 0 for more than 4.
  template <int Width>
  GRADLAB_KERNEL void outputs(const LayerCalls& layer, Activated finish) {
    const Product p = layer.sums;
    if constexpr (Width > 0)
      units<Width, true>(p, 1, p.row_step, p.in, p.out, finish);
    else
      units_by_fours(p, 1, p.row_step, ActivatedMany{{kernels::tanh_numbers, finish.curve, finish.y}});
  }
  /// Likewise the delta of the layer below. Output layers of one or two units are so common that their loops are
  /// written out (2 to 3 % of W1's and W2's steps in a browser).
  template <int Width>
  GRADLAB_KERNEL void deltas(const LayerCalls& layer, Sloped finish) {
    const Product p = layer.below;
    if constexpr (Width > 0) {
      if (p.columns == 2)
        units<Width, true, 2>(p, p.column_step, 1, p.in, p.out, finish);
      else if (p.columns == 1)
        units<Width, true, 1>(p, p.column_step, 1, p.in, p.out, finish);
      else
        units<Width, true>(p, p.column_step, 1, p.in, p.out, finish);
    } else {
      units_by_fours(p, p.column_step, 1, finish);
    }
  }

  /// Sums alone, of any steps.
  GRADLAB_KERNEL void sums(const Product& given) {
    const Product p = given;
    switch (p.width / Lanes) {
      case 1: return units<1, false>(p, p.column_step, p.row_step, p.in, p.out, Stored{});
      case 2: return units<2, false>(p, p.column_step, p.row_step, p.in, p.out, Stored{});
      case 3: return units<3, false>(p, p.column_step, p.row_step, p.in, p.out, Stored{});
      default: return units_by_fours(p, p.column_step, p.row_step, Stored{});
    }
  }
};

}  // namespace gradlab::kernels
