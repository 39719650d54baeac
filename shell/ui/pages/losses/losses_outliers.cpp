// Points to drag, and what each loss fits to them: squares run after a point far off, absolute differences do not.
#include <algorithm>
#include <array>
#include <cmath>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/finger.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/losses/losses_parts.hpp"

namespace gradlab::ui {
namespace {

constexpr std::array<std::string_view, 3> ids{"mse", "mae", "huber"};
constexpr float point_radius = 5, reach_of_hand = 18;

std::string name_of(std::size_t which) {
  constexpr std::array<std::string_view, 3> words{"loss.mse.short", "loss.mae.short", "losses.curves.huber"};
  return std::string(tr(words[which]));
}

Color color_of(std::size_t which) { return theme().curve(losses_color(ids[which])); }

FittedLine fit_of(const LossesState& state, std::size_t which) {
  return fit_line(state.points, static_cast<FitLoss>(which), state.shape, state.delta);
}

Point within(Point at) {
  const auto round = [](double value, double reach) {
    return std::round(std::clamp(value, -reach, reach) * 100) / 100;
  };
  return {round(at.x, LossesState::point_reach), round(at.y, LossesState::point_height)};
}

void move_points(LossesState& state, const PlotFrame& frame) {
  const SurfaceInput input = surface("losses.outliers.plot", frame.rect, false);
  if (!input.dragging) state.holding = false;
  if (state.points.empty()) return;
  for (const Point& point : state.points) let_finger_drag(input, frame.to_pixel({point.x, point.y}));
  if (input.focused) {
    draw_ring(canvas(), frame.rect, theme().accent, 4, 2, 2);
    Point& held = state.points[state.held];
    if (input.by_key) state.held = (state.held + 1) % state.points.size();
    if (input.arrow.x != 0 || input.arrow.y != 0)
      held = within(
          {held.x + 0.1 * static_cast<double>(input.arrow.x), held.y - 0.1 * static_cast<double>(input.arrow.y)});
  }
  if (input.dragging && !state.holding) {
    const ImVec2 pressed = ImGui::GetIO().MouseClickedPos[0];
    const auto away = [&](const Point& point) {
      const ImVec2 at = frame.to_pixel({point.x, point.y});
      return std::hypot(at.x - pressed.x, at.y - pressed.y);
    };
    const auto nearest = std::ranges::min_element(state.points, {}, away);
    if (away(*nearest) > px(ui().touch ? 2 * reach_of_hand : reach_of_hand)) return;
    state.held = static_cast<std::size_t>(nearest - state.points.begin());
    state.holding = true;
  }
  if (!state.holding) return;
  ui().drag_claimed = true;
  state.points[state.held] = within({frame.x_at(input.pointer.x), frame.y_at(input.pointer.y)});
}

/// The slope of the loss of the point held, by its distance from the line.
double pull_of(const LossesState& state, std::size_t which, const FittedLine& line) {
  if (state.points.empty()) return 0;
  const Loss<double>& row = *find_loss<double>(ids[which]);
  const Point held = state.points[state.held];
  const std::vector<double> params(row.params.size(), state.delta);
  return loss_at_prediction(row, params, held.y - line.at(held.x), 0).by_prediction;
}

void fits_plot(LossesState& state, const Rect& where) {
  ImDrawList* const list = canvas();
  const PlotView view{{-LossesState::point_reach * 1.08, LossesState::point_reach * 1.08},
                      {-LossesState::point_height * 1.06, LossesState::point_height * 1.06}};
  const PlotFrame frame = plot_frame(where, view, {.left = 28, .top = 4, .right = 62, .bottom = 24});
  move_points(state, frame);
  const PlotAxes axes{.x_name = "x", .x_gap = 50, .y_gap = 34};
  draw_plot_grid(list, frame, axes);
  std::vector<EndLabel> labels;
  for (std::size_t which = 0; which < ids.size(); ++which) {
    const FittedLine line = fit_of(state, which);
    const std::vector<PlotPoint> ends{{view.x.low, line.at(view.x.low)}, {view.x.high, line.at(view.x.high)}};
    const std::vector<ImVec2> pixels = curve_pixels(frame, ends);
    {
      const Clip clip(frame.rect, list);
      draw_polyline(list, pixels, color_of(which), 2.2F);
    }
    labels.push_back({.text = name_of(which), .color = color_of(which), .exit = curve_exit(frame, pixels)});
    record_reading("losses.outliers.line_" + std::string(ids[which]), readout(line.slope) + " " + readout(line.offset),
                   frame.rect);
  }
  for (std::size_t i = 0; i < state.points.size(); ++i) {
    const ImVec2 at = frame.to_pixel({state.points[i].x, state.points[i].y});
    if (i == state.held) stroke_dot(list, at, point_radius + 5, theme().accent, 2);
    draw_point(list, at, point_radius, theme().ink, theme().panel, 1.5F);
  }
  draw_end_labels(list, frame, labels);
  draw_plot_numbers(list, frame, axes);
}

/// How hard one point pulls at the line, by its distance from it; dots: the point held, under each fit.
void pull_plot(const LossesState& state, Rect where) {
  ImDrawList* const list = canvas();
  const int lines = draw_text_wrapped(list, {where.x0, where.y0 + px(13)}, where.width(), theme().ink2, type::caption,
                                      tr("losses.outliers.pull"));
  where.cut_top(line_height(type::caption) * static_cast<float>(lines) + px(4));
  const PlotFrame frame = plot_frame(where, {{-7, 7}, {-5, 5}}, {.left = 28, .top = 4, .right = 62, .bottom = 24});
  const PlotAxes axes{.x_name = "r", .x_gap = 50, .y_gap = 30};
  draw_plot_grid(list, frame, axes);
  std::vector<EndLabel> labels;
  const Point held = state.points.empty() ? Point{} : state.points[state.held];
  for (std::size_t which = 0; which < ids.size(); ++which) {
    const Loss<double>& row = *find_loss<double>(ids[which]);
    const std::vector<double> params(row.params.size(), state.delta);
    const PlotFunction pull = [&](std::span<const double> x, std::span<double> y) {
      for (std::size_t i = 0; i < x.size(); ++i) y[i] = loss_at_prediction(row, params, x[i], 0).by_prediction;
    };
    const double corner = 0;
    const SampledCurve curve =
        sample_curve(pull, frame, which == 1 ? std::span(&corner, 1) : std::span<const double>());
    draw_plot_curve(list, frame, curve, {color_of(which), 2.2F}, theme().panel);
    labels.push_back({.text = name_of(which),
                      .color = color_of(which),
                      .exit = curve_exit(frame, curve_pixels(frame, curve.points))});
    const FittedLine line = fit_of(state, which);
    draw_hover_dot(list, frame, {held.y - line.at(held.x), pull_of(state, which, line)}, color_of(which),
                   theme().panel);
  }
  draw_end_labels(list, frame, labels);
  draw_plot_numbers(list, frame, axes);
}

/// What each loss chose, in numbers.
void lines_table(const LossesState& state, Rect where) {
  for (std::size_t which = 0; which < ids.size(); ++which) {
    Rect row = where.cut_top(px(26));
    draw_hline(canvas(), row.x0, row.x1, row.y0, theme().line);
    const FittedLine line = fit_of(state, which);
    draw_text({row.x0, row.center().y}, left_middle, color_of(which), strong(type::dense), name_of(which));
    const bool sloped = state.shape == FitShape::line;
    const std::string formula = sloped ? "y=" + losses_number(line.slope, 2) + "x" + (line.offset < 0 ? "" : "+") +
                                             losses_number(line.offset, 2)
                                       : "y=" + losses_number(line.offset, 2);
    draw_math(canvas(), {row.x0 + px(64), row.center().y + px(5)}, formula, 16, theme().ink);
    const std::string pull = readout(pull_of(state, which, line), 2);
    const std::string words = tr("losses.outliers.mean", {{"loss", readout(line.loss)}, {"pull", pull}});
    draw_text({row.x1, row.center().y}, right_middle, theme().ink2, type::dense, words);
    record_reading("losses.outliers.pull_" + std::string(ids[which]), pull, row);
  }
}

}  // namespace

std::vector<Point> LossesState::usual_points() {
  return {{2.6, -4.6}, {-3.5, -1.7}, {-2.8, -1.1}, {-2.1, -0.9}, {-1.4, 0.1}, {-0.7, 0.0},
          {0.0, 0.7},  {0.7, 0.8},   {1.4, 1.7},   {2.1, 1.6},   {2.9, 2.4},  {3.5, 2.5}};
}

void losses_outliers_panel(App& app, const Rect& where) {
  LossesState& state = losses_state(app);
  state.held = std::min(state.held, state.points.empty() ? 0 : state.points.size() - 1);
  const bool phone = on_phone();
  const Panel box = panel(where, tr("losses.outliers.title"));
  Rect header = box.header, rest = box.content;
  const std::array<Item, 2> shapes{Item{"constant", tr("losses.outliers.constant")},
                                   Item{"line", tr("losses.outliers.line")}};
  const float width = segments_width(shapes), side = header.height();
  if (icon_button("losses.outliers.reset", header.cut_right(side, px(10)), Icon::reset)) {
    state.points = LossesState::usual_points();
    state.held = 0;
  }
  const Rect place = phone ? rest.cut_top(px(40), px(8)) : header.cut_right(width, px(12));
  int shape = static_cast<int>(state.shape);
  if (segments("losses.outliers.shape", place, shape, shapes)) state.shape = static_cast<FitShape>(shape);
  if (!phone)
    draw_text_fit(canvas(), {header.x0, box.outer.y0 + px(31)}, left_base, theme().ink2, type::caption,
                  tr("losses.outliers.about"), header.width());
  const NumberRange delta{.low = 0.05, .high = 10, .initial = 1, .scale = Scale::logarithmic, .digits = 3};
  Rect left = rest, right = rest;
  if (phone) {
    left = rest.cut_top(px(280), px(12));
    right = rest;
  } else {
    left = rest.cut_left(rest.width() * 0.56F, px(28));
    right = rest;
  }
  fits_plot(state, left);
  labelled_slider("losses.outliers.delta", right.cut_top(labelled_slider_height(), px(12)), state.delta, delta);
  lines_table(state, right.cut_bottom(px(80), px(8)));
  pull_plot(state, right);
}

}  // namespace gradlab::ui
