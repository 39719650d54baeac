// A second place to draw to: what goes through draw.hpp while one of these is set in the Ui becomes an SVG picture too.
// No ImGui calls.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

#include "shell/ui/color.hpp"
#include "shell/ui/fonts.hpp"
#include "shell/ui/geometry.hpp"

namespace gradlab::ui {

/// All positions and lengths are device pixels; the picture has `scale` of them to a unit.
class SvgPainter {
 public:
  /// The picture shows `area`, on `paper`.
  SvgPainter(const Rect& area, float scale, Color paper);

  struct Dashes {
    float on = 0, off = 0, phase = 0;  // on = 0: a line without gaps
  };
  /// Not-finite points break it; its ends are round.
  void line(std::span<const ImVec2> points, Color color, float width, Dashes dashes = {0, 0, 0});
  void area(std::span<const ImVec2> corners, Color color);
  void fill(const Rect& rect, Color color, float radius = 0);
  void stroke(const Rect& rect, Color color, float width, float radius = 0);
  void dot(ImVec2 center, float radius, Color color);
  void circle(ImVec2 center, float radius, Color color, float width);
  /// `at`: left end of the baseline. `width` keeps the layout where the reader has other fonts.
  void text(ImVec2 at, std::string_view text, Color color, Face face, float size, float width);
  void begin_clip(const Rect& rect);
  void end_clip();

  /// The whole file.
  std::string finish() const;

 private:
  std::string x(float place) const;
  std::string y(float place) const;
  std::string length(float pixels) const;
  std::string rect_attributes(const Rect& rect, float radius) const;

  Rect area_;
  float scale_;
  int clips_ = 0;
  std::string body_;
};

}  // namespace gradlab::ui
