#include "shell/ui/pages/functions/tool_panel.hpp"

#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/functions_parts.hpp"

namespace gradlab::ui {
namespace {

constexpr float sheet_height = 740;

void draw_tool(App& app, const Rect& area) {
  switch (app.pages().functions.tool) {
    case Tool::facts: return facts_tool(app, area);
    case Tool::signals: return signals_tool(app, area);
    case Tool::layers: return layers_tool(app, area);
    case Tool::take_away: return take_away_tool(app, area);
  }
}

float tool_tabs(FunctionsState& state, const Rect& row) {
  const Item items[] = {{"facts", tr("functions.tool.facts")},
                        {"signals", tr("functions.tool.signals")},
                        {"layers", tr("functions.tool.layers")},
                        {"take_away", tr("functions.tool.take_away")}};
  int index = static_cast<int>(state.tool);
  const float width = std::min(segments_width(items), row.width());
  if (segments("functions.tool", {row.x0, row.y0, row.x0 + width, row.y1}, index, items))
    state.tool = static_cast<Tool>(index);
  return width;
}

}  // namespace

void tool_panel(App& app, const Rect& area) {
  panel(area);
  Rect inside = area.inset(panel_padding() - px(2), px(10));
  tool_tabs(app.pages().functions, inside.cut_top(px(32), px(6)));
  draw_tool(app, {area.x0 + panel_padding(), inside.y0, area.x1 - panel_padding(), area.y1 - px(12)});
}

void tool_sheet(App& app, bool& open) {
  const Overlay sheet("functions.tool_sheet", open, sheet_height, tr("functions.tool.title"));
  if (!sheet.visible()) return;
  Rect rest = sheet.content();
  tool_tabs(app.pages().functions, rest.cut_top(px(36), px(8)));
  draw_tool(app, rest);
}

}  // namespace gradlab::ui
