#include "shell/ui/pages/lesson_row.hpp"

#include <algorithm>

#include "shell/ui/controls.hpp"
#include "shell/ui/draw.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/theme.hpp"

namespace gradlab::ui {
namespace {

constexpr float picture_side = 52, padding = 10, line_pitch = 19;

}  // namespace

float lesson_row_height(std::string_view point, float width) {
  const int lines = count_wrapped_lines(width - px(picture_side + 3 * padding), type::caption, point);
  return std::max(picture_side + 2 * padding, 24 + line_pitch * static_cast<float>(lines) + 2 * padding);
}

bool lesson_row(std::string_view id, const Rect& where, const LessonRow& row) {
  const HitResult hit = hit_area(id, where, {.label = row.title, .help = row.point});
  const Color ground = row.chosen || hit.hovered || hit.focused ? theme().accent_soft : theme().panel;
  draw_box(canvas(), where, ground, row.chosen ? theme().accent_line : theme().line, control_radius);
  Rect inside = where.inset(px(padding));
  const Rect picture = inside.cut_left(px(picture_side), px(padding));
  row.draw_picture(Rect{picture.x0, picture.y0, picture.x1, picture.y0 + picture.width()}.snapped());
  draw_text({inside.x0, inside.y0 + px(15)}, left_base, theme().ink, strong(type::body), row.title);
  draw_text_wrapped(canvas(), {inside.x0, inside.y0 + px(36)}, inside.width(), theme().ink2, type::caption, row.point);
  return hit.operated;
}

}  // namespace gradlab::ui
