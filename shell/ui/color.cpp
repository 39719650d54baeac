#include "shell/ui/color.hpp"

#include <algorithm>

namespace gradlab::ui {
namespace {

unsigned channel(Color color, int shift) { return (color >> shift) & 0xFFU; }

/// Of a value from 0 on. A map colours many thousand pixels a frame, and lround is a call.
Color rounded(float value) { return static_cast<Color>(value + 0.5F); }  // NOLINT(bugprone-incorrect-roundings)

}  // namespace

Color with_alpha(Color color, float opacity) {
  const float alpha = static_cast<float>(channel(color, IM_COL32_A_SHIFT)) * std::clamp(opacity, 0.0F, 1.0F);
  return (color & ~IM_COL32_A_MASK) | (rounded(alpha) << IM_COL32_A_SHIFT);
}

Color mix(Color a, Color b, float t) {
  // Two channels at a time, in 256 steps: a map colours many thousand pixels a frame.
  constexpr Color even = 0x00FF00FFU, half = 0x00800080U;
  const Color part = rounded(std::clamp(t, 0.0F, 1.0F) * 256), rest = 256 - part;
  const Color low = ((a & even) * rest + (b & even) * part + half) >> 8 & even;
  const Color high = ((a >> 8 & even) * rest + (b >> 8 & even) * part + half) & ~even;
  return low | high;
}

}  // namespace gradlab::ui
