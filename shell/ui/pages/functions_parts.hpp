// The parts of the functions page; functions_page.cpp puts them side by side. `area` in device pixels throughout.
#pragma once

#include <string>

#include "shell/ui/app.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/pages/functions_state.hpp"
#include "shell/ui/widgets/plot.hpp"

namespace gradlab::ui {

// ---- catalogue and toolbar (functions_catalogue.cpp)

/// The grouped list with thumbnails, and a search field when it is long.
void functions_catalogue(FunctionsState& state, Rect area);
/// Its height in design px for a width in device pixels.
float functions_catalogue_height(const FunctionsState& state, float width);
/// The rows of one's own functions, and the button that makes another; its height in design px.
void functions_own_list(FunctionsState& state, Rect area);
float functions_own_height(const FunctionsState& state);
/// Chips in rows from the left top of `area`; `removable`: with a ×. Returns the height used in device pixels.
float functions_chips(FunctionsState& state, const Rect& area, bool removable, bool draw = true);
/// f, f', f'' · side by side, overlaid, grid · ±10 · look · reset: right-aligned in `row`. Their width for its height.
void functions_view_buttons(FunctionsState& state, const Rect& row);
float functions_view_buttons_width(float height);
/// The same without the look in two rows, for a phone's sheet; their height in design px.
void functions_view_rows(FunctionsState& state, Rect area);
float functions_view_rows_height();

// ---- plots (functions_plots.cpp)

/// The panels with curves, side by side or overlaid.
void functions_plots(FunctionsState& state, const Rect& area);
/// For a phone: one panel with what is shown one over the other, hairlines between; or as it is arranged otherwise.
void functions_phone_plots(FunctionsState& state, const Rect& area);
/// The least height of that, in design px.
float functions_phone_plots_height(const FunctionsState& state);

/// Values of all chosen functions at x as rows: name, f, f' and, on the phone, where they are flat.
void functions_readout_table(FunctionsState& state, const Rect& where);

// ---- formula and parameters (functions_formula.cpp)

void functions_formula_panel(FunctionsState& state, const Rect& area);
/// Phone: slider and the line with numbers filled in. Its height in design px.
void functions_short_formula(FunctionsState& state, const Rect& area);
float functions_short_formula_height(const FunctionsState& state);
/// The function that was to be copied becomes one of one's own: there every number and sign can be changed.
void make_wanted_copy(FunctionsState& state);

// ---- facts (functions_facts.cpp)

/// All facts as lines of cells with tabs between, as the copy button gives them.
std::string functions_facts_text(FunctionsState& state);
/// "|x| > 4.58"
std::string flat_text(const ActivationFacts& facts);

// ---- shared

std::string activation_name(std::string_view id);
/// How a parameter is written in formulas: "α".
std::string param_symbol(std::string_view param_id);
/// The slider's idea of a parameter.
NumberRange param_range(const ParamSpec& spec);
/// The range that x may be set to: what the plots show.
NumberRange x_range(const FunctionsState& state);
Color function_color(const ChosenFunction& function);

}  // namespace gradlab::ui
