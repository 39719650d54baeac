// What a function does to N(mean, spread²): the input above, the outputs of all chosen functions below it, each with
// mean and variance.
#include <algorithm>
#include <cmath>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/functions/tool_panel.hpp"
#include "shell/ui/pages/functions_parts.hpp"
#include "shell/ui/theme.hpp"
#include "shell/ui/widgets/formula.hpp"

namespace gradlab::ui {
namespace {

constexpr std::size_t bins = 80;
constexpr double mean_reach = 5, most_spread = 5;
constexpr NumberRange mean_range{.low = -mean_reach, .high = mean_reach, .initial = 0, .step = 0.01, .decimals = 2};
constexpr NumberRange spread_range{.low = 0.05, .high = most_spread, .initial = 1, .step = 0.01, .decimals = 2};
constexpr float row_height = 38, numbers_height = 20, name_width = 96, figures_width = 132;

/// Of what was pushed through; again only when something changed.
SignalTool::Kept& pushed(SignalTool& tool, const ChosenFunction& function) {
  SignalTool::Kept& kept = tool.kept[function.id];
  const bool same = kept.params == function.params && kept.own == function.own && kept.mean == tool.mean &&
                    kept.spread == tool.spread;
  if (!same) {
    kept = {function.params, function.own, tool.mean, tool.spread, 0, 0, {}, {}};
    kept.response = tool.input.push(row_of(function), function.params, tool.mean, tool.spread);
  }
  return kept;
}

/// The bins follow the span that all functions share, which may change while the outputs do not.
const std::vector<double>& output_shares(SignalTool& tool, const ChosenFunction& function, PlotSpan span) {
  SignalTool::Kept& kept = pushed(tool, function);
  if (kept.shares.empty() || kept.low != span.low || kept.high != span.high) {
    tool.input.push(row_of(function), function.params, tool.mean, tool.spread);
    kept.shares.assign(bins, 0);
    kept.low = span.low;
    kept.high = span.high;
    tool.input.output_shares(span.low, span.high, kept.shares);
  }
  return kept.shares;
}

/// A spike (ReLU's zeros) would press all else flat: it is cut, and its share written beside it.
void draw_shares(const Rect& where, std::span<const double> shares, Color color) {
  std::vector<double> sizes(shares.begin(), shares.end());
  std::sort(sizes.begin(), sizes.end());
  const double largest = sizes.back(), usual = sizes[sizes.size() - 4];
  const double top = largest > 3 * usual && usual > 0 ? 1.5 * usual : largest;
  if (!(top > 0)) return;
  const float width = where.width() / static_cast<float>(shares.size());
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const auto share = static_cast<float>(std::min(shares[i] / top, 1.0));
    const float x = where.x0 + width * static_cast<float>(i);
    if (share <= 0) continue;
    fill_rect(canvas(), {x, where.y1 - share * where.height(), x + width, where.y1}, with_alpha(color, 0.75F));
    if (shares[i] < largest || largest <= top) continue;
    const std::string words = percent(shares[i], 0);
    const bool right = x < where.center().x;
    draw_text({right ? x + width + px(3) : x - px(3), where.y0 + px(6)}, right ? left_middle : right_middle,
              theme().ink2, type::badge, words);
  }
  draw_hline(canvas(), where.x0, where.x1, where.y1, theme().axis);
}

void draw_numbers(const Rect& where, PlotSpan span) {
  for (const PlotTick& tick : round_ticks(span, ticks_for(where.width(), 48))) {
    const auto share = static_cast<float>((tick.value - span.low) / span.size());
    const float x = where.x0 + where.width() * share;
    draw_vline(canvas(), x, where.y0, where.y0 + px(4), theme().axis);
    draw_text({x, where.y0 + px(12)}, center_middle, theme().ink3, type::tick, tick.label);
  }
}

/// "mean 0.40  variance 0.34", right-aligned.
void draw_figures(float right, float middle, double mean, double variance, int decimals) {
  const float column = px(figures_width) / 2;
  // What is not 0 only by rounding is 0.
  const auto words = [&](double value) { return readout(std::abs(value) < 1e-12 ? 0 : value, decimals); };
  draw_text({right - column, middle}, right_middle, theme().ink, type::dense, words(mean));
  draw_text({right, middle}, right_middle, theme().ink, type::dense, words(variance));
}

void draw_figure_heads(float right, float middle) {
  const float column = px(figures_width) / 2;
  draw_text({right - column, middle}, right_middle, theme().ink2, type::caption, tr("functions.signals.mean"));
  draw_text({right, middle}, right_middle, theme().ink2, type::caption, tr("functions.signals.variance"));
}

/// Dragging the bell moves it, and up and down makes it wider and narrower.
void drag_bell(SignalTool& tool, const Rect& where) {
  const SurfaceInput input = surface("functions.signals.bell", where, false);
  if (input.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeAll);
  if (input.focused) {
    tool.mean += 0.1 * static_cast<double>(input.arrow.x);
    tool.spread -= 0.1 * static_cast<double>(input.arrow.y);
    draw_ring(canvas(), where, theme().accent, 4, 2, 2);
  }
  if (input.dragging) {
    ui().drag_claimed = true;
    tool.mean += static_cast<double>(input.drag_delta.x / where.width()) * 2.8 * mean_reach;
    tool.spread *= std::exp(-static_cast<double>(input.drag_delta.y / px(120)));
  }
  const auto hundredths = [](double value) { return std::round(value * 100) / 100; };
  tool.mean = hundredths(std::clamp(tool.mean, mean_range.low, mean_range.high));
  tool.spread = hundredths(std::clamp(tool.spread, spread_range.low, spread_range.high));
}

void draw_input(SignalTool& tool, const Rect& where) {
  const PlotSpan span{-1.4 * mean_reach, 1.4 * mean_reach};
  Rect bars = where;
  const Rect numbers = bars.cut_bottom(px(numbers_height));
  drag_bell(tool, bars);
  // Of an identity's outputs: the inputs themselves.
  const ChosenFunction identity{"identity", {}, 0, {}};
  draw_shares(bars, output_shares(tool, identity, span), theme().ink3);
  draw_numbers(numbers, span);
}

PlotSpan shared_span(SignalTool& tool, std::span<const ChosenFunction* const> shown) {
  constexpr double farthest = 1e3;
  PlotSpan span{-0.25, 1};
  for (const ChosenFunction* function : shown) {
    const NormalResponse& response = pushed(tool, *function).response;
    if (!std::isfinite(response.low) || !std::isfinite(response.high)) continue;
    span.low = std::min(span.low, std::max(response.low, -farthest));
    span.high = std::max(span.high, std::min(response.high, farthest));
  }
  return padded(span, 0.03);
}

/// As many as there is room for, the focused one among them.
std::vector<const ChosenFunction*> shown_functions(const FunctionsState& state, float height) {
  const auto room = static_cast<std::size_t>(std::max(1.0F, height / px(row_height)));
  std::vector<const ChosenFunction*> shown;
  for (const ChosenFunction& function : state.chosen) {
    const bool focus_follows = state.focus() && state.focus() > &function;
    if (shown.size() + (focus_follows ? 1 : 0) < room) shown.push_back(&function);
  }
  return shown;
}

}  // namespace

