#include "shell/ui/widgets/plot_ticks.hpp"

#include <algorithm>
#include <cmath>

#include "shell/ui/format.hpp"

namespace gradlab::ui {
namespace {

/// `count` tenths-exact multiples: dividing by a power of ten keeps 0.3 from becoming 0.30000000000000004.
double multiple(double count, double mantissa, int exponent) {
  if (exponent < 0) return count * mantissa / std::pow(10.0, -exponent);
  return count * mantissa * std::pow(10.0, exponent);
}

std::string label_of(double value, double step) {
  if (value == 0) return "0";
  const double digits = std::ceil(std::log10(std::abs(value) / step)) + 3;
  return compact(value, static_cast<int>(std::clamp(digits, 3.0, 15.0)));
}

}  // namespace

std::vector<PlotTick> round_ticks(PlotSpan span, int at_most) {
  std::vector<PlotTick> ticks;
  at_most = std::clamp(at_most, 1, most_ticks);
  if (!(span.size() > 0) || !std::isfinite(span.size())) return ticks;
  int exponent = static_cast<int>(std::floor(std::log10(span.size() / at_most))) - 1;
  for (;; ++exponent) {
    for (const double mantissa : {1.0, 2.0, 2.5, 5.0}) {
      const double step = multiple(1, mantissa, exponent);
      // A hair of slack, so that an end that is itself a multiple counts in spite of rounding.
      const double first = std::ceil(span.low / step - 1e-9), last = std::floor(span.high / step + 1e-9);
      if (last - first + 1 > at_most) continue;
      for (double count = first; count <= last; ++count) {
        const double value = multiple(count, mantissa, exponent);
        ticks.push_back({value, label_of(value, step)});
      }
      return ticks;
    }
  }
}

std::vector<PlotTick> log_ticks(PlotSpan span, int at_most) {
  std::vector<PlotTick> ticks;
  at_most = std::clamp(at_most, 1, most_ticks);
  if (!(span.low > 0) || !(span.high > span.low) || !std::isfinite(span.high)) return ticks;
  const int first = static_cast<int>(std::ceil(std::log10(span.low) - 1e-9));
  const int last = static_cast<int>(std::floor(std::log10(span.high) + 1e-9));
  if (last - first < 1) return round_ticks(span, std::min(at_most, 5));
  const int every = (last - first) / at_most + 1;
  const bool between = 3 * (last - first + 1) <= at_most;
  for (int power = first - 1; power <= last; ++power) {
    if ((power - first) % every != 0 && !between) continue;
    for (const double mantissa : {1.0, 2.0, 5.0}) {
      if (mantissa != 1 && !between) continue;
      const double value = multiple(1, mantissa, power);
      if (span.contains(value) || (value > span.low * 0.999999 && value < span.high * 1.000001)) {
        // From 1e5 on a figure and its zeros take more room than an axis has.
        ticks.push_back({value, power < 5 ? compact(value, 1)
                                          : std::to_string(static_cast<int>(mantissa)) + "e" + std::to_string(power)});
      }
    }
  }
  return ticks;
}

int ticks_for(float length, float gap) { return std::clamp(static_cast<int>(length / px(gap)) + 1, 2, most_ticks); }

double round_number(double value, bool up) {
  const double unit = std::pow(10.0, std::floor(std::log10(value)));
  const double steps[] = {1, 2, 5, 10};
  double below = unit;
  for (const double step : steps) {
    if (step * unit >= value * (1 - 1e-9) && up) return step * unit;
    if (step * unit <= value * (1 + 1e-9)) below = step * unit;
  }
  return below;
}

}  // namespace gradlab::ui
