// Colours as ImGui packs them, and how they mix.
#pragma once

#include <imgui.h>

#include <cstdint>

namespace gradlab::ui {

using Color = ImU32;

/// From 0xRRGGBB, opaque.
constexpr Color rgb(std::uint32_t hex) { return IM_COL32((hex >> 16) & 0xFF, (hex >> 8) & 0xFF, hex & 0xFF, 0xFF); }

/// The colour with its opacity multiplied by `opacity` (0 … 1).
Color with_alpha(Color color, float opacity);

/// Linear mixture in sRGB, opacity included: t = 0 gives a, t = 1 gives b.
Color mix(Color a, Color b, float t);

}  // namespace gradlab::ui
