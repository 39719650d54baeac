// How big activations and gradients are in each layer of a stack that was only initialised: vanishing and exploding,
// for all chosen functions in one plot.
#include <algorithm>
#include <cmath>

#include "core/initializers/initializer.hpp"
#include "shell/i18n/i18n.hpp"
#include "shell/run/run.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/functions/tool_panel.hpp"
#include "shell/ui/pages/functions_parts.hpp"
#include "shell/ui/pages/playground_words.hpp"
#include "shell/ui/theme.hpp"
#include "shell/ui/widgets/plot.hpp"

namespace gradlab::ui {
namespace {

constexpr double work_seconds = 0.004;  // of a frame
constexpr double least_size = 1e-12, largest_size = 1e12;
constexpr double largest_seed = 999;

/// The runs of the chosen functions, a few layers further each frame. Gives whether some are under way.
bool advance(DepthTool& tool, const std::vector<ChosenFunction>& chosen) {
  if (!tool.weights || !(tool.weights->setup() == tool.setup)) {
    tool.kept.clear();
    auto weights = DepthWeights::create(tool.setup);
    if (!weights) return false;
    tool.weights = *std::move(weights);
  }
  const double start = Runner::steady_seconds();
  bool under_way = false;
  for (const ChosenFunction& function : chosen) {
    DepthTool::Kept& kept = tool.kept[function.id];
    if (!kept.run || kept.params != function.params || kept.own != function.own)
      kept = {function.params, function.own, DepthRun(row_of(function), function.params), false};
    while (!kept.done && Runner::steady_seconds() - start < work_seconds) kept.done = !kept.run->step(*tool.weights);
    under_way = under_way || !kept.done;
  }
  return under_way;
}

int chosen_initializer(const DepthTool& tool, std::vector<std::string>& names, std::vector<Item>& items) {
  int index = 0;
  for (const Initializer& one : initializers()) {
    if (one.id == tool.setup.initializer) index = static_cast<int>(names.size());
    names.push_back(short_name("initializer", one.id));
  }
  for (std::size_t i = 0; i < names.size(); ++i) items.push_back({initializers()[i].id, names[i]});
  return index;
}

bool whole_slider(std::string_view id, const Rect& where, std::size_t& value, double low, double high, double initial) {
  auto number = static_cast<double>(value);
  const NumberRange range{.low = low, .high = high, .initial = initial, .step = 1, .decimals = 0};
  if (!labelled_slider(id, where, number, range)) return false;
  value = static_cast<std::size_t>(number);
  return true;
}

void setup_controls(DepthTool& tool, Rect area) {
  const float height = labelled_slider_height(), gap = px(4);
  whole_slider("functions.layers.depth", area.cut_top(height, gap), tool.setup.depth, 1, DepthSetup::most_depth, 20);
  whole_slider("functions.layers.width", area.cut_top(height, gap), tool.setup.width, 1, DepthSetup::most_width, 64);
  std::vector<std::string> names;
  std::vector<Item> items;
  int index = chosen_initializer(tool, names, items);
  if (choice("functions.layers.initializer", area.cut_top(field_height(), px(8)), index, items))
    tool.setup.initializer = initializers()[static_cast<std::size_t>(index)].id;
  const NumberRange scale{.low = 0.1, .high = 4, .initial = 1, .scale = Scale::logarithmic, .digits = 3};
  labelled_slider("functions.layers.scale", area.cut_top(height, gap), tool.setup.scale, scale);
  Rect row = area.cut_top(field_height());
  if (icon_button("functions.layers.dice", row.cut_right(row.height(), px(8)), Icon::dice))
    tool.setup.seed = tool.setup.seed % static_cast<std::uint64_t>(largest_seed) + 1;
  const Rect name = row.cut_left(row.width() / 2);
  draw_text({name.x0, name.center().y}, left_middle, theme().ink2, type::body, tr("control.functions.layers.seed"));
  auto seed = static_cast<double>(tool.setup.seed);
  const NumberRange seeds{.low = 1, .high = largest_seed, .initial = 1, .step = 1, .decimals = 0};
  if (number("functions.layers.seed", row, seed, seeds)) tool.setup.seed = static_cast<std::uint64_t>(seed);
}

/// A curve over the layers 0 … depth; gradients run from the last layer back.
std::vector<PlotPoint> points_of(std::span<const double> sizes, std::size_t depth, bool backwards) {
  std::vector<PlotPoint> points;
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    const auto layer = static_cast<double>(backwards ? depth - i : i);
    const double size = std::isfinite(sizes[i]) && sizes[i] > 0
                            ? std::clamp(sizes[i], least_size / 10, largest_size * 10)
                            : std::numeric_limits<double>::quiet_NaN();
    points.push_back({layer, size});
  }
  return points;
}

PlotSpan span_of(const std::vector<std::vector<PlotPoint>>& curves) {
  PlotSpan span{0.1, 10};
  for (const auto& curve : curves)
    for (const PlotPoint& point : curve)
      if (std::isfinite(point.y)) span = {std::min(span.low, point.y / 1.5), std::max(span.high, point.y * 1.5)};
  return {std::max(span.low, least_size), std::min(span.high, largest_size)};
}

void draw_sizes(FunctionsState& state, const Rect& area, bool gradients, float label_margin) {
  DepthTool& tool = state.tools->depth;
  std::vector<std::vector<PlotPoint>> curves;
  for (const ChosenFunction& function : state.chosen) {
    const DepthRun& run = *tool.kept[function.id].run;
    curves.push_back(points_of(gradients ? run.gradients() : run.activations(), tool.setup.depth, gradients));
  }
  const PlotView view{{0, static_cast<double>(tool.setup.depth)}, span_of(curves), true};
  const PlotFrame frame = plot_frame(area, view, {.left = 46, .top = 28, .right = label_margin, .bottom = 22});
  draw_text_fit(canvas(), {area.x0 + px(4), area.y0 + px(10)}, left_middle, theme().ink2, type::caption,
                tr(gradients ? "functions.layers.gradients" : "functions.layers.activations"), area.width() - px(4));
  const PlotAxes axes{.x_name = "", .y_gap = 20};
  draw_plot_grid(canvas(), frame, axes);
  std::vector<EndLabel> labels;
  for (const bool focused : {false, true}) {
    for (std::size_t i = 0; i < curves.size(); ++i) {
      const ChosenFunction& function = state.chosen[i];
      if ((function.id == state.focused) != focused) continue;
      auto points = curves[i];
      if (gradients) std::reverse(points.begin(), points.end());
      const CurveStyle style{function_color(function), focused ? 3.0F : 2.0F, Theme::is_dashed(function.color)};
      draw_plot_curve(canvas(), frame, {points, {}}, style, theme().panel);
      labels.push_back({.text = activation_name(function.id),
                        .color = style.color,
                        .exit = curve_exit(frame, curve_pixels(frame, points)),
                        .emphasised = focused});
    }
  }
  if (!gradients) draw_end_labels(canvas(), frame, labels);
  draw_plot_numbers(canvas(), frame, axes);
}

/// What the gradient that arrives at the input is of the one that started, in words, for the focused function.
std::string verdict(FunctionsState& state) {
  const ChosenFunction* const focus = state.focus();
  if (!focus) return {};
  const DepthTool::Kept& kept = state.tools->depth.kept[focus->id];
  if (!kept.run || !kept.done) return {};
  const double left = kept.run->gradients().back() / kept.run->gradients().front();
  return tr("functions.layers.verdict", {{"name", activation_name(focus->id)},
                                         {"depth", std::to_string(state.tools->depth.setup.depth)},
                                         {"share", compact(left, 2)}});
}

}  // namespace

