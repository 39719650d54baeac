// The program in a window of its own.
#pragma once

namespace gradlab {

/// Runs until the window closes; the process' exit code.
int run_desktop(int count, const char* const* arguments);

}  // namespace gradlab
