// A box that turns: where its places are seen, and what the pointer and the keys do to it.
#pragma once

#include <imgui.h>

#include "shell/ui/controls.hpp"
#include "shell/ui/geometry.hpp"

namespace gradlab::ui {

/// How a box stands, in radians: turned about its upright axis, and seen from how high above.
struct Turn {
  static constexpr double least_tilt = 0.12, most_tilt = 1.45;
  double turn = -0.6, tilt = 0.62;

  /// A drag turns and tilts it; arrow keys do, too.
  void operate(const SurfaceInput& input);
};

/// The box in units of its own: half its width and depth, its whole height.
struct TurnedBox {
  double width = 1, depth = 1, height = 0.9;
};

/// Seen from far away: parallel lines stay parallel, and what is nearer lies further down.
struct Turntable {
  Turntable(const Rect& rect, const Turn& turn, const TurnedBox& box);

  struct Seen {
    ImVec2 at;
    double nearness;
  };
  /// u, v from -1 to 1 along width and depth; lift from 0 to 1.
  Seen see(double u, double v, double lift) const;

  ImVec2 middle;
  TurnedBox box;
  double cos_turn, sin_turn;  // of what lies flat
  double sin_tilt, upright;   // of what stands up: the height as it is seen
  double unit;                // device pixels
};

}  // namespace gradlab::ui