void layers_tool(App& app, const Rect& area) {
  FunctionsState& state = app.pages().functions;
  DepthTool& tool = state.tools->depth;
  Rect rest = area;
  const bool phone = on_phone();
  Rect verdict_line;  // below all, where there is width for a sentence
  if (!phone) verdict_line = rest.cut_bottom(px(20));
  const Rect controls = phone ? rest.cut_bottom(px(270), px(8)) : rest.cut_left(px(164), px(14));
  setup_controls(tool, controls);
  if (state.chosen.empty()) {
    draw_text(rest.center(), center_middle, theme().ink3, type::body, tr("functions.none_chosen"));
    return;
  }
  if (advance(tool, state.chosen)) ui().request_frame();
  if (phone) verdict_line = rest.cut_bottom(px(20));
  float margin = px(30);
  for (const ChosenFunction& function : state.chosen)
    margin = std::max(margin, text_width(strong(type::caption), activation_name(function.id)));
  margin = std::min(margin, px(90)) / px(1) + 12;
  draw_sizes(state, rest.row(0, 2, px(2)), false, margin);
  draw_sizes(state, rest.row(1, 2, px(2)), true, margin);
  draw_text_fit(canvas(), {verdict_line.x0, verdict_line.center().y}, left_middle, theme().ink2, type::caption,
                verdict(state), verdict_line.width());
}

}  // namespace gradlab::ui
