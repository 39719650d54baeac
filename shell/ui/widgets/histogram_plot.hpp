// An activation's curve and, on the same z axis below it, the histogram of the z that really occur: saturation and dead
// units are seen, not said.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/activations/activation.hpp"
#include "shell/ui/color.hpp"
#include "shell/ui/widgets/plot_view.hpp"

namespace gradlab::ui {

struct HistogramPlot {
  const Activation<double>* row = nullptr;  // null or a row that mixes units: no curve
  std::span<const double> params;
  PlotSpan z;
  std::span<const std::uint32_t> counts;
  Color color = 0;
};

void draw_histogram_plot(const Rect& where, const HistogramPlot& plot);

}  // namespace gradlab::ui
