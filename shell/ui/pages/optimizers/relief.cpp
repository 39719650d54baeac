// The surface as a relief that turns: an own projection, drawn from the back to the front.
#include "shell/ui/pages/optimizers/relief.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <optional>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/optimizers/map.hpp"
#include "shell/ui/svg.hpp"

namespace gradlab::ui {
namespace {

constexpr int cells = RaceRelief::cells;
constexpr double least_tilt = 0.12, most_tilt = 1.45;

/// How much light falls on a cell.
float light_on(const RaceRelief& relief, int column, int row) {
  const double across = relief.at(column + 1, row) - relief.at(column, row);
  const double along = relief.at(column, row + 1) - relief.at(column, row);
  return static_cast<float>(std::clamp(0.5 + 9 * (along - across), 0.0, 1.0));
}

void rebuild(RaceRelief& relief, const Ground& ground) {
  const PlotView& view = relief.view;
  std::vector<float> heights;
  std::vector<double> known;
  for (int row = 0; row <= cells; ++row) {
    for (int column = 0; column <= cells; ++column) {
      const double height =
          ground.value({view.x.low + view.x.size() * column / cells, view.y.low + view.y.size() * row / cells});
      heights.push_back(static_cast<float>(height));
      if (std::isfinite(height)) known.push_back(height);
    }
  }
  std::ranges::sort(known);
  relief.low = known.empty() ? 0 : known.front();
  relief.scale = known.empty() ? 1 : std::max(known[known.size() / 3] - relief.low, 1e-9);
  relief.top = known.empty() ? 1 : std::max(std::log1p((known.back() - relief.low) / relief.scale), 1e-9);
  relief.lifts.clear();
  for (const float height : heights)
    relief.lifts.push_back(std::isfinite(height) ? relief.lifted(static_cast<double>(height)) : std::nan(""));
  const RaceLevels levels = race_levels(heights);
  relief.colors.clear();
  for (int row = 0; row < cells; ++row) {
    for (int column = 0; column < cells; ++column) {
      const float* const first = heights.data() + static_cast<std::ptrdiff_t>(row) * (cells + 1) + column;
      const float middle = (first[0] + first[1] + first[cells + 1] + first[cells + 2]) / 4;
      const float shade = 0.26F * (1 - light_on(relief, column, row));
      relief.colors.push_back(mix(race_band(levels.place(static_cast<double>(middle))),
                                  theme().dark() ? theme().ink : theme().ink2, shade));
    }
  }
}

const RaceRelief& relief_of(OptimizersPage& page, const PlotView& view) {
  RaceRelief& relief = *page.state.relief_kept;
  if (relief.ground == page.state.ground && relief.view == view && relief.dark == theme().dark()) return relief;
  relief.ground = page.state.ground;
  relief.view = view;
  relief.dark = theme().dark();
  rebuild(relief, page.race.ground);
  return relief;
}

/// Seen from far away: parallel lines stay parallel, and what is nearer lies further down.
struct Camera {
  ImVec2 middle;
  double turn;
  double width, depth;           // of the box around the relief, in units of its longer side
  double cos_turn, sin_turn;     // of what lies flat
  double sin_tilt, lift_height;  // of what stands up
  double unit;                   // device pixels

