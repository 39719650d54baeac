// Images that were taken for another class.
#include <algorithm>
#include <cmath>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/pages/playground/digit_pad.hpp"
#include "shell/ui/pages/playground_parts.hpp"
#include "shell/ui/pages/playground_words.hpp"
#include "shell/ui/widgets/data_picture.hpp"

namespace gradlab::ui {
namespace {

static_assert(most_mistakes <= TileAtlas::image_count);

constexpr float mistake_side = 48, words_height = 20, gap = 10, sheet_heading = 31;

int mistakes_in_row(float width) { return std::max(1, static_cast<int>((width + gap) / (mistake_side + gap))); }

void draw_mistake(Playground& page, const Mistake& mistake, std::size_t index, const Rect& where, int side) {
  const Dataset& data = page.run.data();
  Rect rest = where;
  const Rect picture = rest.cut_top(px(mistake_side));
  draw_box(canvas(), picture, theme().sunk, theme().line, thumbnail_radius);
  page.run.mistake_images().draw(canvas(), picture.inset(px(3)), mistake.pixels, side, static_cast<int>(index),
                                 page.run.atlas());
  const std::string label = class_name(data, mistake.label), answer = class_name(data, mistake.answer);
  draw_text({where.center().x, rest.center().y}, center_middle, theme().ink2, type::caption, label + " → " + answer);
  const std::string words =
      tr("playground.mistake_words",
         {{"label", label}, {"answer", answer}, {"share", percent(static_cast<double>(mistake.share), 0)}});
  const IdScope scope(static_cast<int>(index + 1));
  const HitResult hit = hit_area("playground.mistake", picture, {words, tr("playground.mistake.help")});
  if (hit.hovered || hit.focused) draw_ring(canvas(), picture, theme().accent, thumbnail_radius, 2, 1);
  if (hit.operated) open_slow_at(page.state, mistake.row);
}

}  // namespace

float output_mistakes_height(const Playground& page, float width) {
  if (page.run.image_side() == 0) return 0;
  const int rows = (static_cast<int>(most_mistakes) + mistakes_in_row(width) - 1) / mistakes_in_row(width);
  return sheet_heading + static_cast<float>(rows) * (mistake_side + words_height + 4);
}

void output_mistakes(Playground& page, const Rect& where) {
  const std::vector<Mistake>& mistakes = page.run.figures().mistakes;
  const int side = static_cast<int>(page.run.image_side()), columns = mistakes_in_row(where.width() / px(1));
  const Rect head{where.x0, where.y0, where.x1, where.y0 + px(26)};
  const float button_room = digit_pad_button_width();
  digit_pad_button(page, Rect{head.x1 - button_room, head.y0, head.x1, head.y1}.snapped());
  draw_text_fit(canvas(), {head.x0, head.center().y}, left_middle, theme().ink2, strong(type::caption),
                tr("playground.mistakes"), head.width() - button_room - px(8));
  if (mistakes.empty())
    draw_text({where.x0, where.y0 + px(50)}, left_base, theme().ink3, type::caption, tr("playground.no_mistakes"));
  for (std::size_t i = 0; i < mistakes.size(); ++i) {
    const int across = static_cast<int>(i) % columns, down = static_cast<int>(i) / columns;
    const auto column = static_cast<float>(across), row = static_cast<float>(down);
    const float x = where.x0 + column * px(mistake_side + gap);
    const float y = where.y0 + px(sheet_heading) + row * px(mistake_side + words_height + 4);
    if (y + px(mistake_side + words_height) > where.y1 + px(2)) return;
    draw_mistake(page, mistakes[i], i, Rect{x, y, x + px(mistake_side), y + px(mistake_side + words_height)}.snapped(),
                 side);
  }
}

}  // namespace gradlab::ui
