// One of several: choice, segments, tabs, stepper.
#include <imgui_internal.h>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/control_item.hpp"
#include "shell/ui/number_range.hpp"

namespace gradlab::ui {
namespace {

int index_of(std::span<const Item> items, std::string_view id) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].id == id) return static_cast<int>(i);
  }
  return -1;
}

std::string_view id_at(std::span<const Item> items, int index) {
  return index >= 0 && index < static_cast<int>(items.size()) ? items[static_cast<std::size_t>(index)].id
                                                              : std::string_view();
}

bool apply_queued(const ItemResult& item, std::span<const Item> items, int& index) {
  if (!item.enabled) return false;
  const auto action = ui().registry.take(item.id, ActionKind::set_value);
  if (!action) return false;
  const int wanted = index_of(items, action->text);
  if (wanted < 0 || wanted == index) return false;
  index = wanted;
  return true;
}

// ---------------------------------------------------------------- the list of a choice

constexpr float list_padding = 6;
float row_height() { return px(ui().touch || on_phone() ? 44.0F : 34.0F); }
float heading_height() { return px(28); }

struct ListMeasure {
  float width = 0, height = 0;
};

ListMeasure measure_list(std::span<const Item> items, bool pictures, float least_width) {
  ListMeasure measure{least_width, 2 * px(list_padding)};
  for (const Item& item : items) {
    const float text = text_width(strong(type::body), item.label) + px(pictures ? 88.0F : 36.0F);
    measure.width = std::max(measure.width, text + px(2 * list_padding));
    measure.height += row_height() + (item.group.empty() ? 0 : heading_height());
  }
  return measure;
}

void place_list(const Rect& field, ListMeasure measure) {
  const ImVec2 display = ImGui::GetIO().DisplaySize;
  const float margin = px(8);
  const float below = display.y - margin - field.y1 - px(4);
  const float above = field.y0 - px(4) - margin;
  const bool up = below < std::min(measure.height, px(180)) && above > below;
  const float height = std::min(measure.height, std::max(up ? above : below, px(80)));
  const float width = std::min(measure.width, display.x - 2 * margin);
  const float left = std::clamp(field.x0, margin, std::max(margin, display.x - margin - width));
  const float top = up ? field.y0 - px(4) - height : field.y1 + px(4);
  ImGui::SetNextWindowPos(snap({left, top}));
  ImGui::SetNextWindowSize(snap({width, height}));
  ImGui::SetNextWindowContentSize({0, measure.height});
}

// One row; returns true when it was chosen.
bool list_row(std::string_view id, const Rect& where, const Item& entry, int index, bool chosen,
              const Picture& picture) {
  const std::string part = ":" + std::string(entry.id);
  const ItemResult item = make_item(id, where, {.part = part, .grows = false});
  ImDrawList* const list = canvas();
  const Theme& t = theme();
  if (chosen)
    fill_rect(list, where, item.tinted(t.accent_soft), 6);
  else if (item.hovered || item.held)
    fill_rect(list, where, item.tinted(t.panel), 6);
  float x = where.x0 + px(10);
  if (picture) {
    const Rect thumb =
        Rect{where.x0 + px(4), where.center().y - px(13), where.x0 + px(44), where.center().y + px(13)}.snapped();
    draw_box(list, thumb, t.panel, t.line, 5);
    const Clip clip(thumb.inset(px(1)), list);
    picture(list, thumb.inset(px(2)), index);
    x = thumb.x1 + px(8);
  }
  draw_text(list, {x, where.center().y}, left_middle, t.ink, chosen ? strong(type::body) : type::body, entry.label);
  if (chosen) draw_icon(list, Icon::check, {where.x1 - px(14), where.center().y}, t.accent, 14);
  if (item.focused) draw_ring(list, where.inset(px(2)), t.accent, 4, 2, 0);
  record(item, ControlRole::option, std::string(entry.label), {}, {chosen ? "on" : "off", {}, {}});
  return item.operated;
}

bool run_list(std::string_view id, std::span<const Item> items, int& index, const Picture& picture) {
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  float y = corner.y + px(list_padding);
  const float x0 = ImGui::GetWindowPos().x + px(list_padding);
  const float x1 = ImGui::GetWindowPos().x + ImGui::GetWindowWidth() - px(list_padding);
  bool changed = false;
  for (int i = 0; i < static_cast<int>(items.size()); ++i) {
    const Item& entry = items[static_cast<std::size_t>(i)];
    if (!entry.group.empty()) {
      draw_text({x0 + px(4), y + px(19)}, left_base, theme().ink3, strong(type::badge), entry.group);
      y += heading_height();
    }
    const Rect row{x0, y, x1, y + row_height()};
    const bool chosen = i == index;
    if (list_row(id, row, entry, i, chosen, picture)) {
      changed = !chosen;
      index = i;
      ImGui::CloseCurrentPopup();
    }
    if (chosen && ImGui::IsWindowAppearing()) {
      ImGui::SetItemDefaultFocus();
      ImGui::SetScrollHereY();
    }
    y += row_height();
  }
  return changed;
}

