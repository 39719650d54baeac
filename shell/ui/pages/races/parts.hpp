// The parts of the races page; which of them stand where is the page's business.
#pragma once

#include "shell/ui/app.hpp"
#include "shell/ui/pages/races/state.hpp"

namespace gradlab::ui {

/// Optimizers or batches.
void races_kinds(App& app, const Rect& where);
void races_transport(App& app, const Rect& where);
void races_phone_transport(App& app, const Rect& where);

/// What is trained, how long, how often, at which rates. Height in design px for a panel of this width in device px.
void races_setup_panel(App& app, const Rect& where);
float races_setup_height(App& app, float width);

void races_list_panel(App& app, const Rect& where);
float races_list_height(App& app, float width);

void races_curves_panel(App& app, const Rect& where);
void races_table_panel(App& app, const Rect& where);
/// The rates that were tried, and the final losses of the seeds.
void races_rates_panel(App& app, const Rect& where);
void races_seeds_panel(App& app, const Rect& where);
/// The same without their panels.
void races_rates(App& app, Rect inner);
void races_seeds(App& app, Rect inner);

/// Of batches, in their places: noise of a step or the rates, the ways or the seeds. Once a frame races_study works for
/// them.
void races_study(App& app);
void races_noise_panel(App& app, const Rect& where);
void races_ways_panel(App& app, const Rect& where);

void races_keep_overlay(App& app);

/// The table of results. whole: for a program, with every column; else what an eye wants to see.
struct RaceTable {
  std::vector<SortColumn> columns;
  std::vector<SortRow> rows;
};
RaceTable races_table(const RacesState& state, bool whole = false);

/// "0.0123", "diverged", "2 of 5 seeds".
std::string races_outcome(const RacesState& state, std::size_t contestant);

/// Draws a part; and keeps it as a picture if somebody asked for that.
void races_draw_and_take(App& app, std::string_view part, const Rect& where, void (*draw)(App& app, const Rect& where));

}  // namespace gradlab::ui
