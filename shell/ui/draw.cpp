// Lines and shapes of draw.hpp.
#include "shell/ui/draw.hpp"

#include <imgui_internal.h>  // TexUvLines

#include <algorithm>
#include <cmath>
#include <vector>

#include "shell/ui/context.hpp"
#include "shell/ui/svg.hpp"

namespace gradlab::ui {
namespace {

ImVec2 between(ImVec2 a, ImVec2 b, float t) { return {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t}; }

float distance(ImVec2 a, ImVec2 b) {
  const float x = b.x - a.x, y = b.y - a.y;
  return std::sqrt(x * x + y * y);
}

bool finite(ImVec2 point) { return std::isfinite(point.x) && std::isfinite(point.y); }

ImVec2 direction(ImVec2 a, ImVec2 b) {
  const float length = distance(a, b), scale = length > 0 ? 1 / length : 0;
  return {(b.x - a.x) * scale, (b.y - a.y) * scale};
}

/// A strip of two vertices a point, its soft edges from the texture of lines. ImGui itself takes that only for whole
/// widths and needs twice the vertices for others; the picture of the nearest whole width, stretched, does for all.
void stroke(ImDrawList* list, std::span<const ImVec2> points, Color color, float width) {
  const int count = static_cast<int>(points.size());
  if (count < 2 || (color & IM_COL32_A_MASK) == 0) return;
  width = std::max(width, 1.0F);
  const int whole = static_cast<int>(width + 0.5F);  // NOLINT(bugprone-incorrect-roundings): of a positive number
  if (whole > IM_DRAWLIST_TEX_LINES_WIDTH_MAX) {
    list->AddPolyline(points.data(), count, color, ImDrawFlags_None, width);
    return;
  }
  const ImVec4 edges = list->_Data->TexUvLines[whole];
  const float half = width / 2 + 1;
  const int most_pairs = 2 * count;
  list->PrimReserve((most_pairs - 1) * 6, most_pairs * 2);
  // Written by pointers of its own, which a compiler may keep in registers; the list's it would load and store each
  // time.
  ImDrawVert* vertex = list->_VtxWritePtr;
  const auto pair = [&](ImVec2 at, ImVec2 along, float size) {
    const ImVec2 aside{along.y * size, -along.x * size};
    *vertex++ = {{at.x + aside.x, at.y + aside.y}, {edges.x, edges.y}, color};
    *vertex++ = {{at.x - aside.x, at.y - aside.y}, {edges.z, edges.w}, color};
  };
  ImVec2 before = direction(points[0], points[1]);
  int pairs = 0;
  for (int i = 0; i < count; ++i, ++pairs) {
    const auto at = static_cast<std::size_t>(i);
    const ImVec2 after = i + 1 < count ? direction(points[at], points[at + 1]) : before;
    const ImVec2 middle{(before.x + after.x) / 2, (before.y + after.y) / 2};
    const float size = middle.x * middle.x + middle.y * middle.y;
    if (size >= 0.5F) {
      pair(points[at], middle, half / size);
    } else {
      // A corner sharper than a right angle has its tip cut, or it would stand out like a thorn.
      pair(points[at], before, half);
      pair(points[at], after, half);
      ++pairs;
    }
    before = after;
  }
  ImDrawIdx* index = list->_IdxWritePtr;
  unsigned int first = list->_VtxCurrentIdx;
  for (int i = 0; i + 1 < pairs; ++i, first += 2)
    for (const unsigned int corner : {2U, 0U, 1U, 3U, 1U, 2U}) *index++ = static_cast<ImDrawIdx>(first + corner);
  list->_VtxWritePtr = vertex;
  list->_IdxWritePtr = index;
  list->_VtxCurrentIdx = first + 2;
  list->PrimUnreserve((most_pairs - pairs) * 6, (most_pairs - pairs) * 2);
}

void polyline_piece(ImDrawList* list, std::span<const ImVec2> points, Color color, float width) {
  if (points.empty()) return;
  stroke(list, points, color, width);
  // ImGui ends lines square; a dot makes them round. Thin ones need none.
  if (width < 2.0F || (color >> IM_COL32_A_SHIFT) < 0xFFU) return;
  list->AddCircleFilled(points.front(), width / 2, color);
  list->AddCircleFilled(points.back(), width / 2, color);
}

}  // namespace

void draw_hline(ImDrawList* list, float x0, float x1, float y, Color color, float width) {
  const float thick = whole_px(width);
  const float top = std::floor(y - (thick - 1) / 2);
  list->AddRectFilled({snap(x0), top}, {snap(x1), top + thick}, color);
  if (ui().svg) ui().svg->fill({snap(x0), top, snap(x1), top + thick}, color);
}

void draw_vline(ImDrawList* list, float x, float y0, float y1, Color color, float width) {
  const float thick = whole_px(width);
  const float left = std::floor(x - (thick - 1) / 2);
  list->AddRectFilled({left, snap(y0)}, {left + thick, snap(y1)}, color);
  if (ui().svg) ui().svg->fill({left, snap(y0), left + thick, snap(y1)}, color);
}

void draw_polyline(ImDrawList* list, std::span<const ImVec2> points, Color color, float width) {
  const float thick = px(width);
  std::size_t start = 0;
  if (ui().svg) ui().svg->line(points, color, thick);
  for (std::size_t i = 0; i <= points.size(); ++i) {
    if (i < points.size() && finite(points[i])) continue;
    polyline_piece(list, points.subspan(start, i - start), color, thick);
    start = i + 1;
  }
}

void draw_dashed(ImDrawList* list, std::span<const ImVec2> points, Color color, float width, float on, float off,
                 float phase) {
  const float pattern = px(on + off);
  const float drawn = px(on);
  if (points.size() < 2 || pattern <= 0) return;
  if (ui().svg) ui().svg->line(points, color, px(width), {drawn, pattern - drawn, px(phase)});
  std::vector<ImVec2> dash;
  float place = std::fmod(px(phase), pattern);
  const auto flush = [&] {
    stroke(list, dash, color, px(width));
    dash.clear();
  };
  for (std::size_t i = 1; i < points.size(); ++i) {
    const ImVec2 a = points[i - 1];
    const ImVec2 b = points[i];
    if (!finite(a) || !finite(b)) {
      flush();
      continue;
    }
    const float length = distance(a, b);
    float gone = 0;
    while (gone < length) {
      const bool is_on = place < drawn;
      const float step = std::min((is_on ? drawn : pattern) - place, length - gone);
      if (is_on && dash.empty()) dash.push_back(between(a, b, gone / length));
      gone += step;
      place += step;
      if (is_on) dash.push_back(between(a, b, gone / length));
      if (is_on && place >= drawn - 1e-3F) flush();
      // Rounding must not leave a step of nothing for ever.
      if (place >= pattern - 1e-3F)
        place = 0;
      else if (is_on && place >= drawn - 1e-3F)
        place = drawn;
      if (step <= 0) gone += 1e-2F;
    }
  }
  flush();
}

void draw_dashed_line(ImDrawList* list, ImVec2 a, ImVec2 b, Color color, float width, float on, float off) {
  const ImVec2 ends[] = {a, b};
  draw_dashed(list, ends, color, width, on, off);
}

void fill_rect(ImDrawList* list, const Rect& rect, Color color, float radius) {
  if (rect.empty()) return;
  list->AddRectFilled(rect.min(), rect.max(), color, px(radius));
  if (ui().svg) ui().svg->fill(rect, color, px(radius));
}

void fill_rects(ImDrawList* list, std::span<const FilledRect> rects) {
  const auto count = static_cast<int>(rects.size());
  list->PrimReserve(6 * count, 4 * count);
  ImDrawVert* vertex = list->_VtxWritePtr;
  ImDrawIdx* index = list->_IdxWritePtr;
  unsigned int first = list->_VtxCurrentIdx;
  const ImVec2 white = list->_Data->TexUvWhitePixel;
  for (const auto& [rect, color] : rects) {
    for (const ImVec2 corner : {rect.min(), ImVec2{rect.x1, rect.y0}, rect.max(), ImVec2{rect.x0, rect.y1}})
      *vertex++ = {corner, white, color};
    for (const unsigned int corner : {0U, 1U, 2U, 0U, 2U, 3U}) *index++ = static_cast<ImDrawIdx>(first + corner);
    first += 4;
  }
  list->_VtxWritePtr = vertex;
  list->_IdxWritePtr = index;
  list->_VtxCurrentIdx = first;
  if (!ui().svg) return;
  for (const auto& [rect, color] : rects) ui().svg->fill(rect, color, 0);
}

void stroke_rect(ImDrawList* list, const Rect& rect, Color color, float radius, float width) {
  if (rect.empty()) return;
  list->AddRect(rect.min(), rect.max(), color, px(radius), ImDrawFlags_None, px(width));
  if (ui().svg) ui().svg->stroke(rect, color, px(width), px(radius));
}

void draw_box(ImDrawList* list, const Rect& rect, Color fill, Color border, float radius, float border_width) {
  const Rect whole = rect.snapped();
  if (whole.empty()) return;
  const float line = whole_px(border_width);
  // AddRect draws its line inside the pixel rectangle by half its width already for 1 px lines.
  const Rect middle = whole.inset((line - 1) / 2);
  list->AddRectFilled(whole.inset(line / 2).min(), whole.inset(line / 2).max(), fill,
                      std::max(px(radius) - line / 2, 0.0F));
  list->AddRect(middle.min(), middle.max(), border, std::max(px(radius) - (line - 1) / 2, 0.0F), ImDrawFlags_None,
                line);
  if (!ui().svg) return;
  ui().svg->fill(whole, fill, px(radius));
  ui().svg->stroke(whole.inset(line / 2), border, line, px(radius));
}

void draw_ring(ImDrawList* list, const Rect& rect, Color color, float radius, float width, float distance_out) {
  const Rect around = rect.grown(px(distance_out));
  list->AddRect(around.min(), around.max(), color, px(radius + distance_out), ImDrawFlags_None, px(width));
  if (ui().svg) ui().svg->stroke(around, color, px(width), px(radius + distance_out));
}

void draw_hatch(ImDrawList* list, const Rect& rect, Color color, float pitch, float width) {
  if (rect.empty()) return;
  const float step = std::max(px(pitch), 2.0F) * 1.41421F;
  const Clip inside(rect, list);
  // The pattern hangs on the screen's origin, so that neighbours match.
  const float first = std::floor((rect.x0 + rect.y0) / step) * step;
  for (float sum = first; sum < rect.x1 + rect.y1; sum += step) {
    const ImVec2 line[] = {{sum - rect.y1, rect.y1}, {sum - rect.y0, rect.y0}};
    list->AddLine(line[0], line[1], color, px(width));
    if (ui().svg) ui().svg->line(line, color, px(width));
  }
}

void fill_between(ImDrawList* list, std::span<const ImVec2> lower, std::span<const ImVec2> upper, Color color) {
  const std::size_t count = std::min(lower.size(), upper.size());
  if (SvgPainter* const svg = ui().svg) {
    std::vector<ImVec2> corners(lower.begin(), lower.begin() + static_cast<std::ptrdiff_t>(count));
    corners.insert(corners.end(), upper.rend() - static_cast<std::ptrdiff_t>(count), upper.rend());
    svg->area(corners, color);
  }
  // Smoothed edges of neighbours would overlap, and be seen in a colour that lets light through.
  const ImDrawListFlags before = list->Flags;
  list->Flags &= ~ImDrawListFlags_AntiAliasedFill;
  for (std::size_t i = 1; i < count; ++i) list->AddQuadFilled(lower[i - 1], lower[i], upper[i], upper[i - 1], color);
  list->Flags = before;
}

void fill_dot(ImDrawList* list, ImVec2 center, float radius, Color color) {
  list->AddCircleFilled(center, px(radius), color);
  if (ui().svg) ui().svg->dot(center, px(radius), color);
}

void stroke_dot(ImDrawList* list, ImVec2 center, float radius, Color color, float width) {
  list->AddCircle(center, px(radius), color, 0, px(width));
  if (ui().svg) ui().svg->circle(center, px(radius), color, px(width));
}

void draw_point(ImDrawList* list, ImVec2 center, float radius, Color color, Color ring, float ring_width) {
  fill_dot(list, center, radius + ring_width, ring);
  fill_dot(list, center, radius, color);
}

void draw_arrow_head(ImDrawList* list, ImVec2 tip, ImVec2 direction, float size, Color color) {
  const float length = std::hypot(direction.x, direction.y);
  if (!(length > 0)) return;
  const ImVec2 along{direction.x / length * px(size), direction.y / length * px(size)};
  const ImVec2 back{tip.x - along.x, tip.y - along.y};
  const ImVec2 side{-along.y * 0.5F, along.x * 0.5F};
  const ImVec2 corners[] = {tip, {back.x + side.x, back.y + side.y}, {back.x - side.x, back.y - side.y}};
  list->AddTriangleFilled(corners[0], corners[1], corners[2], color);
  if (ui().svg) ui().svg->area(corners, color);
}

Rect draw_tag(ImDrawList* list, ImVec2 center, std::string_view text, const Rect& bounds) {
  const float width = std::max(text_width(type::caption, text) + px(16), px(40));
  const float half = width / 2;
  if (bounds.width() > width) center.x = std::clamp(center.x, bounds.x0 + half, bounds.x1 - half);
  const Rect tag = Rect{center.x, center.y, center.x, center.y}.centered(width, px(20)).snapped();
  fill_rect(list, tag, theme().ink, 4);
  draw_text(list, tag.center(), center_middle, theme().panel, type::caption, text);
  return tag;
}

Rect draw_pill(ImDrawList* list, ImVec2 at, std::string_view text, Color text_color) {
  const Rect pill =
      Rect{at.x, at.y - px(9.5F), at.x + text_width(type::badge, text) + px(14), at.y + px(9.5F)}.snapped();
  draw_box(list, pill, theme().panel, theme().line2, 9.5F);
  draw_text(list, pill.center(), center_middle, text_color, type::badge, text);
  return pill;
}

void draw_ramp(ImDrawList* list, const Rect& rect, bool soft) {
  const Rect whole = rect.snapped();
  for (int piece = 0; piece < 4; ++piece) {
    const float left = static_cast<float>(piece) / 2 - 1;
    const float right = left + 0.5F;
    const Color a = soft ? theme().soft_ramp(left) : theme().ramp(left);
    const Color b = soft ? theme().soft_ramp(right) : theme().ramp(right);
    const float x0 = whole.x0 + whole.width() * static_cast<float>(piece) / 4;
    const float x1 = whole.x0 + whole.width() * static_cast<float>(piece + 1) / 4;
    list->AddRectFilledMultiColor({x0, whole.y0}, {x1, whole.y1}, a, b, b, a);
  }
  if (!ui().svg) return;
  constexpr int steps = 64;
  std::vector<Color> texels;
  for (int i = 0; i < steps; ++i) {
    const float value = 2 * static_cast<float>(i) / (steps - 1) - 1;
    texels.push_back(soft ? theme().soft_ramp(value) : theme().ramp(value));
  }
  ui().svg->image(whole, texels, steps, 0);
}

Clip::Clip(const Rect& rect, ImDrawList* list) : list_(list ? list : canvas()) {
  list_->PushClipRect(rect.min(), rect.max(), true);
  if (ui().svg) ui().svg->begin_clip(rect);
}

Clip::~Clip() {
  list_->PopClipRect();
  if (ui().svg) ui().svg->end_clip();
}

}  // namespace gradlab::ui
