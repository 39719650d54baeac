// What every drawing function needs to know: theme, scale, fonts, controls, whether motion is wanted. One object, owned
// by the App, made current like an ImGui context; nothing a person can set lives in a static variable.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "shell/ui/control_registry.hpp"
#include "shell/ui/control_rules.hpp"
#include "shell/ui/fonts.hpp"
#include "shell/ui/theme.hpp"

namespace gradlab::ui {

class SvgPainter;

/// By the width of the window in design px (device width ÷ scale).
enum class Breakpoint { phone, medium, wide };

/// What a finger does on a scrolling page: the first 8 px decide.
enum class Gesture { none, undecided, scroll, drag };

/// A tooltip to be drawn over everything at the end of the frame.
struct Tooltip {
  Rect anchor;
  Rect list;  // what the anchor is one row of: it stays in sight where there is room beside it
  std::string name, sentence;
  bool shown = false;
};

/// State of one control between frames: the value before a drag, the text being typed, whether it was refused.
struct ControlMemory {
  double before = 0;
  bool dragging = false;
  bool show_ghost = false;
  bool editing = false;
  bool focus_editor = false;
  bool long_pressed = false;
  float drag_start = 0;  // place 0 … 1 in the range when the drag began
  std::string text;
  std::string refused;  // why the text was not taken, as an id of the words; gone with the next thing that is done
};

class Ui {
 public:
  Ui();
  ~Ui();
  Ui(const Ui&) = delete;
  Ui& operator=(const Ui&) = delete;

  void activate();
  static Ui& current();

  ThemeName theme_name = ThemeName::light;
  float device_scale = 1;  // device pixels per CSS px / desktop unit
  float zoom = 1;          // the interface's own factor: 1, 1.25, 1.5
  bool reduced_motion = false;
  bool touch = false;  // the last pointer was a finger: hit areas grow to 44
  Fonts fonts;
  SvgPainter* svg = nullptr;  // what is drawn is also written there, while it is set
  ControlRegistry registry;
  ControlRules rules;  // of the page that is being drawn

  float scale() const { return device_scale * zoom; }
  float design_width() const;  // of the window, in design px
  float design_height() const;
  Breakpoint breakpoint() const;

  void begin_frame();
  void end_frame();

  /// Ask for another frame: at once (training, animation) or in so many seconds (a tooltip, a blinking caret).
  void request_frame(double in_seconds = 0);
  /// Seconds until the next frame is wanted; negative = none.
  double next_frame_in() const { return next_frame_in_; }

  /// For the controls layer.
  ControlMemory& memory(std::string_view id);
  std::string scope;  // suffix for ids in lists: "[2]"
  Gesture gesture = Gesture::none;
  std::string scrolled;       // the area that the finger on the screen scrolls
  bool drag_claimed = false;  // a slider or field is being dragged: nothing scrolls
  Tooltip tooltip;
  std::string hover_id;  // the control under the pointer, and since when
  double hover_since = 0;

 private:
  void update_gesture();
  void draw_tooltip();
  std::map<std::string, ControlMemory, std::less<>> memory_;
  double next_frame_in_ = -1;
  Ui* previous_ = nullptr;
};

inline Ui& ui() { return Ui::current(); }
inline Breakpoint breakpoint() { return Ui::current().breakpoint(); }
inline bool on_phone() { return breakpoint() == Breakpoint::phone; }

}  // namespace gradlab::ui
