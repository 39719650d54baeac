// Sliders and number fields.
#include <imgui_internal.h>

#include <cmath>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/control_item.hpp"
#include "shell/ui/number_range.hpp"

namespace gradlab::ui {
namespace {

RecordValue value_record(const NumberRange& range, double value) {
  return {number_text(range, value), number_text(range, range.low), number_text(range, range.high)};
}

// Left and right belong to the slider while it has the keyboard; up and down go on to the next control.
double arrow_share(const ItemResult& item) {
  if (!item.focused) return 0;
  double share = 0;
  for (const ImGuiKey key : {ImGuiKey_LeftArrow, ImGuiKey_RightArrow}) {
    ImGui::SetKeyOwner(key, item.imgui_id);
    if (ImGui::IsKeyPressed(key, ImGuiInputFlags_Repeat, item.imgui_id))
      share += key == ImGuiKey_RightArrow ? 0.01 : -0.01;
  }
  return ImGui::GetIO().KeyShift ? share * 10 : share;
}

// A typed hyphen before a number means minus, and looks like it.
std::string with_minus_sign(std::string_view text) {
  const bool hyphen = text.size() > 1 && text.front() == '-';
  return hyphen ? "\u2212" + std::string(text.substr(1)) : std::string(text);
}

// What was typed or handed in by id. Returns true when the value changed.
bool accept_text(ControlMemory& memory, const NumberRange& range, std::string_view text, double& value) {
  double typed = value;
  const Typed verdict = parse_typed(range, text, typed);
  memory.text = with_minus_sign(text);
  if (verdict == Typed::good) {
    memory.refused.clear();
    const bool changed = typed != value;
    value = typed;
    return changed;
  }
  memory.refused = verdict == Typed::outside     ? "control.refused.range"
                   : verdict == Typed::not_whole ? "control.refused.whole"
                                                 : "control.refused.number";
  return false;
}

// A refused text stays, with the reason, until something else is done: then the field shows its value again.
void forget_refused(const ItemResult& item, ControlMemory& memory) {
  if (memory.editing || item.operated || item.held) return;
  if (ImGui::IsMouseClicked(ImGuiMouseButton_Left) || ImGui::IsKeyPressed(ImGuiKey_Escape) ||
      ImGui::IsKeyPressed(ImGuiKey_Tab))
    memory.refused.clear();
}

bool apply_queued(const ItemResult& item, const NumberRange& range, double& value) {
  if (!item.enabled) return false;
  const auto action = ui().registry.take(item.id, ActionKind::set_value);
  return action && accept_text(ui().memory(item.id), range, action->text, value);
}

bool drag_slider(const ItemResult& item, const Rect& track, const NumberRange& range, double& value) {
  ControlMemory& memory = ui().memory(item.id);
  if (!item.held) {
    if (!item.hovered) memory.show_ghost = false;
    memory.dragging = false;
    return false;
  }
  if (!ImGui::IsMouseDown(ImGuiMouseButton_Left)) return false;
  ui().drag_claimed = true;
  if (!memory.dragging) {
    memory.dragging = true;
    memory.before = value;
  }
  const double place = (ImGui::GetMousePos().x - track.x0) / std::max(track.width(), 1.0F);
  const double moved = value_at(range, place);
  memory.show_ghost = moved != memory.before;
  if (moved == value) return false;
  value = moved;
  return true;
}

void draw_slider(const ItemResult& item, const Rect& track, const NumberRange& range, double value) {
  ImDrawList* const list = canvas();
  const Theme& t = theme();
  const float y = track.center().y;
  const float x = track.x0 + static_cast<float>(place_of(range, value)) * track.width();
  const Color filled = item.enabled ? t.accent : t.line2;
  fill_rect(list, {track.x0, y - px(2), track.x1, y + px(2)}, item.enabled ? t.track : t.line, 2);
  fill_rect(list, {track.x0, y - px(2), x, y + px(2)}, filled, 2);
  const ControlMemory& memory = ui().memory(item.id);
  if (memory.show_ghost) {
    const float ghost = track.x0 + static_cast<float>(place_of(range, memory.before)) * track.width();
    list->AddCircleFilled({ghost, y}, px(5), t.panel);
    stroke_dot(list, {ghost, y}, 5, t.accent_line, 1.5F);
  }
  const float radius = on_phone() ? 10.0F : 8.0F;
  list->AddCircleFilled({x, y}, px(radius), item.tinted(t.knob));
  stroke_dot(list, {x, y}, radius, filled, 2);
  if (item.focused) stroke_dot(list, {x, y}, radius + 4, t.accent, 2);
}

}  // namespace

bool slider(std::string_view id, const Rect& where, double& value, const NumberRange& range, const Words& words) {
  if (!shows(id)) return false;
  const ItemResult item = make_item(id, where);
  const Rect track = where.inset(px(1), 0);
  const std::string label = label_of(id, words);
  bool changed = apply_queued(item, range, value);
  if (item.enabled) {
    changed |= drag_slider(item, track, range, value);
    if (const double share = arrow_share(item); share != 0) {
      const double moved = nudged(range, value, share);
      changed |= moved != value;
      value = moved;
    }
    if (item.double_clicked && value != range.initial) {
      value = range.initial;
      changed = true;
    }
  }
  draw_slider(item, track, range, value);
  record(item, ControlRole::slider, label, help_of(id, words), value_record(range, value));
  return changed;
}

float labelled_slider_height() { return px(on_phone() ? 52.0F : 40.0F); }

bool labelled_slider(std::string_view id, const Rect& where, double& value, const NumberRange& range,
                     const Words& words) {
  if (!shows(id)) return false;
  Rect rest = where;
  const Rect line = rest.cut_top(px(20));
  const Rect track = Rect{rest.x0, line.y1, rest.x1, line.y1 + px(on_phone() ? 32.0F : 20.0F)};
  const bool changed = slider(id, track, value, range, words);
  const float baseline = line.y0 + px(14);
  draw_text({line.x0, baseline}, left_base, theme().ink2, type::body, label_of(id, words));
  draw_text({line.x1, baseline}, right_base, theme().ink, type::body, number_text(range, value));
  return changed;
}

// ---------------------------------------------------------------- field

namespace {

constexpr std::size_t longest_number = 48;

// The editor lies over the field, right-aligned like the number; true in the frame in which it ends with something to
// accept.
bool run_editor(const ItemResult& item, const Rect& inner, TextStyle style, ControlMemory& memory) {
  const float width = std::clamp(text_width(style, memory.text) + px(4), px(8), inner.width());
  const float size = snap(px(imgui_font_size(style.size)));
  ImGui::PushFont(ui().fonts.face(style.face), imgui_font_size(style.size));
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 0.0F);
  ImGui::PushStyleColor(ImGuiCol_FrameBg, 0U);
  ImGui::SetCursorScreenPos(snap({inner.x1 - width, inner.center().y - size / 2}));
  ImGui::SetNextItemWidth(width + px(2));
  if (memory.focus_editor) ImGui::SetKeyboardFocusHere();
  const std::string name = "##" + item.id + ".editor";
  const bool entered = ImGui::InputText(name.c_str(), memory.text.data(), memory.text.size() + 1,
                                        ImGuiInputTextFlags_AutoSelectAll | ImGuiInputTextFlags_EnterReturnsTrue |
                                            ImGuiInputTextFlags_CallbackResize | ImGuiInputTextFlags_NoHorizontalScroll,
                                        resize_text, &memory.text);
  const bool escaped = ImGui::IsKeyPressed(ImGuiKey_Escape);
  const bool left = ImGui::IsItemDeactivated();
  if (!memory.focus_editor && (left || entered)) {
    memory.editing = false;
    // The field itself has the keyboard again, so that Tab goes on from here.
    if (entered || escaped) ImGui::SetFocusID(item.imgui_id, ImGui::GetCurrentWindow());
  }
  memory.focus_editor = false;
  ImGui::PopStyleColor();
  ImGui::PopStyleVar(2);
  ImGui::PopFont();
  if (memory.text.size() > longest_number) memory.text.resize(longest_number);
  return !memory.editing && !escaped;
}

// Sideways: a range takes 200 px; a range of very many whole numbers moves one a 4 px.
bool drag_field(const ItemResult& item, const NumberRange& range, double& value, ControlMemory& memory) {
  if (!item.held || !ImGui::IsMouseDown(ImGuiMouseButton_Left)) return false;
  if (!memory.dragging) {
    if (std::abs(ImGui::GetMouseDragDelta(0, 0.0F).x) < px(4)) return false;
    memory.dragging = true;
    memory.before = value;
    memory.refused.clear();
  }
  ui().drag_claimed = true;
  const double moved_px = ImGui::GetMouseDragDelta(0, 0.0F).x / px(1);
  const bool fine = range.step > 0 && (range.high - range.low) / range.step > 1000 && range.scale == Scale::linear;
  const double moved = fine ? std::clamp(memory.before + std::round(moved_px / 4) * range.step, range.low, range.high)
                            : value_at(range, place_of(range, memory.before) + moved_px / 200);
  if (moved == value) return false;
  value = moved;
  return true;
}

void draw_refused(const Rect& field, const std::string& label, const NumberRange& range, const ControlMemory& memory) {
  if (memory.refused.empty()) return;
  const std::string sentence = tr(memory.refused, {{"name", label},
                                                   {"low", number_text(range, range.low)},
                                                   {"high", number_text(range, range.high)},
                                                   {"value", memory.text}});
  ImDrawList* const list = ImGui::GetForegroundDrawList();
  const float width = text_width(type::caption, sentence);
  const float right_end = ImGui::GetIO().DisplaySize.x - px(8);
  const float left = std::max(px(8), std::min(field.x0, right_end - width));
  const Rect line = Rect{left - px(4), field.y1 + px(5), left + width + px(4), field.y1 + px(25)}.snapped();
  fill_rect(list, line, theme().panel, 4);
  draw_text(list, {left, line.center().y}, left_middle, theme().error(), type::caption, sentence);
}

// The part that fields and numbers in formulas have in common; true when the value changed.
bool operate_number(const ItemResult& item, const Rect& inner, TextStyle style, double& value, const NumberRange& range,
                    ControlMemory& memory) {
  if (!memory.refused.empty()) forget_refused(item, memory);
  bool changed = apply_queued(item, range, value);
  if (!item.enabled) return changed;
  if (memory.editing) {
    if (run_editor(item, inner, style, memory)) changed |= accept_text(memory, range, memory.text, value);
    return changed;
  }
  changed |= drag_field(item, range, value, memory);
  if (const double share = arrow_share(item); share != 0) {
    const double moved = nudged(range, value, share);
    changed |= moved != value;
    value = moved;
    memory.refused.clear();
  }
  if (item.operated && !memory.dragging) {
    memory.editing = memory.focus_editor = true;
    if (memory.refused.empty()) memory.text = number_text(range, value);
    ui().request_frame();
  }
  if (!item.held) memory.dragging = false;
  return changed;
}

bool number_in(std::string_view id, std::string_view part, const Rect& where, double& value, const NumberRange& range,
               const Words& words) {
  if (!shows(id)) return false;
  ImDrawList* const list = canvas();
  const Theme& t = theme();
  const ItemResult item = make_item(id, where, {.part = part, .overlappable = true});
  ControlMemory& memory = ui().memory(item.id);
  const std::string label = label_of(id, words);
  const Rect field = where.snapped();
  const bool was_editing = memory.editing;
  draw_box(list, field, item.enabled ? item.hovered && !was_editing ? mix(t.panel, t.ink, 0.03F) : t.panel : t.sunk,
           item.enabled ? t.line2 : t.line, 8);
  const Rect inner = field.inset(px(10), px(4));
  const bool changed = operate_number(item, inner, type::body, value, range, memory);
  if (memory.editing) stroke_rect(list, field, t.accent, 8, 2);
  if (!memory.refused.empty()) {
    stroke_rect(list, field, t.error(), 8, 2);
    draw_refused(field, label, range, memory);
  }
  if (!memory.editing && !was_editing) {
    const std::string shown = memory.refused.empty() ? number_text(range, value) : memory.text;
    draw_text(list, {inner.x1, field.center().y}, right_middle, item.enabled ? t.ink : t.ink3, type::body, shown);
  }
  draw_focus(item, field, 8);
  if (item.hovered && item.enabled) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
  record(item, ControlRole::spinbutton, label, help_of(id, words), value_record(range, value));
  return changed;
}

}  // namespace

