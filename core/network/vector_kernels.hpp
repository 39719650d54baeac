#pragma once

#include <cstddef>

#include "core/network/kernel_calls.hpp"
#include "core/network/narrow_kernels.hpp"
#include "core/network/slot_kernels.hpp"

/// The kernels of training in float over the compiler's vector types, at any number of lanes. A translation unit that
/// may use wider instructions than the rest of the program includes this file alone: all that it makes depends on
/// Lanes, so that no such instruction gets into code that other units share.
namespace gradlab::kernels {

template <std::size_t Lanes>
struct Vectors : NarrowKernels<Lanes>, SlotKernels<Lanes> {
  using Narrow = NarrowKernels<Lanes>;
  using Narrow::load, Narrow::load_four, Narrow::store;
  using typename Narrow::Activated;
  using typename Narrow::Sloped;
  using typename Narrow::Stored;
  using typename Narrow::Vector;
  using SlotKernels<Lanes>::slot_sums;

  // Products. A tile of rows × vectors of sums stays in registers: 8 vectors, which the compilers of the browsers also
  // keep there.

  template <int Rows, int Width>
  GRADLAB_KERNEL void tile(const Product& p, bool go_on) {
    Vector sums[Rows][Width];
    for (int r = 0; r < Rows; ++r) {
      const float* out = p.out + r * p.out_step;
      const float start = p.start ? p.start[r] : 0.0f;
      for (int v = 0; v < Width; ++v) sums[r][v] = go_on ? load(out + v * Lanes) : start - Vector{};
    }
    const float *matrix = p.matrix, *in = p.in;
    for (std::size_t c = 0; c < p.columns; ++c) {
      Vector values[Width];
      for (int v = 0; v < Width; ++v) values[v] = load(in + v * Lanes);
      for (int r = 0; r < Rows; ++r) {
        const float weight = matrix[r * p.row_step];
        for (int v = 0; v < Width; ++v) sums[r][v] += weight * values[v];
      }
      matrix += p.column_step;
      in += p.in_step;
    }
    Stored{}(p.out, p.out_step, sums);
  }

  /// All rows of one group of vectors: first tiles of Rows, then smaller ones for what is left.
  template <int Rows, int Width>
  GRADLAB_KERNEL void tiles(Product p, bool go_on) {
    for (; p.rows >= Rows; p.rows -= Rows) {
      tile<Rows, Width>(p, go_on);
      p.matrix += Rows * p.row_step;
      p.out += Rows * p.out_step;
      if (p.start) p.start += Rows;
    }
    if constexpr (Rows > 1) tiles<Rows / 2, Width>(p, go_on);
  }

  /// Columns worked on at once, so that a group of their values stays in the nearest cache; what the sums have become
  /// by then waits in `out`.
  static constexpr std::size_t depth = 1024 / Lanes;
  static constexpr std::size_t panel = 16;

  template <int Width>
  static void group(Product p, bool go_on) {
    constexpr int rows = Width >= 3 ? 2 : Width == 2 ? 4 : 8;
    constexpr std::size_t width = Width * Lanes;
    float values[depth * width];
    // Values far apart fall into few sets of the cache: put side by side, where enough rows read them again.
    if (p.rows >= panel && p.columns >= 32 && p.columns <= depth && p.in_step > width) {
      for (std::size_t c = 0; c < p.columns; ++c)
        for (int v = 0; v < Width; ++v) store(values + c * width + v * Lanes, load(p.in + c * p.in_step + v * Lanes));
      p.in = values;
      p.in_step = width;
    }
    const bool across = p.row_step == 1 && p.columns >= 32 && p.columns <= depth;
    if (!across) return tiles<rows, Width>(p, go_on);
    // Likewise weights that are read across the matrix.
    float weights[depth * panel];
    Product part = p;
    for (; p.rows >= panel; p.rows -= panel) {
      for (std::size_t c = 0; c < p.columns; ++c)
        for (std::size_t r = 0; r < panel; r += 4)
          store(weights + c * panel + r, load_four(p.matrix + c * p.column_step + r));
      part = p;
      part.matrix = weights;
      part.rows = panel;
      part.column_step = panel;
      tiles<rows, Width>(part, go_on);
      p.matrix += panel;
      p.out += panel * p.out_step;
      if (p.start) p.start += panel;
    }
    tiles<rows, Width>(p, go_on);
  }

