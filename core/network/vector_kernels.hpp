#pragma once

#include <cstddef>

#include "core/network/kernel_calls.hpp"
#include "core/network/narrow_kernels.hpp"
#include "core/network/slot_kernels.hpp"
#include "core/network/turn_kernels.hpp"

/// The kernels of training in float over the compiler's vector types, at any number of lanes. A translation unit that
/// may use wider instructions than the rest of the program includes this file alone: all that it makes depends on
/// Lanes, so that no such instruction gets into code that other units share.
namespace gradlab::kernels {

template <std::size_t Lanes>
struct Vectors : NarrowKernels<Lanes>, SlotKernels<Lanes>, TurnKernels<Lanes> {
  using Narrow = NarrowKernels<Lanes>;
  using Narrow::load, Narrow::load_four, Narrow::store;
  using typename Narrow::Activated;
  using typename Narrow::Sloped;
  using typename Narrow::Stored;
  using typename Narrow::Vector;
  using SlotKernels<Lanes>::slot_sums;
  using TurnKernels<Lanes>::gather, TurnKernels<Lanes>::transpose;

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
#ifdef __x86_64__
      // In registers: g++ would load them again for each row, and loads would be what there is too much of.
      for (int v = 0; v < Width; ++v) asm("" : "+v"(values[v]));
#endif
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
    alignas(64) float values[depth * width];
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
    alignas(64) float weights[depth * panel];
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

  // A layer's calls.

  /// finish, of numbers that lie one behind the other already. Width: the vectors of one unit, which are written out; 0
  /// for units of any number.
  template <int Width, class Finish>
  GRADLAB_KERNEL void finish_all(const float* from, float* to, std::size_t numbers, Finish finish) {
    if constexpr (Width > 0) {
      if (numbers == Width * Lanes) {
        Vector sums[1][Width];
        for (int v = 0; v < Width; ++v) sums[0][v] = load(from + v * Lanes);
        return finish(to, 0, sums);
      }
    }
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
      const Activated finish{layer.tanh_numbers, layer.curve, layer.y - layer.z, layer.spare >= Lanes / 2};
      if (layer.curve == Curve::other) {
        multiply(layer.sums);
        return l + 1;
      }
      if (layer.sums.columns < narrow_columns) {
        Narrow::template outputs<Width>(layer, finish);
      } else {
        multiply(layer.sums);
        finish_all<0>(layer.z, layer.z, layer.numbers, finish);
      }
    }
    return layers;
  }

  template <int Width>
  static std::size_t backward_of(const LayerCalls* last, std::size_t layers) {
    for (std::size_t l = 0; l < layers; ++l) {
      const LayerCalls& layer = last[-static_cast<std::ptrdiff_t>(l)];
      if (layer.dy)
        finish_all<Width>(layer.dy, layer.delta, layer.numbers,
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
        finish_all<0>(under.delta, under.delta, under.numbers, finish);
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

  static constexpr VectorKernels kernels{&multiply, &slot_sums, &transpose, &gather, &forward, &backward};
};

#undef GRADLAB_KERNEL
#undef GRADLAB_NOT_UNROLLED

}  // namespace gradlab::kernels
