// The optimizers page: what stands where at each width.
#include <algorithm>
#include <array>
#include <utility>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/optimizers/map.hpp"
#include "shell/ui/pages/optimizers/parts.hpp"
#include "shell/ui/pages/pages.hpp"

namespace gradlab::ui {
namespace {

constexpr float left_column = 278, right_column = 392, transport_height = 64, memory_height = 212, loss_share = 0.44F;

void map_header(OptimizersPage& page, const Panel& frame, const Rect& where) {
  OptimizersState& state = page.state;
  const std::array<Item, 2> views{Item{"contours", tr("optimizers.view.contours")},
                                  Item{"relief", tr("optimizers.view.relief")}};
  Rect header{where.x0 + panel_padding(), where.y0 + px(9), where.x1 - panel_padding(),
              where.y0 + px(9) + std::min(field_height(), px(36))};
  int view = state.relief ? 1 : 0;
  if (segments("optimizers.view", header.cut_right(segments_width(views, type::caption), px(8)), view, views,
               type::caption))
    state.relief = view == 1;
  const float button_width = header.height();
  if (icon_button("optimizers.fit", header.cut_right(button_width, px(6)), Icon::expand))
    state.shown = window_of(state.spec);
  {
    const Disabled off(!state.history.later());
    if (icon_button("optimizers.redo", header.cut_right(button_width, px(2)), Icon::redo, ButtonKind::ghost))
      optimizers_redo(state);
  }
  {
    const Disabled off(!state.history.earlier());
    if (icon_button("optimizers.undo", header.cut_right(button_width, px(8)), Icon::undo, ButtonKind::ghost))
      optimizers_undo(state);
  }
  static_cast<void>(frame);
  // What the arrows and boxes mean.
  if (state.focused >= page.race.paths.size()) return;
  const Memory memory = page.race.paths[state.focused].memory;
  float x = where.x0 + panel_padding() + text_width(type::panel_title, tr("optimizers.paths")) + px(16);
  const float y = header.center().y;
  const Color color = optimizers_color(state, state.focused);
  ImDrawList* const list = canvas();
  const auto entry = [&](std::string_view word, Color ink, bool box) {
    const float width = px(28) + text_width(type::caption, tr(word));
    if (x + width > header.x1 - px(6)) return;
    if (box) {
      const Rect square = Rect{x, y - px(6), x + px(18), y + px(6)}.snapped();
      fill_rect(list, square, with_alpha(ink, 0.14F));
      stroke_rect(list, square, ink, 0, 1.5F);
    } else {
      const std::array<ImVec2, 2> line{ImVec2{x, y}, {x + px(15), y}};
      draw_polyline(list, line, ink, 2);
      draw_arrow_head(list, {x + px(21), y}, {1, 0}, 7, ink);
    }
    draw_text(list, {x + px(27), y}, left_middle, theme().ink2, type::caption, tr(word));
    x += width + px(14);
  };
  entry("optimizers.legend.downhill", theme().ink, false);
  if (memory.momentum) entry("optimizers.legend.momentum", color, false);
  if (memory.adaptive) entry("optimizers.legend.scale", color, true);
}

void column_of_three(OptimizersPage& page, Rect area) {
  const float gap = panel_gap();
  const Rect memory = area.cut_bottom(px(memory_height), gap);
  optimizers_draw_and_take(page, "paths", area, optimizers_paths_panel);
  optimizers_draw_and_take(page, "memory", memory, optimizers_memory_panel);
}

void right_part(OptimizersPage& page, Rect right) {
  const float gap = panel_gap();
  const Rect loss = right.cut_top(snap((right.height() - gap) * loss_share), gap);
  optimizers_draw_and_take(page, "loss", loss, optimizers_loss_panel);
  optimizers_draw_and_take(page, "pad", right, optimizers_pad_panel);
}

void setup_part(OptimizersPage& page, Rect left) {
  const float gap = panel_gap();
  const float surface_tall = px(optimizers_surface_height(page, left.width()));
  optimizers_surface_panel(page, left.cut_top(surface_tall, gap));
  optimizers_list_panel(page, left);
}

void window_layout(OptimizersPage& page, Rect area) {
  const float gap = panel_gap();
  area.cut_top(gap);
  optimizers_transport(page, page_column(area.cut_top(px(transport_height))));
  const float least = page_min_height - bar_height() / px(1) - transport_height - 16;
  const PageScroll scroll("optimizers", area, least);
  Rect column = page_column(scroll.content());
  column.cut_top(gap);
  column.cut_bottom(gap);
  if (breakpoint() == Breakpoint::wide) {
    setup_part(page, column.cut_left(px(left_column), gap));
    right_part(page, column.cut_right(px(right_column), gap));
  } else {
    right_part(page, column.cut_right(std::min(px(right_column), column.width() * 0.39F), gap));
  }
  column_of_three(page, column);
}

void setup_overlay(OptimizersPage& page) {
  if (breakpoint() != Breakpoint::medium) page.state.setup_open = false;
  constexpr float drawer = 312;
  const Overlay overlay("optimizers.setup_drawer", page.state.setup_open, drawer, tr("optimizers.setup_title"));
  if (!overlay.visible()) return;
  setup_part(page, overlay.content().inset(-px(14), 0));
}

void phone_layout(OptimizersPage& page, Rect area) {
  const float gap = panel_gap();
  const Rect bar = area.cut_bottom(px(110));
  const float width = page_column(area).width();
  const float surface_tall = optimizers_surface_height(page, width), list_tall = optimizers_list_height(page, width);
  constexpr float map_tall = 400, memory_tall = 220, loss_tall = 300, pad_tall = 460;
  const float total = 10 + surface_tall + map_tall + list_tall + memory_tall + loss_tall + pad_tall + 6 * gap / px(1);
  {
    const PageScroll scroll("optimizers", area, total);
    Rect column = page_column(scroll.content());
    column.cut_top(px(10));
    const auto part = [&](float tall) { return column.cut_top(px(tall), gap).snapped(); };
    optimizers_surface_panel(page, part(surface_tall));
    optimizers_draw_and_take(page, "paths", part(map_tall), optimizers_paths_panel);
    optimizers_list_panel(page, part(list_tall));
    optimizers_draw_and_take(page, "memory", part(memory_tall), optimizers_memory_panel);
    optimizers_draw_and_take(page, "loss", part(loss_tall), optimizers_loss_panel);
    optimizers_draw_and_take(page, "pad", part(pad_tall), optimizers_pad_panel);
  }
  optimizers_phone_transport(page, bar);
}

/// Edits while a button is down, or while a key is held, are one step of undo.
void count_gestures(OptimizersState& state) {
  if (!ImGui::IsMouseDown(0)) ++state.gesture;
}

void keys(OptimizersState& state) {
  const ImGuiIO& io = ImGui::GetIO();
  if (io.WantTextInput) return;
  if (ImGui::IsKeyChordPressed(ImGuiMod_Ctrl | ImGuiKey_Z)) optimizers_undo(state);
  if (ImGui::IsKeyChordPressed(ImGuiMod_Ctrl | ImGuiKey_Y) ||
      ImGui::IsKeyChordPressed(ImGuiMod_Ctrl | ImGuiMod_Shift | ImGuiKey_Z))
    optimizers_redo(state);
}

}  // namespace

void optimizers_paths_panel(OptimizersPage& page, const Rect& where) {
  const Panel frame = panel(where, on_phone() ? std::string_view() : tr("optimizers.paths"));
  map_header(page, frame, where);
  Rect inner = where.inset(panel_padding(), 0);
  inner.cut_top(px(54));
  inner.cut_bottom(px(10));
  if (inner.width() < px(60) || inner.height() < px(60)) return;
  if (page.state.relief)
    optimizers_relief(page, inner.snapped());
  else
    optimizers_map(page, inner);
}

std::string optimizers_view(App& app) { return write_optimizers_view(optimizers_state(app)); }

Result<Done> open_optimizers_view(App& app, const std::string& json) {
  return read_optimizers_view(optimizers_state(app), json);
}

void take_along_from_optimizers(App& app) { optimizers_state(app).keep_open = true; }

void optimizers_page(App& app, const Rect& area) {
  OptimizersState& state = optimizers_state(app);
  count_gestures(state);
  keys(state);
  optimizers_advance(state, app.frame_seconds());
  OptimizersPage page{app, state, optimizers_race(state)};
  if (on_phone()) {
    phone_layout(page, area);
  } else {
    window_layout(page, area);
  }
  setup_overlay(page);
  optimizers_keep_overlay(page);
  optimizers_rates_overlay(page);
  optimizers_examples_overlay(page);
  if (state.playing) app.ui().request_frame();
}

}  // namespace gradlab::ui
