// Loss, distance to the minimum, or the rate, against the steps.
#include <algorithm>
#include <array>
#include <cmath>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/optimizers/parts.hpp"
#include "shell/ui/widgets/plot.hpp"

namespace gradlab::ui {
namespace {

constexpr double smallest = 1e-12;  // a logarithmic axis ends there: what is lower is shown at its foot

const std::vector<double>& numbers_of(const OptimizersState& state, const RacePath& path) {
  switch (state.quantity) {
    case RaceQuantity::loss: return path.heights;
    case RaceQuantity::distance: return path.distances;
    case RaceQuantity::rate: break;
  }
  return path.rates;
}

/// A loss below 0 has no logarithm: such a surface is shown linearly.
bool is_logarithmic(const OptimizersPage& page) {
  if (!page.state.logarithmic) return false;
  if (page.state.quantity != RaceQuantity::loss) return true;
  return std::ranges::all_of(page.race.paths, [](const RacePath& path) {
    return std::ranges::all_of(path.heights, [](double height) { return !(height < 0); });
  });
}

struct Extent {
  double low = std::numeric_limits<double>::infinity(), high = -std::numeric_limits<double>::infinity();

  void add(const std::vector<double>& values, bool whole, bool logarithmic) {
    // A path that diverges would squeeze all others: only what it had in common with them counts.
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (!std::isfinite(values[i]) || (!whole && i > 0)) continue;
      if (logarithmic && !(values[i] > smallest)) continue;
      low = std::min(low, values[i]);
      high = std::max(high, values[i]);
    }
  }
};

PlotView view_of(const OptimizersPage& page, bool logarithmic) {
  Extent extent;
  for (const RacePath& path : page.race.paths) extent.add(numbers_of(page.state, path), !path.diverged, logarithmic);
  if (page.state.kept)
    for (const RacePath& path : page.state.kept->paths)
      extent.add(numbers_of(page.state, path), !path.diverged, logarithmic);
  PlotView view{{0, static_cast<double>(optimizers_last_step(page.state))}, {0, 1}, logarithmic};
  if (!(extent.low <= extent.high)) return logarithmic ? PlotView{view.x, {0.1, 10}, true} : view;
  if (logarithmic) {
    view.y.low = std::pow(10.0, std::floor(std::log10(extent.low)));
    view.y.high = std::pow(10.0, std::ceil(std::log10(extent.high) + 1e-9));
    if (view.y.high <= view.y.low) view.y.high = view.y.low * 10;
    return view;
  }
  view.y = {std::min(extent.low, 0.0), std::max(extent.high, 0.0)};
  if (!(view.y.size() > 0)) view.y = {0, 1};
  view.y = padded(view.y, 0.04);
  if (extent.low >= 0) view.y.low = 0;
  return view;
}

std::vector<ImVec2> pixels_of(const PlotFrame& frame, const std::vector<double>& values) {
  std::vector<ImVec2> pixels;
  for (std::size_t i = 0; i < values.size(); ++i) {
    double value = values[i];
    if (std::isnan(value)) break;
    if (frame.view.log_y) value = std::max(value, frame.view.y.low);
    value = std::clamp(value, frame.view.y.low - frame.view.y.size(), frame.view.y.high + 1e3 * frame.view.y.size());
    const ImVec2 at = frame.to_pixel({static_cast<double>(i), value});
    if (!pixels.empty() && i + 1 < values.size() && std::hypot(at.x - pixels.back().x, at.y - pixels.back().y) < 0.5F)
      continue;
    pixels.push_back({at.x, std::max(at.y, frame.rect.y0 - px(40))});
  }
  return pixels;
}

void draw_axes(ImDrawList* list, const PlotFrame& frame) {
  const Theme& t = theme();
  const Rect& r = frame.rect;
  const int rows = std::min(6, ticks_for(r.height(), 30));
  for (const PlotTick& tick : frame.view.log_y ? log_ticks(frame.view.y, rows) : round_ticks(frame.view.y, rows)) {
    const float y = frame.to_y(tick.value);
    draw_hline(list, r.x0, r.x1, y, t.grid);
    draw_text(list, {r.x0 - px(8), y}, right_middle, t.ink3, type::tick, tick.label);
  }
  draw_hline(list, r.x0, r.x1, r.y1, t.axis);
  draw_vline(list, r.x0, r.y0, r.y1, t.axis);
  float last = r.x1;
  for (const PlotTick& tick : round_ticks(frame.view.x, std::min(6, ticks_for(r.width(), 56)))) {
    const float x = frame.to_x(tick.value);
    draw_vline(list, x, r.y1, r.y1 + px(4), t.axis);
    draw_text(list, {x, r.y1 + px(17)}, center_base, t.ink3, type::tick, tick.label);
    last = x + text_width(type::tick, tick.label) / 2;
  }
  draw_text(list, {std::max(last, r.x1) + px(8), r.y1 + px(17)}, left_base, t.ink3, type::tick,
            tr("optimizers.step_axis"));
}

void draw_diverged(ImDrawList* list, const PlotFrame& frame, OptimizersPage& page) {
  float y = frame.rect.y0 - px(9);
  for (std::size_t i = 0; i < page.race.paths.size(); ++i) {
    const RacePath& path = page.race.paths[i];
    if (!path.diverged || page.state.quantity == RaceQuantity::rate) continue;
    const Color color = optimizers_color(page.state, i);
    const float x = frame.to_x(static_cast<double>(*path.diverged));
    draw_icon(list, Icon::close, {x, y}, color, 13);
    const std::string words = tr("optimizers.diverged_of", {{"name", optimizers_name(page.state.spec, i)},
                                                            {"n", std::to_string(*path.diverged)}});
    const bool left = x + px(14) + text_width(strong(type::tick), words) > frame.rect.x1 + px(80);
    draw_text_halo(list, {left ? x - px(12) : x + px(12), y}, left ? right_middle : left_middle, color, theme().panel,
                   strong(type::tick), words);
    y += px(17);
  }
}

/// The names at the right, where the curves end.
void draw_names(ImDrawList* list, const PlotFrame& frame, OptimizersPage& page) {
  struct Name {
    float y;
    std::size_t index;
  };
  std::vector<Name> names;
  for (std::size_t i = 0; i < page.race.paths.size(); ++i) {
    const auto& values = numbers_of(page.state, page.race.paths[i]);
    if (values.empty() || page.race.paths[i].diverged) continue;
    names.push_back({std::clamp(pixels_of(frame, values).back().y, frame.rect.y0, frame.rect.y1), i});
  }
  std::ranges::stable_sort(names, {}, &Name::y);
  std::vector<float> wanted;
  for (const Name& name : names) wanted.push_back(name.y);
  const std::vector<float> heights =
      spread_labels(wanted, px(label_pitch), frame.rect.y0 + px(6), frame.rect.y1 - px(6));
  for (std::size_t k = 0; k < names.size(); ++k) {
    const bool focused = names[k].index == page.state.focused;
    draw_text_fit(list, {frame.rect.x1 + px(8), heights[k]}, left_middle, optimizers_color(page.state, names[k].index),
                  focused ? strong(type::tick) : type::tick, optimizers_name(page.state.spec, names[k].index), px(74));
  }
}

void draw_curves(ImDrawList* list, const PlotFrame& frame, OptimizersPage& page) {
  const OptimizersState& state = page.state;
  const Clip clip({frame.rect.x0, frame.rect.y0 - px(20), frame.rect.x1 + px(2), frame.rect.y1 + px(2)}, list);
  if (state.kept) {
    for (std::size_t i = 0; i < state.kept->paths.size(); ++i)
      draw_dashed(list, pixels_of(frame, numbers_of(state, state.kept->paths[i])),
                  with_alpha(theme().curve(state.kept->colors[i]), 0.75F), 1.5F, 5, 4);
  }
  for (const bool focused : {false, true}) {
    for (std::size_t i = 0; i < page.race.paths.size(); ++i) {
      if ((i == state.focused) != focused) continue;
      const std::vector<ImVec2> pixels = pixels_of(frame, numbers_of(state, page.race.paths[i]));
      const Color color = optimizers_color(state, i);
      if (optimizers_dashed(state, i))
        draw_dashed(list, pixels, color, focused ? 3.0F : 2.0F, 7, 4);
      else
        draw_polyline(list, pixels, color, focused ? 3.0F : 2.0F);
    }
  }
}

void draw_now(ImDrawList* list, const PlotFrame& frame, OptimizersPage& page) {
  const float x = frame.to_x(static_cast<double>(page.state.step));
  draw_dashed_line(list, {x, frame.rect.y0}, {x, frame.rect.y1}, theme().ink, 1, 3, 3);
  for (std::size_t i = 0; i < page.race.paths.size(); ++i) {
    const RacePath& path = page.race.paths[i];
    const auto& values = numbers_of(page.state, path);
    if (page.state.step >= values.size() || !std::isfinite(values[page.state.step])) continue;
    double value = values[page.state.step];
    if (frame.view.log_y) value = std::max(value, frame.view.y.low);
    const ImVec2 at = frame.to_pixel({static_cast<double>(page.state.step), value});
    if (at.y < frame.rect.y0 - px(2)) continue;
    draw_point(list, at, 4, optimizers_color(page.state, i), theme().panel, 1.5F);
  }
}

void controls(OptimizersPage& page, const Rect& where) {
  OptimizersState& state = page.state;
  const std::array<Item, 3> quantities{Item{"loss", tr("optimizers.quantity.loss")},
                                       Item{"distance", tr("optimizers.quantity.distance")},
                                       Item{"rate", tr("optimizers.quantity.rate")}};
  const std::array<Item, 2> scales{Item{"linear", tr("optimizers.linear")}, Item{"log", tr("optimizers.log")}};
  Rect row{where.x0 + panel_padding(), where.y0 + px(9), where.x1 - panel_padding(),
           where.y0 + px(9) + std::min(field_height(), px(36))};
  const float right = segments_width(scales, type::caption);
  int scale = state.logarithmic ? 1 : 0;
  if (segments("optimizers.scale", row.cut_right(right, px(8)), scale, scales, type::caption))
    state.logarithmic = scale == 1;
  const float left = std::min(segments_width(quantities, type::caption), row.width());
  int quantity = static_cast<int>(state.quantity);
  if (segments("optimizers.quantity", row.cut_left(left), quantity, quantities, type::caption))
    state.quantity = static_cast<RaceQuantity>(quantity);
}

void operate(OptimizersPage& page, const PlotFrame& frame, const SurfaceInput& input) {
  OptimizersState& state = page.state;
  const auto last = static_cast<double>(optimizers_last_step(state));
  if (input.dragging || (input.clicked && !input.by_key))
    optimizers_seek(state, static_cast<std::size_t>(std::clamp(std::round(frame.x_at(input.pointer.x)), 0.0, last)));
  if (input.arrow.x != 0)
    optimizers_seek(state, static_cast<std::size_t>(std::clamp(
                               static_cast<double>(state.step) + static_cast<double>(input.arrow.x), 0.0, last)));
}

}  // namespace

