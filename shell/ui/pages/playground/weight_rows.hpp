// A unit's weights and bias as bars, each with its number to drag or type and a lock.
#pragma once

#include "shell/ui/pages/playground_parts.hpp"

namespace gradlab::ui {

/// With z as a formula below. unit: of the layer.
void weight_rows(Playground& page, std::size_t layer, std::size_t unit, Rect where);

/// All of them without scrolling; design px.
float weight_rows_height(const Playground& page, std::size_t layer);

/// Freezes the whole unit, or lets it go.
void freeze_unit_button(Playground& page, std::size_t layer, std::size_t unit, Rect& header);

/// Opens the number of a weight that is shown.
void edit_weight(Playground& page, std::size_t input);

/// A bar from zero in its middle, or from its left end.
void draw_share_bar(const Rect& track, float share, bool centred, Color color);

}  // namespace gradlab::ui
