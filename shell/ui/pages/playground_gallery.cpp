// All data sets that come with the program, by what they are for.
#include <algorithm>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/pages/playground_edit.hpp"
#include "shell/ui/pages/playground_parts.hpp"

namespace gradlab::ui {
namespace {

constexpr float gallery_tile_width = 84, gallery_tile_height = 106, gallery_tile_gap = 12, gallery_heading = 34,
                gallery_margin = 4;

int gallery_in_row(float width) {
  return std::max(1, static_cast<int>((width + gallery_tile_gap) / (gallery_tile_width + gallery_tile_gap)));
}

float height_of(const DataGroup& group, float width) {
  const int rows = (static_cast<int>(group.kinds.size()) + gallery_in_row(width) - 1) / gallery_in_row(width);
  return gallery_heading + static_cast<float>(rows) * (gallery_tile_height + gallery_tile_gap);
}

/// True when one of the group was chosen.
bool draw_group(Playground& page, const DataGroup& group, Rect where) {
  const float width = where.width() / px(1);
  draw_text({where.x0, where.y0 + px(20)}, left_base, theme().ink2, strong(type::caption),
            tr("playground.data_group." + std::string(group.id)));
  where.cut_top(px(gallery_heading));
  bool chosen = false;
  for (std::size_t i = 0; i < group.kinds.size(); ++i) {
    const Rect place =
        grid_cell(where.min(), i, static_cast<std::size_t>(gallery_in_row(width)),
                  {px(gallery_tile_width), px(gallery_tile_height)}, {px(gallery_tile_gap), px(gallery_tile_gap)});
    chosen = data_tile(page, "playground.gallery_data", group.kinds[i], place) || chosen;
  }
  return chosen;
}

}  // namespace

void playground_gallery_overlay(Playground& page) {
  const bool phone = on_phone();
  const Overlay sheet("playground.gallery", page.state.gallery_open, phone ? 720 : 500, tr("playground.gallery"));
  if (!sheet.visible()) return;
  const std::vector<DataGroup> groups = data_groups();
  const float width = sheet.content().width() / px(1) - 2 * gallery_margin - 14;
  float height = 2 * gallery_margin;
  for (const DataGroup& group : groups) height += height_of(group, width);
  const PageScroll scroll("playground.gallery_scroll", sheet.content(), height);
  Rect rest = scroll.content().inset(px(gallery_margin));
  rest.cut_right(px(14));
  bool chosen = false;
  for (const DataGroup& group : groups)
    chosen = draw_group(page, group, rest.cut_top(px(height_of(group, width)))) || chosen;
  if (chosen) page.state.gallery_open = page.state.setup_open = false;
}

}  // namespace gradlab::ui
