#include "shell/ui/layout.hpp"

#include <imgui_internal.h>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"

namespace gradlab::ui {

float page_margin() { return px(on_phone() ? 16.0F : 24.0F); }
float panel_gap() { return px(on_phone() ? 10.0F : 16.0F); }
float panel_padding() { return px(on_phone() ? 14.0F : 20.0F); }
float field_height() { return px(on_phone() ? 44.0F : 34.0F); }
float bar_height() { return px(on_phone() ? 52.0F : 56.0F); }

Rect cut_row(Rect& rest, float gap) { return rest.cut_top(field_height(), px(gap)).snapped(); }

Rect page_column(const Rect& area) {
  const float spare = std::max(0.0F, area.width() - px(page_max_width)) / 2;
  const float margin = std::max(spare, page_margin());
  return {snap(area.x0 + margin), area.y0, snap(area.x1 - margin), area.y1};
}

namespace {

constexpr float title_height = 44;
float panel_foot() { return panel_padding() * 0.8F; }

}  // namespace

float panel_frame() { return px(title_height) + panel_foot(); }

Panel panel(const Rect& where, std::string_view title) {
  Panel panel;
  panel.outer = where.snapped();
  draw_box(canvas(), panel.outer, theme().panel, theme().line, panel_radius);
  Rect rest = panel.outer.inset(panel_padding(), 0);
  if (title.empty()) {
    panel.header = Rect{rest.x0, rest.y0 + panel_foot(), rest.x1, rest.y0 + panel_foot()};
    panel.content = rest.inset(0, panel_foot());
    return panel;
  }
  // Baseline 31 below the top; actions of 34 px stand centred on the title's middle.
  const float middle = rest.y0 + px(26);
  const float width = draw_text({rest.x0, rest.y0 + px(31)}, left_base, theme().ink, type::panel_title, title);
  panel.header = Rect{rest.x0 + width + px(12), middle - px(17), rest.x1, middle + px(17)};
  panel.content = Rect{rest.x0, rest.y0 + px(title_height), rest.x1, rest.y1 - panel_foot()};
  return panel;
}

void panel_rule(const Rect& panel, float y) {
  draw_hline(canvas(), panel.x0 + px(20), panel.x1 - px(20), y, theme().line);
}

// ---------------------------------------------------------------- scrolling

namespace {

// One finger scrolls where it does not drag something.
void scroll_by_finger(std::string_view id, float height, float shown) {
  if (height <= shown || ui().gesture != Gesture::scroll || ui().drag_claimed) return;
  if (ui().scrolled.empty()) {
    if (!ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem)) return;
    ui().scrolled = id;
  }
  if (ui().scrolled != id) return;
  ImGui::SetScrollY(ImGui::GetScrollY() - ImGui::GetIO().MouseDelta.y);
  // What the finger began on is not pressed.
  if (ImGui::IsAnyItemActive()) ImGui::ClearActiveID();
  ui().request_frame();
}

}  // namespace

PageScroll::PageScroll(std::string_view id, const Rect& area, float content_height) {
  const Rect shown = area.snapped();
  const float height = std::max(shown.height(), snap(px(content_height)));
  ImGui::SetCursorScreenPos(shown.min());
  ImGui::SetNextWindowContentSize({0, height});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  const std::string name(id);
  // A finger needs no bar, and a phone has no room for one.
  const ImGuiWindowFlags bar = on_phone() ? ImGuiWindowFlags_NoScrollbar : ImGuiWindowFlags_None;
  ImGui::BeginChild(name.c_str(), {std::max(shown.width(), 1.0F), std::max(shown.height(), 1.0F)},
                    ImGuiChildFlags_NavFlattened, ImGuiWindowFlags_NoBackground | bar);
  ImGui::PopStyleVar();
  scroll_by_finger(id, height, shown.height());
  const float top = shown.y0 - ImGui::GetScrollY();
  content_ = {shown.x0, top, shown.x1, top + height};
}

PageScroll::~PageScroll() { ImGui::EndChild(); }

// ---------------------------------------------------------------- drawer, sheet

namespace {

Rect overlay_rect(Overlay::Side side, float size) {
  const ImVec2 display = ImGui::GetIO().DisplaySize;
  const float top_limit = px(24);
  switch (side) {
    case Overlay::Side::left: return {0, bar_height(), std::min(px(size), display.x - px(48)), display.y};
    case Overlay::Side::bottom: return {0, std::max(top_limit, display.y - px(size)), display.x, display.y};
    default: break;
  }
  const float width = std::min(px(520), display.x - px(32));
  const float height = std::min(px(size), display.y - px(48));
  return Rect{0, 0, display.x, display.y}.centered(width, height);
}

bool clicked_outside(const Rect& where) {
  return ImGui::IsMouseClicked(ImGuiMouseButton_Left) && !ImGui::IsWindowAppearing() &&
         !where.contains(ImGui::GetMousePos()) && GImGui->OpenPopupStack.Size == GImGui->BeginPopupStack.Size;
}

bool close_requested(const Rect& where) {
  if (clicked_outside(where)) return true;
  const bool on_top = GImGui->OpenPopupStack.Size == GImGui->BeginPopupStack.Size;
  return on_top && !ImGui::IsAnyItemActive() && ImGui::IsKeyPressed(ImGuiKey_Escape, false);
}

}  // namespace

Overlay::Overlay(std::string_view id, bool& open, float size, std::string_view title, Side side) {
  const std::string name(id);
  ControlMemory& memory = ui().memory(id);  // `editing` = shown in the last frame
  if (!open && !memory.editing) return;
  if (open && !memory.editing) ImGui::OpenPopup(name.c_str());
  if (side == Side::automatic) side = on_phone() ? Side::bottom : Side::left;
  const Rect where = overlay_rect(side, size).snapped();
  ImGui::SetNextWindowPos(where.min());
  ImGui::SetNextWindowSize(where.size());
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_PopupBorderSize, 0.0F);
  ImGui::PushStyleColor(ImGuiCol_ModalWindowDimBg, with_alpha(IM_COL32(0, 0, 0, 255), 0.32F));
  ImGui::PushStyleColor(ImGuiCol_PopupBg, 0U);
  visible_ = ImGui::BeginPopupModal(
      name.c_str(), nullptr,
      ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings);
  ImGui::PopStyleColor(2);
  ImGui::PopStyleVar(2);
  memory.editing = visible_;
  if (!visible_) {
    open = false;
    return;
  }
  if (GImGui->DimBgRatio < 1) ui().request_frame();
  draw_box(canvas(), where, theme().panel, theme().line2, panel_radius);
  Rect rest = where.inset(panel_padding(), px(8));
  Rect header = rest.cut_top(px(44));
  const std::string close_id = name + ".close";
  const bool closed = button(close_id, header.cut_right(px(32)).centered(px(32), px(32)),
                             {.kind = ButtonKind::ghost,
                              .icon = Icon::close,
                              .icon_only = true,
                              .words = {tr("control.close"), tr("control.close.help")}});
  draw_text({header.x0, header.center().y}, left_middle, theme().ink, type::panel_title, title);
  content_ = Rect{rest.x0, rest.y0, rest.x1, rest.y1 - px(8)};
  if (closed || !open || close_requested(where)) {
    open = false;
    ImGui::CloseCurrentPopup();
  }
}

Overlay::~Overlay() {
  if (visible_) ImGui::EndPopup();
}

}  // namespace gradlab::ui
