// A fully connected network as columns of units and curved links. Knows the core's network, not the pages.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/network/network.hpp"
#include "shell/ui/geometry.hpp"
#include "shell/ui/widgets/tile_atlas.hpp"

namespace gradlab::ui {

/// A unit of a layer (0 is the first hidden one), or a whole layer.
struct UnitRef {
  std::size_t layer = 0;
  std::optional<std::size_t> unit;

  bool operator==(const UnitRef&) const = default;
};

inline constexpr int no_tile = -1, large_tile = -2;

/// How one unit looks at this moment.
struct UnitLook {
  int tile = no_tile;  // of the atlas, or its large one; none: a plain swatch of `level`
  float level = 0;     // -1 … +1
  bool dead = false;
  bool frozen = false;  // its bias is not trained
};

/// A link of the drawing: into a unit of a layer (0 is the first hidden one) from one of those before it.
struct LinkRef {
  std::size_t layer = 0, from = 0, to = 0;

  bool operator==(const LinkRef&) const = default;
};

/// Where a column's units stand. Units for which there is no room are counted in `left_out`.
struct DiagramColumn {
  float x = 0;              // centre
  float tile = 0;           // side of a unit's square
  std::vector<Rect> units;  // drawn ones, the first units of the layer
  std::size_t left_out = 0;
  float more_y = 0;  // middle of the words "… + 12"
};

/// Units centred in `area` around x: `tile` wide (device px), as far apart as there is room between `tile` and `pitch`;
/// they shrink to `least_tile` before any is left out.
DiagramColumn lay_out_column(const Rect& area, float x, std::size_t units, float tile, float pitch, float least_tile);

/// A unit that something is told of: its links on one side or both, the others stand back.
struct DiagramSpotlight {
  std::size_t layer = 0, unit = 0;
  bool into = true, out_of = true;
};

struct DiagramInput {
  const Network<float>* network = nullptr;
  std::span<const DiagramColumn> columns;        // inputs, then every layer
  std::span<const std::vector<UnitLook>> looks;  // the same order; may be shorter than the units
  UnitRef selected;
  bool names_dead = true;     // the word beside a dead unit
  bool touch_layers = false;  // a whole layer is the target, not its units
  std::optional<DiagramSpotlight> spotlight;
  std::span<const std::vector<std::string>> figures;  // a number on each unit, by column; may be shorter
  std::span<const WeightPlace> frozen;                // not trained: their links are dashed
  bool links = false;                                 // they can be pointed at
  std::optional<float> signal;                        // how far a sample has come: 1.5 is half way to the second layer
};

struct DiagramResult {
  std::optional<UnitRef> chosen, pointed;
  std::optional<LinkRef> link;  // that was pressed
};

/// One unit's square.
void draw_unit(ImDrawList* list, const Rect& rect, const UnitLook& look, TileAtlas& atlas, bool selected, bool hovered,
               float radius);

/// Draws links, units and their hit areas ("playground.unit[layer][unit]"; "playground.links" is where
/// a link can be pressed).
DiagramResult network_diagram(const DiagramInput& input, TileAtlas& atlas);

}  // namespace gradlab::ui
