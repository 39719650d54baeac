// The surface from above: bands, level lines, what is level, and the paths on it.
#pragma once

#include <imgui.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "shell/ui/pages/optimizers/parts.hpp"
#include "shell/ui/widgets/head_names.hpp"
#include "shell/ui/widgets/plot.hpp"
#include "shell/ui/widgets/tile_atlas.hpp"

namespace gradlab::ui {

/// How heights are divided: by factors where they are positive, by factors on both sides of 0 where they are not.
struct RaceLevels {
  std::vector<double> heights;  // ascending

  /// 0 … 1: which band a height lies in, smoothly between the levels.
  double place(double height) const;
};
RaceLevels race_levels(std::span<const float> heights);
Color race_band(double place);

/// What is drawn of the ground, kept while surface, view, size and theme stay.
struct RaceMap {
  static constexpr int side = 160;  // numbers along each axis

  TileAtlas atlas;
  RaceLevels levels;
  struct Line {
    std::vector<ImVec2> points;  // device pixels from the frame's corner
    double height = 0;
  };
  std::vector<Line> lines;

  std::uint64_t ground = 0;
  PlotView view;
  ImVec2 size{};
  bool dark = false;
};

/// The frame of a map: equal units on both axes, with at least `shown` in it.
PlotFrame race_frame(const Rect& rect, const Window& shown);

/// Bands, lines and their numbers.
void race_ground(OptimizersPage& page, const PlotFrame& frame);

void optimizers_map(OptimizersPage& page, const Rect& where);
void optimizers_relief(OptimizersPage& page, const Rect& where);

inline PlotPoint race_point(Point at) { return {at.x, at.y}; }

/// How places of the plane are seen: straight from above, or lifted onto the relief.
struct RaceSight {
  std::function<std::optional<ImVec2>(Point at)> seen;  // device pixels; nothing where it is out of sight
  double unit = 1;                                      // device pixels of a length of 1 that lies across the view
  int parts = 1;                                        // pieces that a straight line has
};
/// Arrows and box of optimizer `index` at the step that is shown (map_memory.cpp).
void race_memory(OptimizersPage& page, const RaceSight& sight, std::size_t index);
/// In what order they are drawn: the focused one last, on top.
std::vector<std::size_t> race_order(const OptimizersPage& page);

/// What is level: marks; of the few on a plain surface cards, which keep clear of `taken`; of others a tooltip
/// (map_points.cpp).
void race_level_points(OptimizersPage& page, const PlotFrame& frame, ImVec2 pointer, bool hovered,
                       std::vector<Rect>& taken);

/// A path in two pieces: gone already, and to come. Points in device pixels.
struct RaceTrail {
  std::vector<ImVec2> gone, ahead;
};
void race_draw_trail(ImDrawList* list, const RaceTrail& trail, Color color, bool focused, bool dashed);
/// Whatever diverged, at the right top of a map.
void race_diverged_notes(OptimizersPage& page, const Rect& frame);

}  // namespace gradlab::ui