  static void groups(Product p, bool go_on) {
    while (p.width >= Lanes) {
      const std::size_t width = p.width / Lanes < 4 ? p.width / Lanes : 4;
      if (width == 4)
        group<4>(p, go_on);
      else if (width == 3)
        group<3>(p, go_on);
      else if (width == 2)
        group<2>(p, go_on);
      else
        group<1>(p, go_on);
      p.in += width * Lanes;
      p.out += width * Lanes;
      p.width -= width * Lanes;
    }
  }

  static void multiply(const Product& p) {
    if (p.columns < narrow_columns && p.width % Lanes == 0) return Narrow::sums(p);
    Product part = p;
    for (std::size_t c = 0; c < p.columns; c += depth) {
      part.columns = p.columns - c < depth ? p.columns - c : depth;
      groups(part, c > 0);
      part.matrix += depth * p.column_step;
      part.in += depth * p.in_step;
    }
    if (p.width % Lanes == 0) return;
    part = p;
    part.in += p.width - Lanes;
    part.out += p.width - Lanes;
    part.width = Lanes;
    groups(part, false);
  }

  /// Four numbers of each of four rows, stored as four of each of four columns, or of the first three.
  template <int Columns = 4>
  GRADLAB_KERNEL void turn(const float* a, const float* b, const float* c, const float* d, float* to,
                           std::size_t to_step) {
    const Quad row_a = load_four(a), row_b = load_four(b), row_c = load_four(c), row_d = load_four(d);
    const Quad ab_low = __builtin_shufflevector(row_a, row_b, 0, 4, 1, 5);
    const Quad ab_high = __builtin_shufflevector(row_a, row_b, 2, 6, 3, 7);
    const Quad cd_low = __builtin_shufflevector(row_c, row_d, 0, 4, 1, 5);
    const Quad cd_high = __builtin_shufflevector(row_c, row_d, 2, 6, 3, 7);
    store(to, __builtin_shufflevector(ab_low, cd_low, 0, 1, 4, 5));
    store(to + to_step, __builtin_shufflevector(ab_low, cd_low, 2, 3, 6, 7));
    store(to + 2 * to_step, __builtin_shufflevector(ab_high, cd_high, 0, 1, 4, 5));
    if constexpr (Columns == 4) store(to + 3 * to_step, __builtin_shufflevector(ab_high, cd_high, 2, 3, 6, 7));
  }

  static void transpose(const Transposition& t) {
    const std::size_t rows = t.rows / 4 * 4, columns = t.columns / 4 * 4;
    constexpr std::size_t line = 16;  // of a cache: written whole
    for (std::size_t from = 0; from < rows; from += line) {
      const std::size_t end = rows - from < line ? rows : from + line;
      for (std::size_t c = 0; c < columns; c += 4) {
        for (std::size_t r = from; r < end; r += 4) {
          const float* in = t.from + r * t.from_step + c;
          turn(in, in + t.from_step, in + 2 * t.from_step, in + 3 * t.from_step, t.to + c * t.to_step + r, t.to_step);
        }
      }
    }
    for (std::size_t r = 0; r < t.rows; ++r)
      for (std::size_t c = r < rows ? columns : 0; c < t.columns; ++c)
        t.to[c * t.to_step + r] = t.from[r * t.from_step + c];
  }

