// The relief as it stands: where places of the plane are seen on it.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "shell/ui/pages/optimizers/map.hpp"
#include "shell/ui/pages/optimizers/relief.hpp"
#include "shell/ui/widgets/turntable.hpp"

namespace gradlab::ui {

struct RaceScene {
  const RaceRelief& relief;
  const Turntable& table;

  static double share_of(double value, PlotSpan span) { return 2 * (value - span.low) / span.size() - 1; }
  /// A little above the ground.
  ImVec2 seen(Point at, double height) const {
    return table.see(share_of(at.x, relief.view.x), share_of(at.y, relief.view.y), relief.lifted(height) + 0.006).at;
  }
  bool contains(Point at) const { return relief.view.x.contains(at.x) && relief.view.y.contains(at.y); }
  std::size_t cell_of(Point at) const {
    constexpr int cells = RaceRelief::cells;
    const auto index = [](double value, PlotSpan span) {
      return static_cast<std::size_t>(std::clamp((value - span.low) / span.size() * cells, 0.0, cells - 1.0));
    };
    return index(at.y, relief.view.y) * cells + index(at.x, relief.view.x);
  }
};

/// A piece of a path over one cell: drawn right after the cell, so that nearer ones hide it.
struct RacePiece {
  std::size_t cell;
  ImVec2 from, to;
  Color color;
  float width;
};
/// Of all paths and of the race that was kept, by their cells (relief_paths.cpp).
std::vector<RacePiece> race_pieces(OptimizersPage& page, const RaceScene& scene);
/// What stands above the ground: what is level, the start, what the optimizers remember, where they are.
void race_relief_heads(OptimizersPage& page, const RaceScene& scene, const Rect& where);

}  // namespace gradlab::ui
