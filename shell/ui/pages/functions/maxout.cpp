#include "shell/ui/pages/functions/maxout.hpp"

#include <algorithm>
#include <cmath>

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
constexpr double view_reach = maxout_reach, handle_at = 2;  // handles stand on each line at ±handle_at
constexpr NumberRange weight_range{.low = -10, .high = 10, .initial = 0, .step = 0.01, .decimals = 2};

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
  move_maxout_point(tool, frame, input);
  if (input.focused) draw_ring(canvas(), frame.rect, theme().accent, 4, 2, 2);
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
  piece.weight = maxout_hundredths((moved - other) / (2 * x));
  piece.bias = maxout_hundredths((moved + other) / 2);
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
  const Winner winner = winner_at(tool, tool.at_x, 0);
  draw_hover_line(canvas(), frame, tool.at_x);
  draw_hover_dot(canvas(), frame, {tool.at_x, winner.value}, theme().curve(winner.piece), theme().panel);
  draw_plot_numbers(canvas(), frame, axes, draw_x_tag(canvas(), frame, tool.at_x, 2));
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
    const std::string number_of = std::to_string(i + 1);
    const float after = draw_text({row.x0, row.center().y}, left_middle, theme().ink2, type::dense, number_of);
    fill_dot(canvas(), {row.x0 + after + px(10), row.center().y}, 5, theme().curve(static_cast<std::size_t>(i)));
    row.x0 += px(32);
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

void formula_panel(const VectorTool& tool, const Rect& where) {
  panel(where);
  Rect rest = where.inset(panel_padding(), px(16));
  const MathBox formula = layout_math_within(
      math_or_text(tool.two_inputs ? "h(x,y)=\\max_{i}(w_{1,i}x+w_{2,i}y+b_{i})" : "h(x)=\\max_{i}(w_{i}x+b_{i})"),
      rest.width());
  const Rect line = rest.cut_top(formula.height() + px(16));
  draw_math(canvas(), {line.x0, line.y0 + formula.ascent}, formula, {theme().ink, theme().ink});
  const Winner winner = winner_at(tool, tool.at_x, tool.two_inputs ? tool.at_y : 0);
  const VectorTool::Piece& piece = tool.pieces[winner.piece];
  const std::string words = tr(tool.two_inputs ? "functions.maxout.winner_two" : "functions.maxout.winner",
                               {{"x", fixed(tool.at_x, 2)},
                                {"y", fixed(tool.at_y, 2)},
                                {"value", fixed(winner.value, 3)},
                                {"piece", std::to_string(winner.piece + 1)},
                                {"slope", fixed(piece.weight, 2)},
                                {"second", fixed(piece.second_weight, 2)}});
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
  if (tool.two_inputs)
    maxout_planes_panel(tool, panels[0]);
  else
    lines_panel(tool, panels[0]);
  pieces_panel(tool, panels[1]);
  formula_panel(tool, panels[2]);
  count_panel(tool, panels[3]);
}

}  // namespace gradlab::ui
