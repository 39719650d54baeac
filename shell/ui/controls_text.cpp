// The text field, and drawings that can be pointed at.
#include <imgui_internal.h>

#include <algorithm>

#include "shell/ui/control_item.hpp"
#include "shell/ui/surface_of.hpp"

namespace gradlab::ui {
namespace {

constexpr std::size_t longest_text = 4000;

/// Device pixels by which a long text is pushed to the left while it is edited.
float scrolled_by(ImGuiID id) {
  const ImGuiInputTextState* const editor = ImGui::GetInputTextState(id);
  return editor ? editor->Scroll.x : 0.0F;
}

void mark_mistake(const Rect& field, float left, std::string_view text, const FieldMistake& mistake) {
  const Color color = theme().error();
  stroke_rect(canvas(), field, color, 8, 2);
  const float pitch = line_height(type::caption);
  draw_text_wrapped(canvas(), {field.x0 + px(2), field.y1 + pitch}, field.width() - px(4), color, type::caption,
                    mistake.sentence);
  if (mistake.offset < 0) return;
  const std::size_t offset = std::min(static_cast<std::size_t>(mistake.offset), text.size());
  const float start = left + text_width(type::body, text.substr(0, offset));
  const float width = text_width(type::body, text.substr(offset, mistake.size));
  const Clip inside(field.inset(px(3), 0));
  const float y = field.center().y + px(9);
  fill_rect(canvas(), Rect{start, y, start + std::max(width, px(7)), y + px(2)}.snapped(), color);
}

bool field_of_text(std::string_view id, const Rect& where, std::string& text, Icon icon, const FieldMistake* mistake,
                   const Words& words) {
  if (!shows(id)) return false;
  const Disabled off(ui().rules.of(id) == ControlRule::locked);
  ImDrawList* const list = canvas();
  const Theme& t = theme();
  const Rect field = where.snapped();
  ItemResult item;
  item.id = std::string(id) + ui().scope;
  item.rect = field;
  item.locked = ui().rules.of(id) != ControlRule::shown;
  item.enabled = !item.locked && (GImGui->CurrentItemFlags & ImGuiItemFlags_Disabled) == 0;
  const std::string name = "##" + item.id;
  bool changed = false;
  if (item.enabled) {
    if (const auto action = ui().registry.take(item.id, ActionKind::set_value)) {
      changed = action->text != text;
      text = action->text.substr(0, longest_text);
      // An editor that is open has its own copy.
      if (auto* const editor = ImGui::GetInputTextState(ImGui::GetID(name.c_str())))
        editor->ReloadUserBufAndMoveToEnd();
    }
  }
  draw_box(list, field, item.enabled ? t.panel : t.sunk, t.line2, 8);
  const float left = field.x0 + px(icon == Icon::none ? 12.0F : 36.0F);
  if (icon != Icon::none) draw_icon(list, icon, {field.x0 + px(19), field.center().y}, t.ink2, 16);
  const float height = snap(px(imgui_font_size(type::body.size)));
  const float padding = std::max(0.0F, (field.height() - height) / 2);
  ImGui::PushFont(ui().fonts.face(Face::regular), imgui_font_size(type::body.size));
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(0, padding));
  ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 0.0F);
  ImGui::PushStyleColor(ImGuiCol_FrameBg, 0U);
  ImGui::SetCursorScreenPos({left, field.y0});
  ImGui::SetNextItemWidth(field.x1 - px(8) - left);
  const bool wants_keyboard = item.enabled && (ui().registry.take(item.id, ActionKind::focus) ||
                                               ui().registry.take(item.id, ActionKind::activate));
  if (wants_keyboard) ImGui::SetKeyboardFocusHere();
  changed |= ImGui::InputText(name.c_str(), text.data(), text.size() + 1, ImGuiInputTextFlags_CallbackResize,
                              resize_text, &text);
  item.imgui_id = ImGui::GetItemID();
  item.hovered = ImGui::IsItemHovered();
  const bool typing = ImGui::IsItemActive();
  item.focused = ImGui::IsItemFocused() && (GImGui->NavCursorVisible || typing);
  ImGui::PopStyleColor();
  ImGui::PopStyleVar(2);
  ImGui::PopFont();
  if (text.size() > longest_text) text.resize(longest_text);
  const std::string label = label_of(id, words);
  if (text.empty())
    draw_text_fit(list, {left, field.center().y}, left_middle, t.ink3, type::body, label, field.x1 - left - px(8));
  if (mistake) mark_mistake(field, left - scrolled_by(item.imgui_id), text, *mistake);
  if (typing && !mistake)
    stroke_rect(list, field, t.accent, 8, 2);
  else
    draw_focus(item, field, 8);
  std::string help = mistake ? mistake->sentence : help_of(id, words);
  record(item, ControlRole::textbox, label, std::move(help), {text, {}, {}});
  return changed;
}

}  // namespace

bool text_field(std::string_view id, const Rect& where, std::string& text, Icon icon, const Words& words) {
  return field_of_text(id, where, text, icon, nullptr, words);
}

bool text_field(std::string_view id, const Rect& where, std::string& text, const FieldMistake* mistake,
                const Words& words) {
  return field_of_text(id, where, text, Icon::none, mistake, words);
}

float field_mistake_height(const FieldMistake& mistake, float width) {
  const int lines = count_wrapped_lines(width - px(4), type::caption, mistake.sentence);
  return line_height(type::caption) * static_cast<float>(lines) + px(6);
}

SurfaceInput surface(std::string_view id, const Rect& where, bool takes_wheel, const Words& words) {
  return surface_of(ControlRole::image, id, where, takes_wheel, words);
}

SurfaceInput surface_of(ControlRole role, std::string_view id, const Rect& where, bool takes_wheel,
                        const Words& words) {
  const ItemResult item = make_item(id, where, {.overlappable = true, .grows = false});
  const ImGuiIO& io = ImGui::GetIO();
  SurfaceInput input;
  input.pointer = io.MousePos;
  input.hovered = item.hovered || item.held;
  input.focused = item.focused;
  const bool with_mouse = item.held && ImGui::IsMouseDown(ImGuiMouseButton_Left);
  input.dragging = with_mouse && ui().gesture == Gesture::drag;
  if (input.dragging) {
    input.drag_delta = io.MouseDelta;
    ui().memory(item.id).dragging = true;
  }
  input.double_clicked = item.double_clicked;
  input.clicked = item.operated && !ui().memory(item.id).dragging;
  input.by_key = input.clicked && !(item.hovered && ImGui::IsMouseReleased(ImGuiMouseButton_Left));
  if (!item.held) ui().memory(item.id).dragging = false;
  if (item.hovered && takes_wheel) {
    // Owning the wheel keeps the page from scrolling under the picture.
    ImGui::SetKeyOwner(ImGuiKey_MouseWheelY, item.imgui_id);
    input.wheel = io.MouseWheel;
  }
  if (item.focused) {
    const auto pressed = [&](ImGuiKey key) {
      ImGui::SetKeyOwner(key, item.imgui_id);
      return ImGui::IsKeyPressed(key, ImGuiInputFlags_Repeat, item.imgui_id) ? 1.0F : 0.0F;
    };
    input.arrow = {pressed(ImGuiKey_RightArrow) - pressed(ImGuiKey_LeftArrow),
                   pressed(ImGuiKey_DownArrow) - pressed(ImGuiKey_UpArrow)};
  }
  record(item, role, id, words);
  return input;
}

}  // namespace gradlab::ui
