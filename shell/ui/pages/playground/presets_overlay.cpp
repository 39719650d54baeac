// The list of set-ups to begin with.
#include <string>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/lesson_row.hpp"
#include "shell/ui/pages/playground/presets.hpp"
#include "shell/ui/pages/playground_parts.hpp"
#include "shell/ui/pages/playground_pictures.hpp"

namespace gradlab::ui {
namespace {

std::string point_of(const Preset& preset) { return std::string(tr("preset." + preset.id + ".help")); }

bool preset_row(Playground& page, const Preset& preset, const Rect& where) {
  const IdScope scope(preset.id);
  return lesson_row("playground.preset", where,
                    {.title = std::string(tr("preset." + preset.id)),
                     .point = point_of(preset),
                     .chosen = page.state.lesson == preset.id,
                     .draw_picture = [&](const Rect& square) {
                       draw_data_picture(canvas(), square, picture_of(page.state, preset.spec.data.kind), 1.2F);
                     }});
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
  const bool phone = on_phone();
  const Overlay sheet("playground.presets_sheet", page.state.presets_open, phone ? 720 : 560, tr("playground.presets"));
  if (!sheet.visible()) return;
  const float width = sheet.content().width() - px(14);
  float height = 0;
  for (const Preset& preset : presets()) height += lesson_row_height(point_of(preset), width) + lesson_row_gap;
  const PageScroll scroll("playground.presets_scroll", sheet.content(), height);
  Rect rest = scroll.content();
  rest.cut_right(px(14));
  for (const Preset& preset : presets()) {
    const float row = lesson_row_height(point_of(preset), width);
    if (!preset_row(page, preset, rest.cut_top(px(row), px(lesson_row_gap)))) continue;
    page.state.presets_open = false;
    if (open_spec(page.state, preset.spec)) page.state.lesson = preset.id;
  }
}

}  // namespace gradlab::ui
