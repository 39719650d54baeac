// Maxout of two inputs, seen from above. An arrow from the origin is a plane's slope: its tip is (w1, w2) in the units
// of the map, so that dragging the tip tilts the plane. Dragging within a region raises and lowers the plane that wins
// there.
#include <algorithm>
#include <cmath>

#include "core/activations/activation.hpp"
#include "core/network/batch.hpp"
#include "shell/i18n/i18n.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/functions/maxout.hpp"
#include "shell/ui/theme.hpp"

namespace gradlab::ui {
namespace {

constexpr std::size_t map_cells = 48;
constexpr double key_step = 0.1;

const Activation<double>& maxout_row() { return *find_activation<double>("maxout"); }

/// Where the arrow's tip is drawn: slopes that lie outside the map stand at its edge.
PlotPoint tip_of(const VectorTool::Piece& piece) {
  const double farthest = std::max(std::abs(piece.weight), std::abs(piece.second_weight));
  const double shrink = farthest > maxout_reach ? maxout_reach / farthest : 1;
  return {piece.weight * shrink, piece.second_weight * shrink};
}

int nearest_tip(const VectorTool& tool, const PlotFrame& frame, ImVec2 pointer) {
  int nearest = -1;
  float best = px(ui().touch ? 26.0F : 16.0F);
  for (std::size_t i = 0; i < tool.pieces.size(); ++i) {
    const ImVec2 tip = frame.to_pixel(tip_of(tool.pieces[i]));
    const float distance = std::hypot(tip.x - pointer.x, tip.y - pointer.y);
    if (distance >= best) continue;
    best = distance;
    nearest = static_cast<int>(i);
  }
  return nearest;
}

/// `grabbed`: a piece whose tip is held; behind these, one that is raised.
void drag_planes(VectorTool& tool, const PlotFrame& frame) {
  const SurfaceInput input = surface("functions.maxout.map", frame.rect, false);
  move_maxout_point(tool, frame, input);
  if (input.focused) draw_ring(canvas(), frame.rect, theme().accent, 4, 2, 2);
  const int count = static_cast<int>(tool.pieces.size());
  if (!input.dragging) {
    tool.grabbed = -1;
    if (input.hovered)
      ImGui::SetMouseCursor(nearest_tip(tool, frame, input.pointer) >= 0 ? ImGuiMouseCursor_Hand
                                                                         : ImGuiMouseCursor_ResizeNS);
    return;
  }
  const ImVec2 from = ImGui::GetIO().MouseClickedPos[0];
  if (tool.grabbed < 0) {
    tool.grabbed = nearest_tip(tool, frame, from);
    const std::size_t winner = winner_at(tool, frame.x_at(from.x), frame.y_at(from.y)).piece;
    tool.grabbed_bias = tool.pieces[winner].bias;
    if (tool.grabbed < 0) tool.grabbed = count + static_cast<int>(winner);
  }
  ui().drag_claimed = true;
  if (tool.grabbed >= 2 * count) return;
  VectorTool::Piece& piece = tool.pieces[static_cast<std::size_t>(tool.grabbed % count)];
  if (tool.grabbed < count) {
    piece.weight = maxout_hundredths(frame.x_at(input.pointer.x));
    piece.second_weight = maxout_hundredths(frame.y_at(input.pointer.y));
  } else {
    piece.bias = maxout_hundredths(tool.grabbed_bias + frame.y_at(input.pointer.y) - frame.y_at(from.y));
  }
}

/// Where pieces i and j are equal and no other is larger: a part of a straight line.
void draw_border(const VectorTool& tool, const PlotFrame& frame, std::size_t i, std::size_t j) {
  const VectorTool::Piece &a = tool.pieces[i], &b = tool.pieces[j];
  const double nx = a.weight - b.weight, ny = a.second_weight - b.second_weight, square = nx * nx + ny * ny;
  if (square == 0) return;
  // Points of the line: its foot from the origin, plus t along it.
  const double foot = -(a.bias - b.bias) / square, px0 = foot * nx, py0 = foot * ny;
  double low = -100, high = 100;
  for (std::size_t k = 0; k < tool.pieces.size(); ++k) {
    if (k == i || k == j) continue;
    const VectorTool::Piece& other = tool.pieces[k];
    const double lead = piece_value(a, px0, py0) - piece_value(other, px0, py0);
    const double rise = (a.weight - other.weight) * -ny + (a.second_weight - other.second_weight) * nx;
    if (rise > 0) low = std::max(low, -lead / rise);
    if (rise < 0) high = std::min(high, -lead / rise);
    if (rise == 0 && lead < 0) return;
  }
  if (low >= high) return;
  const std::vector<ImVec2> line{frame.to_pixel({px0 - low * ny, py0 + low * nx}),
                                 frame.to_pixel({px0 - high * ny, py0 + high * nx})};
  draw_polyline(canvas(), line, theme().ink, 1.4F);
}

struct Cells {
  std::vector<Winner> winners;  // rows from above
  double largest = 1e-9;
};

Cells cells_of(const VectorTool& tool) {
  const auto cells = static_cast<int>(map_cells);
  Cells map;
  for (int row = 0; row < cells; ++row) {
    for (int column = 0; column < cells; ++column) {
      const double x = maxout_reach * (2 * (column + 0.5) / cells - 1),
                   y = maxout_reach * (1 - 2 * (row + 0.5) / cells);
      map.winners.push_back(winner_at(tool, x, y));
      map.largest = std::max(map.largest, std::abs(map.winners.back().value));
    }
  }
  return map;
}

void draw_cells(const Cells& map, const Rect& square) {
  const auto cells = static_cast<int>(map_cells);
  for (int row = 0; row < cells; ++row) {
    for (int column = 0; column < cells; ++column) {
      const Winner& winner = map.winners[static_cast<std::size_t>(row) * map_cells + static_cast<std::size_t>(column)];
      Rect cell = square.row(row, cells, 0).column(column, cells, 0).snapped();
      // Rounding leaves no gaps between cells that overlap by a pixel.
      cell.x1 += 1;
      cell.y1 += 1;
      fill_rect(canvas(), cell, theme().soft_ramp(static_cast<float>(winner.value / map.largest)));
    }
  }
}

/// Each region's number in its middle: which piece wins there.
void draw_region_numbers(const VectorTool& tool, const Cells& map, const Rect& square) {
  for (std::size_t piece = 0; piece < tool.pieces.size(); ++piece) {
    double x = 0, y = 0;
    std::size_t count = 0;
    for (std::size_t cell = 0; cell < map.winners.size(); ++cell) {
      if (map.winners[cell].piece != piece) continue;
      const std::size_t column = cell % map_cells, row = cell / map_cells;
      x += static_cast<double>(column) + 0.5;
      y += static_cast<double>(row) + 0.5;
      ++count;
    }
    if (count < map_cells) continue;
    const double cells = static_cast<double>(count * map_cells);
    const ImVec2 middle{square.x0 + square.width() * static_cast<float>(x / cells),
                        square.y0 + square.height() * static_cast<float>(y / cells)};
    fill_dot(canvas(), middle, 10, with_alpha(theme().panel, 0.8F));
    draw_text(middle, center_middle, theme().curve(piece), strong(type::body), std::to_string(piece + 1));
  }
}

void draw_slopes(const VectorTool& tool, const PlotFrame& frame) {
  const ImVec2 origin = frame.to_pixel({0, 0});
  for (std::size_t i = 0; i < tool.pieces.size(); ++i) {
    const ImVec2 tip = frame.to_pixel(tip_of(tool.pieces[i]));
    const ImVec2 arrow[] = {origin, tip};
    draw_polyline(canvas(), arrow, theme().curve(i), 2.2F);
    draw_point(canvas(), tip, 6, theme().knob, theme().curve(i), 2);
  }
  fill_dot(canvas(), origin, 2.5F, theme().ink);
}

}  // namespace

double piece_value(const VectorTool::Piece& piece, double x, double y) {
  return piece.weight * x + piece.second_weight * y + piece.bias;
}

Winner winner_at(const VectorTool& tool, double x, double y) {
  const std::size_t k = tool.pieces.size();
  Batch<double> sums, out, up, down;
  const Block<double> z = sums.resize(k, 1), h = out.resize(1, 1), dh = up.resize(1, 1), dz = down.resize(k, 1);
  for (std::size_t i = 0; i < k; ++i) z.at(i, 0) = piece_value(tool.pieces[i], x, y);
  const auto count = static_cast<double>(k);
  const auto params = maxout_row().with(&count);
  maxout_row().mix(z, params, h);
  dh.at(0, 0) = 1;
  maxout_row().mix_vjp(z, h, dh, params, dz);
  Winner winner{h.at(0, 0), 0};
  for (std::size_t i = 0; i < k; ++i)
    if (dz.at(i, 0) != 0) winner.piece = i;
  return winner;
}

double maxout_hundredths(double value) { return std::clamp(std::round(value * 100) / 100, -10.0, 10.0); }

void move_maxout_point(VectorTool& tool, const PlotFrame& frame, const SurfaceInput& input) {
  const auto within = [](double value) {
    return std::clamp(std::round(value * 100) / 100, -maxout_reach, maxout_reach);
  };
  if (input.hovered && !input.by_key && frame.rect.contains(input.pointer)) {
    tool.at_x = within(frame.x_at(input.pointer.x));
    tool.at_y = within(frame.y_at(input.pointer.y));
  }
  tool.at_x = within(tool.at_x + static_cast<double>(input.arrow.x) * key_step);
  tool.at_y = within(tool.at_y - static_cast<double>(input.arrow.y) * key_step);
}

void maxout_planes_panel(VectorTool& tool, const Rect& where) {
  const Panel box = panel(where, tr("functions.maxout.title_two"));
  constexpr float numbers = 28;
  const std::string_view note = tr("functions.maxout.map_note");
  const auto lines = static_cast<float>(count_wrapped_lines(box.content.width(), type::caption, note));
  const float below = px(numbers) + lines * line_height(type::caption);
  const float side = std::min(box.content.width() - px(40), box.content.height() - below);
  const Rect square =
      Rect{box.content.center().x - side / 2, box.content.y0, box.content.center().x + side / 2, box.content.y0 + side}
          .snapped();
  const PlotFrame frame{square, {{-maxout_reach, maxout_reach}, {-maxout_reach, maxout_reach}}};
  drag_planes(tool, frame);
  const Cells map = cells_of(tool);
  draw_plot_numbers(canvas(), frame, {});
  draw_text({square.x0 - px(40), square.y0 + px(16)}, left_base, theme().ink2, type::axis_name, "y");
  {
    const Clip clip(square);
    draw_cells(map, square);
    for (std::size_t i = 0; i < tool.pieces.size(); ++i)
      for (std::size_t j = i + 1; j < tool.pieces.size(); ++j) draw_border(tool, frame, i, j);
    draw_region_numbers(tool, map, square);
  }
  stroke_rect(canvas(), square, theme().line2);
  draw_slopes(tool, frame);
  const ImVec2 at = frame.to_pixel({tool.at_x, tool.at_y});
  const float arm = px(6);
  draw_hline(canvas(), at.x - arm, at.x + arm, at.y, theme().ink);
  draw_vline(canvas(), at.x, at.y - arm, at.y + arm, theme().ink);
  draw_text_wrapped(canvas(), {box.content.x0, square.y1 + px(numbers + 14)}, box.content.width(), theme().ink2,
                    type::caption, note);
}

}  // namespace gradlab::ui
