// Points and rectangles of the interface. All coordinates are DEVICE pixels of the window, origin top left;
// design lengths (px at 1x) become device pixels by px().
#pragma once

#include <imgui.h>

#include <algorithm>
#include <cstddef>

namespace gradlab::ui {

/// A design length (px at 1x) in device pixels: × device pixel ratio × the interface's own factor (Ctrl + and -).
float px(float design_length);

/// The same, at a whole number of device pixels and at least 1: for lines and borders.
float whole_px(float design_length);

/// To the nearest whole device pixel.
inline float snap(float coordinate) {
  return static_cast<float>(static_cast<int>(coordinate + (coordinate < 0 ? -0.5F : 0.5F)));
}
inline ImVec2 snap(ImVec2 point) { return {snap(point.x), snap(point.y)}; }

/// A rectangle to lay out by cutting pieces off: `Rect bar = area.cut_top(px(64));` takes the bar out of the area.
struct Rect {
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;

  float width() const { return x1 - x0; }
  float height() const { return y1 - y0; }
  ImVec2 min() const { return {x0, y0}; }
  ImVec2 max() const { return {x1, y1}; }
  ImVec2 size() const { return {width(), height()}; }
  ImVec2 center() const { return {(x0 + x1) / 2, (y0 + y1) / 2}; }
  bool contains(ImVec2 point) const { return point.x >= x0 && point.x < x1 && point.y >= y0 && point.y < y1; }
  bool empty() const { return x1 <= x0 || y1 <= y0; }

  /// Take a piece off one side (never more than there is) and return it; `gap` is thrown away after it.
  Rect cut_left(float amount, float gap = 0);
  Rect cut_right(float amount, float gap = 0);
  Rect cut_top(float amount, float gap = 0);
  Rect cut_bottom(float amount, float gap = 0);

  Rect inset(float all) const { return inset(all, all); }
  Rect inset(float horizontal, float vertical) const {
    return {x0 + horizontal, y0 + vertical, x1 - horizontal, y1 - vertical};
  }
  Rect grown(float all) const { return inset(-all); }
  Rect moved(float dx, float dy) const { return {x0 + dx, y0 + dy, x1 + dx, y1 + dy}; }
  /// The same rectangle at whole device pixels.
  Rect snapped() const { return {snap(x0), snap(y0), snap(x1), snap(y1)}; }
  Rect intersection(const Rect& other) const;

  /// A rectangle of the given size with the same centre.
  Rect centered(float width, float height) const;
  /// Column `index` of `count` equal columns with `gap` between them (row() likewise).
  Rect column(int index, int count, float gap) const;
  Rect row(int index, int count, float gap) const;
};

Rect rect_at(ImVec2 corner, ImVec2 size);

/// The index-th cell of a grid, row after row from its corner `first`, on whole pixels.
Rect grid_cell(ImVec2 first, std::size_t index, std::size_t in_row, ImVec2 size, ImVec2 gap);

}  // namespace gradlab::ui
