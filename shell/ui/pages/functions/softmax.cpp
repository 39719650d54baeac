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

constexpr double logit_reach = 5;
constexpr int fewest = 2, most = 8;
constexpr NumberRange logit_range{.low = -logit_reach, .high = logit_reach, .initial = 0, .step = 0.01, .decimals = 2};

const Activation<double>& softmax_row() { return *find_activation<double>("softmax"); }

std::vector<double> softmax_of(const std::vector<double>& logits, double temperature) {
  Batch<double> in, out;
  const Block<double> z = in.resize(logits.size(), 1), p = out.resize(logits.size(), 1);
  for (std::size_t i = 0; i < logits.size(); ++i) z.at(i, 0) = logits[i];
  softmax_row().mix(z, softmax_row().with(&temperature), p);
  std::vector<double> shares;
  for (std::size_t i = 0; i < logits.size(); ++i) shares.push_back(p.at(i, 0));
  return shares;
}

/// Row i, column j: ∂p_i/∂z_j, by the same kernel that back-propagation uses.
std::vector<std::vector<double>> jacobian_of(const std::vector<double>& logits, double temperature) {
  const std::size_t n = logits.size();
  Batch<double> in, out, up, down;
  const Block<double> z = in.resize(n, 1), p = out.resize(n, 1), dp = up.resize(n, 1), dz = down.resize(n, 1);
  for (std::size_t i = 0; i < n; ++i) z.at(i, 0) = logits[i];
  const auto params = softmax_row().with(&temperature);
  softmax_row().mix(z, params, p);
  std::vector<std::vector<double>> rows(n, std::vector<double>(n));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) dp.at(j, 0) = i == j ? 1 : 0;
    softmax_row().mix_vjp(z, p, dp, params, dz);
    for (std::size_t j = 0; j < n; ++j) rows[i][j] = dz.at(j, 0);
  }
  return rows;
}

std::string subscripted(std::string_view letter, std::size_t index) {
  return std::string(letter) + "_{" + std::to_string(index + 1) + "}";
}

void draw_symbol(ImVec2 center, const std::string& markup, Color color, float size = 16) {
  const MathBox box = layout_math(math_or_text(markup), size);
  draw_math(canvas(), {center.x - box.width / 2, center.y + px(5)}, box, {color, color});
}

void drag_logits(VectorTool& tool, const Rect& bars, float zero, float unit) {
  const SurfaceInput input = surface("functions.softmax.bars", bars, false);
  if (!input.dragging) tool.grabbed = -1;
  if (input.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeNS);
  if (input.focused) draw_ring(canvas(), bars, theme().accent, 4, 2, 2);
  if (!input.dragging && (!input.clicked || input.by_key)) return;
  const auto n = static_cast<int>(tool.logits.size());
  if (tool.grabbed < 0) {
    const float x = input.dragging ? ImGui::GetIO().MouseClickedPos[0].x : input.pointer.x;
    tool.grabbed = std::clamp(static_cast<int>((x - bars.x0) / bars.width() * static_cast<float>(n)), 0, n - 1);
  }
  ui().drag_claimed = true;
  const double moved = static_cast<double>((zero - input.pointer.y) / unit);
  tool.logits[static_cast<std::size_t>(tool.grabbed)] =
      std::clamp(std::round(moved * 100) / 100, -logit_reach, logit_reach);
}

/// Two scales for one height: scores on the left, shares on the right. Gives what is left between their numbers.
Rect bars_axes(Rect rest) {
  const Rect left = rest.cut_left(px(32)), right = rest.cut_right(px(34));
  constexpr int steps = 4;
  for (int i = 0; i <= steps; ++i) {
    const float y = rest.y0 + rest.height() * static_cast<float>(i) / steps;
    const double score = logit_reach * (1 - 2.0 * i / steps), share = 1 - 2.0 * i / steps;
    draw_hline(canvas(), rest.x0, rest.x1, y, score == 0 ? theme().axis : theme().grid);
    draw_text({left.x1 - px(6), y}, right_middle, theme().ink3, type::tick, compact(score, 2));
    if (share >= 0) draw_text({right.x0 + px(6), y}, left_middle, theme().ink3, type::tick, compact(share, 2));
  }
  draw_symbol({left.x0 + px(5), rest.y0}, "z", theme().ink2);
  draw_symbol({right.x1 - px(5), rest.y0}, "p", theme().ink2);
  return rest;
}

