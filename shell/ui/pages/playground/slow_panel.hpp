// One sample in slow motion: its panel, and what it lays over the network and the map.
#pragma once

#include "shell/ui/pages/playground_parts.hpp"

namespace gradlab::ui {

void playground_slow_panel(Playground& page, const Rect& where);

/// The arrow keys, unless they have work of their own.
void slow_by_key(Playground& page);

/// What the units of the drawing have got so far: sums' outputs on the way forward, deltas on the way back. In the
/// order of the diagram's columns; empty: nothing yet.
std::vector<std::vector<std::string>> slow_figures(const Playground& page);
std::optional<DiagramSpotlight> slow_spotlight(const Playground& page);
/// A unit was pressed: goes there within the part that is shown.
void slow_go_to_unit(Playground& page, std::size_t layer, std::size_t unit);

/// A ring around the sample on the map; a press on a point takes it.
void slow_on_map(Playground& page, const PlotFrame& frame, const SurfaceInput& pointer);

}  // namespace gradlab::ui
