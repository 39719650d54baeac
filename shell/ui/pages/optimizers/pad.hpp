// Rate and momentum on a bowl: how fast, and where it ends.
#pragma once

#include <optional>

#include "core/surfaces/race.hpp"
#include "shell/ui/pages/optimizers/state.hpp"
#include "shell/ui/widgets/tile_atlas.hpp"

namespace gradlab::ui {

/// What is kept of the pad while nothing of it changes.
struct RacePad {
  bool drawn = false, dark = false;  // its picture, a small tile of the map's atlas
  Curvatures drawn_of;
  std::optional<PadPair> run_of;
  RacePath run;
};

}  // namespace gradlab::ui