constexpr float plot_sides = 66, least_field = 56, numbers_row = 64;

/// How many of the scores' fields stand side by side: all, or half of them where they would be too narrow.
int fields_in_a_row(std::size_t classes, float width) {
  const auto n = static_cast<int>(classes);
  return (width - px(plot_sides)) / static_cast<float>(n) >= px(least_field) ? n : (n + 1) / 2;
}

/// The scores, to be typed, each above its share.
void score_fields(VectorTool& tool, const std::vector<double>& shares, const Rect& where, int in_a_row) {
  const auto n = static_cast<int>(shares.size());
  const bool under_bars = in_a_row == n;
  for (int i = 0; i < n; ++i) {
    Rect cell = where.row(i / in_a_row, (n + in_a_row - 1) / in_a_row, 0).column(i % in_a_row, in_a_row, px(6));
    const Rect share = cell.cut_bottom(px(24));
    cell = cell.centered(std::min(cell.width(), px(84)), px(34));
    const IdScope scope(i + 1);
    const auto index = static_cast<std::size_t>(i);
    number("functions.softmax.logit", cell, tool.logits[index], logit_range, {"z" + std::to_string(i + 1), {}});
    // Where the fields do not stand below their bars, their colours say which they are.
    draw_text(share.center(), center_middle, under_bars ? theme().ink : theme().curve(index), strong(type::dense),
              fixed(shares[index], 3));
  }
}

/// Bars from zero with a knob for the logits, the shares beside them; the numbers below can be typed.
void bars_panel(VectorTool& tool, const Rect& where) {
  const Panel box = panel(where, tr("functions.softmax.title"));
  Rect rest = box.content;
  rest.cut_top(px(8));
  const std::size_t n = tool.logits.size();
  const int in_a_row = fields_in_a_row(n, rest.width());
  const bool under_bars = in_a_row == static_cast<int>(n);
  Rect fields = rest.cut_bottom(px(under_bars ? numbers_row : 2 * numbers_row));
  const Rect names = rest.cut_bottom(px(24), px(8));
  rest = bars_axes(rest);
  if (under_bars) fields = {rest.x0, fields.y0, rest.x1, fields.y1};
  const float zero = rest.center().y, unit = rest.height() / 2 / static_cast<float>(logit_reach);
  drag_logits(tool, rest, zero, unit);
  const std::vector<double> p = softmax_of(tool.logits, tool.temperature);
  for (std::size_t i = 0; i < n; ++i) {
    const Rect column = rest.column(static_cast<int>(i), static_cast<int>(n), 0);
    const Color color = theme().curve(i);
    const float bar = std::min(column.width() * 0.26F, px(34)), x = column.center().x;
    const float end = zero - static_cast<float>(tool.logits[i]) * unit;
    fill_rect(canvas(), {x - bar - px(3), std::min(zero, end), x - px(3), std::max(zero, end)},
              with_alpha(color, 0.55F));
    draw_point(canvas(), {x - px(3) - bar / 2, end}, 7, theme().knob, color, 2);
    const float top = zero - static_cast<float>(p[i]) * rest.height() / 2;
    fill_rect(canvas(), {x + px(3), top, x + bar + px(3), zero}, color, 2);
    if (!under_bars) {
      draw_symbol({x, names.center().y}, subscripted("z", i), color);
      continue;
    }
    draw_symbol({x - px(3) - bar / 2, names.center().y}, subscripted("z", i), theme().ink);
    draw_symbol({x + px(3) + bar / 2, names.center().y}, subscripted("p", i), color);
  }
  score_fields(tool, p, fields, in_a_row);
}