void signals_tool(App& app, const Rect& area) {
  FunctionsState& state = app.pages().functions;
  SignalTool& tool = state.tools->signals;
  Rect rest = area;
  const bool phone = on_phone();
  Rect head = rest.cut_top(std::max(px(78), 2 * labelled_slider_height() + px(2)), px(6));
  Rect sliders = head.cut_right(std::min(px(210), head.width() * 0.45F));
  head.x1 -= px(18);
  draw_input(tool, {head.x0, head.y0 + px(2), head.x1, head.y1});
  labelled_slider("functions.signals.mean", sliders.row(0, 2, px(2)), tool.mean, mean_range);
  labelled_slider("functions.signals.spread", sliders.row(1, 2, px(2)), tool.spread, spread_range);

  const Rect caption = rest.cut_top(px(20));
  draw_text({caption.x0, caption.center().y}, left_middle, theme().ink2, type::caption,
            tr("functions.signals.outputs"));
  draw_figure_heads(caption.x1, caption.center().y);
  const Rect numbers = rest.cut_bottom(px(numbers_height));
  const auto shown = shown_functions(state, rest.height());
  const PlotSpan span = shared_span(tool, shown);
  const float height = std::min(px(row_height + (phone ? 70.0F : 26.0F)),
                                rest.height() / static_cast<float>(std::max<std::size_t>(shown.size(), 1)));
  Rect bars{};
  for (const ChosenFunction* function : shown) {
    Rect row = rest.cut_top(height);
    const NormalResponse& response = pushed(tool, *function).response;
    draw_figures(row.x1, row.center().y, response.mean, response.variance, state.decimals);
    row.x1 -= px(figures_width + 14);
    draw_text_fit(canvas(), {row.x0, row.center().y}, left_middle, function_color(*function), strong(type::dense),
                  activation_name(function->id), px(name_width - 8));
    bars = {row.x0 + px(name_width), row.y0 + px(5), row.x1, row.y1 - px(1)};
    draw_shares(bars, output_shares(tool, *function, span), function_color(*function));
  }
  if (shown.empty()) return;
  draw_numbers({bars.x0, bars.y1, bars.x1, numbers.y1}, span);
  if (shown.size() < state.chosen.size()) {
    const std::string more = tr("functions.more", {{"count", std::to_string(state.chosen.size() - shown.size())}});
    draw_text({area.x0, numbers.center().y}, left_middle, theme().ink3, type::caption, more);
  }
}

}  // namespace gradlab::ui
