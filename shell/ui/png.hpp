// A small picture as the bytes of a PNG file, without compression. No ImGui calls.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "shell/ui/color.hpp"

namespace gradlab::ui {

/// Texels row by row from the top (PNG specification, third edition; the data in stored blocks of RFC 1951).
std::string png(std::span<const Color> texels, std::size_t columns);

}  // namespace gradlab::ui