void jacobian_panel(const VectorTool& tool, const Rect& where) {
  const Panel box = panel(where, tr("functions.softmax.jacobian"));
  draw_math(canvas(), {box.header.x0 + px(6), box.outer.y0 + px(31)}, "\\partial p_{i}/\\partial z_{j}", 18,
            theme().ink2);
  Rect rest = box.content;
  constexpr float ramp_end = 130, beside = 24;
  const std::string_view note = tr("functions.softmax.jacobian.note");
  const bool below = text_width(type::caption, note) > rest.width() - px(ramp_end + beside);
  Rect legend = rest.cut_bottom(px(30) + (below ? line_height(type::caption) * static_cast<float>(count_wrapped_lines(
                                                                                   rest.width(), type::caption, note))
                                                : 0));
  const Rect words = below ? legend.cut_bottom(legend.height() - px(30)) : legend;
  const auto rows = jacobian_of(tool.logits, tool.temperature);
  const auto n = static_cast<int>(rows.size());
  double largest = 0;
  for (const auto& row : rows)
    for (const double value : row) largest = std::max(largest, std::abs(value));
  Rect grid = rest;
  const Rect left = grid.cut_left(px(30)), top = grid.cut_top(px(22));
  for (int i = 0; i < n; ++i) {
    draw_symbol({left.center().x, grid.row(i, n, px(2)).center().y}, subscripted("p", static_cast<std::size_t>(i)),
                theme().ink2);
    draw_symbol({grid.column(i, n, px(2)).center().x, top.center().y}, subscripted("z", static_cast<std::size_t>(i)),
                theme().ink2);
    for (int j = 0; j < n; ++j) {
      const Rect cell = grid.row(i, n, px(2)).column(j, n, px(2)).snapped();
      const double value = rows[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)];
      const auto shade = static_cast<float>(largest > 0 ? value / largest : 0);
      fill_rect(canvas(), cell, theme().ramp(shade), 3);
      const bool strong_shade = std::abs(shade) > 0.75F;
      const Color ink = strong_shade && !theme().dark() ? theme().panel : theme().ink;
      if (cell.width() > px(44)) draw_text(cell.center(), center_middle, ink, type::dense, fixed(value, 3));
    }
  }
  const Rect ramp{legend.x0 + px(30), legend.y1 - px(16), legend.x0 + px(ramp_end), legend.y1 - px(6)};
  draw_ramp(canvas(), ramp, false);
  draw_text({ramp.x0 - px(4), ramp.center().y}, right_middle, theme().ink3, type::tick, "−");
  draw_text({ramp.x1 + px(6), ramp.center().y}, left_middle, theme().ink3, type::tick, "+");
  if (below)
    draw_text_wrapped(canvas(), {words.x0, words.y0 + px(13)}, words.width(), theme().ink2, type::caption, note);
  else
    draw_text({ramp.x1 + px(beside), ramp.center().y}, left_middle, theme().ink2, type::caption, note);
}

