#pragma once

#include <cstdio>
#include <cstdlib>

/// Ends the program, which tells libFuzzer that it has found something.
inline void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}
