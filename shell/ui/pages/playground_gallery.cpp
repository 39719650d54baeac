// All data sets that come with the program, by what they are for.
#include <algorithm>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/pages/playground_edit.hpp"
#include "shell/ui/pages/playground_parts.hpp"

namespace gradlab::ui {
namespace {

constexpr float tile_width = 84, tile_height = 106, tile_gap = 12, heading = 34, margin = 4;

int in_row(float width) { return std::max(1, static_cast<int>((width + tile_gap) / (tile_width + tile_gap))); }

float height_of(const DataGroup& group, float width) {
  const int rows = (static_cast<int>(group.kinds.size()) + in_row(width) - 1) / in_row(width);
  return heading + static_cast<float>(rows) * (tile_height + tile_gap);
}

/// True when one of the group was chosen.
bool draw_group(Playground& page, const DataGroup& group, Rect where) {
  const float width = where.width() / px(1);
  draw_text({where.x0, where.y0 + px(20)}, left_base, theme().ink2, strong(type::caption),
            tr("playground.data_group." + std::string(group.id)));
  where.cut_top(px(heading));
  bool chosen = false;
  for (std::size_t i = 0; i < group.kinds.size(); ++i) {
    const Rect place = grid_cell(where.min(), i, static_cast<std::size_t>(in_row(width)),
                                 {px(tile_width), px(tile_height)}, {px(tile_gap), px(tile_gap)});
    chosen = data_tile(page, "playground.gallery_data", group.kinds[i], place) || chosen;
  }
  return chosen;
}

}  // namespace

void playground_gallery_overlay(Playground& page) {
  const bool phone = breakpoint() == Breakpoint::phone;
  const Overlay sheet("playground.gallery", page.state.gallery_open, phone ? 720 : 500, tr("playground.gallery"));
  if (!sheet.visible()) return;
  const std::vector<DataGroup> groups = data_groups();
  const float width = sheet.content().width() / px(1) - 2 * margin - 14;
  float height = 2 * margin;
  for (const DataGroup& group : groups) height += height_of(group, width);
  const PageScroll scroll("playground.gallery_scroll", sheet.content(), height);
  Rect rest = scroll.content().inset(px(margin));
  rest.cut_right(px(14));
  bool chosen = false;
  for (const DataGroup& group : groups)
    chosen = draw_group(page, group, rest.cut_top(px(height_of(group, width)))) || chosen;
  if (chosen) page.state.gallery_open = page.state.setup_open = false;
}

}  // namespace gradlab::ui
