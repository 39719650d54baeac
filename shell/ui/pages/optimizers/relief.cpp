// The surface as a relief that turns: an own projection, drawn from the back to the front.
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/optimizers/relief_scene.hpp"
#include "shell/ui/svg.hpp"

namespace gradlab::ui {
namespace {

constexpr int cells = RaceRelief::cells;

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

/// Where the corners of all cells are seen.
std::vector<ImVec2> corners_of(const RaceScene& scene) {
  std::vector<ImVec2> corners;
  for (int row = 0; row <= cells; ++row)
    for (int column = 0; column <= cells; ++column)
      corners.push_back(
          scene.table.see(2.0 * column / cells - 1, 2.0 * row / cells - 1, scene.relief.at(column, row)).at);
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
void draw_piece(ImDrawList* list, const RacePiece& piece) {
  list->AddLine(piece.from, piece.to, piece.color, px(piece.width));
  const std::array<ImVec2, 2> line{piece.from, piece.to};
  if (ui().svg) ui().svg->line(line, piece.color, piece.width);
}

void draw_ground(ImDrawList* list, OptimizersPage& page, const RaceScene& scene) {
  const std::vector<ImVec2> corners = corners_of(scene);
  const std::vector<RacePiece> pieces = race_pieces(page, scene);
  // From the back: which way that is depends on the turn alone.
  const bool columns_up = std::sin(page.state.turn.turn) < 0, rows_up = std::cos(page.state.turn.turn) < 0;
  const bool rows_first = std::abs(std::cos(page.state.turn.turn)) > std::abs(std::sin(page.state.turn.turn));
  for (int outer = 0; outer < cells; ++outer) {
    for (int inner = 0; inner < cells; ++inner) {
      const int r = rows_first ? outer : inner, c = rows_first ? inner : outer;
      const int row = rows_up ? r : cells - 1 - r, column = columns_up ? c : cells - 1 - c;
      draw_cell(list, scene.relief, corners, column, row);
      const std::size_t cell = static_cast<std::size_t>(row) * cells + static_cast<std::size_t>(column);
      for (auto piece = std::ranges::lower_bound(pieces, cell, {}, &RacePiece::cell);
           piece != pieces.end() && piece->cell == cell; ++piece)
        draw_piece(list, *piece);
    }
  }
}

/// The box's floor with the numbers at its corners.
void draw_corners(ImDrawList* list, const RaceScene& scene) {
  constexpr std::array<std::array<double, 2>, 4> places{{{-1, -1}, {1, -1}, {1, 1}, {-1, 1}}};
  std::array<ImVec2, 5> floor;
  for (std::size_t i = 0; i <= 4; ++i) floor[i] = scene.table.see(places[i % 4][0], places[i % 4][1], 0).at;
  draw_polyline(list, floor, theme().line2, 1);
  const PlotView& view = scene.relief.view;
  for (const auto& [u, v] : places) {
    const Turntable::Seen at = scene.table.see(u * 1.07, v * 1.07, 0);
    if (at.nearness < 0) continue;
    const std::string words =
        "(" + compact(u < 0 ? view.x.low : view.x.high, 2) + ", " + compact(v < 0 ? view.y.low : view.y.high, 2) + ")";
    draw_text(list, {at.at.x, at.at.y + px(10)}, center_middle, theme().ink3, type::tick, words);
  }
  for (const bool along_x : {true, false}) {
    for (const double side : {-1.0, 1.0}) {
      const Turntable::Seen at = along_x ? scene.table.see(0, side * 1.1, 0) : scene.table.see(side * 1.1, 0, 0);
      if (at.nearness > 0)
        draw_text(list, {at.at.x, at.at.y + px(6)}, center_middle, theme().ink2, type::axis_name, along_x ? "x" : "y");
    }
  }
}

}  // namespace

double RaceRelief::lifted(double height) const {
  if (!std::isfinite(height)) return 1;
  return std::clamp(std::log1p(std::max(height - low, 0.0) / scale) / top, 0.0, 1.05);
}

void optimizers_relief(OptimizersPage& page, const Rect& where) {
  const SurfaceInput input = surface("optimizers.relief_view", where, false);
  page.state.turn.operate(input);
  const PlotFrame frame = race_frame(where, page.state.shown);
  const RaceRelief& relief = relief_of(page, frame.view);
  const double longer = std::max(frame.view.x.size(), frame.view.y.size());
  const double width = frame.view.x.size() / longer, depth = frame.view.y.size() / longer;
  const Turntable table(where, page.state.turn, {width, depth, 0.9});
  const RaceScene scene{relief, table};
  ImDrawList* const list = canvas();
  const Clip clip(where, list);
  draw_corners(list, scene);
  draw_ground(list, page, scene);
  race_relief_heads(page, scene, where);
  race_diverged_notes(page, where);
  draw_text({where.x0 + px(4), where.y1 - px(8)}, left_base, theme().ink3, type::tick, tr("optimizers.relief_heights"));
  optimizers_reading("optimizers.turn", tr("optimizers.relief_turn"),
                     fixed(page.state.turn.turn * 180 / std::numbers::pi, 0) + "°", where);
  if (input.focused) draw_ring(list, where, theme().accent, 4);
}

}  // namespace gradlab::ui
