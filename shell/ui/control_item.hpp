// The common part of all controls, for controls_*.cpp only: hit area, keyboard, queued actions, tooltip, record.
#pragma once

#include <string>
#include <string_view>

#include "shell/ui/context.hpp"
#include "shell/ui/controls.hpp"

namespace gradlab::ui {

/// What happened to a control in this frame.
struct ItemResult {
  std::string id;  // with scope and part, as recorded
  Rect rect;
  Rect list;  // what it is one row of, if it is: its tooltip stands beside that
  ImGuiID imgui_id = 0;
  bool enabled = true;
  bool locked = false;    // off, because a rule says so
  bool operated = false;  // clicked, Enter, Space, or activated by id
  bool hovered = false;
  bool pointed = false;  // hovered, or would be if it were on
  bool held = false;
  bool focused = false;  // by keyboard: draw the ring
  bool double_clicked = false;

  /// Hover lays ink at 7 % over a colour, pressed 16 %.
  Color tinted(Color color) const;
};

struct ItemOptions {
  std::string_view part = {};  // ":zh", ".field": after the id and its scope
  bool overlappable = false;   // things drawn on it later may take the pointer
  bool reachable = true;       // false: not a stop of its own for the keyboard
  bool grows = true;           // the hit area grows to the smallest size allowed
};

/// Makes the item; the caller then draws it and calls record().
ItemResult make_item(std::string_view id, const Rect& where, const ItemOptions& options = {});

/// Label and help of a control: its own words, or those of its id.
std::string label_of(std::string_view id, const Words& words);
std::string help_of(std::string_view id, const Words& words);

struct RecordValue {
  std::string value, low, high;
};

/// Records the control and shows its tooltip when it is due.
void record(const ItemResult& item, ControlRole role, std::string_view id, const Words& words, RecordValue value = {});
void record(const ItemResult& item, ControlRole role, std::string label, std::string help, RecordValue value);

/// A button as it looks in a given state; the component sheet shows them all.
void draw_button_face(const ItemResult& item, const ButtonOptions& options, std::string_view label);

/// Dear ImGui's editors write into a std::string by this, given as their user data.
int resize_text(ImGuiInputTextCallbackData* data);

/// The ring around what the keyboard is on, drawn last.
void draw_focus(const ItemResult& item, const Rect& shape, float radius);

}  // namespace gradlab::ui
