// The loss around the present weights, over a plane, with the way that the run has gone on it.
#pragma once

#include <cstdint>

namespace gradlab::ui {

struct Playground;

struct Landscape {
  bool open = false;
  bool asked = false;  // for what is chosen, since the sheet was opened
  int plane = 0;       // of SlicePlaneKind
  std::uint64_t seed = 1;
  int resolution = 0;  // cells along each side; 0: not chosen, as suits the window
};

void playground_landscape_overlay(Playground& page);

}  // namespace gradlab::ui