bool number(std::string_view id, const Rect& where, double& value, const NumberRange& range, const Words& words) {
  return number_in(id, {}, where, value, range, words);
}

bool slider_with_field(std::string_view id, const Rect& where, double& value, const NumberRange& range,
                       float field_width, const Words& words) {
  if (!shows(id)) return false;
  Rect rest = where;
  const Rect field = rest.cut_right(px(field_width), px(10));
  const bool moved = slider(id, rest.inset(px(on_phone() ? 10.0F : 8.0F), 0), value, range, words);
  const bool typed = number_in(id, ".field", field, value, range, words);
  return moved || typed;
}

bool inline_number(std::string_view id, ImVec2 at, TextStyle style, double& value, const NumberRange& range,
                   float* width, const Words& words) {
  if (width) *width = 0;
  if (!shows(id)) return false;
  const std::string shown = number_text(range, value);
  const float wide = text_width(style, shown);
  const float size = px(imgui_font_size(style.size));
  const Rect box = Rect{at.x, at.y - size * 0.8F, at.x + wide, at.y + size * 0.25F};
  const ItemResult item = make_item(id, box, {.overlappable = true});
  ControlMemory& memory = ui().memory(item.id);
  const std::string label = label_of(id, words);
  const bool was_editing = memory.editing;
  const bool changed = operate_number(item, box, style, value, range, memory);
  ImDrawList* const list = canvas();
  if (!memory.editing && !was_editing) {
    draw_text(list, at, left_base, theme().accent, style, shown);
    const float y = snap(at.y + px(4));
    for (float x = at.x; x < at.x + wide; x += px(4))
      list->AddRectFilled({x, y}, {x + px(1.5F), y + whole_px(1.2F)}, theme().accent);
  }
  draw_refused(box, label, range, memory);
  draw_focus(item, box, 4);
  if (item.hovered && item.enabled) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
  record(item, ControlRole::spinbutton, label, help_of(id, words), value_record(range, value));
  if (width) *width = wide;
  return changed;
}

bool number(std::string_view id, const Rect& where, int& value, const NumberRange& range, const Words& words) {
  auto wide = static_cast<double>(value);
  const bool changed = number(id, where, wide, range, words);
  if (changed) value = static_cast<int>(std::lround(wide));
  return changed;
}

bool labelled_slider(std::string_view id, const Rect& where, int& value, const NumberRange& range, const Words& words) {
  auto wide = static_cast<double>(value);
  const bool changed = labelled_slider(id, where, wide, range, words);
  if (changed) value = static_cast<int>(std::lround(wide));
  return changed;
}

}  // namespace gradlab::ui
