// Panels, scrolling and what slides in: the frame a page stands in.
#pragma once

#include <string_view>

#include "shell/ui/context.hpp"
#include "shell/ui/draw.hpp"

namespace gradlab::ui {

/// Design measures that pages share, in design px by breakpoint.
float page_margin();    // 24, phone 16
float panel_gap();      // 16, phone 10
float panel_padding();  // 20, phone 14
float field_height();   // 34, phone 44
float bar_height();     // top bar 56, phone 52

/// Takes a row as high as a field off the top, and a gap (design px) below it.
inline constexpr float row_gap = 10;
Rect cut_row(Rect& rest, float gap = row_gap);
inline constexpr float page_max_width = 1760;
inline constexpr float page_min_height = 820;
inline constexpr float control_max_width = 320;
inline constexpr float panel_radius = 12, control_radius = 8, map_radius = 7, thumbnail_radius = 5;

/// The area without its left and right margins, at most 1760 design px wide and centred (device pixels in and out).
Rect page_column(const Rect& area);

/// A white panel with a hairline and, if given, a title (15/600, baseline 31 below the top).
struct Panel {
  Rect outer;
  Rect header;   // the title's line, right of the title: put actions at its right end with cut_right()
  Rect content;  // below the title, inside the padding
};
Panel panel(const Rect& where, std::string_view title = {});
/// How much higher a panel with a title is than its content, device px.
float panel_frame();

/// A hairline across a panel, 20 px from its edges.
void panel_rule(const Rect& panel, float y);

/// The scrolling part of a page. `content()` is as wide as the area and as high as the larger of area and
/// `content_height` (design px). Top bars and fixed bars are drawn outside of it and stay.
class PageScroll {
 public:
  PageScroll(std::string_view id, const Rect& area, float content_height);
  ~PageScroll();
  PageScroll(const PageScroll&) = delete;
  PageScroll& operator=(const PageScroll&) = delete;
  const Rect& content() const { return content_; }

 private:
  Rect content_;
};

/// The same inside a panel (a list): give the height its content needs; it scrolls when that is more than there is.
using ScrollArea = PageScroll;

/// A drawer from the left (medium) or a sheet from the bottom (phone): a panel over the page with a scrim; Esc, a tap
/// outside or its × close it. Use as: `if (Overlay drawer("playground.setup", open, 280); drawer.visible()) { draw into
/// drawer.content(); }`
class Overlay {
 public:
  enum class Side { automatic, left, bottom, center };
  /// `size` is the drawer's width, or the sheet's height, in design px.
  Overlay(std::string_view id, bool& open, float size, std::string_view title = {}, Side side = Side::automatic);
  ~Overlay();
  Overlay(const Overlay&) = delete;
  Overlay& operator=(const Overlay&) = delete;
  bool visible() const { return visible_; }
  const Rect& content() const { return content_; }

 private:
  bool visible_ = false;
  Rect content_;
};

}  // namespace gradlab::ui
