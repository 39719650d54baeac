// Rate and momentum on the narrow bowl: how fast, and where it ends.
#pragma once

#include "core/surfaces/race.hpp"
#include "shell/ui/widgets/tile_atlas.hpp"

namespace gradlab::ui {

/// What is kept of the pad while nothing of it changes.
struct RacePad {
  bool drawn = false, dark = false;  // its picture, a small tile of the map's atlas
  double rate = -1, momentum = -1;   // that the run is of
  RacePath run;
};

}  // namespace gradlab::ui
