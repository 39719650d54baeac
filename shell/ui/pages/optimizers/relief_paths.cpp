// The paths on the relief, and what the optimizers remember: over the ground, as the map has them from above.
#include <algorithm>
#include <cmath>

#include "shell/ui/controls.hpp"
#include "shell/ui/pages/optimizers/relief_scene.hpp"
#include "shell/ui/widgets/head_names.hpp"

namespace gradlab::ui {
namespace {

constexpr int mesh = RaceRelief::cells;

/// A line of pieces, dashed by its length as it is seen.
struct Pen {
  Color color;
  float width;
  float on = 0, off = 0;  // design px; 0: without gaps
  float drawn = 0;        // device pixels so far

  bool gap_after(float length) {
    const float at = drawn;
    drawn += length;
    return on > 0 && std::fmod(at + length / 2, px(on + off)) > px(on);
  }
};

/// The straight step between two places follows the ground.
void add_pieces(std::vector<RacePiece>& pieces, const RaceScene& scene, const Ground& ground, Point a, Point b,
                Pen& pen) {
  if (!std::isfinite(b.x) || !std::isfinite(b.y)) return;
  const PlotView& view = scene.relief.view;
  const double cell = std::min(view.x.size(), view.y.size()) / mesh;
  const double unit = pen.on > 0 ? cell / 4 : cell;
  // A little nearer than it is: the next cell would draw over its half of the line.
  const Point nearer{-0.6 * view.x.size() / mesh * scene.table.sin_turn,
                     -0.6 * view.y.size() / mesh * scene.table.cos_turn};
  const double length = std::hypot(b.x - a.x, b.y - a.y);
  const int parts = std::clamp(static_cast<int>(std::ceil(length / unit)), 1, 16 * mesh);
  Point before = a;
  for (int i = 1; i <= parts; ++i) {
    const double t = static_cast<double>(i) / parts;
    const Point at{a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
    if (scene.contains(before) && scene.contains(at)) {
      const ImVec2 from = scene.seen(before, ground.value(before)), to = scene.seen(at, ground.value(at));
      if (!pen.gap_after(std::hypot(to.x - from.x, to.y - from.y)))
        pieces.push_back({scene.cell_of({(before.x + at.x) / 2 + nearer.x, (before.y + at.y) / 2 + nearer.y}), from, to,
                          pen.color, pen.width});
    }
    before = at;
  }
}

/// From step `first` to step `last`; steps that cannot be told apart are one.
void add_path(std::vector<RacePiece>& pieces, const RaceScene& scene, const Ground& ground, const RacePath& path,
              std::size_t first, std::size_t last, Pen pen) {
  std::size_t from = first;
  ImVec2 drawn = scene.seen(path.places[first], path.heights[first]);
  for (std::size_t n = first + 1; n <= last; ++n) {
    const ImVec2 at = scene.seen(path.places[n], path.heights[n]);
    if (n != last && std::hypot(at.x - drawn.x, at.y - drawn.y) < 1) continue;
    add_pieces(pieces, scene, ground, path.places[from], path.places[n], pen);
    from = n;
    drawn = at;
  }
}

/// Where an optimizer is at the step that is shown; nothing where that is out of sight.
std::optional<ImVec2> head_of(const OptimizersPage& page, const RaceScene& scene, std::size_t index) {
  const RacePath& path = page.race.paths[index];
  const std::size_t step = optimizers_step_of(page.state, path);
  if (!scene.contains(path.places[step])) return std::nullopt;
  return scene.seen(path.places[step], path.heights[step]);
}

void draw_memories(OptimizersPage& page, const RaceScene& scene) {
  constexpr int parts = 8;
  const PlotView& view = scene.relief.view;
  const auto seen = [&](Point at) -> std::optional<ImVec2> {
    const double height = page.race.ground.value(at);
    if (!scene.contains(at) || !std::isfinite(height)) return std::nullopt;
    return scene.seen(at, height);
  };
  const RaceSight sight{seen, 2 * scene.table.unit / std::max(view.x.size(), view.y.size()), parts};
  for (const std::size_t i : race_order(page)) race_memory(page, sight, i);
}

}  // namespace

std::vector<RacePiece> race_pieces(OptimizersPage& page, const RaceScene& scene) {
  std::vector<RacePiece> pieces;
  const OptimizersState& state = page.state;
  const Ground& ground = page.race.ground;
  if (state.kept) {
    const RaceKept& kept = *state.kept;
    for (std::size_t i = 0; i < kept.paths.size(); ++i)
      add_path(pieces, scene, ground, kept.paths[i], 0, kept.paths[i].places.size() - 1,
               {with_alpha(theme().curve(kept.colors[i]), 0.75F), 1.5F, 5, 4});
  }
  for (const std::size_t i : race_order(page)) {
    const RacePath& path = page.race.paths[i];
    const Color color = optimizers_color(state, i);
    const std::size_t here = optimizers_step_of(state, path);
    add_path(pieces, scene, ground, path, here, path.places.size() - 1, {with_alpha(color, 0.45F), 1.3F, 4, 4});
    Pen pen{color, i == state.focused ? 3.0F : 2.2F};
    if (optimizers_dashed(state, i)) pen.on = 7, pen.off = 4;
    add_path(pieces, scene, ground, path, 0, here, pen);
  }
  std::ranges::stable_sort(pieces, {}, &RacePiece::cell);
  return pieces;
}

void race_relief_heads(OptimizersPage& page, const RaceScene& scene, const Rect& where) {
  ImDrawList* const list = canvas();
  for (const StationaryPoint& one : page.race.stationary) {
    if (page.race.stationary.size() > 24 || !scene.contains(one.at)) continue;
    const ImVec2 at = scene.seen(one.at, one.curvature.value);
    stroke_dot(list, at, 5, theme().ink, 1.6F);
    if (one.curvature.kind == PointKind::minimum) fill_dot(list, at, 2, theme().ink);
  }
  const Point start = page.state.spec.start;
  if (scene.contains(start))
    draw_point(list, scene.seen(start, page.race.ground.value(start)), 7, theme().panel, theme().accent, 2.5F);
  draw_memories(page, scene);
  HeadNames names{where, {}};
  for (std::size_t i = 0; i < page.race.paths.size(); ++i) {
    const auto at = head_of(page, scene, i);
    if (!at) continue;
    draw_point(list, *at, i == page.state.focused ? 6 : 5, optimizers_color(page.state, i), theme().panel, 2);
    names.avoid(*at);
  }
  for (std::size_t i = 0; i < page.race.paths.size() && page.state.step > 0; ++i)
    if (const auto at = head_of(page, scene, i))
      names.write(*at, optimizers_name(page.state.spec, i), optimizers_color(page.state, i), i == page.state.focused);
}

}  // namespace gradlab::ui
