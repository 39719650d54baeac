#pragma once

#include "core/spec/spec.hpp"

namespace gradlab {

// What a layer's activation is like, read off the function itself.

/// Both ends are flat (|f'| < flat_slope far out): sigmoid, tanh, hard_tanh, relu6 … False for rows that mix.
bool squashes(const LayerSpec& layer);
/// f' is 0 wherever one looks: the step.
bool has_no_slope(const LayerSpec& layer);
/// Largest |f'|; 1 for rows that mix.
double largest_slope_of(const LayerSpec& layer);

struct OutputRange {
  double low = 0, high = 0;  ///< may be infinite
};
/// Between which ends the layer's outputs lie; from -∞ to ∞ for maxout.
OutputRange output_range(const LayerSpec& layer);

}  // namespace gradlab
