// One program, two doors: a window, or a canvas in a page.

#ifdef __EMSCRIPTEN__

// The page calls gradlab_start() when it has handed in the fonts (shell/web_interface.hpp).
int main() { return 0; }

#else

#include "shell/platform/desktop.hpp"

int main(int count, char** arguments) { return gradlab::run_desktop(count, arguments); }

#endif
