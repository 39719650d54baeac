// Every control of the program. Each call takes an id like "playground.rate" and a rectangle (device pixels); from the
// id come its label ("control.playground.rate") and its one-sentence help ("control.playground.rate.help", shown after
// 0.4 s and on long press), and each call records itself in the frame's list (control_registry.hpp). Pages call no
// ImGui input widget around this layer.
//
// Keyboard: Tab and arrows move, Enter and Space operate. Hit areas are at least 32 px with a mouse and 44 px by touch,
// also where the drawing is smaller. All sizes in options are design px.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "shell/ui/control_registry.hpp"
#include "shell/ui/draw.hpp"
#include "shell/ui/icons.hpp"

namespace gradlab::ui {

/// Words of one control when they do not come from its id (names out of a table, already translated).
struct Words {
  std::string_view label;  // empty: tr("control.<id>")
  std::string_view help;   // empty: tr("control.<id>.help"); "-" for none
};

/// Adds "[name]" to the ids of all controls while it lives, so that a list can hold the same control many times:
/// inside IdScope scope(2) "playground.layer.units" is recorded as "playground.layer.units[2]". The strings are those
/// of the bare id.
class IdScope {
 public:
  explicit IdScope(int index);
  explicit IdScope(std::string_view name);
  ~IdScope();
  IdScope(const IdScope&) = delete;
  IdScope& operator=(const IdScope&) = delete;

