// The parts of the optimizers page; which of them stand where is the page's business.
#pragma once

#include "shell/ui/app.hpp"
#include "shell/ui/pages/optimizers/state.hpp"

namespace gradlab::ui {

/// What every part needs: the program, the state, and the race of the present spec.
struct OptimizersPage {
  App& app;
  OptimizersState& state;
  const Race& race;
};

void optimizers_transport(OptimizersPage& page, const Rect& where);
void optimizers_phone_transport(OptimizersPage& page, const Rect& where);

void optimizers_surface_panel(OptimizersPage& page, const Rect& where);
/// Design px, for a panel of this width in device pixels.
float optimizers_surface_height(const OptimizersPage& page, float width);

void optimizers_list_panel(OptimizersPage& page, const Rect& where);
float optimizers_list_height(OptimizersPage& page, float width);

void optimizers_paths_panel(OptimizersPage& page, const Rect& where);
void optimizers_memory_panel(OptimizersPage& page, const Rect& where);
void optimizers_loss_panel(OptimizersPage& page, const Rect& where);
void optimizers_pad_panel(OptimizersPage& page, const Rect& where);
void optimizers_keep_overlay(OptimizersPage& page);
void optimizers_rates_overlay(OptimizersPage& page);
void optimizers_examples_overlay(OptimizersPage& page);
/// What the race that is shown is an example of; nothing, and of no height, where it is none. Design px.
float optimizers_example_height(const OptimizersPage& page, float width);
void optimizers_example_words(const OptimizersPage& page, const Rect& where);

/// The schedule of the rate and the way to the rate finder; below it, the schedule's numbers.
void optimizers_schedule_row(OptimizersPage& page, const Rect& where);
void optimizers_schedule_params(OptimizersPage& page, const Rect& where);

/// "diverged at step 16", "there from step 131", "not there by 200".
std::string optimizers_outcome(const OptimizersPage& page, const RacePath& path);

/// Writes what is only seen into the list of controls, for whoever cannot see it.
void optimizers_reading(std::string_view id, std::string_view label, std::string_view value, const Rect& where);

/// Draws a part; and keeps it as a picture if somebody asked for that.
void optimizers_draw_and_take(OptimizersPage& page, std::string_view part, const Rect& where,
                              void (*draw)(OptimizersPage& page, const Rect& where));

}  // namespace gradlab::ui
