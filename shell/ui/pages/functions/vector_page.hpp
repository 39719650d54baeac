// Softmax and maxout: functions of several numbers at once are not curves, so they have pictures of their own.
#pragma once

#include <string_view>

#include "shell/ui/pages/functions/tools.hpp"

namespace gradlab::ui {

/// In place of the plots and the panels below them.
void vector_page(FunctionsState& state, const Rect& area);
/// The height it needs in design px where everything stands in one column.
float vector_page_height(const FunctionsState& state);

/// A small picture of such a row for the catalogue.
void draw_vector_picture(ImDrawList* list, const Rect& where, std::string_view id, Color color);

// The four panels of each (softmax.cpp, maxout.cpp).
void softmax_panels(FunctionsState& state, const Rect (&panels)[4]);
void maxout_panels(FunctionsState& state, const Rect (&panels)[4]);

}  // namespace gradlab::ui