 private:
  std::size_t length_;
};

/// Whether the rules in force (Ui::rules) let a control be drawn. One that is hidden draws nothing and answers nothing;
/// whoever places it can leave out its room and its words. One that is locked is off, and says so on hover.
bool shows(std::string_view id);

/// Controls inside are drawn off, cannot be reached and are recorded with enabled = false.
class Disabled {
 public:
  explicit Disabled(bool disabled = true);
  ~Disabled();
  Disabled(const Disabled&) = delete;
  Disabled& operator=(const Disabled&) = delete;
};
void begin_disabled(bool disabled = true);
void end_disabled();

// ---------------------------------------------------------------- buttons

/// primary: accent, one in sight (play, the fix) · soft: accentSoft · quiet: border · ghost: text only · link: accent
/// text
enum class ButtonKind { primary, soft, quiet, ghost, link };

struct ButtonOptions {
  ButtonKind kind = ButtonKind::quiet;
  Icon icon = Icon::none;  // before the words
  Icon icon_after = Icon::none;
  bool icon_only = false;  // the label is then only spoken and in the tooltip
  bool round = false;      // a circle (play)
  bool pressed = false;    // drawn as chosen (accentSoft)
  float icon_size = 16;
  TextStyle text = type::body;
  Words words;
};

/// True in the frame in which it is operated.
bool button(std::string_view id, const Rect& where, const ButtonOptions& options = {});
/// The icon alone in a bordered square.
bool icon_button(std::string_view id, const Rect& where, Icon icon, ButtonKind kind = ButtonKind::quiet);
/// The width in device pixels a button wants for its words.
float button_width(std::string_view id, const ButtonOptions& options = {});

// ---------------------------------------------------------------- numbers

enum class Scale { linear, logarithmic };

/// What a number may be and how it is written.
struct NumberRange {
  double low = 0, high = 1;
  double initial = 0;           // double click goes back to it
  Scale scale = Scale::linear;  // logarithmic needs low > 0
  double step = 0;              // 0 = continuous; 1 = whole numbers
  int digits = 4;               // significant digits written
  int decimals = -1;            // ≥ 0: always so many decimals instead ("0.50", "1.50")
  bool as_percent = false;      // 0.7 is written "70 %" and typed as 70
};

/// How a value of the range is written.
std::string number_text(const NumberRange& range, double value);

/// A track with a knob; a hollow knob marks the value before the drag. Arrow keys 1 %, Shift 10 %, double click:
/// initial. True when the value changed. A value that is not finite or outside is drawn at the end and left alone.
bool slider(std::string_view id, const Rect& where, double& value, const NumberRange& range, const Words& words = {});

/// Label above left, value above right, track below: 40 px high at 1x (see labelled_slider_height).
bool labelled_slider(std::string_view id, const Rect& where, double& value, const NumberRange& range,
                     const Words& words = {});
float labelled_slider_height();

/// A field: drag sideways to change, click (or Enter) to type. What is typed and refused leaves the value alone, puts a
/// red ring round the field and one line with the range under it. True when the value changed.
bool number(std::string_view id, const Rect& where, double& value, const NumberRange& range, const Words& words = {});

/// Track and field in one row; the field is recorded as "<id>.field". `field_width` in design px.
bool slider_with_field(std::string_view id, const Rect& where, double& value, const NumberRange& range,
                       float field_width = 56, const Words& words = {});

/// A number inside a formula or sentence: accent, dotted underline, drag sideways or type. `at` = left end of the
/// baseline. Returns true when it changed; `width` receives the width drawn.
bool inline_number(std::string_view id, ImVec2 at, TextStyle style, double& value, const NumberRange& range,
                   float* width = nullptr, const Words& words = {});

/// − 8 +
bool stepper(std::string_view id, const Rect& where, int& value, int low, int high, const Words& words = {});

/// A whole number through number() or slider(): the same with an int.
bool number(std::string_view id, const Rect& where, int& value, const NumberRange& range, const Words& words = {});
bool labelled_slider(std::string_view id, const Rect& where, int& value, const NumberRange& range,
                     const Words& words = {});

// ---------------------------------------------------------------- one of several

/// An item: its id is what `value` in the record and set_value() use; its label is already translated.
struct Item {
  std::string_view id;
  std::string_view label;
  std::string_view group = {};        // a heading before the first item of a group (choice only)
  std::string_view short_label = {};  // where the label has no room in the closed list (choice only)
};

/// Draws a small picture of item `index` into a rectangle.
using Picture = std::function<void(ImDrawList* list, const Rect& where, int index)>;

/// Name and chevron; a list opens below. True when `index` changed.
bool choice(std::string_view id, const Rect& where, int& index, std::span<const Item> items,
            const Picture& picture = {}, const Words& words = {});

/// 2–4 exclusive words in a well. Parts are recorded as "<id>:<item>".
bool segments(std::string_view id, const Rect& where, int& index, std::span<const Item> items,
              TextStyle text = type::body, const Words& words = {});
/// The width in device pixels segments want.
float segments_width(std::span<const Item> items, TextStyle text = type::body);

/// Tabs in a row with the accent bar on the lower edge of `where`; `index` is the active one.
bool tabs(std::string_view id, const Rect& where, int& index, std::span<const Item> items, const Words& words = {});
/// The least width, in device pixels, in which tabs stand side by side.
float least_tabs_width(std::span<const Item> items);

/// A square picture with its name below, as the data sets: selected = accent ring and strong name. True when operated.
bool tile(std::string_view id, const Rect& where, bool selected, const Picture& picture, const Words& words = {});

/// A row with a thumbnail and a name, as in the catalogue of functions. Off: plain; on: bordered; focused: accentSoft.
enum class RowState { off, on, focused };
bool thumbnail_row(std::string_view id, const Rect& where, RowState state, const Picture& picture,
                   const Words& words = {});

// ---------------------------------------------------------------- on and off, chips, text

/// 34 × 20. True when it changed. With `label_right` the words stand to its right and belong to the hit area.
bool toggle(std::string_view id, const Rect& where, bool& on, bool label_right = false, const Words& words = {});

/// Colour dot, name, ×. The × is recorded as "<id>.remove".
enum class ChipAction { none, focus, remove };
ChipAction chip(std::string_view id, ImVec2 corner, Color color, bool focused, bool removable, const Words& words);
float chip_width(std::string_view label, bool removable);
float chip_height();

/// A line of text with an optional icon and a hint while empty (tr("control.<id>") is the hint). True when the text
/// changed.
bool text_field(std::string_view id, const Rect& where, std::string& text, Icon icon = Icon::none,
                const Words& words = {});

/// Why what stands in a field cannot be taken: the place is marked in it, the sentence stands below.
struct FieldMistake {
  std::string sentence;
  std::ptrdiff_t offset = -1;  // bytes before the place; negative: no place
  std::size_t size = 0;        // bytes that are marked; 0: a place behind the text
};

/// The same with a red ring, a mark and the sentence below while there is a mistake.
bool text_field(std::string_view id, const Rect& where, std::string& text, const FieldMistake* mistake,
                const Words& words = {});
/// The height in device pixels that the sentence takes below a field of this width.
float field_mistake_height(const FieldMistake& mistake, float width);

// ---------------------------------------------------------------- drawings that can be pointed at

/// What the pointer does with a plot, map or diagram.
struct SurfaceInput {
  bool hovered = false;
  bool focused = false;  // by keyboard: arrow keys are in `arrow`
  bool clicked = false;  // released without a drag
  bool by_key = false;   // clicked by Enter or by its id: the pointer says nothing
  bool double_clicked = false;
  bool dragging = false;  // the left button (or one finger) is down and moved
  ImVec2 pointer{};       // device pixels
  ImVec2 drag_delta{};    // since the last frame
  float wheel = 0;        // zoom: wheel steps over it, pinch as well; positive = in
  ImVec2 arrow{};         // −1, 0, 1 for arrow keys pressed in this frame while focused
};

/// Registers a drawing (role image) and reports the pointer over it. Vertical wheel motion is taken only while it is
/// hovered and `takes_wheel`; otherwise it scrolls the page.
SurfaceInput surface(std::string_view id, const Rect& where, bool takes_wheel, const Words& words = {});

/// A hit area with no drawing of its own (a unit of a network, a curve's dot): hover and press tints are up to the
/// caller.
struct HitResult {
  bool operated = false, hovered = false, held = false, focused = false;
};
HitResult hit_area(std::string_view id, const Rect& where, const Words& words, ControlRole role = ControlRole::button,
                   std::string_view value = {});

/// Shows a tooltip (name in 600, one sentence) at once, next to `anchor`.
void show_tooltip(const Rect& anchor, std::string_view name, std::string_view sentence);

/// Words and one button, as a diagnosis: lamp, text, optional "Why?", the fix. Returns what was operated.
enum class NoteAction { none, fix, why };
struct NoteText {
  std::string_view text;  // one or two lines
  std::string_view fix;   // words of the button; empty = none
  bool why = false;
};
NoteAction note_line(std::string_view id, const Rect& where, const NoteText& text);

}  // namespace gradlab::ui
