#pragma once

#include <cstddef>
#include <string_view>

/// What the vector kernels are told. Plain structs: also the units for wider vectors include this.
namespace gradlab::kernels {

/// out(r, x) = start[r] + Σ_c matrix(r, c) in(c, x), c ascending, for x < width. Steps are in numbers.
/// width is a multiple of the lanes, or at least as large: then the last vector overlaps the one before.
struct Product {
  const float* matrix;
  std::size_t rows, columns, row_step, column_step;
  const float* start;  ///< null: 0
  const float* in;
  std::size_t in_step;
  float* out;
  std::size_t out_step;
  std::size_t width;
};

/// The sums over 16 slots of kernels.hpp, for weights (none where inputs is 0) and, behind them, biases.
/// samples: a multiple of the lanes, padding included.
struct SlotSums {
  const float* delta;
  std::size_t outputs, delta_step;
  const float* in;
  std::size_t inputs, in_step;
  std::size_t samples;
  float* gradient;
};

/// to[c * to_step + r] = from[r * from_step + c]
struct Transposition {
  const float* from;
  std::size_t rows, columns, from_step;
  float* to;
  std::size_t to_step;
};

/// Activations that a layer's own calls compute; of others they leave out, and the row's kernels do it.
enum class Curve { other, relu, tanh };
/// By the row's name.
Curve curve_of(std::string_view row);

/// All that a step computes of one layer. Its numbers lie one behind the other, padding included.
struct LayerCalls {
  Product sums;             ///< z from the inputs
  Product below;            ///< the gradient by the inputs, from delta; no rows: not wanted
  const LayerCalls* under;  ///< `below` becomes this layer's delta; null: it stays as it is
  Transposition turn;       ///< the inputs, sample by sample, for `in_order`; no rows: they lie so already
  Product in_order;         ///< the weights' gradients, where samples are taken in order; else it has no rows:
                            ///< the others are slot_sums
  Curve curve;              ///< y = curve(z), delta = curve'(z) dy
  float *z, *y, *delta;
  const float* dy;      ///< null: delta is there already
  std::size_t numbers;  ///< of z, y and delta each; a multiple of the lanes
};

/// One width's kernels.
struct VectorKernels {
  void (*multiply)(const Product&);
  void (*slot_sums)(const SlotSums*, std::size_t layers);  ///< of the same samples all
  void (*transpose)(const Transposition&);
  void (*forward)(const LayerCalls&);   ///< z, and y unless the curve is another
  void (*backward)(const LayerCalls&);  ///< delta where there is dy; gradients in order; the one by the inputs
};

extern const VectorKernels kernels_of_8, kernels_of_16;
/// Those of the machine's width.
const VectorKernels& vector_kernels();

}  // namespace gradlab::kernels
