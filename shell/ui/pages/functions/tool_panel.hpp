// The panel beside the formula, one of its tools at a time; and what lies over the page.
#pragma once

#include "shell/ui/app.hpp"
#include "shell/ui/pages/functions/tools.hpp"

namespace gradlab::ui {

void tool_panel(App& app, const Rect& area);
/// The same in a sheet, for phones.
void tool_sheet(App& app, bool& open);

// Each draws into the room below the tabs.
void facts_tool(App& app, const Rect& area);
void signals_tool(App& app, const Rect& area);
void layers_tool(App& app, const Rect& area);
void take_away_tool(App& app, const Rect& area);

/// All facts about all chosen functions, to sort and to copy.
void compare_overlay(App& app);

/// What was asked for with the take-away buttons and needs the plots: draws them through `draw`.
void draw_plots_to_take(App& app, const Rect& area, void (*draw)(FunctionsState& state, const Rect& area));

}  // namespace gradlab::ui
