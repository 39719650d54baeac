// The panels of the playground; each takes a rectangle and draws itself there. Which stand where is
// playground_page.cpp.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "shell/ui/app.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/pages/playground_run.hpp"
#include "shell/ui/pages/playground_state.hpp"
#include "shell/ui/reading.hpp"
#include "shell/ui/widgets/network_diagram.hpp"

namespace gradlab::ui {

/// What every part needs.
struct Playground {
  App& app;
  PlaygroundState& state;
  PlaygroundRun& run;
};

// Bars and panels (playground_<name>.cpp)
void playground_transport(Playground& page, const Rect& where);
void playground_phone_timeline(Playground& page, const Rect& where);
void playground_phone_transport(Playground& page, const Rect& where);
void playground_data_panel(Playground& page, const Rect& where);
float playground_data_height(const Playground& page, float width);  // of the controls; design px
/// A data set to choose: picture and name. True when it was chosen; data from beside the program follow later.
bool data_tile(Playground& page, std::string_view id, std::string_view kind, const Rect& where);
void playground_training_panel(Playground& page, const Rect& where);
void playground_network_panel(Playground& page, const Rect& where);
void playground_output_panel(Playground& page, const Rect& where);
void playground_loss_panel(Playground& page, const Rect& where);
void playground_inspector_panel(Playground& page, const Rect& where);

// The same without a panel around them, for sheets.
void playground_data_controls(Playground& page, Rect where);
void playground_training_controls(Playground& page, Rect where);
float playground_training_height();  // design px, of the controls
/// alone: with numbers and controls, not the curve only.
void playground_inspector_content(Playground& page, Rect where, bool alone = true);

// The picture of the output by the nature of the data (playground_output.cpp chooses).
/// Of one column: the number predicted against it, with the points.
void output_line(Playground& page, const Rect& where);
/// Of images: those that were taken for another class, the surest first.
void output_mistakes(Playground& page, const Rect& where);
float output_mistakes_height(const Playground& page, float width);  // design px; 0: these data have none to show
/// Of the output's panel, so that a table of answers is seen whole, beside a map or in its place; 0: there is none.
/// width: device px; gives design px.
float playground_output_least_height(const Playground& page, float width);

// Phone (playground_phone.cpp)
void playground_phone(Playground& page, const Rect& area);
void playground_phone_output(Playground& page, const Rect& where);
float playground_phone_output_height(const Playground& page);  // design px
void playground_phone_network(Playground& page, const Rect& where);
/// The curve of the chosen layer or unit over the histogram of its z, without a tap.
void playground_phone_layer(Playground& page, const Rect& where);

// Overlays; drawn last.
void playground_gallery_overlay(Playground& page);
void playground_presets_overlay(Playground& page);
void playground_claim_overlay(Playground& page);
void playground_more_overlay(Playground& page);
void playground_layer_overlay(Playground& page);
void playground_setup_overlay(Playground& page);

/// The height that a note needs at a width, both device px; 0: there is none.
float playground_note_height(const Playground& page, float width);
/// One line about what needs attention, the gravest first; nothing when all is well.
void playground_note(Playground& page, const Rect& where);

// Small things shared by panels.
/// A tablet held upright: network and output have no room beside each other, and the bar takes two rows.
bool playground_is_upright();
/// Of the bar in a window, design px: where it is too narrow for all in one row there are two.
float playground_transport_height();
void play_or_pause(Playground& page);
void playground_presets_button(Playground& page, const Rect& where, ButtonKind kind);
/// Undo and redo, side by side; off where there is nothing to take back.
void undo_buttons(Playground& page, const Rect& where);
Color activation_color(const Playground& page, std::string_view id);
/// Of all units, or of those that these columns draw.
std::vector<std::vector<UnitLook>> unit_looks(const Playground& page, std::span<const DiagramColumn> columns = {});
/// Whether dots run along the links while the run plays.
bool playground_shows_signals(const Playground& page);
void activation_choice(Playground& page, std::size_t layer, const Rect& where);
/// "α = 0.01" as numbers to drag, from `at` (left end of the baseline), for an activation that has parameters.
void activation_numbers(Playground& page, std::size_t layer, const Rect& where);
/// The square with its map, points and hover; gives false where the data have fewer than two inputs.
void output_square(Playground& page, const Rect& square, float point_radius, bool numbers);

}  // namespace gradlab::ui
