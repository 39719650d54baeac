// The functions page: what stands where at each width. The parts are in functions_*.cpp.
#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/pages/functions/look.hpp"
#include "shell/ui/pages/functions/tool_panel.hpp"
#include "shell/ui/pages/functions/vector_page.hpp"
#include "shell/ui/pages/functions/view_json.hpp"
#include "shell/ui/pages/functions_parts.hpp"
#include "shell/ui/pages/pages.hpp"
#include "shell/ui/pages/playground_edit.hpp"

namespace gradlab::ui {
namespace {

constexpr float least_height = 764, lower_panels = 340, catalogue_width = 300, drawer_width = 352;
constexpr float toolbar = 36;
constexpr float sweep_length = 6;
constexpr double resting_x = 0.5;

bool any_input(bool pointer_moved) {
  const ImGuiIO& io = ImGui::GetIO();
  if (pointer_moved) return true;
  if (io.MouseWheel != 0 || io.MouseWheelH != 0 || io.InputQueueCharacters.Size > 0) return true;
  for (int i = 0; i < IM_ARRAYSIZE(io.MouseDown); ++i) {
    if (io.MouseDown[i]) return true;
  }
  for (int key = ImGuiKey_NamedKey_BEGIN; key < ImGuiKey_NamedKey_END; ++key) {
    if (ImGui::IsKeyDown(static_cast<ImGuiKey>(key))) return true;
  }
  return false;
}

/// By place, not by ImGui's own difference: that is zero when the pointer comes in from outside.
/// Plots know of a pointer one frame after it came: it counts as moved for two.
void note_pointer(FunctionsState& state) {
  const ImVec2 before = state.pointer, now = ImGui::GetIO().MousePos;
  state.pointer = now;
  const bool moved = ImGui::IsMousePosValid(&now) && (before.x != now.x || before.y != now.y);
  state.pointer_moved = moved ? 2 : std::max(state.pointer_moved - 1, 0);
  if (state.pointer_moved > 0) ui().request_frame();
}

/// From left to right along the curves, slowest in the middle where they bend, and back to where reading begins.
double sweep_place(float share) {
  const auto ease = [](double t) { return 0.5 - 0.5 * std::cos(std::numbers::pi * t); };
  if (share < 0.75F) return -4.2 + 8.4 * (static_cast<double>(share) / 0.75);
  return 4.2 + (resting_x - 4.2) * ease((static_cast<double>(share) - 0.75) / 0.25);
}

/// Shows once, without a click, what the page is about. Any input ends it where it is.
void first_sweep(App& app, FunctionsState& state) {
  if (state.sweep_seconds < 0) return;
  const bool touched = state.sweep_seconds > 0 && any_input(state.pointer_moved > 0);
  if (app.ui().reduced_motion || touched || app.controls().pending() || state.sweep_seconds >= sweep_length) {
    if (!touched) state.point_at(resting_x);
    state.sweep_seconds = -1;
    return;
  }
  state.sweep_seconds += std::max(app.frame_seconds(), 1e-3F);
  state.point_at(sweep_place(std::min(state.sweep_seconds / sweep_length, 1.0F)));
  app.ui().request_frame();
}

/// The list in a room that it may outgrow: then it scrolls, and keeps clear of the scrollbar.
void scrolling_catalogue(FunctionsState& state, std::string_view id, Rect room) {
  functions_own_list(state, room.cut_bottom(px(functions_own_height(state))));
  // Focus rings reach a little beyond their rows.
  constexpr float ring = 4;
  float width = room.width();
  float height = functions_catalogue_height(state, width);
  if (px(height) > room.height()) {
    width -= px(12);
    height = functions_catalogue_height(state, width);
  }
  const ScrollArea list(id, Rect{room.x0 - px(ring), room.y0, room.x1 + px(ring), room.y1}, height);
  const Rect& content = list.content();
  functions_catalogue(state, {content.x0 + px(ring), content.y0, content.x0 + px(ring) + width, content.y1});
}

void choose_overlay(FunctionsState& state) {
  const bool phone = on_phone();
  const float size = phone ? 560.0F : drawer_width;
  if (const Overlay overlay("functions.chooser", state.choose_open, size, tr("functions.choose")); overlay.visible()) {
    scrolling_catalogue(state, "functions.chooser.list", overlay.content());
  }
}

/// The row above the plots: chips left, what is shown right. Returns its height, which grows with the chips.
float toolbar_row(FunctionsState& state, Rect area, bool with_choose) {
  constexpr float chips_room = 260;
  Rect row{area.x0, area.y0, area.x1, area.y0 + px(toolbar)};
  if (with_choose) {
    const ButtonOptions look{.icon = Icon::menu};
    const float width = button_width("functions.open_choose", look);
    if (button("functions.open_choose", row.cut_left(width, px(10)), look)) state.choose_open = true;
  }
  // Softmax and maxout are no curves.
  if (!state.vector.empty()) return functions_chips(state, row, true);
  const float buttons = functions_view_buttons_width(row.height());
  functions_view_buttons(state, row);
  row.x1 -= buttons + px(12);
  // In a narrow window chips that would need a second row stand there all.
  const bool folds = with_choose && functions_chips(state, row, true, false) > chip_height();
  if (row.width() >= px(chips_room) && !folds) return functions_chips(state, row, true);
  const Rect second{area.x0, row.y1 + px(10), area.x1, row.y1 + px(10 + toolbar)};
  return px(toolbar + 10) + functions_chips(state, second, true);
}

void plots_and_panels(App& app, Rect column, bool with_choose) {
  FunctionsState& state = app.pages().functions;
  const float height = toolbar_row(state, column, with_choose);
  if (std::exchange(state.toolbar_height, height / px(1)) != state.toolbar_height) ui().request_frame();
  column.cut_top(height, px(16));
  if (!state.vector.empty()) return vector_page(state, column);
  Rect lower = column.cut_bottom(px(lower_panels), panel_gap());
  draw_plots_to_take(app, column, functions_plots);
  functions_formula_panel(state, lower.column(0, 2, panel_gap()).snapped());
  tool_panel(app, lower.column(1, 2, panel_gap()).snapped());
}

/// Unfolded chips make the page higher; the plots keep their height.
float page_height(const FunctionsState& state) {
  return least_height + std::max(0.0F, state.toolbar_height - toolbar) + state.grid_height;
}

void wide_page(App& app, const Rect& area) {
  FunctionsState& state = app.pages().functions;
  state.choose_open = state.facts_open = false;
  const PageScroll scroll("functions", area, page_height(state));
  Rect page = page_column(scroll.content()).inset(0, px(16));
  const Rect left = page.cut_left(px(catalogue_width), px(12));
  scrolling_catalogue(state, "functions.catalogue", left);
  plots_and_panels(app, page, false);
}

void medium_page(App& app, const Rect& area) {
  const FunctionsState& state = app.pages().functions;
  const PageScroll scroll("functions", area, page_height(state));
  plots_and_panels(app, page_column(scroll.content()).inset(0, px(16)), true);
  choose_overlay(app.pages().functions);
}

// ---------------------------------------------------------------- phone

void bottom_bar(FunctionsState& state, const Rect& bar) {
  fill_rect(canvas(), bar, theme().panel);
  draw_hline(canvas(), bar.x0, bar.x1, bar.y0, theme().line);
  const Rect row = bar.inset(page_margin(), px(10));
  const auto part = [&](int column) { return row.column(column, 4, px(8)); };
  if (button("functions.open_choose", part(0), {.kind = ButtonKind::soft})) state.choose_open = true;
  {
    // Softmax and maxout are no curves.
    const Disabled off(!state.vector.empty());
    const ButtonOptions look{.words = {tr("functions.look.short"), {}}};
    if (button("functions.open_look", part(1), look)) state.look_open = true;
  }
  const auto tool = [&](std::string_view id, int column, Tool opened) {
    if (!button(id, part(column))) return;
    state.tool = opened;
    state.facts_open = true;
  };
  tool("functions.open_facts", 2, Tool::facts);
  tool("functions.open_signals", 3, Tool::signals);
}

void phone_page(App& app, Rect area) {
  FunctionsState& state = app.pages().functions;
  const Rect bar = area.cut_bottom(px(64));
  const Rect probe = page_column(area);
  const float chips = functions_chips(state, {probe.x0, 0, probe.x1 - px(42), 0}, false, false) / px(1);
  const float readout = 40 + 25 * static_cast<float>(std::max<std::size_t>(state.chosen.size(), 1));
  const float formula = functions_short_formula_height(state), gap = 10;
  const bool vectors = !state.vector.empty();
  const float plots = std::max(functions_phone_plots_height(state),
                               area.height() / px(1) - 10 - chips - readout - formula - 4 * gap - 4);
  const float below = vectors ? vector_page_height(state) : plots + readout + formula + 3 * gap;
  {
    const PageScroll scroll("functions", area, 10 + chips + below + gap + 4);
    Rect page = page_column(scroll.content());
    page.cut_top(px(10));
    Rect row = page.cut_top(px(chips), px(gap + 6));
    const Rect plus = row.cut_right(px(36), px(6));
    const ButtonOptions look{.icon = Icon::plus, .icon_only = true, .round = true};
    if (button("functions.add", {plus.x0, plus.y0, plus.x1, plus.y0 + px(36)}, look)) state.choose_open = true;
    functions_chips(state, row, false);
    if (vectors) {
      vector_page(state, page.cut_top(px(vector_page_height(state))));
    } else {
      draw_plots_to_take(app, page.cut_top(px(plots - 6), px(gap)).snapped(), functions_phone_plots);
      functions_readout_table(state, page.cut_top(px(readout), px(gap)).snapped());
      functions_short_formula(state, page.cut_top(px(formula)).snapped());
    }
  }
  bottom_bar(state, bar);
  choose_overlay(state);
  tool_sheet(app, state.facts_open);
}

/// The hidden layers of the playground get the function; without one, there is one first.
void take_to_playground(App& app, FunctionsState& state) {
  const ChosenFunction* function = state.find(state.to_playground);
  state.to_playground.clear();
  if (!function) return;
  PlaygroundState& playground = app.pages().playground;
  const Activation<double>& row = row_of(*function);
  Spec wanted = playground.spec.layers.size() > 1 ? playground.spec : with_hidden_layer_added(playground.spec);
  for (std::size_t layer = 0; layer + 1 < wanted.layers.size(); ++layer) {
    wanted = with_activation(wanted, layer, row.id);
    wanted.layers[layer].params = values_by_name(row, function->params);
    if (function->own) wanted.layers[layer].formula = row.expression;
  }
  try_spec(playground, wanted);
  app.open_page("playground");
}

}  // namespace

std::string functions_view(App& app) { return write_functions_view(app.pages().functions); }

Result<Done> open_functions_view(App& app, const std::string& json) {
  return read_functions_view(app.pages().functions, json);
}

void functions_page(App& app, const Rect& area) {
  FunctionsState& state = app.pages().functions;
  note_pointer(state);
  first_sweep(app, state);
  state.tools->cost.begin_frame();
  switch (breakpoint()) {
    case Breakpoint::wide: wide_page(app, area); break;
    case Breakpoint::medium: medium_page(app, area); break;
    case Breakpoint::phone: phone_page(app, area); break;
  }
  look_overlay(state);
  compare_overlay(app);
  make_wanted_copy(state);
  take_to_playground(app, state);
}

}  // namespace gradlab::ui