  struct Seen {
    ImVec2 at;
    double nearness;
  };
  /// u, v from -1 to 1 along x and y; lift from 0 to 1.
  Seen see(double u, double v, double lift) const {
    const double x = u * width, y = v * depth;
    const double across = x * cos_turn - y * sin_turn, away = x * sin_turn + y * cos_turn;
    const double up = away * sin_tilt + (lift - 0.5) * lift_height;
    return {{middle.x + static_cast<float>(across * unit), middle.y - static_cast<float>(up * unit)}, -away};
  }
};

Camera camera_of(const OptimizersState& state, const Rect& rect, const PlotView& view) {
  const double longer = std::max(view.x.size(), view.y.size());
  const double width = view.x.size() / longer, depth = view.y.size() / longer;
  const double sin_tilt = std::sin(state.tilt), lift_height = 0.9 * std::cos(state.tilt);
  // As large as fits whatever the turn, so that it does not breathe while it turns.
  const double reach = 1.1 * std::max(width, depth);
  const double unit = std::min(static_cast<double>(rect.width()) / (2 * reach + 0.2),
                               static_cast<double>(rect.height()) / (2 * reach * sin_tilt + lift_height + 0.12));
  return {rect.center(),        state.turn, width,       depth, std::cos(state.turn),
          std::sin(state.turn), sin_tilt,   lift_height, unit};
}

double share_of(double value, PlotSpan span) { return 2 * (value - span.low) / span.size() - 1; }

/// A piece of a path over one cell: drawn right after the cell, so that nearer ones hide it.
struct Piece {
  std::size_t cell;
  ImVec2 from, to;
  Color color;
  float width;
};

struct Scene {
  const RaceRelief& relief;
  const Camera& camera;

