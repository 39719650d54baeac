// What is kept of the relief while surface, view and theme stay.
#pragma once

#include <cstdint>
#include <vector>

#include "shell/ui/color.hpp"
#include "shell/ui/widgets/plot_view.hpp"

namespace gradlab::ui {

/// Heights over the rectangle of the view, lifted to 0 … 1. Steep surfaces would be a wall and a plain: heights go by
/// log(1 + f / s), with s such that the lower third of the ground is bent little.
struct RaceRelief {
  static constexpr int cells = 56;  // along each side

  std::uint64_t ground = 0;
  bool dark = false;
  PlotView view;
  double low = 0, scale = 1, top = 1;
  std::vector<double> lifts;  // (cells + 1)², row by row from low y; NaN where there is no height
  std::vector<Color> colors;  // cells², as they are lit

  double lifted(double height) const;
  double at(int column, int row) const {
    return lifts[static_cast<std::size_t>(row) * (cells + 1) + static_cast<std::size_t>(column)];
  }
};

}  // namespace gradlab::ui
