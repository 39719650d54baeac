// The playground: what stands where, at each width.
#include <algorithm>

#include "shell/ui/app.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/pages/pages.hpp"
#include "shell/ui/pages/playground/class_sheet.hpp"
#include "shell/ui/pages/playground/digit_pad.hpp"
#include "shell/ui/pages/playground/feature_sheet.hpp"
#include "shell/ui/pages/playground/keep_sheet.hpp"
#include "shell/ui/pages/playground/own_data_sheet.hpp"
#include "shell/ui/pages/playground/slow_panel.hpp"
#include "shell/ui/pages/playground_edit.hpp"
#include "shell/ui/pages/playground_parts.hpp"

namespace gradlab::ui {

namespace {

/// With the runs that were kept, as many of the latest as a browser has room for beside the rest.
std::string memory_of(PlaygroundView view, const std::vector<KeptRun>& kept) {
  constexpr std::size_t most_points = 400, most_bytes = 900'000;
  for (const KeptRun& run : kept) {
    view.kept.push_back(run);
    view.kept.back().history = run.history.thinned(most_points);
  }
  std::string text = write_playground_view(view);
  while (text.size() > most_bytes && !view.kept.empty()) {
    view.kept.erase(view.kept.begin());
    text = write_playground_view(view);
  }
  return text;
}

}  // namespace

/// What a teacher is still writing is nobody else's.
std::string playground_view(App& app) {
  PlaygroundView view = view_of(app.pages().playground);
  view.draft.reset();
  return write_playground_view(view);
}

std::string playground_memory(App& app) {
  const PlaygroundState& state = app.pages().playground;
  return memory_of(view_of(state), state.curves.kept);
}

Result<Done> open_playground_view(App& app, const std::string& json) {
  const auto view = read_playground_view(json);
  return view ? open_view(app.pages().playground, *view) : view.error();
}

void take_along_from_playground(App& app) { app.pages().playground.keep.open = true; }

namespace {

constexpr float left_column = 248, right_column = 392, inspector_height = 280;

/// While a unit is pointed at, the map shows what it answers; of an input, what it is.
std::optional<UnitPlace> unit_in_place(const Playground& page) {
  const auto& pointed = page.state.pointed_unit;
  const auto& input = page.state.pointed_input;
  const bool on_map = (pointed || input) && page.run.has_maps() && page.run.inputs() > 1 && !page.state.drawing.on;
  if (!on_map || on_phone()) return std::nullopt;
  return pointed ? UnitPlace{pointed->first, pointed->second} : UnitPlace{UnitPlace::inputs, *input};
}

/// The space key plays and pauses, unless it has work of its own: typing, or a control that the keyboard is on.
void play_by_key(Playground& page) {
  const ImGuiIO& io = ImGui::GetIO();
  const bool may = page.app.ui().rules.of("playground.play") == ControlRule::shown;
  const bool taken = !may || io.WantTextInput || io.NavVisible || ImGui::IsAnyItemActive() ||
                     ImGui::IsPopupOpen(nullptr, ImGuiPopupFlags_AnyPopup);
  if (!taken && ImGui::IsKeyPressed(ImGuiKey_Space, false)) play_or_pause(page);
}

/// Ctrl Z, and Ctrl Shift Z or Ctrl Y; a text that is being typed has its own.
void undo_by_key(PlaygroundState& state) {
  if (ImGui::GetIO().WantTextInput) return;
  const auto pressed = [](ImGuiKeyChord chord) { return ImGui::IsKeyChordPressed(chord); };
  const auto back = state.keep.class_open ? undo_draft : undo, forward = state.keep.class_open ? redo_draft : redo;
  if (pressed(ImGuiMod_Ctrl | ImGuiKey_Z)) back(state);
  if (pressed(ImGuiMod_Ctrl | ImGuiMod_Shift | ImGuiKey_Z) || pressed(ImGuiMod_Ctrl | ImGuiKey_Y)) forward(state);
}

/// A drag lasts from the frame in which something is taken hold of to the frame after it was let go.
void count_gestures(PlaygroundState& state) {
  const bool held = ImGui::IsAnyItemActive();
  if (!held && !state.held) ++state.gesture;
  state.held = held;
}

/// How much of the right column the output takes: a table of classes below the map needs more.
float output_share(const Playground& page) { return page.run.data().class_count() > 2 ? 0.68F : 0.603F; }

/// Whether a layer, a unit or a sample on its way is shown below the network.
bool looks_inside(const Playground& page) { return shows("playground.inspector") || page.state.slow.on; }

/// What stands below the network: a layer or unit looked into, or a sample on its way.
void below_network(Playground& page, const Rect& where) {
  draw_and_take(page, "layer", where, [&] {
    if (page.state.slow.on) return playground_slow_panel(page, where);
    playground_inspector_panel(page, where);
  });
}

void network_part(Playground& page, const Rect& where) {
  draw_and_take(page, "network", where, [&] { playground_network_panel(page, where); });
}

void output_part(Playground& page, const Rect& where) {
  draw_and_take(page, "output", where, [&] { playground_output_panel(page, where); });
}

void loss_part(Playground& page, const Rect& where) {
  draw_and_take(page, "loss", where, [&] { playground_loss_panel(page, where); });
}

/// What the controls at the left need, one panel below the other; design px.
float left_column_height(const Playground& page) {
  constexpr float around_data = 54, around_training = 56;
  return playground_data_height(page, left_column - 40) + around_data + panel_gap() / px(1) +
         playground_training_height() + around_training;
}

void wide_layout(Playground& page, Rect area) {
  const float gap = panel_gap();
  Rect left = area.cut_left(px(left_column), gap);
  Rect right = area.cut_right(px(right_column), gap);
  playground_data_panel(page, left.cut_top(px(playground_data_height(page, left_column - 40) + 54), gap));
  playground_training_panel(page, left);
  const Rect inspector = looks_inside(page) ? area.cut_bottom(px(inspector_height), gap) : Rect{};
  network_part(page, area);
  if (looks_inside(page)) below_network(page, inspector);
  output_part(page, right.cut_top(snap((right.height() - gap) * output_share(page)), gap));
  loss_part(page, right);
}

float medium_side(float width) { return std::min(px(right_column), width * 0.4F); }

/// What a column of output and loss needs, so that a table in place of the map is shown whole.
float output_and_loss_height(const Playground& page, float width) {
  return playground_output_least_height(page, width) / output_share(page) + 3 * panel_gap() / px(1);
}

float medium_height(const Playground& page, float width) {
  const float side = medium_side(width), gap = panel_gap() / px(1);
  return looks_inside(page) ? playground_output_least_height(page, side) + inspector_height + 3 * gap
                            : output_and_loss_height(page, side);
}

void medium_layout(Playground& page, Rect area) {
  const float gap = panel_gap();
  const float side = medium_side(area.width());
  if (!looks_inside(page)) {
    Rect right = area.cut_right(side, gap);
    network_part(page, area);
    output_part(page, right.cut_top(snap((right.height() - gap) * output_share(page)), gap));
    return loss_part(page, right);
  }
  Rect below = area.cut_bottom(px(inspector_height), gap);
  const Rect right = area.cut_right(side, gap);
  network_part(page, area);
  output_part(page, right);
  loss_part(page, below.cut_right(side, gap));
  below_network(page, below);
}

constexpr float narrow_network = 400, narrow_output = 412;

float narrow_height(const Playground& page, float width) {
  const float gap = panel_gap() / px(1);
  const float inside = looks_inside(page) ? inspector_height + gap : 0;
  const float table = playground_output_least_height(page, (width - panel_gap()) / 2);
  const float output = std::max(narrow_output * output_share(page) / 0.603F, table);
  return narrow_network + gap + output + inside + 2 * gap;
}

void narrow_layout(Playground& page, Rect area) {
  const float gap = panel_gap();
  const Rect inside = looks_inside(page) ? area.cut_bottom(px(inspector_height), gap) : Rect{};
  network_part(page, area.cut_top(px(narrow_network), gap));
  output_part(page, area.column(0, 2, gap));
  loss_part(page, area.column(1, 2, gap));
  if (looks_inside(page)) below_network(page, inside);
}

void window_layout(Playground& page, Rect area) {
  const float gap = panel_gap();
  area.cut_top(gap);
  const float transport = playground_transport_height();
  playground_transport(page, page_column(area.cut_top(px(transport))));
  const float width = page_column(area).width();
  const float task = playground_task_height(page, width);
  float least = page_min_height - bar_height() / px(1) - transport - 16;
  if (breakpoint() == Breakpoint::wide)
    least =
        std::max({least, left_column_height(page) + 2 * gap / px(1), output_and_loss_height(page, px(right_column))});
  else
    least = std::max(least, playground_is_upright() ? narrow_height(page, width) : medium_height(page, width));
  if (task > 0) least += (task + gap) / px(1);
  const PageScroll scroll("playground", area, least);
  Rect column = page_column(scroll.content());
  column.cut_top(gap);
  column.cut_bottom(gap);
  if (task > 0) playground_task_strip(page, column.cut_top(task, gap));
  if (breakpoint() == Breakpoint::wide) {
    wide_layout(page, column);
  } else if (playground_is_upright()) {
    narrow_layout(page, column);
  } else {
    medium_layout(page, column);
  }
}

}  // namespace

void playground_page(App& app, const Rect& area) {
  PlaygroundState& state = app.pages().playground;
  Playground page{app, state, playground_run(state)};
  app.ui().rules = control_rules(state.simple, state.task ? &*state.task : nullptr);
  take_awaited_data(state);
  count_gestures(state);
  play_by_key(page);
  slow_by_key(page);
  const auto [layer, unit] = state.looked_at();
  page.run.update({state.map_x, state.map_y, layer, unit, state.discrete_map, unit_in_place(page)},
                  app.frame_seconds());
  // What may begin a run comes after the pictures of the one before: those of a large run are the next frame's.
  undo_by_key(state);
  read_on(state, state.reading_share);
  if (state.drawing.on && !state.drawing.down) follow_data(state);
  follow_slow(state, Runner::steady_seconds());
  save_when_ready(page);
  if (on_phone()) {
    playground_phone(page, area);
  } else {
    window_layout(page, area);
  }
  playground_setup_overlay(page);
  playground_gallery_overlay(page);
  playground_presets_overlay(page);
  playground_more_overlay(page);
  playground_layer_overlay(page);
  playground_features_overlay(page);
  playground_own_data_overlay(page);
  playground_keep_overlay(page);
  playground_class_overlay(page);
  playground_claim_overlay(page);
  playground_digit_overlay(page);
  playground_curves_overlay(page);
  playground_landscape_overlay(page);
  playground_rates_overlay(page);
  app.ui().rules = {};
  const double next = page.run.next_frame_in();
  if (state.reading) app.ui().request_frame();
  if (next >= 0) app.ui().request_frame(next);
}

}  // namespace gradlab::ui
