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
  t = std::clamp(t, 0.0F, 1.0F);
  Color mixed = 0;
  for (const int shift : {0, 8, 16, 24}) {
    const float value = static_cast<float>(channel(a, shift)) * (1 - t) + static_cast<float>(channel(b, shift)) * t;
    mixed |= rounded(value) << shift;
  }
  return mixed;
}

}  // namespace gradlab::ui
