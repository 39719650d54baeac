// Points and classes drawn by hand on the map of the output; they become data of kind inline. No ImGui here.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/spec/spec.hpp"
#include "shell/ui/widgets/heat_map.hpp"

namespace gradlab::ui {

struct PlaygroundState;

/// What the pointer does on the map: it sets points of a class, or takes points away.
inline constexpr int eraser = 3;

struct Drawing {
  bool on = false;
  int tool = 1;        // a class, or the eraser
  bool down = false;   // a stroke is on its way
  float x = 0, y = 0;  // of its last point, device pixels
  std::vector<MapPoint> points;
  std::optional<DataSpec> follows;  // whose points these are
  bool too_few = false;             // they cannot be learned from yet
};

inline constexpr std::size_t most_drawn_points = 1000;

/// Goes to data that can be drawn on, if those in use cannot, and begins with their points.
void begin_drawing(PlaygroundState& state);
/// Points of data that were changed elsewhere: by undo, or by another choice.
void follow_data(PlaygroundState& state);
/// The points as they are become the data; too few of them leave the run as it is.
void take_drawing(PlaygroundState& state);
void clear_drawing(PlaygroundState& state);

}  // namespace gradlab::ui