void settings_panel(VectorTool& tool, const Rect& where) {
  panel(where);
  Rect rest = where.inset(panel_padding(), px(14));
  const MathBox formula =
      layout_math_within(math_or_text("p_{i}=\\frac{e^{z_{i}/T}}{\\sum_{j} e^{z_{j}/T}}"), rest.width());
  const Rect line = rest.cut_top(formula.height() + px(10));
  draw_math(canvas(), {line.x0, line.y0 + formula.ascent}, formula, {theme().ink, theme().ink});
  const NumberRange temperature{.low = 0.05, .high = 10, .initial = 1, .scale = Scale::logarithmic, .digits = 3};
  const NumberRange shift{.low = -100, .high = 100, .initial = 0, .step = 0.5, .decimals = 1};
  Rect sliders = rest.cut_top(labelled_slider_height(), px(10));
  labelled_slider("functions.softmax.temperature", sliders.column(0, 2, px(24)), tool.temperature, temperature);
  labelled_slider("functions.softmax.shift", sliders.column(1, 2, px(24)), tool.shift, shift);

  std::vector<double> moved = tool.logits;
  for (double& logit : moved) logit += tool.shift;
  const auto before = softmax_of(tool.logits, tool.temperature), after = softmax_of(moved, tool.temperature);
  double change = 0;
  for (std::size_t i = 0; i < before.size(); ++i) change = std::max(change, std::abs(after[i] - before[i]));
  const std::string invariance =
      tr("functions.softmax.shifted", {{"shift", fixed(tool.shift, 1)}, {"change", compact(change, 2)}});
  const int lines =
      draw_text_wrapped(canvas(), {rest.x0, rest.y0 + px(16)}, rest.width(), theme().ink2, type::body, invariance);
  rest.cut_top(line_height(type::body) * static_cast<float>(lines) + px(14));
  Rect row = rest.cut_top(field_height());
  draw_text({row.x0, row.center().y}, left_middle, theme().ink2, type::body, tr("control.functions.softmax.classes"));
  auto count = static_cast<int>(tool.logits.size());
  if (stepper("functions.softmax.classes", row.cut_right(px(120)), count, fewest, most))
    tool.logits.resize(static_cast<std::size_t>(count), 0.0);
}

/// softmax of (x, 0) is the sigmoid of x/T: two curves on top of each other, and how far apart they are at most.
void two_classes_panel(const FunctionsState& state, const Rect& where) {
  panel(where, tr("functions.softmax.two"));
  const double temperature = state.tools->vectors.temperature;
  const PlotFrame frame =
      plot_frame(where, {{-6, 6}, {-0.15, 1.2}}, {.left = 44, .top = 50, .right = 30, .bottom = 58});
  const PlotAxes axes;
  draw_plot_grid(canvas(), frame, axes);
  const Activation<double>& sigmoid = *find_activation<double>("sigmoid");
  double apart = 0;
  const PlotFunction first_share = [&](std::span<const double> x, std::span<double> y) {
    for (std::size_t i = 0; i < x.size(); ++i) {
      y[i] = softmax_of({x[i], 0}, temperature)[0];
      apart = std::max(apart, std::abs(y[i] - value_at(sigmoid, x[i] / temperature, {})));
    }
  };
  const PlotFunction gate = [&](std::span<const double> x, std::span<double> y) {
    for (std::size_t i = 0; i < x.size(); ++i) y[i] = value_at(sigmoid, x[i] / temperature, {});
  };
  draw_plot_curve(canvas(), frame, sample_curve(first_share, frame), {with_alpha(theme().curve(1), 0.45F), 7},
                  theme().panel);
  draw_plot_curve(canvas(), frame, sample_curve(gate, frame), {theme().curve(0), 2.2F}, theme().panel);
  draw_plot_numbers(canvas(), frame, axes);
  float x = where.x0 + panel_padding();
  const float y = where.y1 - px(18);
  const auto legend = [&](Color color, const char* markup) {
    fill_rect(canvas(), {x, y - px(6), x + px(16), y - px(3)}, color);
    x += px(22);
    x += draw_math(canvas(), {x, y}, markup, 16, theme().ink) + px(18);
  };
  legend(theme().curve(1), "\\text{softmax}(x,0)_{1}");
  legend(theme().curve(0), "\\sigma(x/T)");
  draw_text_fit(canvas(), {x, y}, left_base, theme().ink2, type::caption,
                tr("functions.softmax.apart", {{"gap", compact(apart, 2)}}), where.x1 - panel_padding() - x);
}

}  // namespace

void softmax_panels(FunctionsState& state, const Rect (&panels)[4]) {
  VectorTool& tool = state.tools->vectors;
  bars_panel(tool, panels[0]);
  jacobian_panel(tool, panels[1]);
  settings_panel(tool, panels[2]);
  two_classes_panel(state, panels[3]);
}

}  // namespace gradlab::ui
