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

// ---------------------------------------------------------------- paths

/// The places from `first` to `last`, without those that fall on the pixel of the one before.
std::vector<ImVec2> piece(const PlotFrame& frame, const std::vector<Point>& places, std::size_t first,
                          std::size_t last) {
  std::vector<PlotPoint> points;
  ImVec2 before{-1e9F, -1e9F};
  for (std::size_t i = first; i <= last && i < places.size(); ++i) {
    if (!std::isfinite(places[i].x) || !std::isfinite(places[i].y)) break;
    const ImVec2 at = frame.to_pixel(race_point(places[i]));
    if (i != first && i != last && std::hypot(at.x - before.x, at.y - before.y) < 0.5F) continue;
    points.push_back(race_point(places[i]));
    before = at;
  }
  return curve_pixels(frame, points);
}

void draw_dots(ImDrawList* list, const PlotFrame& frame, const RacePath& path, std::size_t last, Color color) {
  ImVec2 before{-1e9F, -1e9F};
  for (std::size_t i = 0; i <= last; ++i) {
    const ImVec2 at = frame.to_pixel(race_point(path.places[i]));
    if (std::hypot(at.x - before.x, at.y - before.y) < px(4)) continue;
    if (frame.rect.contains(at)) fill_dot(list, at, 2, color);
    before = at;
  }
}

// ---------------------------------------------------------------- the start

void draw_start(ImDrawList* list, const PlotFrame& frame, Point start) {
  const ImVec2 at = frame.to_pixel(race_point(start));
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
    const ImVec2 start = frame.to_pixel(race_point(state.spec.start));
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
  const std::vector<std::size_t> order = race_order(page);
  for (const std::size_t i : order) {
    const std::size_t step = optimizers_step_of(state, paths[i]);
    const RaceTrail trail{piece(frame, paths[i].places, 0, step),
                          piece(frame, paths[i].places, step, paths[i].places.size() - 1)};
    race_draw_trail(list, trail, optimizers_color(state, i), i == state.focused, optimizers_dashed(state, i));
    draw_dots(list, frame, paths[i], step, optimizers_color(state, i));
  }
  const RaceSight sight{[&](Point at) { return std::optional(frame.to_pixel(race_point(at))); },
                        static_cast<double>(frame.rect.width()) / frame.view.x.size()};
  for (const std::size_t i : order) race_memory(page, sight, i);
}

void draw_heads(OptimizersPage& page, const PlotFrame& frame, HeadNames& names) {
  const OptimizersState& state = page.state;
  for (std::size_t i = 0; i < page.race.paths.size(); ++i) {
    const RacePath& path = page.race.paths[i];
    const ImVec2 head = frame.to_pixel(race_point(path.places[optimizers_step_of(state, path)]));
    if (!frame.rect.contains(head)) continue;
    const bool focused = i == state.focused;
    draw_point(canvas(), head, focused ? head_radius + 1 : head_radius, optimizers_color(state, i), theme().panel, 2);
    names.avoid(head);
  }
  for (std::size_t i = 0; i < page.race.paths.size(); ++i) {
    const RacePath& path = page.race.paths[i];
    const ImVec2 head = frame.to_pixel(race_point(path.places[optimizers_step_of(state, path)]));
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
      const ImVec2 pixel = frame.to_pixel(race_point(at));
      cards.push_back(Rect{pixel.x, pixel.y, pixel.x, pixel.y}.grown(px(12)));
    };
    leave_free(page.state.spec.start);
    for (const RacePath& path : page.race.paths) leave_free(path.places[optimizers_step_of(page.state, path)]);
    const std::size_t heads = cards.size();
    race_level_points(page, frame, input.pointer, input.hovered, cards);
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