  ImVec2 seen(Point at, double height) const {
    return camera.see(share_of(at.x, relief.view.x), share_of(at.y, relief.view.y), relief.lifted(height) + 0.006).at;
  }
  bool contains(Point at) const { return relief.view.x.contains(at.x) && relief.view.y.contains(at.y); }
  std::size_t cell_of(Point at) const {
    const auto index = [](double value, PlotSpan span) {
      return static_cast<std::size_t>(std::clamp((value - span.low) / span.size() * cells, 0.0, cells - 1.0));
    };
    return index(at.y, relief.view.y) * cells + index(at.x, relief.view.x);
  }
};

/// The straight step between two places follows the ground.
void add_pieces(std::vector<Piece>& pieces, const Scene& scene, const Ground& ground, Point a, Point b, Color color,
                float width) {
  if (!std::isfinite(b.x) || !std::isfinite(b.y)) return;
  const double unit = std::min(scene.relief.view.x.size(), scene.relief.view.y.size()) / cells;
  // A little nearer than it is: the next cell would draw over its half of the line.
  const Point nearer{-0.6 * scene.relief.view.x.size() / cells * scene.camera.sin_turn,
                     -0.6 * scene.relief.view.y.size() / cells * scene.camera.cos_turn};
  const double length = std::hypot(b.x - a.x, b.y - a.y);
  const int parts = std::clamp(static_cast<int>(std::ceil(length / unit)), 1, 4 * cells);
  Point before = a;
  for (int i = 1; i <= parts; ++i) {
    const double t = static_cast<double>(i) / parts;
    const Point at{a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
    if (scene.contains(before) && scene.contains(at)) {
      const std::size_t cell = scene.cell_of({(before.x + at.x) / 2 + nearer.x, (before.y + at.y) / 2 + nearer.y});
      pieces.push_back(
          {cell, scene.seen(before, ground.value(before)), scene.seen(at, ground.value(at)), color, width});
    }
    before = at;
  }
}

std::vector<Piece> all_pieces(OptimizersPage& page, const Scene& scene) {
  std::vector<Piece> pieces;
  const OptimizersState& state = page.state;
  for (std::size_t i = 0; i < page.race.paths.size(); ++i) {
    const RacePath& path = page.race.paths[i];
    const Color color = optimizers_color(state, i);
    const std::size_t here = optimizers_step_of(state, path);
    // Steps that cannot be told apart are one.
    std::size_t from = 0;
    ImVec2 drawn = scene.seen(path.places[0], path.heights[0]);
    for (std::size_t n = 1; n < path.places.size(); ++n) {
      const ImVec2 at = scene.seen(path.places[n], path.heights[n]);
      const bool last = n + 1 == path.places.size() || n == here;
      if (!last && std::hypot(at.x - drawn.x, at.y - drawn.y) < 1) continue;
      const bool gone = n <= here;
      const float width = i == state.focused ? 3.0F : 2.2F;
      add_pieces(pieces, scene, page.race.ground, path.places[from], path.places[n],
                 gone ? color : with_alpha(color, 0.3F), gone ? width : 1.2F);
      from = n;
      drawn = at;
    }
  }
  std::ranges::stable_sort(pieces, {}, &Piece::cell);
  return pieces;
}

/// Where the corners of all cells are seen.
std::vector<ImVec2> corners_of(const Scene& scene) {
  std::vector<ImVec2> corners;
  for (int row = 0; row <= cells; ++row)
    for (int column = 0; column <= cells; ++column)
      corners.push_back(
          scene.camera.see(2.0 * column / cells - 1, 2.0 * row / cells - 1, scene.relief.at(column, row)).at);
  return corners;
}

void draw_cell(ImDrawList* list, const RaceRelief& relief, const std::vector<ImVec2>& seen, int column, int row) {
  const auto corner = [&](int c, int r) {
    return seen[static_cast<std::size_t>(r) * (cells + 1) + static_cast<std::size_t>(c)];
  };
  const std::array<ImVec2, 4> corners{corner(column, row), corner(column + 1, row), corner(column + 1, row + 1),
                                      corner(column, row + 1)};
  for (const ImVec2& one : corners)
    if (std::isnan(one.y)) return;
  const Color color = relief.colors[static_cast<std::size_t>(row) * cells + static_cast<std::size_t>(column)];
  list->AddQuadFilled(corners[0], corners[1], corners[2], corners[3], color);
  const Color mesh = with_alpha(theme().ink3, 0.4F);
  if (column % 4 == 0) list->AddLine(corners[0], corners[3], mesh, px(0.7F));
  if (row % 4 == 0) list->AddLine(corners[0], corners[1], mesh, px(0.7F));
  if (ui().svg) ui().svg->area(corners, color);
}

/// Short lines have no need of round ends on the screen.
void draw_piece(ImDrawList* list, const Piece& piece) {
  list->AddLine(piece.from, piece.to, piece.color, px(piece.width));
  const std::array<ImVec2, 2> line{piece.from, piece.to};
  if (ui().svg) ui().svg->line(line, piece.color, piece.width);
}

void draw_ground(ImDrawList* list, OptimizersPage& page, const Scene& scene) {
  const std::vector<ImVec2> corners = corners_of(scene);
  const std::vector<Piece> pieces = all_pieces(page, scene);
  // From the back: which way that is depends on the turn alone.
  const bool columns_up = std::sin(page.state.turn) < 0, rows_up = std::cos(page.state.turn) < 0;
  const bool rows_first = std::abs(std::cos(page.state.turn)) > std::abs(std::sin(page.state.turn));
  for (int outer = 0; outer < cells; ++outer) {
    for (int inner = 0; inner < cells; ++inner) {
      const int r = rows_first ? outer : inner, c = rows_first ? inner : outer;
      const int row = rows_up ? r : cells - 1 - r, column = columns_up ? c : cells - 1 - c;
      draw_cell(list, scene.relief, corners, column, row);
      const std::size_t cell = static_cast<std::size_t>(row) * cells + static_cast<std::size_t>(column);
      for (auto piece = std::ranges::lower_bound(pieces, cell, {}, &Piece::cell);
           piece != pieces.end() && piece->cell == cell; ++piece)
        draw_piece(list, *piece);
    }
  }
}

/// The box's floor with the numbers at its corners.
void draw_corners(ImDrawList* list, const Scene& scene) {
  constexpr std::array<std::array<double, 2>, 4> places{{{-1, -1}, {1, -1}, {1, 1}, {-1, 1}}};
  std::array<ImVec2, 5> floor;
  for (std::size_t i = 0; i <= 4; ++i) floor[i] = scene.camera.see(places[i % 4][0], places[i % 4][1], 0).at;
  draw_polyline(list, floor, theme().line2, 1);
  const PlotView& view = scene.relief.view;
  for (const auto& [u, v] : places) {
    const Camera::Seen at = scene.camera.see(u * 1.07, v * 1.07, 0);
    if (at.nearness < 0) continue;
    const std::string words =
        "(" + compact(u < 0 ? view.x.low : view.x.high, 2) + ", " + compact(v < 0 ? view.y.low : view.y.high, 2) + ")";
    draw_text(list, {at.at.x, at.at.y + px(10)}, center_middle, theme().ink3, type::tick, words);
  }
  for (const bool along_x : {true, false}) {
    for (const double side : {-1.0, 1.0}) {
      const Camera::Seen at = along_x ? scene.camera.see(0, side * 1.1, 0) : scene.camera.see(side * 1.1, 0, 0);
      if (at.nearness > 0)
        draw_text(list, {at.at.x, at.at.y + px(6)}, center_middle, theme().ink2, type::axis_name, along_x ? "x" : "y");
    }
  }
}

void draw_heads(OptimizersPage& page, const Scene& scene, HeadNames& names) {
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
  const auto head_of = [&](std::size_t i) -> std::optional<ImVec2> {
    const RacePath& path = page.race.paths[i];
    const std::size_t step = optimizers_step_of(page.state, path);
    if (!scene.contains(path.places[step])) return std::nullopt;
    return scene.seen(path.places[step], path.heights[step]);
  };
  for (std::size_t i = 0; i < page.race.paths.size(); ++i) {
    const auto at = head_of(i);
    if (!at) continue;
    draw_point(list, *at, 5, optimizers_color(page.state, i), theme().panel, 2);
    names.avoid(*at);
  }
  for (std::size_t i = 0; i < page.race.paths.size() && page.state.step > 0; ++i)
    if (const auto at = head_of(i))
      names.write(*at, optimizers_name(page.state.spec, i), optimizers_color(page.state, i), i == page.state.focused);
}

void turn_by(OptimizersState& state, const SurfaceInput& input) {
  constexpr double turns_for_width = 0.008, step = 0.1;
  if (input.dragging) {
    state.turn += turns_for_width * static_cast<double>(input.drag_delta.x / px(1));
    state.tilt += 0.006 * static_cast<double>(input.drag_delta.y / px(1));
  }
  state.turn += step * static_cast<double>(input.arrow.x);
  state.tilt -= step * static_cast<double>(input.arrow.y);
  state.turn = std::remainder(state.turn, 2 * std::numbers::pi);
  state.tilt = std::clamp(state.tilt, least_tilt, most_tilt);
}

}  // namespace

double RaceRelief::lifted(double height) const {
  if (!std::isfinite(height)) return 1;
  return std::clamp(std::log1p(std::max(height - low, 0.0) / scale) / top, 0.0, 1.05);
}

void optimizers_relief(OptimizersPage& page, const Rect& where) {
  const SurfaceInput input = surface("optimizers.relief_view", where, false);
  turn_by(page.state, input);
  const PlotFrame frame = race_frame(where, page.state.shown);
  const RaceRelief& relief = relief_of(page, frame.view);
  const Camera camera = camera_of(page.state, where, frame.view);
  const Scene scene{relief, camera};
  ImDrawList* const list = canvas();
  const Clip clip(where, list);
  draw_corners(list, scene);
  draw_ground(list, page, scene);
  HeadNames names{where, {}};
  draw_heads(page, scene, names);
  race_diverged_notes(page, where);
  draw_text({where.x0 + px(4), where.y1 - px(8)}, left_base, theme().ink3, type::tick, tr("optimizers.relief_heights"));
  optimizers_reading("optimizers.turn", tr("optimizers.relief_turn"),
                     fixed(page.state.turn * 180 / std::numbers::pi, 0) + "°", where);
  if (input.focused) draw_ring(list, where, theme().accent, 4);
}

}  // namespace gradlab::ui
