// The paths on the surface, seen from above: start, trails, what the focused optimizer remembers, what is level.
#include "shell/ui/pages/optimizers/map.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/reading.hpp"
#include "shell/ui/svg.hpp"
#include "shell/ui/widgets/formula.hpp"

namespace gradlab::ui {
namespace {

constexpr float start_radius = 8.5F, head_radius = 5;
constexpr std::size_t most_cards = 3, most_marked = 60;

PlotPoint plot_point(Point at) { return {at.x, at.y}; }

// ---------------------------------------------------------------- paths

/// The places from `first` to `last`, without those that fall on the pixel of the one before.
std::vector<ImVec2> piece(const PlotFrame& frame, const std::vector<Point>& places, std::size_t first,
                          std::size_t last) {
  std::vector<PlotPoint> points;
  ImVec2 before{-1e9F, -1e9F};
  for (std::size_t i = first; i <= last && i < places.size(); ++i) {
    if (!std::isfinite(places[i].x) || !std::isfinite(places[i].y)) break;
    const ImVec2 at = frame.to_pixel(plot_point(places[i]));
    if (i != first && i != last && std::hypot(at.x - before.x, at.y - before.y) < 0.5F) continue;
    points.push_back(plot_point(places[i]));
    before = at;
  }
  return curve_pixels(frame, points);
}

void draw_dots(ImDrawList* list, const PlotFrame& frame, const RacePath& path, std::size_t last, Color color) {
  ImVec2 before{-1e9F, -1e9F};
  for (std::size_t i = 0; i <= last; ++i) {
    const ImVec2 at = frame.to_pixel(plot_point(path.places[i]));
    if (std::hypot(at.x - before.x, at.y - before.y) < px(4)) continue;
    if (frame.rect.contains(at)) fill_dot(list, at, 2, color);
    before = at;
  }
}

// ---------------------------------------------------------------- what it remembers

/// Arrows tell directions truly; lengths by the logarithm, so that slopes from 0.001 to 1000 can be told apart.
float arrow_length(double size) {
  const double powers = std::clamp(std::log10(std::max(size, 1e-12)) + 3, 0.0, 6.0);
  return px(16 + 11 * static_cast<float>(powers));
}

void draw_arrow(ImDrawList* list, ImVec2 from, Point along, Color color, float width) {
  const double size = std::hypot(along.x, along.y);
  if (!(size > 0) || !std::isfinite(size)) return;
  const float length = arrow_length(size);
  const ImVec2 direction{static_cast<float>(along.x / size), -static_cast<float>(along.y / size)};
  const ImVec2 tip{from.x + direction.x * length, from.y + direction.y * length};
  const ImVec2 neck{tip.x - direction.x * px(6), tip.y - direction.y * px(6)};
  const std::array<ImVec2, 2> line{from, neck};
  draw_polyline(list, line, theme().panel, width + 2);
  draw_polyline(list, line, color, width);
  draw_arrow_head(list, tip, direction, 8, color);
}

Point turned(Point gradient) { return {-gradient.x, -gradient.y}; }

/// The ratio of its sides is that of the scales along x and y.
void draw_scale(ImDrawList* list, ImVec2 middle, Point scale, float longest, Color color, bool focused) {
  const double largest = std::max(scale.x, scale.y);
  if (!(largest > 0) || !std::isfinite(largest)) return;
  const auto half = [&](double one) { return std::max(px(2), longest / 2 * static_cast<float>(one / largest)); };
  const Rect box =
      Rect{middle.x - half(scale.x), middle.y - half(scale.y), middle.x + half(scale.x), middle.y + half(scale.y)}
          .snapped();
  fill_rect(list, box, with_alpha(color, focused ? 0.14F : 0.07F));
  stroke_rect(list, box, with_alpha(color, focused ? 1.0F : 0.75F), 0, focused ? 1.5F : 1.2F);
}

/// Null where there is no step to tell of.
const HiddenState* state_at(const OptimizersState& state, const RacePath& path) {
  const std::size_t step = optimizers_step_of(state, path);
  return step < path.states.size() ? &path.states[step] : nullptr;
}

void draw_memory(OptimizersPage& page, const PlotFrame& frame, std::size_t index) {
  const RacePath& path = page.race.paths[index];
  const HiddenState* const hidden = state_at(page.state, path);
  if (!hidden) return;
  const bool focused = index == page.state.focused;
  const ImVec2 head = frame.to_pixel(plot_point(path.places[optimizers_step_of(page.state, path)]));
  const Color color = optimizers_color(page.state, index);
  ImDrawList* const list = canvas();
  if (path.memory.adaptive) draw_scale(list, head, hidden->scale, px(focused ? 84.0F : 44.0F), color, focused);
  if (!focused) return;
  draw_arrow(list, head, turned(hidden->gradient), theme().ink, 2);
  if (path.memory.momentum) draw_arrow(list, head, turned(hidden->direction), color, 2.2F);
}

// ---------------------------------------------------------------- what is level

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

void draw_level_points(OptimizersPage& page, const PlotFrame& frame, ImVec2 pointer, bool hovered,
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
    const ImVec2 at = frame.to_pixel(plot_point(one->at));
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

// ---------------------------------------------------------------- the start

void draw_start(ImDrawList* list, const PlotFrame& frame, Point start) {
  const ImVec2 at = frame.to_pixel(plot_point(start));
  draw_point(list, at, start_radius, theme().panel, theme().accent, 2.5F);
  draw_text_halo(list, {at.x + px(16), at.y}, left_middle, theme().ink, theme().panel, strong(type::caption),
                 tr("optimizers.start"));
}

double rounded(double value, double unit) {
  const double step = std::pow(10.0, std::floor(std::log10(unit)));
  return std::round(value / step) * step;
}

/// As fine as a pixel can be told from the next, and no finer.
void place_start(OptimizersState& state, const PlotFrame& frame, ImVec2 pixel) {
  const double unit = frame.view.x.size() / static_cast<double>(frame.rect.width());
  RaceSpec wanted = state.spec;
  wanted.start = {rounded(frame.x_at(std::clamp(pixel.x, frame.rect.x0, frame.rect.x1)), unit),
                  rounded(frame.y_at(std::clamp(pixel.y, frame.rect.y0, frame.rect.y1)), unit)};
  static_cast<void>(optimizers_try(state, std::move(wanted)));
}

void take_view(OptimizersState& state, const PlotView& view) {
  state.shown = {{view.x.low, view.y.low}, {view.x.high, view.y.high}};
}

void operate(OptimizersState& state, const PlotFrame& frame, const SurfaceInput& input) {
  using Drag = OptimizersState::MapDrag;
  if (input.wheel != 0) {
    const double factor = std::pow(0.9, static_cast<double>(input.wheel));
    take_view(state, zoomed(frame.view, {frame.x_at(input.pointer.x), frame.y_at(input.pointer.y)}, factor, factor));
  }
  if (input.dragging && state.map_drag == Drag::none) {
    const ImVec2 pressed = ImGui::GetIO().MouseClickedPos[0];
    const ImVec2 start = frame.to_pixel(plot_point(state.spec.start));
    const float reach = px(ui().touch ? 26.0F : 16.0F);
    state.map_drag = std::hypot(pressed.x - start.x, pressed.y - start.y) < reach ? Drag::start : Drag::view;
  }
  if (!input.dragging) state.map_drag = Drag::none;
  if (state.map_drag == Drag::start) place_start(state, frame, input.pointer);
  if (state.map_drag == Drag::view && (input.drag_delta.x != 0 || input.drag_delta.y != 0))
    take_view(state, panned(frame, input.drag_delta));
  if (input.clicked && !input.by_key) place_start(state, frame, input.pointer);
  if (input.arrow.x != 0) {
    const auto last = static_cast<std::ptrdiff_t>(optimizers_last_step(state));
    const std::ptrdiff_t to = static_cast<std::ptrdiff_t>(state.step) + (input.arrow.x > 0 ? 1 : -1);
    optimizers_seek(state, static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(to, 0, last)));
  }
}

void draw_kept(OptimizersPage& page, const PlotFrame& frame) {
  const RaceKept& kept = *page.state.kept;
  for (std::size_t i = 0; i < kept.paths.size(); ++i) {
    const Color color = with_alpha(theme().curve(kept.colors[i]), 0.75F);
    draw_dashed(canvas(), piece(frame, kept.paths[i].places, 0, kept.paths[i].places.size() - 1), color, 1.5F, 5, 4);
  }
}

void draw_paths(OptimizersPage& page, const PlotFrame& frame) {
  ImDrawList* const list = canvas();
  OptimizersState& state = page.state;
  const std::vector<RacePath>& paths = page.race.paths;
  // The focused one last: on top.
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < paths.size(); ++i)
    if (i != state.focused) order.push_back(i);
  if (state.focused < paths.size()) order.push_back(state.focused);
  for (const std::size_t i : order) {
    const std::size_t step = optimizers_step_of(state, paths[i]);
    const RaceTrail trail{piece(frame, paths[i].places, 0, step),
                          piece(frame, paths[i].places, step, paths[i].places.size() - 1)};
    race_draw_trail(list, trail, optimizers_color(state, i), i == state.focused, optimizers_dashed(state, i));
    draw_dots(list, frame, paths[i], step, optimizers_color(state, i));
  }
  for (const std::size_t i : order) draw_memory(page, frame, i);
}

void draw_heads(OptimizersPage& page, const PlotFrame& frame, HeadNames& names) {
  const OptimizersState& state = page.state;
  for (std::size_t i = 0; i < page.race.paths.size(); ++i) {
    const RacePath& path = page.race.paths[i];
    const ImVec2 head = frame.to_pixel(plot_point(path.places[optimizers_step_of(state, path)]));
    if (!frame.rect.contains(head)) continue;
    const bool focused = i == state.focused;
    draw_point(canvas(), head, focused ? head_radius + 1 : head_radius, optimizers_color(state, i), theme().panel, 2);
    names.avoid(head);
  }
  for (std::size_t i = 0; i < page.race.paths.size(); ++i) {
    const RacePath& path = page.race.paths[i];
    const ImVec2 head = frame.to_pixel(plot_point(path.places[optimizers_step_of(state, path)]));
    if (frame.rect.contains(head) && state.step > 0)
      names.write(head, optimizers_name(state.spec, i), optimizers_color(state, i), i == state.focused);
  }
}

/// Where the pointer is, and how high.
void hover_words(OptimizersPage& page, const PlotFrame& frame, ImVec2 pointer) {
  const Point at{frame.x_at(pointer.x), frame.y_at(pointer.y)};
  const std::string text = tr(
      "optimizers.here", {{"x", readout(at.x)}, {"y", readout(at.y)}, {"loss", readout(page.race.ground.value(at))}});
  const float width = text_width(type::tick, text) + px(12);
  const Rect strip{frame.rect.x0 + px(6), frame.rect.y1 - px(26), frame.rect.x0 + px(6) + width, frame.rect.y1 - px(6)};
  fill_rect(canvas(), strip, with_alpha(theme().panel, 0.85F), 4);
  draw_text({strip.x0 + px(6), strip.center().y}, left_middle, theme().ink2, type::tick, text);
}

}  // namespace

void race_draw_trail(ImDrawList* list, const RaceTrail& trail, Color color, bool focused, bool dashed) {
  draw_dashed(list, trail.ahead, with_alpha(color, 0.45F), 1.3F, 4, 4);
  const float width = focused ? 3.0F : 2.2F;
  draw_polyline(list, trail.gone, with_alpha(theme().panel, 0.9F), width + 2.2F);
  if (dashed)
    draw_dashed(list, trail.gone, color, width, 7, 4);
  else
    draw_polyline(list, trail.gone, color, width);
}

void race_diverged_notes(OptimizersPage& page, const Rect& frame) {
  ImDrawList* const list = canvas();
  float y = frame.y0 + px(10);
  for (std::size_t i = 0; i < page.race.paths.size(); ++i) {
    const RacePath& path = page.race.paths[i];
    if (!path.diverged || *path.diverged > page.state.step) continue;
    const std::string name = optimizers_name(page.state.spec, i), words = optimizers_outcome(page, path);
    const float width = text_width(strong(type::caption), name) + text_width(type::caption, words) + px(46);
    const Rect note = Rect{frame.x1 - px(10) - width, y, frame.x1 - px(10), y + px(28)}.snapped();
    if (note.y1 > frame.y1 || note.x0 < frame.x0) return;
    draw_box(list, note, theme().panel, theme().line, control_radius);
    const Color color = optimizers_color(page.state, i);
    draw_icon(list, Icon::close, {note.x0 + px(16), note.center().y}, color, 14);
    const float x = note.x0 + px(28);
    const float named = draw_text(list, {x, note.center().y}, left_middle, color, strong(type::caption), name);
    draw_text(list, {x + named + px(6), note.center().y}, left_middle, theme().ink, type::caption, words);
    y += px(34);
  }
}

void optimizers_map(OptimizersPage& page, const Rect& where) {
  Rect rect = where;
  rect.cut_left(px(30));
  rect.cut_bottom(px(22));
  const PlotFrame frame = race_frame(rect.snapped(), page.state.shown);
  const SurfaceInput input = surface("optimizers.map", frame.rect, true);
  operate(page.state, frame, input);
  race_ground(page, frame);
  ImDrawList* const list = canvas();
  {
    const Clip clip(frame.rect, list);
    if (page.state.kept) draw_kept(page, frame);
    draw_paths(page, frame);
    HeadNames names{frame.rect, {}};
    // Cards leave free where the optimizers are.
    std::vector<Rect> cards;
    const auto leave_free = [&](Point at) {
      const ImVec2 pixel = frame.to_pixel(plot_point(at));
      cards.push_back(Rect{pixel.x, pixel.y, pixel.x, pixel.y}.grown(px(12)));
    };
    leave_free(page.state.spec.start);
    for (const RacePath& path : page.race.paths) leave_free(path.places[optimizers_step_of(page.state, path)]);
    const std::size_t heads = cards.size();
    draw_level_points(page, frame, input.pointer, input.hovered, cards);
    draw_start(list, frame, page.state.spec.start);
    names.taken.assign(cards.begin() + static_cast<std::ptrdiff_t>(heads), cards.end());
    draw_heads(page, frame, names);
    race_diverged_notes(page, frame.rect);
    if (input.hovered && !input.dragging) hover_words(page, frame, input.pointer);
  }
  stroke_rect(list, frame.rect, theme().line2);
  const PlotAxes axes{.x_name = "x", .look = AxesLook::framed};
  draw_plot_numbers(list, frame, axes);
  draw_math(list, {frame.rect.x0 - px(22), frame.rect.y0 + px(30)}, "y", 17, theme().ink2);
  if (input.focused) draw_ring(list, frame.rect, theme().accent, 4);
}

}  // namespace gradlab::ui
