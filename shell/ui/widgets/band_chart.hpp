// Curves with the band in which half of several runs lie; either axis may grow by factors.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shell/ui/controls.hpp"
#include "shell/ui/widgets/plot_view.hpp"

namespace gradlab::ui {

struct BandPoint {
  double x = 0;
  double low = 0, middle = 0, high = 0;  ///< not finite: the curve ends there
};

struct BandSeries {
  std::string name;
  Color color = 0;
  std::vector<BandPoint> points;  ///< x ascending
  bool dashed = false, strong = false;
};

struct BandChart {
  std::span<const BandSeries> series;
  bool log_x = false, log_y = false;
  std::string_view x_name;                       ///< behind the numbers below
  PlotSpan least{0, 0};                          ///< of a linear axis upwards: shown whatever the numbers are
  std::function<std::string(double x)> x_words;  ///< head of the card under the pointer
  std::function<std::string(double y)> y_words;  ///< its numbers
};

void band_chart(std::string_view id, const Rect& where, const BandChart& chart);

/// What it shows; of a logarithmic x the exponents.
PlotView band_view(const BandChart& chart);

}  // namespace gradlab::ui
