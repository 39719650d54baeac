// stb_truetype, which Dear ImGui brings along, for the one file that includes this: its functions are static there.
#pragma once

#include <imgui.h>

#define STB_TRUETYPE_IMPLEMENTATION
#define STBTT_STATIC
#define STBTT_assert(x) IM_ASSERT(x)  // NOLINT(readability-identifier-naming): the library asks for it so
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#endif
#include <imstb_truetype.h>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif
