// Settings of Dear ImGui, the same for every file that includes it.
#pragma once

#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS

// A page with a network and a few hundred points is more than 65,536 vertices, and WebGL has no vertex offset.
#define ImDrawIdx unsigned int

// People write signs beyond the first 65,536 too: rare Chinese characters, emoji.
#define IMGUI_USE_WCHAR32

#ifdef __EMSCRIPTEN__
// The page has no files, and fonts of its own.
#define IMGUI_DISABLE_DEFAULT_FONT
#define IMGUI_DISABLE_FILE_FUNCTIONS
#ifdef NDEBUG
#define IM_ASSERT(condition) ((void)sizeof((condition) ? 1 : 0))
#endif
#else
// Checked in release builds too: the headless tests count on it, and it costs nothing that one could feel.
#include <cstdio>
#include <cstdlib>
#define IM_ASSERT(condition)                                                                   \
  do {                                                                                         \
    if (!(condition)) {                                                                        \
      std::fprintf(stderr, "%s:%d: Dear ImGui: not so: %s\n", __FILE__, __LINE__, #condition); \
      std::abort();                                                                            \
    }                                                                                          \
  } while (false)
#endif