  /// Columns: 3 or 4 where a row is four numbers, as of networks of two or three inputs; else 0.
  template <int Columns>
  GRADLAB_KERNEL void gather_of(const Gathering& given) {
    constexpr bool one = Columns > 0;
    const Gathering g = given;
    const std::size_t units = one ? 4 : (g.units + 3) / 4 * 4;
    const auto row = [&](std::size_t s) { return g.rows + g.chosen[s] * units; };
    const auto columns = [&](const float* a, const float* b, const float* c, const float* d, float* to) {
      std::size_t left = units;
      GRADLAB_NOT_UNROLLED
      do {
        turn<Columns == 3 ? 3 : 4>(a, b, c, d, to, g.to_step);
        a += 4, b += 4, c += 4, d += 4, to += 4 * g.to_step;
      } while (!one && (left -= 4) > 0);
    };
    float* to = g.to;
    std::size_t s = 0;
    GRADLAB_NOT_UNROLLED
    for (; s + 4 <= g.samples; s += 4, to += 4) columns(row(s), row(s + 1), row(s + 2), row(s + 3), to);
    if (s == g.width) return;
    const float* first = row(0);
    if (s < g.samples) {
      const auto there = [&](std::size_t k) { return s + k < g.samples ? row(s + k) : first; };
      columns(row(s), there(1), there(2), first, to);
      s += 4, to += 4;
    }
    GRADLAB_NOT_UNROLLED
    for (; s < g.width; s += 4, to += 4) columns(first, first, first, first, to);
  }
  static void gather(const Gathering& g) {
    switch (g.units) {
      case 3: return gather_of<3>(g);
      case 4: return gather_of<4>(g);
      default: return gather_of<0>(g);
    }
  }

  // A layer's calls.

  /// finish, of numbers that lie one behind the other already.
  template <class Finish>
  GRADLAB_KERNEL void finish_all(const float* from, float* to, std::size_t numbers, Finish finish) {
    GRADLAB_NOT_UNROLLED
    for (std::size_t n = 0; n < numbers; n += Lanes) {
      const Vector sums[1][1] = {{load(from + n)}};
      finish(to + n, 0, sums);
    }
  }

  /// Width: the vectors of all samples, 0 for more than 4. Blocks lie as Batch holds them, unit behind unit. Wide
  /// layers go by tiles.
  template <int Width>
  static std::size_t forward_of(const LayerCalls* first, std::size_t layers) {
    for (std::size_t l = 0; l < layers; ++l) {
      const LayerCalls& layer = first[l];
      const Activated finish{layer.tanh_numbers, layer.curve, layer.y - layer.z};
      if (layer.curve == Curve::other) {
        multiply(layer.sums);
        return l + 1;
      }
      if (layer.sums.columns < narrow_columns) {
        Narrow::template outputs<Width>(layer, finish);
      } else {
        multiply(layer.sums);
        finish_all(layer.z, layer.z, layer.numbers, finish);
      }
    }
    return layers;
  }

  template <int Width>
  static std::size_t backward_of(const LayerCalls* last, std::size_t layers) {
    for (std::size_t l = 0; l < layers; ++l) {
      const LayerCalls& layer = last[-static_cast<std::ptrdiff_t>(l)];
      if (layer.dy)
        finish_all(layer.dy, layer.delta, layer.numbers,
                   Sloped{layer.curve, layer.z - layer.delta, layer.y - layer.delta});
      if (layer.in_order.rows > 0) {
        if (layer.turn.rows > 0) transpose(layer.turn);
        multiply(layer.in_order);
      }
      if (layer.below.rows == 0) continue;
      if (!layer.under) {
        multiply(layer.below);
        return l + 1;
      }
      const LayerCalls& under = *layer.under;
      const Sloped finish{under.curve, under.z - under.delta, under.y - under.delta};
      if (layer.below.columns < narrow_columns) {
        Narrow::template deltas<Width>(layer, finish);
      } else {
        multiply(layer.below);
        finish_all(under.delta, under.delta, under.numbers, finish);
      }
    }
    return layers;
  }

  static std::size_t forward(const LayerCalls* first, std::size_t layers) {
    switch (first->sums.width / Lanes) {
      case 1: return forward_of<1>(first, layers);
      case 2: return forward_of<2>(first, layers);
      case 3: return forward_of<3>(first, layers);
      case 4: return forward_of<4>(first, layers);
      default: return forward_of<0>(first, layers);
    }
  }

  static std::size_t backward(const LayerCalls* last, std::size_t layers) {
    switch (last->sums.width / Lanes) {
      case 1: return backward_of<1>(last, layers);
      case 2: return backward_of<2>(last, layers);
      case 3: return backward_of<3>(last, layers);
      case 4: return backward_of<4>(last, layers);
      default: return backward_of<0>(last, layers);
    }
  }

  static constexpr VectorKernels kernels{&multiply, &slot_sums, &transpose, &forward, &backward};
};

#undef GRADLAB_KERNEL
#undef GRADLAB_NOT_UNROLLED

}  // namespace gradlab::kernels
