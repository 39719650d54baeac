// A picture of a page without a window: drawn into a framebuffer of its own and written as PNG. Desktop only.
#pragma once

#include <string>

#include "shell/platform/options.hpp"
#include "shell/platform/program.hpp"

namespace gradlab {

/// Needs a current OpenGL context. False if something was refused; `mistake` says what.
bool take_shot(Program& program, const Options& options, std::string& mistake);

}  // namespace gradlab
