// The loss on a plane through the weights as bands and level lines, with the ways of runs on it.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "shell/ui/color.hpp"
#include "shell/ui/widgets/plot_view.hpp"

namespace gradlab::ui {

/// One run's way.
struct SliceWay {
  std::string_view name;  ///< at its head; empty: none
  Color color = 0;
  std::span<const PlotPoint> points;  ///< a and b from the start on
  PlotPoint head;                     ///< where it stands
};

struct SliceMap {
  std::span<const float> values;  ///< row by row from the highest b; NaN: not yet; empty: nothing is known
  std::size_t side = 0;           ///< cells along each axis
  PlotView view;                  ///< a and b at the edges
  std::span<const SliceWay> ways;
  std::optional<std::size_t> focused;  ///< of the ways: wider, and on top
};

/// The largest square in `area` that leaves room at the left and below for the numbers.
Rect slice_square(Rect area);

/// Bands go by factors, as losses do; one line for each of ten equal factors. The pointer's cell is told.
void slice_map(std::string_view id, const Rect& square, const SliceMap& map);

/// Lowest and highest of the values that are known and above 0; none: an empty span at 0.
PlotSpan slice_range(std::span<const float> values);

}  // namespace gradlab::ui
