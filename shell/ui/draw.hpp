// What every drawing is made of: text, lines and shapes over ImDrawList. Widths and sizes here are DESIGN px (scaled
// inside); positions are device pixels.
#pragma once

#include <imgui.h>

#include <span>
#include <string_view>

#include "shell/ui/color.hpp"
#include "shell/ui/fonts.hpp"
#include "shell/ui/geometry.hpp"

namespace gradlab::ui {

/// Where the given point lies in the text: horizontally, and vertically on its baseline, its optical middle or its top.
enum class AlignX { left, center, right };
enum class AlignY { baseline, middle, top };
struct Align {
  AlignX x = AlignX::left;
  AlignY y = AlignY::baseline;
};
inline constexpr Align left_base{};
inline constexpr Align center_base{AlignX::center, AlignY::baseline};
inline constexpr Align right_base{AlignX::right, AlignY::baseline};
inline constexpr Align left_middle{AlignX::left, AlignY::middle};
inline constexpr Align center_middle{AlignX::center, AlignY::middle};
inline constexpr Align right_middle{AlignX::right, AlignY::middle};

/// The draw list of the window being drawn.
ImDrawList* canvas();

/// The first character of a text (UTF-8, not empty), which is taken off it.
unsigned int next_character(std::string_view& text);

/// Width of one line of text in device pixels.
float text_width(TextStyle style, std::string_view text);
/// Line pitch (1.4 × size) in device pixels.
float line_height(TextStyle style);

/// One line of text at whole device pixels; returns its width. Semibold Chinese is drawn twice, half a pixel apart.
float draw_text(ImDrawList* list, ImVec2 at, Align align, Color color, TextStyle style, std::string_view text);
inline float draw_text(ImVec2 at, Align align, Color color, TextStyle style, std::string_view text) {
  return draw_text(canvas(), at, align, color, style, text);
}
/// The same with a halo of `halo` around it, to stand on curves or bands.
float draw_text_halo(ImDrawList* list, ImVec2 at, Align align, Color color, Color halo, TextStyle style,
                     std::string_view text);
/// Cut with "…" to fit `width`.
float draw_text_fit(ImDrawList* list, ImVec2 at, Align align, Color color, TextStyle style, std::string_view text,
                    float width);
/// Wrapped at words (Chinese: at any character) into lines of at most `width`, first baseline at `at.y`; returns the
/// number of lines. `pen` receives where the last line ends, to go on from there.
int draw_text_wrapped(ImDrawList* list, ImVec2 at, float width, Color color, TextStyle style, std::string_view text,
                      ImVec2* pen = nullptr);
int count_wrapped_lines(float width, TextStyle style, std::string_view text);

/// Lines. `width` in design px; hairlines lie on pixel centres.
void draw_hline(ImDrawList* list, float x0, float x1, float y, Color color, float width = 1);
void draw_vline(ImDrawList* list, float x, float y0, float y1, Color color, float width = 1);
/// A curve with round ends; points in device pixels. Not-finite points break it.
void draw_polyline(ImDrawList* list, std::span<const ImVec2> points, Color color, float width);
/// Dashes by arc length: `on` px drawn, `off` px left out, beginning `phase` px into the pattern.
void draw_dashed(ImDrawList* list, std::span<const ImVec2> points, Color color, float width, float on, float off,
                 float phase = 0);
void draw_dashed_line(ImDrawList* list, ImVec2 a, ImVec2 b, Color color, float width, float on, float off);

/// Shapes.
void fill_rect(ImDrawList* list, const Rect& rect, Color color, float radius = 0);
/// Many at once, each of one colour and sharp-cornered: cells of an image.
struct FilledRect {
  Rect rect;
  Color color = 0;
};
void fill_rects(ImDrawList* list, std::span<const FilledRect> rects);
void stroke_rect(ImDrawList* list, const Rect& rect, Color color, float radius = 0, float width = 1);
/// Fill and border in one; the border lies inside the rectangle.
void draw_box(ImDrawList* list, const Rect& rect, Color fill, Color border, float radius, float border_width = 1);
/// A ring `distance` px outside the rectangle: selection (2.5 at 3) and keyboard focus (2 at 3).
void draw_ring(ImDrawList* list, const Rect& rect, Color color, float radius, float width = 2, float distance = 3);
/// Slanted lines every `pitch` px, clipped to the rectangle.
void draw_hatch(ImDrawList* list, const Rect& rect, Color color, float pitch = 6, float width = 1);
/// The area between two lines of as many points, the one never beyond the other.
void fill_between(ImDrawList* list, std::span<const ImVec2> lower, std::span<const ImVec2> upper, Color color);
void fill_dot(ImDrawList* list, ImVec2 center, float radius, Color color);
void stroke_dot(ImDrawList* list, ImVec2 center, float radius, Color color, float width = 1);
/// A point on a curve: filled, with a ring of `ring` (the panel's colour) around it.
void draw_point(ImDrawList* list, ImVec2 center, float radius, Color color, Color ring, float ring_width = 2);
void draw_arrow_head(ImDrawList* list, ImVec2 tip, ImVec2 direction, float size, Color color);

/// The dark tag with x on an axis (and the like): ink fill, panel text, centred at `center`, kept inside `bounds`
/// horizontally.
Rect draw_tag(ImDrawList* list, ImVec2 center, std::string_view text, const Rect& bounds);
/// A small pill with a border, as "dead" beside a unit; returns where it is. `at` is its left middle.
Rect draw_pill(ImDrawList* list, ImVec2 at, std::string_view text, Color text_color);
/// The legend of the diverging ramp; `soft` shows the half-strength ramp of the decision map.
void draw_ramp(ImDrawList* list, const Rect& rect, bool soft);

/// Clips to a rectangle while it lives.
class Clip {
 public:
  explicit Clip(const Rect& rect, ImDrawList* list = nullptr);
  ~Clip();
  Clip(const Clip&) = delete;
  Clip& operator=(const Clip&) = delete;

 private:
  ImDrawList* list_;
};

}  // namespace gradlab::ui
