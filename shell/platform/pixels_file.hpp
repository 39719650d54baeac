// Pixels of the framebuffer that is bound, as a PNG file. Desktop only.
#pragma once

#include <string>

namespace gradlab {

/// A part of the picture, x and y from its lower left corner as OpenGL counts. False where it cannot be written.
bool write_pixels(const std::string& file, int x, int y, int width, int height);

}  // namespace gradlab