bool popup_list(std::string_view id, const ItemResult& item, std::span<const Item> items, int& index,
                const Picture& picture) {
  const std::string popup = item.id + "##list";
  if (item.operated) ImGui::OpenPopup(popup.c_str());
  if (!ImGui::IsPopupOpen(popup.c_str())) return false;
  place_list(item.rect, measure_list(items, static_cast<bool>(picture), item.rect.width()));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  const bool open = ImGui::BeginPopup(popup.c_str(), ImGuiWindowFlags_NoMove);
  ImGui::PopStyleVar();
  if (!open) return false;
  const bool changed = run_list(id, items, index, picture);
  ImGui::EndPopup();
  return changed;
}

}  // namespace

bool choice(std::string_view id, const Rect& where, int& index, std::span<const Item> items, const Picture& picture,
            const Words& words) {
  if (!shows(id)) return false;
  const ItemResult item = make_item(id, where);
  bool changed = apply_queued(item, items, index);
  changed |= popup_list(id, item, items, index, picture);
  ImDrawList* const list = canvas();
  const Theme& t = theme();
  const Rect field = where.snapped();
  draw_box(list, field, item.enabled ? item.tinted(t.panel) : t.sunk, item.enabled ? t.line2 : t.line, 8);
  const bool valid = !id_at(items, index).empty();
  const float room = field.width() - px(34);
  const Item shown = valid ? items[static_cast<std::size_t>(index)] : Item{};
  const bool is_short = !shown.short_label.empty() && text_width(type::body, shown.label) > room;
  draw_text_fit(list, {field.x0 + px(10), field.center().y}, left_middle, item.enabled ? t.ink : t.ink3, type::body,
                is_short ? shown.short_label : shown.label, room);
  draw_icon(list, Icon::chevron_down, {field.x1 - px(14), field.center().y}, item.enabled ? t.ink2 : t.ink3, 14);
  draw_focus(item, field, 8);
  record(item, ControlRole::combobox, id, words, {std::string(id_at(items, index)), {}, {}});
  return changed;
}

// ---------------------------------------------------------------- segments and tabs

float segments_width(std::span<const Item> items, TextStyle text) {
  float width = px(4);
  for (const Item& item : items) width += snap(text_width(strong(text), item.label) + px(28));
  return width;
}

bool segments(std::string_view id, const Rect& where, int& index, std::span<const Item> items, TextStyle text,
              const Words& words) {
  if (!shows(id)) return false;
  ImDrawList* const list = canvas();
  const Theme& t = theme();
  const Rect track = where.snapped();
  fill_rect(list, track, t.segment_track, 8);
  const std::string help = help_of(id, words);
  const float spare =
      (track.width() - segments_width(items, text)) / static_cast<float>(std::max<std::size_t>(items.size(), 1));
  float x = track.x0 + px(2);
  ItemResult group;
  group.id = std::string(id) + ui().scope;
  group.rect = track;
  group.locked = ui().rules.of(id) != ControlRule::shown;
  group.enabled = !group.locked && (GImGui->CurrentItemFlags & ImGuiItemFlags_Disabled) == 0;
  bool changed = apply_queued(group, items, index);
  for (int i = 0; i < static_cast<int>(items.size()); ++i) {
    const Item& entry = items[static_cast<std::size_t>(i)];
    const float width = snap(text_width(strong(text), entry.label) + px(28) + spare);
    const bool last = i + 1 == static_cast<int>(items.size());
    const Rect part_rect{x, track.y0 + px(2), last ? track.x1 - px(2) : x + width, track.y1 - px(2)};
    const std::string part = ":" + std::string(entry.id);
    const ItemResult item = make_item(id, part_rect, {.part = part, .grows = false});
    if (item.operated && i != index) {
      index = i;
      changed = true;
    }
    const bool chosen = i == index;
    if (chosen)
      fill_rect(list, part_rect, item.tinted(t.segment_chosen), 7);
    else if (item.hovered)
      fill_rect(list, part_rect, item.tinted(t.segment_track), 7);
    const Color color = !item.enabled ? t.ink3 : chosen ? t.ink : t.ink2;
    draw_text(list, part_rect.center(), center_middle, color, chosen ? strong(text) : text, entry.label);
    draw_focus(item, part_rect.inset(px(2)), 6);
    record(item, ControlRole::radio, std::string(entry.label), help, {chosen ? "on" : "off", {}, {}});
    x += width;
  }
  group.hovered = false;
  record(group, ControlRole::radiogroup, label_of(id, words), help, {std::string(id_at(items, index)), {}, {}});
  return changed;
}

namespace {

// Between two tabs: usual, and least (their hit areas then touch).
constexpr float tab_gap = 36, least_tab_gap = 22;

// Every tab is as wide as its strong name: the row stays still when another becomes active.
float tab_width(const Item& entry) { return snap(text_width(strong(type::tab), entry.label)); }

}  // namespace

