#include "shell/ui/icons.hpp"

#include <array>
#include <cmath>
#include <initializer_list>
#include <numbers>
#include <span>
#include <vector>

#include "shell/ui/context.hpp"
#include "shell/ui/draw.hpp"
#include "shell/ui/svg.hpp"

namespace gradlab::ui {
namespace {

using Points = std::initializer_list<ImVec2>;

// A pen in the icon's own 16 × 16 box, origin at its centre, y down.
class Pen {
 public:
  Pen(ImDrawList* list, ImVec2 center, Color color, float size)
      : list_(list), center_(snap(center)), color_(color), unit_(px(size) / 16) {}

  void line(Points points, bool closed = false) {
    if (ui().svg) {
      std::vector<ImVec2> places = placed(points);
      if (closed) places.push_back(places.front());
      ui().svg->line(places, color_, stroke());
    }
    path(points);
    list_->PathStroke(color_, closed ? ImDrawFlags_Closed : ImDrawFlags_None, stroke());
  }
  void fill(Points points) {
    if (ui().svg) ui().svg->area(placed(points), color_);
    path(points);
    list_->PathFillConvex(color_);
  }
  void circle(ImVec2 at, float radius) {
    if (ui().svg) ui().svg->circle(place(at), radius * unit_, color_, stroke());
    list_->AddCircle(place(at), radius * unit_, color_, 0, stroke());
  }
  void dot(ImVec2 at, float radius) {
    if (ui().svg) ui().svg->dot(place(at), radius * unit_, color_);
    list_->AddCircleFilled(place(at), radius * unit_, color_);
  }
  void box(ImVec2 a, ImVec2 b, float radius) {
    if (ui().svg) ui().svg->stroke(between(a, b), color_, stroke(), radius * unit_);
    list_->AddRect(place(a), place(b), color_, radius * unit_, ImDrawFlags_None, stroke());
  }
  void fill_box(ImVec2 a, ImVec2 b, float radius) {
    if (ui().svg) ui().svg->fill(between(a, b), color_, radius * unit_);
    list_->AddRectFilled(place(a), place(b), color_, radius * unit_);
  }
  /// Angles in turns, clockwise from the right.
  void arc(ImVec2 at, float radius, float from, float to) {
    list_->PathArcTo(place(at), radius * unit_, from * turn, to * turn);
    if (ui().svg) ui().svg->line({list_->_Path.Data, static_cast<std::size_t>(list_->_Path.Size)}, color_, stroke());
    list_->PathStroke(color_, ImDrawFlags_None, stroke());
  }

