#include "shell/ui/control_item.hpp"

#include <imgui_internal.h>

#include "shell/i18n/i18n.hpp"

namespace gradlab::ui {
namespace {

constexpr double tooltip_delay = 0.4;
constexpr double long_press = 0.5;

// Where the drawing is smaller than a fingertip or a careless mouse, the hit area is not.
Rect hit_rect(const Rect& where, bool grows) {
  if (!grows) return where;
  const float least = px(ui().touch ? 44.0F : 32.0F);
  const float wider = std::max(0.0F, least - where.width()) / 2;
  const float higher = std::max(0.0F, least - where.height()) / 2;
  return where.inset(-wider, -higher);
}

void take_focus(const ItemResult& item) {
  ImGuiWindow* const window = ImGui::GetCurrentWindow();
  ImGui::FocusWindow(window);
  ImGui::SetFocusID(item.imgui_id, window);
  ImGui::SetNavCursorVisible(true);
  ImGui::ScrollToItem();
}

// A long press explains instead of operating.
void handle_long_press(ItemResult& item) {
  if (!ui().touch) return;
  ControlMemory& memory = ui().memory(item.id);
  if (item.held && ui().gesture == Gesture::undecided) {
    const double held_for = ImGui::GetIO().MouseDownDuration[0];
    if (held_for >= long_press)
      memory.long_pressed = true;
    else
      ui().request_frame(long_press - held_for);
  }
  if (item.operated && memory.long_pressed) item.operated = false;
  if (!item.held) memory.long_pressed = false;
}

void show_due_tooltip(const ItemResult& item, const std::string& label, const std::string& help) {
  if (help.empty() || ui().tooltip.shown) return;
  if (ui().touch) {
    if (ui().memory(item.id).long_pressed) show_tooltip(item.rect, label, help);
    // What is off cannot be held: that a finger rests on it is enough.
    if (item.enabled || !item.pointed || !ImGui::IsMouseDown(ImGuiMouseButton_Left)) return;
    const double held_for = ImGui::GetIO().MouseDownDuration[0];
    if (held_for >= long_press)
      show_tooltip(item.rect, label, help);
    else
      ui().request_frame(long_press - held_for);
    return;
  }
  if (!item.pointed || item.held) return;
  // What is being typed, or why it was refused, matters more.
  if (const ControlMemory& memory = ui().memory(item.id); memory.editing || !memory.refused.empty()) return;
  const double now = ImGui::GetTime();
  if (ui().hover_id != item.id) {
    ui().hover_id = item.id;
    ui().hover_since = now;
  }
  const double waited = now - ui().hover_since;
  if (waited < tooltip_delay)
    ui().request_frame(tooltip_delay - waited);
  else
    show_tooltip(item.rect, label, help);
  ui().tooltip.list = item.list;
}

}  // namespace

Color ItemResult::tinted(Color color) const {
  if (!enabled) return color;
  if (held) return mix(color, theme().ink, 0.16F);
  return hovered ? mix(color, theme().ink, 0.07F) : color;
}

ItemResult make_item(std::string_view id, const Rect& where, const ItemOptions& options) {
  ItemResult item;
  item.id = std::string(id) + ui().scope + std::string(options.part);
  item.rect = where;
  item.locked = ui().rules.of(id) != ControlRule::shown;
  const Disabled off(item.locked);
  item.enabled = (GImGui->CurrentItemFlags & ImGuiItemFlags_Disabled) == 0;
  const Rect hit = hit_rect(where, options.grows && item.enabled);
  ImGui::SetCursorScreenPos(hit.min());
  if (options.overlappable) ImGui::SetNextItemAllowOverlap();
  const ImVec2 size{std::max(hit.width(), 1.0F), std::max(hit.height(), 1.0F)};
  const ImGuiButtonFlags flags = options.reachable ? ImGuiButtonFlags_EnableNav : ImGuiButtonFlags_None;
  item.operated = ImGui::InvisibleButton(item.id.c_str(), size, flags);
  item.imgui_id = ImGui::GetItemID();
  item.hovered = ImGui::IsItemHovered();
  item.pointed = ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled);
  item.held = ImGui::IsItemActive();
  item.double_clicked = item.hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left);
  if (!item.enabled) return item;
  handle_long_press(item);
  if (ui().registry.take(item.id, ActionKind::activate)) item.operated = true;
  if (ui().registry.take(item.id, ActionKind::focus)) take_focus(item);
  item.focused = ImGui::IsItemFocused() && GImGui->NavCursorVisible;
  // What it opens or closes is seen in the next frame.
  if (item.operated) ui().request_frame();
  return item;
}

std::string label_of(std::string_view id, const Words& words) {
  if (!words.label.empty()) return std::string(words.label);
  return std::string(tr("control." + std::string(id)));
}

std::string help_of(std::string_view id, const Words& words) {
  if (words.help == "-") return {};
  if (!words.help.empty()) return std::string(words.help);
  return std::string(tr("control." + std::string(id) + ".help"));
}

void record(const ItemResult& item, ControlRole role, std::string_view id, const Words& words, RecordValue value) {
  record(item, role, label_of(id, words), help_of(id, words), std::move(value));
}

void record(const ItemResult& item, ControlRole role, std::string label, std::string help, RecordValue value) {
  if (item.locked) help = tr("control.locked");
  // A picture has a readout of its own where the pointer is; a sentence on top of it would hide it.
  if (role != ControlRole::image) show_due_tooltip(item, label, help);
  ui().registry.add({.id = item.id,
                     .role = role,
                     .label = std::move(label),
                     .value = std::move(value.value),
                     .low = std::move(value.low),
                     .high = std::move(value.high),
                     .rect = item.rect,
                     .enabled = item.enabled,
                     .focused = item.focused,
                     .help = std::move(help)});
}

void draw_focus(const ItemResult& item, const Rect& shape, float radius) {
  if (item.focused) draw_ring(canvas(), shape, theme().accent, radius);
}

// ---------------------------------------------------------------- of controls.hpp

IdScope::IdScope(int index) : IdScope(std::string_view(std::to_string(index))) {}

IdScope::IdScope(std::string_view name) : length_(ui().scope.size()) {
  ui().scope += "[";
  ui().scope += name;
  ui().scope += "]";
}

IdScope::~IdScope() { ui().scope.resize(length_); }

bool shows(std::string_view id) { return ui().rules.of(id) != ControlRule::hidden; }

void begin_disabled(bool disabled) { ImGui::BeginDisabled(disabled); }
void end_disabled() { ImGui::EndDisabled(); }

Disabled::Disabled(bool disabled) { begin_disabled(disabled); }
Disabled::~Disabled() { end_disabled(); }

void show_tooltip(const Rect& anchor, std::string_view name, std::string_view sentence) {
  ui().tooltip = {anchor, {}, std::string(name), std::string(sentence), true};
}

int resize_text(ImGuiInputTextCallbackData* data) {
  if (data->EventFlag == ImGuiInputTextFlags_CallbackResize) {
    auto* const text = static_cast<std::string*>(data->UserData);
    text->resize(static_cast<std::size_t>(data->BufTextLen));
    data->Buf = text->data();
  }
  return 0;
}

}  // namespace gradlab::ui