void optimizers_loss_panel(OptimizersPage& page, const Rect& where) {
  panel(where);
  controls(page, where);
  const bool logarithmic = is_logarithmic(page);
  Rect inner = where.inset(panel_padding(), 0);
  inner.cut_top(px(52));
  if (page.state.quantity == RaceQuantity::rate) {
    optimizers_schedule_row(page, inner.cut_top(field_height(), px(2)));
    optimizers_schedule_params(page, inner.cut_top(px(24), px(8)));
  } else {
    inner.cut_top(px(20));
  }
  inner.cut_bottom(px(34));
  inner.cut_left(px(46));
  inner.cut_right(px(66));
  if (inner.width() < px(40) || inner.height() < px(30)) return;
  const PlotFrame frame{inner.snapped(), view_of(page, logarithmic)};
  ImDrawList* const list = canvas();
  const bool none = page.state.quantity == RaceQuantity::distance && page.race.minima.empty();
  if (none) {
    draw_text_wrapped(list, {inner.x0, inner.y0 + px(20)}, inner.width() + px(60), theme().ink2, type::caption,
                      tr("optimizers.no_minimum"));
    return;
  }
  const SurfaceInput input = surface("optimizers.loss_plot", frame.rect, false);
  operate(page, frame, input);
  draw_axes(list, frame);
  draw_curves(list, frame, page);
  draw_now(list, frame, page);
  draw_names(list, frame, page);
  draw_diverged(list, frame, page);
  if (page.state.logarithmic && !logarithmic)
    draw_text_halo(list, {frame.rect.x1, frame.rect.y1 - px(8)}, right_base, theme().ink3, theme().panel, type::tick,
                   tr("optimizers.below_zero"));
  if (input.focused) draw_ring(list, frame.rect, theme().accent, 4);
}

}  // namespace gradlab::ui
