#include "shell/ui/pages/page_parts.hpp"

#include "shell/i18n/i18n.hpp"
#include "shell/ui/layout.hpp"

namespace gradlab::ui {
namespace {

constexpr float margin = 16;

void draw_part(App& app, const PagePart& part, const Rect& where, std::optional<WantedPicture>& picture) {
  const Rect place = where.snapped();
  picture_taken(app, picture, part.id, place, [&] { part.draw(app, place); });
}

}  // namespace

void page_lines(App& app, std::string_view id, const Rect& area, std::span<const PageLine> lines,
                std::optional<WantedPicture>& picture) {
  float height = 2 * margin - panel_gap() / px(1);
  for (const PageLine& line : lines) height += line.height + panel_gap() / px(1);
  const PageScroll scroll(id, area, height);
  Rect page = page_column(scroll.content()).inset(0, px(margin));
  for (const PageLine& line : lines) {
    Rect place = page.cut_top(px(line.height), panel_gap());
    if (line.right.draw)
      draw_part(app, line.right, place.cut_right(place.width() * (1 - line.share), panel_gap()), picture);
    draw_part(app, line.left, place, picture);
  }
}

void page_take_sheet(App& app, std::string_view id, std::span<const PagePart> parts, bool& open,
                     std::optional<WantedPicture>& picture) {
  if (picture) return;
  const bool phone = on_phone();
  const float row = phone ? 44.0F : 34.0F, gap = 10;
  const Overlay sheet(id, open, 76 + (row + gap) * static_cast<float>(parts.size()) + 20, tr(id),
                      phone ? Overlay::Side::bottom : Overlay::Side::center);
  if (!sheet.visible()) return;
  Rect rest = sheet.content();
  for (const PagePart& part : parts) picture_row(app, picture, part.id, tr(part.word), rest.cut_top(px(row), px(gap)));
}

}  // namespace gradlab::ui
