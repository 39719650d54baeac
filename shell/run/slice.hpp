// The loss around the present weights, over a plane, with the way that the run has gone. No ImGui here.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace gradlab::ui {

enum class SlicePlaneKind { random, gradient, path };

struct SliceLoss {
  SlicePlaneKind plane = SlicePlaneKind::random;
  std::uint64_t seed = 1;       ///< of directions that are drawn
  std::size_t resolution = 25;  ///< cells along each side
};  ///< works out RunState::slice, a little at a time beside the training

/// A moment of the run as a point of the plane, or the point of the plane nearest to it.
struct SlicePoint {
  std::uint64_t step = 0;
  float a = 0, b = 0;

  bool operator==(const SlicePoint&) const = default;
};

/// The answer to SliceLoss, as far as it is worked out.
struct SlicedLoss {
  SliceLoss wanted;
  std::uint64_t step = 0;                        ///< of the run: where a = b = 0
  std::size_t samples = 0;                       ///< of the training set, over which the loss is a mean
  std::array<float, 2> low{-1, -1}, high{1, 1};  ///< a and b at the edges
  std::array<float, 2> explained{0, 0};          ///< of a plane of the path: its share along each direction
  float here = 0;                                ///< the loss at a = b = 0
  std::size_t done = 0;                          ///< cells
  std::vector<float> values;                     ///< row by row from the highest b; NaN: not yet
  std::vector<SlicePoint> path;                  ///< steps ascending, the last the present
  std::string refused;                           ///< id of an error; empty: none

  bool finished() const { return !refused.empty() || done == values.size(); }
};

/// How much of a large training set is looked at.
inline constexpr std::size_t slice_samples = 512;

}  // namespace gradlab::ui
