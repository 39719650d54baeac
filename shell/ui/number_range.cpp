// How a number moves in its range and how it is written. No drawing.
#include "shell/ui/number_range.hpp"

#include <algorithm>
#include <cmath>

#include "shell/ui/format.hpp"

namespace gradlab::ui {

std::string number_text(const NumberRange& range, double value) {
  if (range.as_percent) return percent(value, std::max(range.decimals, 0));
  if (range.decimals >= 0) return fixed(value, range.decimals);
  if (range.step >= 1 && std::abs(value) < 1e9) return fixed(value, 0);
  return compact(value, range.digits);
}

double place_of(const NumberRange& range, double value) {
  if (!std::isfinite(value)) return value > 0 ? 1 : 0;
  const double place = range.scale == Scale::logarithmic
                           ? std::log(std::max(value, range.low) / range.low) / std::log(range.high / range.low)
                           : (value - range.low) / (range.high - range.low);
  return std::clamp(place, 0.0, 1.0);
}

namespace {

// Two figures of a logarithmic value are as fine as a hand can move.
double round_figures(double value) {
  const double unit = std::pow(10.0, std::floor(std::log10(std::abs(value))) - 1);
  return std::round(value / unit) * unit;
}

}  // namespace

double value_at(const NumberRange& range, double place) {
  place = std::clamp(place, 0.0, 1.0);
  if (range.scale == Scale::logarithmic) {
    const double value = range.low * std::pow(range.high / range.low, place);
    const double rounded = range.step > 0 ? std::round(value / range.step) * range.step : round_figures(value);
    return std::clamp(rounded, range.low, range.high);
  }
  const double span = range.high - range.low;
  const double unit = range.step > 0 ? range.step : std::pow(10.0, std::floor(std::log10(span / 100)));
  const double value = std::round((range.low + place * span) / unit) * unit;
  return std::clamp(value, range.low, range.high);
}

double nudged(const NumberRange& range, double value, double share) {
  const double moved = value_at(range, place_of(range, value) + share);
  if (moved != value || range.step <= 0) return moved;
  // One hundredth of a short whole-number range is less than a step.
  return std::clamp(value + (share > 0 ? range.step : -range.step), range.low, range.high);
}

Typed parse_typed(const NumberRange& range, std::string_view text, double& value) {
  const bool has_percent = text.ends_with('%');
  if (has_percent) text.remove_suffix(1);
  double typed = 0;
  if (!parse_number(text, typed)) return Typed::not_a_number;
  if (range.as_percent) typed /= 100;
  if (typed < range.low || typed > range.high) return Typed::outside;
  if (range.step >= 1 && typed != std::floor(typed)) return Typed::not_whole;
  value = typed;
  return Typed::good;
}

}  // namespace gradlab::ui
