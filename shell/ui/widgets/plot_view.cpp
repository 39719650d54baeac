#include "shell/ui/widgets/plot_view.hpp"

#include <algorithm>
#include <cmath>

namespace gradlab::ui {
namespace {

// Farther out a float no longer tells neighbouring pixels apart.
constexpr double far_away = 1e6;

double share_of(PlotSpan span, double value, bool logarithmic) {
  if (logarithmic) return std::log(value / span.low) / std::log(span.high / span.low);
  return (value - span.low) / span.size();
}

double at_share(PlotSpan span, double share, bool logarithmic) {
  if (logarithmic) return span.low * std::pow(span.high / span.low, share);
  return span.low + share * span.size();
}

// Beyond, the numbers at the ticks would need more digits than stand beside a plot.
constexpr double smallest_span = 0.01, largest_span = 4000;

/// An axis scaled about a value; in logarithms when the axis is.
PlotSpan scaled(PlotSpan span, double about, double factor, bool logarithmic) {
  const double share = share_of(span, about, logarithmic);
  if (!std::isfinite(share)) return span;
  PlotSpan result{at_share(span, share - share * factor, logarithmic),
                  at_share(span, share + (1 - share) * factor, logarithmic)};
  if (logarithmic) {
    const double powers = std::log(result.high / result.low);
    return powers >= 1e-6 && powers <= 1e6 ? result : span;
  }
  return result.size() >= smallest_span && result.size() <= largest_span ? result : span;
}

}  // namespace

float PlotFrame::to_x(double x) const {
  return static_cast<float>(rect.x0 + std::clamp(share_of(view.x, x, false) * rect.width(), -far_away, far_away));
}

float PlotFrame::to_y(double y) const {
  const double share = share_of(view.y, y, view.log_y);
  return static_cast<float>(rect.y1 - std::clamp(share * rect.height(), -far_away, far_away));
}

double PlotFrame::x_at(float pixel) const {
  return at_share(view.x, static_cast<double>(pixel - rect.x0) / rect.width(), false);
}

double PlotFrame::y_at(float pixel) const {
  return at_share(view.y, static_cast<double>(rect.y1 - pixel) / rect.height(), view.log_y);
}

PlotView zoomed(const PlotView& view, PlotPoint about, double factor_x, double factor_y) {
  PlotView result = view;
  result.x = scaled(view.x, about.x, factor_x, false);
  result.y = scaled(view.y, about.y, factor_y, view.log_y);
  return result;
}

PlotView panned(const PlotFrame& frame, ImVec2 pixels) {
  PlotView result = frame.view;
  const double dx = -static_cast<double>(pixels.x) / frame.rect.width();
  const double dy = static_cast<double>(pixels.y) / frame.rect.height();
  const auto move = [](PlotSpan span, double share, bool logarithmic) {
    return PlotSpan{at_share(span, share, logarithmic), at_share(span, 1 + share, logarithmic)};
  };
  result.x = move(frame.view.x, dx, false);
  result.y = move(frame.view.y, dy, frame.view.log_y);
  if (std::abs(result.x.low) > 1e6 || std::abs(result.x.high) > 1e6) result.x = frame.view.x;
  if (std::abs(result.y.low) > 1e6 || std::abs(result.y.high) > 1e6) result.y = frame.view.y;
  return result;
}

PlotSpan padded(PlotSpan span, double share) {
  const double extra = span.size() * share;
  return {span.low - extra, span.high + extra};
}

}  // namespace gradlab::ui
