// The list of controls of a frame, and the queue of actions that tests, the browser's accessible mirror and --do put on
// them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shell/ui/geometry.hpp"

namespace gradlab::ui {

/// What a control is; the names are those of ARIA roles.
enum class ControlRole {
  button,
  slider,
  spinbutton,
  textbox,
  combobox,
  option,
  radiogroup,
  radio,
  on_off,
  tab,
  link,
  image
};
std::string_view role_name(ControlRole role);

/// One control as it was drawn in a frame.
struct ControlRecord {
  std::string id;  // "playground.rate"; in a list "playground.layer.units[2]"; a part of a group "app.language:zh"
  ControlRole role = ControlRole::button;
  std::string label;      // in the language shown
  std::string value;      // as shown: number, id of the chosen item, "on" / "off"; empty for buttons
  std::string low, high;  // range of numbers, else empty
  Rect rect;              // device pixels, as drawn
  bool enabled = true;
  bool focused = false;
  std::string help;  // the one sentence
};

/// What can be done to a control by its id.
enum class ActionKind { activate, set_value, focus };
struct ControlAction {
  ActionKind kind = ActionKind::activate;
  std::string id;
  std::string text;     // for set_value
  int frames_left = 3;  // an action waits a little for its control (a popup opens a frame later), then it is dropped
};

class ControlRegistry {
 public:
  void begin_frame();
  void end_frame();

  /// Adds a control; two with one id in a frame are a mistake (assertion in debug builds).
  void add(ControlRecord record);

  /// The controls of the last complete frame, in the order drawn; valid until the next frame ends.
  std::span<const ControlRecord> controls() const { return shown_; }
  const ControlRecord* find(std::string_view id) const;
  /// The same as JSON:
  /// [{"id":…,"role":…,"label":…,"value":…,"low":…,"high":…,"rect":[x0,y0,x1,y1],"enabled":…,"focused":…,"help":…}, …].
  /// Rects are multiplied by `scale`: CSS px for the browser.
  std::string json(float scale = 1) const;

  /// Queue an action; it is applied when the control is drawn next.
  void activate(std::string_view id) { queue(ActionKind::activate, id, {}); }
  void set_value(std::string_view id, std::string_view text) { queue(ActionKind::set_value, id, text); }
  void focus(std::string_view id) { queue(ActionKind::focus, id, {}); }
  /// True while an action waits for its control. Actions that met no control are in `refused()`.
  bool pending() const { return !actions_.empty(); }
  std::span<const std::string> refused() const { return refused_; }
  /// True in a frame in which a control was told something by its id.
  bool operated() const { return operated_; }

  /// For controls: take the action meant for this id, if there is one.
  std::optional<ControlAction> take(std::string_view id, ActionKind kind);

 private:
  void queue(ActionKind kind, std::string_view id, std::string_view text);
  std::vector<ControlRecord> building_, shown_;
  std::vector<ControlAction> actions_;
  bool operated_ = false;
  std::vector<std::string> refused_;
};

}  // namespace gradlab::ui
