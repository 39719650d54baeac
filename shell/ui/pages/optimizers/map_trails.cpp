// The trails of paths, and what is said of those that diverged: on the map and on the relief.
#include "shell/ui/controls.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/optimizers/map.hpp"

namespace gradlab::ui {

void race_draw_trail(ImDrawList* list, const RaceTrail& trail, Color color, bool focused, bool dashed) {
  draw_dashed(list, trail.ahead, with_alpha(color, 0.45F), 1.3F, 4, 4);
  const float width = focused ? 3.0F : 2.2F;
  draw_polyline(list, trail.gone, with_alpha(theme().panel, 0.9F), width + 2.2F);
  if (dashed)
    draw_dashed(list, trail.gone, color, width, 7, 4);
  else
    draw_polyline(list, trail.gone, color, width);
}

void race_diverged_notes(OptimizersPage& page, const Rect& frame) {
  ImDrawList* const list = canvas();
  float y = frame.y0 + px(10);
  for (std::size_t i = 0; i < page.race.paths.size(); ++i) {
    const RacePath& path = page.race.paths[i];
    if (!path.diverged || *path.diverged > page.state.step) continue;
    const std::string name = optimizers_name(page.state.spec, i), words = optimizers_outcome(page, path);
    const float width = text_width(strong(type::caption), name) + text_width(type::caption, words) + px(46);
    const Rect note = Rect{frame.x1 - px(10) - width, y, frame.x1 - px(10), y + px(28)}.snapped();
    if (note.y1 > frame.y1 || note.x0 < frame.x0) return;
    draw_box(list, note, theme().panel, theme().line, control_radius);
    const Color color = optimizers_color(page.state, i);
    draw_icon(list, Icon::close, {note.x0 + px(16), note.center().y}, color, 14);
    const float x = note.x0 + px(28);
    const float named = draw_text(list, {x, note.center().y}, left_middle, color, strong(type::caption), name);
    draw_text(list, {x + named + px(6), note.center().y}, left_middle, theme().ink, type::caption, words);
    y += px(34);
  }
}

}  // namespace gradlab::ui
