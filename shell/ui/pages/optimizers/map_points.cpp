// What is level: marks by kind, with their places and curvatures.
#include <algorithm>
#include <array>
#include <cmath>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/optimizers/map.hpp"
#include "shell/ui/reading.hpp"

namespace gradlab::ui {
namespace {

constexpr std::size_t most_cards = 3, most_marked = 60;

void draw_mark(ImDrawList* list, ImVec2 at, PointKind kind, bool small) {
  const Theme& t = theme();
  if (small) return draw_point(list, at, 2.6F, t.ink, t.panel, 1.2F);
  if (kind == PointKind::minimum) {
    draw_point(list, at, 7, t.panel, t.ink, 2);
    return fill_dot(list, at, 2.6F, t.ink);
  }
  if (kind == PointKind::saddle) {
    const float r = px(6.5F);
    const std::array<ImVec2, 5> diamond{
        ImVec2{at.x, at.y - r}, {at.x + r, at.y}, {at.x, at.y + r}, {at.x - r, at.y}, {at.x, at.y - r}};
    list->AddConvexPolyFilled(diamond.data(), 4, t.panel);
    return draw_polyline(list, diamond, t.ink, 1.8F);
  }
  const float r = px(6);  // a maximum, or level without a name: a square
  draw_box(list, Rect{at.x - r, at.y - r, at.x + r, at.y + r}, t.panel, t.ink, 1, 1.8F);
}

struct PointWords {
  std::string name, place, curvatures;
};

/// What Newton's steps leave of a 0 is one.
double found(double value) { return std::abs(value) < 1e-9 ? 0 : value; }

PointWords words_of(const StationaryPoint& one) {
  const Curvature& c = one.curvature;
  PointWords words;
  words.name = tr("optimizers.point." + std::string(point_kind_id(c.kind)));
  words.place =
      tr("optimizers.point_at",
         {{"x", readout(found(one.at.x))}, {"y", readout(found(one.at.y))}, {"loss", readout(found(c.value))}});
  words.curvatures = tr("optimizers.point_curvatures",
                        {{"low", compact(found(c.eigenvalues[0]), 3)}, {"high", compact(found(c.eigenvalues[1]), 3)}});
  return words;
}

/// Cards of the few points of a plain surface stand beside them, where nothing is hidden that matters.
void draw_card(ImDrawList* list, const Rect& frame, ImVec2 at, const StationaryPoint& one, std::vector<Rect>& taken) {
  const PointWords words = words_of(one);
  const float width = std::max({text_width(strong(type::caption), words.name), text_width(type::caption, words.place),
                                text_width(type::caption, words.curvatures)}) +
                      px(20);
  const float height = px(62), gap = px(14);
  const float inside_x =
      std::clamp(at.x - width / 2, frame.x0 + px(4), std::max(frame.x0 + px(4), frame.x1 - width - px(4)));
  const std::array<ImVec2, 6> corners{ImVec2{at.x + gap, at.y + gap},   {at.x - gap - width, at.y - gap - height},
                                      {at.x - gap - width, at.y + gap}, {at.x + gap, at.y - gap - height},
                                      {inside_x, at.y + gap},           {inside_x, at.y - gap - height}};
  for (const ImVec2& corner : corners) {
    const Rect card = rect_at(corner, {width, height}).snapped();
    const bool inside = card.x0 > frame.x0 && card.x1 < frame.x1 && card.y0 > frame.y0 && card.y1 < frame.y1;
    if (!inside || std::ranges::any_of(taken, [&](const Rect& r) { return !r.intersection(card).empty(); })) continue;
    taken.push_back(card);
    draw_box(list, card, theme().panel, theme().line, control_radius);
    const float x = card.x0 + px(10);
    draw_text(list, {x, card.y0 + px(18)}, left_base, theme().ink, strong(type::caption), words.name);
    draw_text(list, {x, card.y0 + px(36)}, left_base, theme().ink2, type::caption, words.place);
    draw_text(list, {x, card.y0 + px(53)}, left_base, theme().ink2, type::caption, words.curvatures);
    return;
  }
}

std::vector<const StationaryPoint*> points_in(const OptimizersPage& page, const PlotFrame& frame) {
  std::vector<const StationaryPoint*> found;
  for (const StationaryPoint& one : page.race.stationary)
    if (frame.view.x.contains(one.at.x) && frame.view.y.contains(one.at.y)) found.push_back(&one);
  return found;
}

bool is_deepest(const OptimizersPage& page, Point at) {
  return std::ranges::any_of(page.race.minima, [&](Point one) { return one.x == at.x && one.y == at.y; });
}

}  // namespace

void race_level_points(OptimizersPage& page, const PlotFrame& frame, ImVec2 pointer, bool hovered,
                       std::vector<Rect>& taken) {
  ImDrawList* const list = canvas();
  std::vector<const StationaryPoint*> points = points_in(page, frame);
  const bool many = points.size() > most_marked;
  if (many) std::erase_if(points, [](const auto* one) { return one->curvature.kind != PointKind::minimum; });
  const bool cards = points.size() <= most_cards && frame.rect.width() > px(420);
  constexpr std::size_t most_said = 8;
  std::string said;
  for (std::size_t i = 0; i < std::min(points.size(), most_said); ++i) {
    const PointWords words = words_of(*points[i]);
    said += (i ? "; " : "") + words.name + " " + words.place + ", " + words.curvatures;
  }
  if (!said.empty()) record_reading("optimizers.points", said, frame.rect);
  for (const StationaryPoint* const one : points) {
    const ImVec2 at = frame.to_pixel(race_point(one->at));
    draw_mark(list, at, one->curvature.kind, many && !is_deepest(page, one->at));
    if (cards) {
      draw_card(list, frame.rect, at, *one, taken);
    } else if (hovered && std::hypot(pointer.x - at.x, pointer.y - at.y) < px(10)) {
      const PointWords words = words_of(*one);
      show_tooltip({at.x - px(8), at.y - px(8), at.x + px(8), at.y + px(8)}, words.name,
                   words.place + " · " + words.curvatures);
    }
  }
}

}  // namespace gradlab::ui