 private:
  static constexpr float turn = 2 * std::numbers::pi_v<float>;
  ImVec2 place(ImVec2 at) const { return {center_.x + at.x * unit_, center_.y + at.y * unit_}; }
  Rect between(ImVec2 a, ImVec2 b) const { return {place(a).x, place(a).y, place(b).x, place(b).y}; }
  std::vector<ImVec2> placed(Points points) const {
    std::vector<ImVec2> places;
    for (const ImVec2 point : points) places.push_back(place(point));
    return places;
  }
  float stroke() const { return 1.5F * unit_; }
  void path(Points points) {
    for (const ImVec2 point : points) list_->PathLineTo(place(point));
  }
  ImDrawList* list_;
  ImVec2 center_;
  Color color_;
  float unit_;
};

void draw_moon(Pen& pen) {
  // The outer edge, and the edge of the disc that covers a part of it.
  pen.arc({0, 0}, 7.38F, -0.035F, 0.715F);
  pen.arc({3.5F, -5.5F}, 5.45F, 0.129F, 0.551F);
}

void draw_sun(Pen& pen) {
  pen.circle({0, 0}, 3.1F);
  for (int ray = 0; ray < 8; ++ray) {
    const float angle = static_cast<float>(ray) * std::numbers::pi_v<float> / 4;
    const ImVec2 way{std::cos(angle), std::sin(angle)};
    pen.line({{way.x * 5.3F, way.y * 5.3F}, {way.x * 7.2F, way.y * 7.2F}});
  }
}

void draw_dice(Pen& pen) {
  pen.box({-6, -6}, {6, 6}, 2.5F);
  for (const ImVec2 at : {ImVec2{-2.8F, -2.8F}, ImVec2{2.8F, 2.8F}, ImVec2{0, 0}}) pen.dot(at, 1.15F);
}

void draw_lightbulb(Pen& pen) {
  pen.arc({0, -1.5F}, 4.8F, 0.36F, 1.14F);
  pen.line({{-3.0F, 2.2F}, {-1.9F, 3.9F}, {1.9F, 3.9F}, {3.0F, 2.2F}});
  pen.line({{0, 3.6F}, {0, -0.6F}});
  pen.line({{-1.4F, -1.9F}, {0, -0.6F}, {1.4F, -1.9F}});
  pen.line({{-1.8F, 6.6F}, {1.8F, 6.6F}});
}

void draw_expand(Pen& pen) {
  for (const float x : {-1.0F, 1.0F}) {
    for (const float y : {-1.0F, 1.0F}) pen.line({{x * 2.6F, y * 6}, {x * 6, y * 6}, {x * 6, y * 2.6F}});
  }
}

void draw_share(Pen& pen) {
  pen.line({{-3.2F, -1.4F}, {-5.6F, -1.4F}, {-5.6F, 7}, {5.6F, 7}, {5.6F, -1.4F}, {3.2F, -1.4F}});
  pen.line({{0, 3.2F}, {0, -6.6F}});
  pen.line({{-3, -3.8F}, {0, -6.8F}, {3, -3.8F}});
}

void draw_reset(Pen& pen) {
  pen.arc({0.4F, 0.8F}, 5.0F, -0.36F, 0.36F);
  pen.line({{-5.6F, -6.2F}, {-5.6F, -2.3F}, {-1.7F, -2.3F}});
  pen.line({{-5.4F, -2.6F}, {-2.8F, -3.1F}});
}

/// A hooked arrow: to the left (side −1) back, to the right forward.
void draw_hooked_arrow(Pen& pen, float side) {
  pen.line({{side * 2.4F, -6.4F}, {side * 6, -2.8F}, {side * 2.4F, 0.8F}});
  pen.line({{side * 5.6F, -2.8F}, {side * -1.6F, -2.8F}});
  pen.arc({side * -1.6F, 1.2F}, 4, side < 0 ? -0.25F : 0.25F, side < 0 ? 0.25F : 0.75F);
  pen.line({{side * -1.6F, 5.2F}, {side * 2, 5.2F}});
}

void draw_simple(Pen& pen, Icon icon) {
  switch (icon) {
    case Icon::play: pen.fill({{-4.2F, -6}, {6, 0}, {-4.2F, 6}}); break;
    case Icon::pause:
      pen.fill_box({-4.8F, -5.5F}, {-1.4F, 5.5F}, 0.8F);
      pen.fill_box({1.4F, -5.5F}, {4.8F, 5.5F}, 0.8F);
      break;
    case Icon::rewind:
      pen.fill({{5.6F, -5.2F}, {5.6F, 5.2F}, {-3.2F, 0}});
      pen.fill_box({-6.2F, -5.4F}, {-4.2F, 5.4F}, 0);
      break;
    case Icon::step:
      pen.fill({{-5.6F, -5.2F}, {3.2F, 0}, {-5.6F, 5.2F}});
      pen.fill_box({4.2F, -5.4F}, {6.2F, 5.4F}, 0);
      break;
    case Icon::save:
      pen.line({{-6, 2.6F}, {-6, 6.2F}, {6, 6.2F}, {6, 2.6F}});
      pen.line({{0, -6.6F}, {0, 2.4F}});
      pen.line({{-3.2F, -0.6F}, {0, 2.6F}, {3.2F, -0.6F}});
      break;
    case Icon::plus:
      pen.line({{-5, 0}, {5, 0}});
      pen.line({{0, -5}, {0, 5}});
      break;
    case Icon::minus: pen.line({{-4.2F, 0}, {4.2F, 0}}); break;
    case Icon::chevron_down: pen.line({{-4, -2}, {0, 2}, {4, -2}}); break;
    case Icon::chevron_up: pen.line({{-4, 2}, {0, -2}, {4, 2}}); break;
    case Icon::chevron_left: pen.line({{2, -4}, {-2, 0}, {2, 4}}); break;
    case Icon::chevron_right: pen.line({{-2, -4}, {2, 0}, {-2, 4}}); break;
    case Icon::close:
      pen.line({{-3.4F, -3.4F}, {3.4F, 3.4F}});
      pen.line({{-3.4F, 3.4F}, {3.4F, -3.4F}});
      break;
    case Icon::search:
      pen.circle({-1.2F, -1.2F}, 5);
      pen.line({{2.5F, 2.5F}, {6.6F, 6.6F}});
      break;
    case Icon::menu:
      pen.line({{-6, -4.6F}, {6, -4.6F}});
      pen.line({{-6, 0}, {6, 0}});
      pen.line({{-6, 4.6F}, {6, 4.6F}});
      break;
    case Icon::lock:
      pen.fill_box({-4.6F, -0.8F}, {4.6F, 6}, 1.2F);
      pen.arc({0, -1.6F}, 3, 0.5F, 1.0F);
      break;
    case Icon::check: pen.line({{-5, 0.4F}, {-1.6F, 3.8F}, {5.2F, -3.6F}}); break;
    case Icon::copy:
      pen.box({-2, -2}, {6.4F, 6.4F}, 1.6F);
      pen.line({{2.6F, -6.2F}, {-6.2F, -6.2F}, {-6.2F, 2.6F}});
      break;
    case Icon::more:
      for (const float x : {-5.0F, 0.0F, 5.0F}) pen.dot({x, 0}, 1.3F);
      break;
    default: break;
  }
}

}  // namespace

void draw_icon(ImDrawList* list, Icon icon, ImVec2 center, Color color, float size) {
  Pen pen(list, center, color, size);
  switch (icon) {
    case Icon::none: break;
    case Icon::moon: draw_moon(pen); break;
    case Icon::sun: draw_sun(pen); break;
    case Icon::help: draw_text(list, center, center_middle, color, sized(type::body, size * 14 / 16), "?"); break;
    case Icon::dice: draw_dice(pen); break;
    case Icon::lightbulb: draw_lightbulb(pen); break;
    case Icon::expand: draw_expand(pen); break;
    case Icon::share: draw_share(pen); break;
    case Icon::reset: draw_reset(pen); break;
    case Icon::undo: draw_hooked_arrow(pen, -1); break;
    case Icon::redo: draw_hooked_arrow(pen, 1); break;
    default: draw_simple(pen, icon);
  }
}

void draw_logo(ImDrawList* list, ImVec2 corner, float size) {
  const float unit = px(size) / 26;
  const auto at = [&](float x, float y) { return ImVec2{corner.x + x * unit, corner.y + y * unit}; };
  list->AddRectFilled(at(0, 0), at(26, 26), theme().accent, 6 * unit);
  list->PathLineTo(at(3.8F, 19.5F));
  list->PathBezierCubicCurveTo(at(12.2F, 19.5F), at(13.8F, 6.5F), at(22.2F, 6.5F));
  list->PathStroke(theme().on_accent, ImDrawFlags_None, 2.2F * unit);
  for (const ImVec2 end : {at(3.8F, 19.5F), at(22.2F, 6.5F)})
    list->AddCircleFilled(end, 1.1F * unit, theme().on_accent);
  list->AddCircleFilled(at(13, 13), 2.8F * unit, theme().on_accent);
}

}  // namespace gradlab::ui
