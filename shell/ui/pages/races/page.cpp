// The races page: what stands where at each width.
#include <algorithm>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/pages.hpp"
#include "shell/ui/pages/races/parts.hpp"

namespace gradlab::ui {
namespace {

constexpr float left_column = 278, right_column = 392, transport_height = 64, curves_share = 0.56F;

void setup_part(App& app, Rect left) {
  races_setup_panel(app, left.cut_top(px(races_setup_height(app, left.width())), panel_gap()));
  races_list_panel(app, left);
}

void middle_part(App& app, Rect middle) {
  const float gap = panel_gap();
  const Rect curves = middle.cut_top(snap((middle.height() - gap) * curves_share), gap);
  races_draw_and_take(app, "race", curves, races_curves_panel);
  races_draw_and_take(app, "race_table", middle, races_table_panel);
}

/// What stands beside curves and table.
void details(App& app, const Rect& first, const Rect& second) {
  const bool batches = races_state(app).of_batches();
  races_draw_and_take(app, "race_rates", first, batches ? races_noise_panel : races_rates_panel);
  races_draw_and_take(app, "race_seeds", second, batches ? races_ways_panel : races_seeds_panel);
}

void right_part(App& app, Rect right) {
  const float gap = panel_gap();
  const float share = races_state(app).of_batches() ? 0.5F : curves_share;
  const Rect rates = right.cut_top(snap((right.height() - gap) * share), gap);
  details(app, rates, right);
}

void window_layout(App& app, Rect area) {
  const float gap = panel_gap();
  area.cut_top(gap);
  races_transport(app, page_column(area.cut_top(px(transport_height))));
  const float least = page_min_height - bar_height() / px(1) - transport_height - 16;
  const PageScroll scroll("races", area, least);
  Rect column = page_column(scroll.content());
  column.cut_top(gap);
  column.cut_bottom(gap);
  if (breakpoint() == Breakpoint::wide) setup_part(app, column.cut_left(px(left_column), gap));
  right_part(app, column.cut_right(std::min(px(right_column), column.width() * 0.39F), gap));
  middle_part(app, column);
}

void setup_overlay(App& app) {
  RacesState& state = races_state(app);
  if (breakpoint() != Breakpoint::medium) state.setup_open = false;
  constexpr float drawer = 312;
  const Overlay overlay("races.setup_drawer", state.setup_open, drawer, tr("races.setup_title"));
  if (overlay.visible()) setup_part(app, overlay.content().inset(-px(14), 0));
}

void phone_layout(App& app, Rect area) {
  const float gap = panel_gap();
  const Rect bar = area.cut_bottom(px(72));
  const float width = page_column(area).width();
  const float setup_tall = races_setup_height(app, width), list_tall = races_list_height(app, width);
  const RacesState& state = races_state(app);
  const RaceTable table = races_table(state);
  constexpr float kinds_tall = 44, curves_tall = 400;
  const float rates_tall = state.of_batches() ? 430 : 300, seeds_tall = state.of_batches() ? 500 : 280;
  const float table_tall =
      table.rows.empty() ? 110 : 72 + sort_table_height(table.columns, table.rows, width - 2 * panel_padding());
  const float total =
      10 + kinds_tall + setup_tall + list_tall + curves_tall + table_tall + rates_tall + seeds_tall + 7 * gap / px(1);
  {
    const PageScroll scroll("races", area, total);
    Rect column = page_column(scroll.content());
    column.cut_top(px(10));
    const auto part = [&](float tall) { return column.cut_top(px(tall), gap).snapped(); };
    races_kinds(app, part(kinds_tall));
    races_setup_panel(app, part(setup_tall));
    races_draw_and_take(app, "race", part(curves_tall), races_curves_panel);
    races_list_panel(app, part(list_tall));
    races_draw_and_take(app, "race_table", part(table_tall), races_table_panel);
    const Rect first = part(rates_tall);
    details(app, first, part(seeds_tall));
  }
  races_phone_transport(app, bar);
}

void keys(RacesState& state) {
  // Edits while a button is down are one step of undo.
  if (!ImGui::IsMouseDown(0)) ++state.gesture;
  if (ImGui::GetIO().WantTextInput) return;
  if (ImGui::IsKeyChordPressed(ImGuiMod_Ctrl | ImGuiKey_Z)) races_undo(state);
  if (ImGui::IsKeyChordPressed(ImGuiMod_Ctrl | ImGuiKey_Y) ||
      ImGui::IsKeyChordPressed(ImGuiMod_Ctrl | ImGuiMod_Shift | ImGuiKey_Z))
    races_redo(state);
}

}  // namespace

std::string races_view(App& app) { return write_races_view(races_state(app)); }
Result<Done> open_races_view(App& app, const std::string& json) { return read_races_view(app, json); }
void take_along_from_races(App& app) { races_state(app).keep_open = true; }

void races_page(App& app, const Rect& area) {
  RacesState& state = races_state(app);
  keys(state);
  races_advance(app);
  races_study(app);
  if (on_phone())
    phone_layout(app, area);
  else
    window_layout(app, area);
  setup_overlay(app);
  races_keep_overlay(app);
}

}  // namespace gradlab::ui
