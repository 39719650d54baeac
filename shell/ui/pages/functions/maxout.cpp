#include <algorithm>
#include <cmath>

#include "core/activations/activation.hpp"
#include "core/network/batch.hpp"
#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/functions/vector_page.hpp"
#include "shell/ui/theme.hpp"
#include "shell/ui/widgets/formula.hpp"
#include "shell/ui/widgets/plot.hpp"

namespace gradlab::ui {
namespace {

constexpr int most_pieces = 8;
constexpr double view_reach = 3, handle_at = 2;  // handles stand on each line at ±handle_at
constexpr NumberRange weight_range{.low = -10, .high = 10, .initial = 0, .step = 0.01, .decimals = 2};
constexpr std::size_t map_cells = 48;

const Activation<double>& maxout_row() { return *find_activation<double>("maxout"); }

double piece_value(const VectorTool::Piece& piece, double x, double y) {
  return piece.weight * x + piece.second_weight * y + piece.bias;
}

struct Winner {
  double value = 0;
  std::size_t piece = 0;  // the one the gradient goes to
};

/// By the kernels of the row: the largest, and which piece of it a gradient reaches.
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

/// The handle nearest to the pointer, if one is near: two for each line.
int nearest_handle(const VectorTool& tool, const PlotFrame& frame, ImVec2 pointer) {
  int nearest = -1;
  float best = px(28);
  for (std::size_t i = 0; i < tool.pieces.size(); ++i) {
    for (const int side : {0, 1}) {
      const double x = side == 0 ? -handle_at : handle_at;
      const ImVec2 at = frame.to_pixel({x, piece_value(tool.pieces[i], x, 0)});
      const float distance = std::hypot(at.x - pointer.x, at.y - pointer.y);
      if (distance >= best) continue;
      best = distance;
      nearest = static_cast<int>(i) * 2 + side;
    }
  }
  return nearest;
}

void drag_lines(VectorTool& tool, const PlotFrame& frame) {
  const SurfaceInput input = surface("functions.maxout.plot", frame.rect, false);
  if (!input.dragging) {
    tool.grabbed = -1;
    if (input.hovered && nearest_handle(tool, frame, input.pointer) >= 0) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    return;
  }
  if (tool.grabbed < 0) tool.grabbed = nearest_handle(tool, frame, ImGui::GetIO().MouseClickedPos[0]);
  if (tool.grabbed < 0) return;
  ui().drag_claimed = true;
  VectorTool::Piece& piece = tool.pieces[static_cast<std::size_t>(tool.grabbed / 2)];
  const double x = tool.grabbed % 2 == 0 ? -handle_at : handle_at;
  const double other = piece_value(piece, -x, 0), moved = frame.y_at(input.pointer.y);
  const auto hundredths = [](double value) { return std::clamp(std::round(value * 100) / 100, -10.0, 10.0); };
  piece.weight = hundredths((moved - other) / (2 * x));
  piece.bias = hundredths((moved + other) / 2);
}

void lines_panel(VectorTool& tool, const Rect& where) {
  panel(where, tr("functions.maxout.title"));
  const PlotFrame frame =
      plot_frame(where, {{-view_reach, view_reach}, {-3, 5}}, {.left = 44, .top = 50, .right = 30, .bottom = 35});
  const PlotAxes axes;
  drag_lines(tool, frame);
  draw_plot_grid(canvas(), frame, axes);
  const PlotFunction envelope = [&](std::span<const double> x, std::span<double> y) {
    for (std::size_t i = 0; i < x.size(); ++i) y[i] = winner_at(tool, x[i], 0).value;
  };
  draw_plot_curve(canvas(), frame, sample_curve(envelope, frame), {theme().ink, 3.4F}, theme().panel);
  for (std::size_t i = 0; i < tool.pieces.size(); ++i) {
    const Color color = theme().curve(i);
    const VectorTool::Piece& piece = tool.pieces[i];
    const std::vector<PlotPoint> line{{-view_reach, piece_value(piece, -view_reach, 0)},
                                      {view_reach, piece_value(piece, view_reach, 0)}};
    draw_plot_curve(canvas(), frame, {line, {}}, {color, 1.6F}, theme().panel);
    for (const double x : {-handle_at, handle_at}) {
      const PlotPoint at{x, piece_value(piece, x, 0)};
      if (frame.view.y.contains(at.y)) draw_point(canvas(), frame.to_pixel(at), 6, theme().knob, color, 2);
    }
  }
  draw_plot_numbers(canvas(), frame, axes);
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

/// The plane: how high the largest piece is, in the ramp of signs, and whose region it is by lines between them.
void map_panel(const VectorTool& tool, const Rect& where) {
  const Panel box = panel(where, tr("functions.maxout.title"));
  const float side = std::min(box.content.width(), box.content.height() - px(44));
  const Rect square =
      Rect{box.content.center().x - side / 2, box.content.y0, box.content.center().x + side / 2, box.content.y0 + side}
          .snapped();
  const auto cells = static_cast<int>(map_cells);
  std::vector<Winner> winners;
  double largest = 1e-9;
  for (int row = 0; row < cells; ++row) {
    for (int column = 0; column < cells; ++column) {
      const double x = view_reach * (2 * (column + 0.5) / cells - 1), y = view_reach * (1 - 2 * (row + 0.5) / cells);
      winners.push_back(winner_at(tool, x, y));
      largest = std::max(largest, std::abs(winners.back().value));
    }
  }
  const PlotFrame frame{square, {{-view_reach, view_reach}, {-view_reach, view_reach}}};
  draw_plot_numbers(canvas(), frame, {});
  const Clip clip(square);
  for (int row = 0; row < cells; ++row) {
    for (int column = 0; column < cells; ++column) {
      const Winner& winner = winners[static_cast<std::size_t>(row * cells + column)];
      Rect cell = square.row(row, cells, 0).column(column, cells, 0).snapped();
      // Rounding leaves no gaps between cells that overlap by a pixel.
      cell.x1 += 1;
      cell.y1 += 1;
      fill_rect(canvas(), cell, theme().soft_ramp(static_cast<float>(winner.value / largest)));
    }
  }
  for (std::size_t i = 0; i < tool.pieces.size(); ++i)
    for (std::size_t j = i + 1; j < tool.pieces.size(); ++j) draw_border(tool, frame, i, j);
  stroke_rect(canvas(), square, theme().line2);
}

void map_axes(const Rect& where) {
  const Rect inside = where.inset(panel_padding(), px(12));
  draw_text({inside.center().x, inside.y1 - px(4)}, center_middle, theme().ink2, type::caption,
            tr("functions.maxout.map_note"));
}

void pieces_panel(VectorTool& tool, const Rect& where) {
  const Panel box = panel(where, tr("functions.maxout.pieces"));
  Rect rest = box.content;
  Rect head = rest.cut_top(field_height(), px(10));
  const Item items[] = {{"one", tr("functions.maxout.one_input")}, {"two", tr("functions.maxout.two_inputs")}};
  int inputs = tool.two_inputs ? 1 : 0;
  const float width = std::min(segments_width(items), head.width() - px(130));
  if (segments("functions.maxout.inputs", {head.x0, head.y0, head.x0 + width, head.y1}, inputs, items))
    tool.two_inputs = inputs == 1;
  auto count = static_cast<int>(tool.pieces.size());
  if (stepper("functions.maxout.pieces", head.cut_right(px(110)), count, 1, most_pieces)) {
    // A new piece stands where nothing is yet: a little flatter than the last.
    while (static_cast<int>(tool.pieces.size()) < count) {
      const double n = static_cast<double>(tool.pieces.size());
      tool.pieces.push_back({1.5 - 0.5 * n, 0.5 * n - 1, -1});
    }
    tool.pieces.resize(static_cast<std::size_t>(count));
  }
  const int columns = tool.two_inputs ? 3 : 2;
  const float pitch = std::min(px(40), rest.height() / static_cast<float>(count));
  for (int i = 0; i < count; ++i) {
    Rect row = rest.cut_top(pitch);
    row = row.centered(row.width(), std::min(pitch - px(4), px(34)));
    fill_dot(canvas(), {row.x0 + px(6), row.center().y}, 5, theme().curve(static_cast<std::size_t>(i)));
    row.x0 += px(22);
    VectorTool::Piece& piece = tool.pieces[static_cast<std::size_t>(i)];
    const IdScope scope(i + 1);
    const auto field = [&](std::string_view id, std::string_view symbol, int column, double& value) {
      Rect cell = row.column(column, columns, px(12));
      const Rect name = cell.cut_left(px(26));
      draw_math(canvas(), {name.x0, name.center().y + px(5)}, symbol, 16, theme().ink);
      number(id, cell, value, weight_range);
    };
    field("functions.maxout.weight", tool.two_inputs ? "w_{1}" : "w", 0, piece.weight);
    if (tool.two_inputs) field("functions.maxout.second_weight", "w_{2}", 1, piece.second_weight);
    field("functions.maxout.bias", "b", columns - 1, piece.bias);
  }
}

void formula_panel(const FunctionsState& state, const Rect& where) {
  const VectorTool& tool = state.tools->vectors;
  panel(where);
  Rect rest = where.inset(panel_padding(), px(16));
  const MathBox formula = layout_math_within(
      math_or_text(tool.two_inputs ? "h(x,y)=\\max_{i}(w_{1,i}x+w_{2,i}y+b_{i})" : "h(x)=\\max_{i}(w_{i}x+b_{i})"),
      rest.width());
  const Rect line = rest.cut_top(formula.height() + px(16));
  draw_math(canvas(), {line.x0, line.y0 + formula.ascent}, formula, {theme().ink, theme().ink});
  const Winner winner = winner_at(tool, state.x, 0);
  const std::string words = tr("functions.maxout.winner", {{"x", fixed(state.x, 2)},
                                                           {"value", fixed(winner.value, 3)},
                                                           {"piece", std::to_string(winner.piece + 1)},
                                                           {"slope", fixed(tool.pieces[winner.piece].weight, 2)}});
  const int lines =
      draw_text_wrapped(canvas(), {rest.x0, rest.y0 + px(14)}, rest.width(), theme().ink, type::body, words);
  rest.cut_top(line_height(type::body) * static_cast<float>(lines) + px(14));
  draw_text_wrapped(canvas(), {rest.x0, rest.y0 + px(14)}, rest.width(), theme().ink2, type::body,
                    tr("functions.maxout.convex"));
}

void count_panel(VectorTool& tool, const Rect& where) {
  const Panel box = panel(where, tr("functions.maxout.counted"));
  Rect rest = box.content;
  const auto row = [&](std::string_view id, int& value) {
    Rect line = rest.cut_top(field_height(), px(10));
    draw_text({line.x0, line.center().y}, left_middle, theme().ink2, type::body, tr("control." + std::string(id)));
    stepper(id, line.cut_right(px(130)), value, 1, 1000);
  };
  row("functions.maxout.layer_inputs", tool.inputs);
  row("functions.maxout.layer_units", tool.units);
  const auto k = static_cast<int>(tool.pieces.size());
  const int plain = (tool.inputs + 1) * tool.units;
  const auto line = [&](std::string_view id, const std::string& sum, int total) {
    const Rect place = rest.cut_top(px(34));
    draw_text({place.x0, place.center().y}, left_middle, theme().ink2, type::body, tr(id));
    const float width =
        draw_text({place.x1, place.center().y}, right_middle, theme().ink, strong(type::body), grouped(total));
    draw_text({place.x1 - width - px(8), place.center().y}, right_middle, theme().ink2, type::body, sum + " =");
    draw_hline(canvas(), place.x0, place.x1, place.y1, theme().line);
  };
  const std::string one = "(" + std::to_string(tool.inputs) + " + 1) · " + std::to_string(tool.units);
  line("functions.maxout.ordinary", one, plain);
  line("functions.maxout.layer", std::to_string(k) + " · " + one, k * plain);
}

}  // namespace

void maxout_panels(FunctionsState& state, const Rect (&panels)[4]) {
  VectorTool& tool = state.tools->vectors;
  if (tool.two_inputs) {
    map_panel(tool, panels[0]);
    map_axes(panels[0]);
  } else {
    lines_panel(tool, panels[0]);
  }
  pieces_panel(tool, panels[1]);
  formula_panel(state, panels[2]);
  count_panel(tool, panels[3]);
}

}  // namespace gradlab::ui