float least_tabs_width(std::span<const Item> items) {
  float width = 0;
  for (const Item& entry : items) width += tab_width(entry) + px(least_tab_gap);
  return width;
}

bool tabs(std::string_view id, const Rect& where, int& index, std::span<const Item> items, const Words& words) {
  ImDrawList* const list = canvas();
  const Theme& t = theme();
  float x = where.x0;
  bool changed = false;
  const float spare = where.width() - least_tabs_width(items), parts = static_cast<float>(items.size());
  const float gap = std::clamp(px(least_tab_gap) + spare / std::max(parts, 1.0F), px(least_tab_gap), px(tab_gap));
  for (int i = 0; i < static_cast<int>(items.size()); ++i) {
    const Item& entry = items[static_cast<std::size_t>(i)];
    const float width = tab_width(entry);
    const Rect tab{x - px(3), where.y0, x + width + px(3), where.y1};
    const std::string part = ":" + std::string(entry.id);
    const ItemResult item = make_item(id, tab.grown(0).inset(-px(8), 0), {.part = part});
    if (item.operated && i != index) {
      index = i;
      changed = true;
    }
    const bool active = i == index;
    const Color color = active || item.hovered ? t.ink : t.ink2;
    draw_text(list, {x, where.center().y}, left_middle, color, active ? strong(type::tab) : type::tab, entry.label);
    if (active) fill_rect(list, Rect{tab.x0, where.y1 - px(3), tab.x1, where.y1}.snapped(), t.accent, 1.5F);
    draw_focus(item, tab.inset(px(1), px(14)), 5);
    record(item, ControlRole::tab, std::string(entry.label), words.help == "-" ? std::string() : help_of(id, words),
           {active ? "on" : "off", {}, {}});
    x += width + gap;
  }
  return changed;
}

// ---------------------------------------------------------------- stepper

bool stepper(std::string_view id, const Rect& where, int& value, int low, int high, const Words& words) {
  if (!shows(id)) return false;
  ImDrawList* const list = canvas();
  const Theme& t = theme();
  const Rect box = where.snapped();
  ItemResult whole = make_item(id, box, {.overlappable = true, .grows = false});
  int moved = value;
  if (whole.enabled) {
    const NumberRange range{.low = static_cast<double>(low), .high = static_cast<double>(high), .step = 1};
    auto typed = static_cast<double>(value);
    if (const auto action = ui().registry.take(whole.id, ActionKind::set_value)) {
      if (parse_typed(range, action->text, typed) == Typed::good) moved = static_cast<int>(typed);
    }
  }
  draw_box(list, box, whole.enabled ? t.panel : t.sunk, t.line2, 8);
  Rect middle = box;
  const Rect less = middle.cut_left(px(24));
  const Rect more = middle.cut_right(px(24));
  const auto side = [&](const Rect& rect, std::string_view part, Icon icon, int step) {
    const bool possible = step < 0 ? value > low : value < high;
    const Disabled off(!possible);
    const ItemResult item = make_item(id, rect, {.part = part, .reachable = false, .grows = false});
    if (item.hovered && item.enabled) fill_rect(list, rect.inset(px(2)), item.tinted(t.panel), 6);
    draw_icon(list, icon, rect.center(), possible && whole.enabled ? t.ink2 : t.line2, 13);
    record(item, ControlRole::button,
           tr(step < 0 ? "control.stepper.less" : "control.stepper.more", {{"name", label_of(id, words)}}),
           help_of(id, words), {});
    // Held down it goes on, faster and faster: a limit far away is reached as well.
    constexpr float patience = 0.5F;
    const float held = item.held && item.hovered ? ImGui::GetIO().MouseDownDuration[0] - patience : 0;
    if (held > 0) {
      moved += step * (1 + static_cast<int>(held * held * 4));
      ui().request_frame();
    } else if (item.operated && ImGui::GetIO().MouseDownDurationPrev[0] < patience) {
      moved += step;
    }
  };
  side(less, ".less", Icon::minus, -1);
  side(more, ".more", Icon::plus, 1);
  if (whole.focused) {
    for (const ImGuiKey key : {ImGuiKey_LeftArrow, ImGuiKey_RightArrow}) {
      ImGui::SetKeyOwner(key, whole.imgui_id);
      if (ImGui::IsKeyPressed(key, ImGuiInputFlags_Repeat, whole.imgui_id))
        moved += key == ImGuiKey_RightArrow ? 1 : -1;
    }
  }
  moved = std::clamp(moved, low, high);
  const bool changed = moved != value;
  value = moved;
  const std::string shown = std::to_string(value);
  const bool fits = text_width(type::body, shown) <= middle.width() + px(4);
  draw_text(list, middle.center(), center_middle, whole.enabled ? t.ink : t.ink3, fits ? type::body : type::badge,
            shown);
  draw_focus(whole, box, 8);
  record(whole, ControlRole::spinbutton, id, words, {std::to_string(value), std::to_string(low), std::to_string(high)});
  return changed;
}

}  // namespace gradlab::ui
