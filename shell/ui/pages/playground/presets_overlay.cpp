// The list of set-ups to begin with.
#include <algorithm>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/playground/presets.hpp"
#include "shell/ui/pages/playground_parts.hpp"
#include "shell/ui/pages/playground_pictures.hpp"

namespace gradlab::ui {
namespace {

constexpr float picture_side = 52, padding = 10, gap = 6, pitch = 19;

float words_width(float width) { return width - px(picture_side + 3 * padding); }

float row_height(const Preset& preset, float width) {
  const int lines = count_wrapped_lines(words_width(width), type::caption, tr("preset." + preset.id + ".help"));
  return std::max(picture_side + 2 * padding, 24 + pitch * static_cast<float>(lines) + 2 * padding);
}

/// True when it was chosen.
bool preset_row(Playground& page, const Preset& preset, const Rect& where) {
  const IdScope scope(preset.id);
  const std::string title(tr("preset." + preset.id)), point(tr("preset." + preset.id + ".help"));
  const HitResult hit = hit_area("playground.preset", where, {.label = title, .help = point});
  const bool chosen = page.state.lesson == preset.id;
  const Color ground = chosen || hit.hovered || hit.focused ? theme().accent_soft : theme().panel;
  draw_box(canvas(), where, ground, chosen ? theme().accent_line : theme().line, control_radius);
  Rect inside = where.inset(px(padding));
  const Rect picture = inside.cut_left(px(picture_side), px(padding));
  const Rect square{picture.x0, picture.y0, picture.x1, picture.y0 + picture.width()};
  draw_data_picture(canvas(), square.snapped(), picture_of(page.state, preset.spec.data.kind), 1.2F);
  draw_text({inside.x0, inside.y0 + px(15)}, left_base, theme().ink, strong(type::body), title);
  draw_text_wrapped(canvas(), {inside.x0, inside.y0 + px(36)}, inside.width(), theme().ink2, type::caption, point);
  return hit.operated;
}

}  // namespace

void playground_presets_button(Playground& page, const Rect& where, ButtonKind kind) {
  const ButtonOptions options{.kind = kind, .icon_after = Icon::chevron_right, .icon_size = 14};
  if (button("playground.presets", where, options)) {
    page.state.setup_open = false;
    page.state.presets_open = true;
  }
}

void playground_presets_overlay(Playground& page) {
  const bool phone = breakpoint() == Breakpoint::phone;
  const Overlay sheet("playground.presets_sheet", page.state.presets_open, phone ? 720 : 560, tr("playground.presets"));
  if (!sheet.visible()) return;
  const float width = sheet.content().width() - px(14);
  float height = 0;
  for (const Preset& preset : presets()) height += row_height(preset, width) + gap;
  const PageScroll scroll("playground.presets_scroll", sheet.content(), height);
  Rect rest = scroll.content();
  rest.cut_right(px(14));
  for (const Preset& preset : presets()) {
    if (!preset_row(page, preset, rest.cut_top(px(row_height(preset, width)), px(gap)))) continue;
    page.state.presets_open = false;
    if (open_spec(page.state, preset.spec)) page.state.lesson = preset.id;
  }
}

}  // namespace gradlab::ui
