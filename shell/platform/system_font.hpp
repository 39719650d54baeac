// Characters that the program's files lack, from a font of the system that the window runs on.
#pragma once

#include "shell/ui/system_glyphs.hpp"

namespace gradlab {

/// From the first font with many characters that this system has; without one it draws nothing.
ui::GlyphPainter system_font_painter();

}  // namespace gradlab
