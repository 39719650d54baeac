#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/base/elementary_coefficients.hpp"

/// What the vector kernels are told. Plain structs: also the units for wider vectors include this.
namespace gradlab::kernels {

/// Products of fewer columns than these are narrow.
inline constexpr std::size_t narrow_columns = 32;

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

/// Sums over the 16 slots of kernels.hpp, four at a time: Σ delta in of one unit and four inputs, then the next four.
struct UnitSums {
  const float* delta;
  const float* in;
  std::size_t in_step;
  float* gradient;
  std::size_t fours;  ///< at least 1
};

/// Those of two units of two inputs, whose gradients lie side by side.
struct PairSums {
  const float *delta, *next_delta;
  const float *in, *next_in;
  float* gradient;
  bool two;  ///< else there is no next unit, and what is computed of it is not stored
};

/// Four such sums of any units and inputs.
struct FourSums {
  const float* delta[4];
  const float* in[4];  ///< the first null: Σ delta, of biases
  float* gradient[4];
  std::size_t count;  ///< of them; those behind are repeated and not stored
  bool together;      ///< four gradients side by side
};

struct SlotSums {
  const UnitSums* units;
  std::size_t unit_count;
  const PairSums* pairs;
  std::size_t pair_count;
  const FourSums* fours;
  std::size_t four_count;
  std::size_t samples;  ///< a multiple of the lanes, padding included
};

/// to[c * to_step + r] = from[r * from_step + c]
struct Transposition {
  const float* from;
  std::size_t rows, columns, from_step;
  float* to;
  std::size_t to_step;
};

/// to[u * to_step + s] = row(chosen[s])[u], s < samples; the first of them is repeated for s < width. Rows are whole
/// fours of numbers, one behind the other; of 3 units those are stored, else whole fours.
template <class T>
struct Gathering {
  const T* rows;
  std::size_t units;
  T* to;
  std::size_t to_step;
  std::size_t width;  ///< a multiple of 4, and of 8 from 8 lanes on
};

/// Activations that a layer's own calls compute; of others they leave out, and the row's kernels do it.
enum class Curve { other, relu, tanh };
/// By the row's name.
Curve curve_of(std::string_view row);

/// tanh's numbers: its limits and the polynomials' coefficients, from the highest power down; q's first is 1.
inline constexpr float tanh_numbers[] = {
    elementary::Coefficients<float>::tanh_one,  -elementary::Coefficients<float>::tanh_one,
    elementary::Coefficients<float>::tanh_p[2], elementary::Coefficients<float>::tanh_p[1],
    elementary::Coefficients<float>::tanh_p[0], elementary::Coefficients<float>::tanh_q[2],
    elementary::Coefficients<float>::tanh_q[1], elementary::Coefficients<float>::tanh_q[0]};

/// All that a step computes of one layer. Its numbers lie one behind the other, padding included.
struct LayerCalls {
  Product sums;               ///< z from the inputs
  Product below;              ///< the gradient by the inputs, from delta; no rows: not wanted
  const LayerCalls* under;    ///< `below` becomes this layer's delta; null: it stays as it is
  Transposition turn;         ///< the inputs, sample by sample, for `in_order`; no rows: they lie so already
  Product in_order;           ///< the weights' gradients, where samples are taken in order; else it has no rows:
                              ///< the others are slot_sums
  Curve curve;                ///< y = curve(z), delta = curve'(z) dy
  const float* tanh_numbers;  ///< read from memory: a browser's compiler takes three instructions for a constant
  float *z, *y, *delta;
  const float* dy;      ///< null: delta is there already
  std::size_t numbers;  ///< of z, y and delta each; a multiple of the lanes
  std::size_t spare;    ///< samples of padding at the end of each unit
};

/// One width's kernels.
struct VectorKernels {
  void (*multiply)(const Product&);
  void (*slot_sums)(const SlotSums&);
  void (*transpose)(const Transposition&);
  void (*gather)(const Gathering<float>&, const std::uint32_t* chosen, std::size_t samples);
  /// Layer after layer: z, and y; after a layer of another curve it ends. Returns how many are done.
  std::size_t (*forward)(const LayerCalls* first, std::size_t layers);
  /// From the last down: delta where there is dy; gradients in order; the one by the inputs. After a layer that has
  /// none `under` it ends. Returns how many are done.
  std::size_t (*backward)(const LayerCalls* last, std::size_t layers);
};

extern const VectorKernels kernels_of_8, kernels_of_16;
/// Those of the machine's width.
const VectorKernels& vector_kernels();
/// Those of a training step. few: 16 samples at most, in layers of few inputs. Vectors of 16 are slower there than two
/// of 8, and in all steps where they are worked on by halves (W3 and W4 on a Zen 4: 7 to 9 %).
const VectorKernels& vector_kernels_of_step(bool few);

}  // namespace gradlab::kernels
