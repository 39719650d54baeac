// The plots: panels around them, what the pointer does, and the flat zones under f'.
#include <algorithm>
#include <cmath>
#include <utility>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/pages/functions_draw.hpp"
#include "shell/ui/pages/functions_parts.hpp"
#include "shell/ui/widgets/formula.hpp"

namespace gradlab::ui {
namespace {

constexpr std::size_t most_bars = 6, fewest_bars = 2;
constexpr float bar_pitch = 16, bar_height_px = 6, bars_caption = 30;
constexpr float least_plot = 150;  // bars leave so much for the curves above them

/// A plot on its way to the screen: where it is, what it shows.
struct Placed {
  Rect panel;
  PlotLayer layer;
  std::vector<const ChosenFunction*> bars = {};  // whose flat zones stand below
};

constexpr std::array<std::string_view, derivative_count> titles{"f(x)", "f'(x)", "f''(x)"};
constexpr std::array<std::string_view, derivative_count> captions{"functions.caption.f", "functions.caption.df",
                                                                  "functions.caption.d2f"};
constexpr std::array<std::string_view, derivative_count> short_captions{
    "functions.caption.f.short", "functions.caption.df.short", "functions.caption.d2f.short"};
constexpr std::array<std::string_view, derivative_count> surfaces{"functions.plot.f", "functions.plot.df",
                                                                  "functions.plot.d2f"};

void draw_title(const Rect& panel, float baseline, std::size_t which) {
  const float size = on_phone() ? 20.0F : formula_size;
  const float x = panel.x0 + px(on_phone() ? 12.0F : 18.0F);
  const float width = draw_math(canvas(), {x, baseline}, titles[which], size, theme().ink);
  const float left = x + std::max(width + px(16), px(on_phone() ? 40.0F : 52.0F));
  const float room = panel.x1 - px(12) - left;
  const bool fits = text_width(type::body, tr(captions[which])) <= room;
  draw_text_fit(canvas(), {left, baseline - px(1)}, left_base, theme().ink2, type::body,
                tr(fits ? captions[which] : short_captions[which]), room);
}

/// Names at the ends of curves need this much right of the frame.
float label_margin(const FunctionsState& state) {
  float widest = px(28);
  for (const ChosenFunction& function : state.chosen) {
    widest = std::max(widest, text_width(strong(type::caption), activation_name(function.id)));
  }
  return std::min(widest, px(120)) / px(1) + (on_phone() ? 14.0F : 24.0F);
}

/// The functions whose flat zones are drawn in `height` design px under f': the focused one and the first ones.
std::vector<const ChosenFunction*> bars_in(const FunctionsState& state, float height) {
  const auto fitting = static_cast<std::size_t>(std::max(0.0F, (height - bars_caption) / bar_pitch));
  const std::size_t room = std::clamp(fitting, fewest_bars, most_bars);
  std::vector<const ChosenFunction*> bars;
  for (const ChosenFunction& function : state.chosen) {
    const bool focus_follows = state.focus() && state.focus() > &function;
    if (bars.size() + (focus_follows ? 1 : 0) < room) bars.push_back(&function);
  }
  return bars;
}

float flat_height(std::size_t bars) { return bars == 0 ? 0 : bars_caption + bar_pitch * static_cast<float>(bars); }

void draw_flat_zones(FunctionsState& state, const PlotFrame& frame, std::span<const ChosenFunction* const> bars) {
  const float caption = frame.rect.y1 + px(44);
  float x =
      draw_text({frame.rect.x0 - px(29), caption}, left_base, theme().ink2, type::caption, tr("functions.flat_zones")) +
      frame.rect.x0 - px(23);
  draw_math(canvas(), {x, caption}, "|f'| < 0.01", 15, theme().ink2);
  if (bars.size() < state.chosen.size()) {
    const std::string more = "+" + std::to_string(state.chosen.size() - bars.size());
    draw_text({frame.rect.x1 + px(8), caption}, left_base, theme().ink3, type::caption, more);
  }
  float y = caption + px(16);
  for (const ChosenFunction* one : bars) {
    const ChosenFunction& function = *one;
    const float half = px(bar_height_px) / 2;
    fill_rect(canvas(), {frame.rect.x0, y - half, frame.rect.x1, y + half}, theme().sunk, bar_height_px / 2);
    const Clip clip({frame.rect.x0, y - half, frame.rect.x1, y + half});
    for (const Interval& zone : state.facts_of(function).flat) {
      if (zone.high < frame.view.x.low || zone.low > frame.view.x.high) continue;
      const float x0 = std::max(frame.to_x(zone.low), frame.rect.x0),
                  x1 = std::min(frame.to_x(zone.high), frame.rect.x1);
      const float middle = (x0 + x1) / 2, reach = std::max(x1 - x0, px(3)) / 2;
      fill_rect(canvas(), {middle - reach, y - half, middle + reach, y + half}, function_color(function),
                bar_height_px / 2);
    }
    y += px(bar_pitch);
  }
  y = caption + px(16);
  for (const ChosenFunction* function : bars) {
    draw_text({frame.rect.x1 + px(8), y}, left_middle, function_color(*function), strong(type::tick),
              activation_name(function->id));
    y += px(bar_pitch);
  }
}

/// A click near a curve chooses it as the focused one.
void focus_nearest(FunctionsState& state, const PlotLayer& layer, const PlotPointer& pointer) {
  float nearest = px(12);
  for (const ChosenFunction& function : state.chosen) {
    if (!layer.has(function)) continue;
    for (const Derivative which : layer.curves()) {
      const double y = value_of(function, which, pointer.at.x);
      const float distance = std::abs(layer.frame.to_y(y) - pointer.input.pointer.y);
      if (distance >= nearest) continue;
      nearest = distance;
      state.focused = function.id;
    }
  }
}

/// Where x is; one that is there already, as far as the eye can tell, is taken out.
void put_pin(FunctionsState& state, const PlotFrame& frame) {
  const bool there = state.pin && std::abs(frame.to_x(*state.pin) - frame.to_x(state.x)) < px(8);
  state.pin = there ? std::nullopt : std::optional(state.x);
}

void take_input(FunctionsState& state, PlotLayer& layer, std::string_view id) {
  PlotView view = layer.frame.view;
  const PlotPointer pointer = plot_input(id, layer.frame, view, state.x);
  if (pointer.view_changed) {
    state.x_view = view.x;
    (layer.overlaid ? state.overlaid_y : state.y_view[layer.first]) = view.y;
    state.own_view = true;
  }
  if (pointer.points && (state.pointer_moved > 0 || pointer.input.clicked)) state.point_at(pointer.at.x);
  if (pointer.input.clicked) focus_nearest(state, layer, pointer);
  if (pointer.pin) put_pin(state, layer.frame);
  layer.box = pointer.box;
  if (pointer.x_steps != 0) {
    state.point_at(
        std::clamp(state.x + pointer.x_steps * state.x_view.size() / 92, state.x_view.low, state.x_view.high));
  }
  state.focus_next(pointer.curve_steps);
  state.pointing = state.pointing || pointer.input.hovered || pointer.input.focused;
  if (pointer.reset) state.reset_view();
  // Another view may show x with fewer digits; what is shown is what is computed with.
  if (pointer.reset || pointer.view_changed) state.point_at(state.x);
  if (pointer.input.focused) draw_ring(canvas(), layer.frame.rect, theme().accent, 4, 2, 2);
}

PlotView view_of(const FunctionsState& state, std::size_t which) { return {state.x_view, state.y_view[which]}; }

/// The views may have changed after the frames were laid out.
void refresh(const FunctionsState& state, PlotLayer& layer) {
  layer.frame.view = layer.overlaid ? PlotView{state.x_view, state.overlaid_y} : view_of(state, layer.first);
}

Placed place_panel(const FunctionsState& state, const Rect& area, std::size_t which) {
  Placed placed{area, {}};
  placed.layer.first = which;
  PlotMargins margins{.left = which == 0 ? 44.0F : 51.0F, .top = 50, .right = label_margin(state), .bottom = 35};
  if (which == 1 && state.arrangement == Arrangement::side_by_side) {
    placed.bars = bars_in(state, area.height() / px(1) - margins.top - margins.bottom - 8 - least_plot);
    margins.bottom += flat_height(placed.bars.size()) + 8;
  }
  // Behind names of slopes stands a prime.
  if (state.arrangement == Arrangement::overlaid) margins.right += 8;
  const PlotView view =
      state.arrangement == Arrangement::overlaid ? PlotView{state.x_view, state.overlaid_y} : view_of(state, which);
  placed.layer.frame = plot_frame(area, view, margins);
  // Deep in, numbers have many digits: room for them, in steps, so that the frame seldom moves.
  constexpr float beside = 14, step = 12;
  const float missing = y_numbers_width(placed.layer.frame, {}) + beside - margins.left;
  if (missing > 0 && state.axes != AxesLook::notes) {
    margins.left += step * std::ceil(missing / step);
    placed.layer.frame = plot_frame(area, view, margins);
  }
  return placed;
}

std::vector<std::size_t> shown_derivatives(const FunctionsState& state) {
  std::vector<std::size_t> shown;
  for (std::size_t i = 0; i < derivative_count; ++i) {
    if (state.shown[i]) shown.push_back(i);
  }
  return shown;
}

/// The legend of strokes: what is solid, what is dashed.
void draw_stroke_legend(const std::vector<std::size_t>& shown, ImVec2 at) {
  for (const std::size_t which : shown) {
    at.x += draw_math(canvas(), at, titles[which], formula_size, theme().ink) + px(8);
    const ImVec2 line[] = {{at.x, at.y - px(6)}, {at.x + px(30), at.y - px(6)}};
    draw_stroke(canvas(), line, derivative_at(which), {theme().ink2, 2.2F});
    at.x += px(54);
  }
}

void overlaid_plot(FunctionsState& state, const Rect& area) {
  panel(area);
  const auto shown = shown_derivatives(state);
  Placed placed = place_panel(state, area, shown.front());
  placed.layer.overlaid = true;
  placed.layer.shown = state.shown;
  refresh(state, placed.layer);
  take_input(state, placed.layer, "functions.plot.overlaid");
  refresh(state, placed.layer);
  draw_stroke_legend(shown, {area.x0 + px(18), area.y0 + px(32)});
  // On a phone the values stand below.
  draw_layer(state, placed.layer, on_phone() ? ValueCard::none : ValueCard::all);
}

constexpr float cell_width = 240, cell_height = 168;
constexpr float phone_cell_width = 160, phone_cell_height = 150;
constexpr float wide_heading = 220;  // from here on a cell's values stand beside its name
float least_cell_width() { return on_phone() ? phone_cell_width : cell_width; }
float grid_gap() { return on_phone() ? 8.0F : 12.0F; }

struct GridShape {
  int rows = 1, columns = 1;
};

GridShape grid_shape(const FunctionsState& state, float width) {
  const int count = static_cast<int>(state.chosen.size());
  const int most = std::max(1, static_cast<int>((width / px(1) + grid_gap()) / (least_cell_width() + grid_gap())));
  const int rows = std::max(1, (count + most - 1) / most);
  return {rows, std::max(1, (count + rows - 1) / rows)};
}

/// Small multiples: each function alone, all with one view.
void plot_grid(FunctionsState& state, const Rect& area) {
  const int count = static_cast<int>(state.chosen.size());
  const auto [rows, columns] = grid_shape(state, area.width());
  const float gap = px(grid_gap());
  const float wanted = cell_height * static_cast<float>(rows) - 392;
  if (std::exchange(state.grid_height, std::max(wanted, 0.0F)) != state.grid_height) ui().request_frame();
  const auto shown = shown_derivatives(state);
  std::vector<Placed> placed;
  for (int i = 0; i < count; ++i) {
    const Rect row = area.row(i / columns, rows, gap);
    Placed one{row.column(i % columns, columns, gap).snapped(), {}};
    const bool narrow = one.panel.width() < px(wide_heading);
    one.layer.first = shown.front();
    one.layer.overlaid = one.layer.small = true;
    one.layer.shown = state.shown;
    one.layer.only = state.chosen[static_cast<std::size_t>(i)].id;
    one.layer.frame = plot_frame(one.panel, {}, {.left = 38, .top = narrow ? 48.0F : 36.0F, .right = 22, .bottom = 28});
    refresh(state, one.layer);
    panel(one.panel);
    placed.push_back(std::move(one));
  }
  state.pointing = false;
  for (Placed& one : placed) {
    const IdScope scope(one.layer.only);
    take_input(state, one.layer, "functions.plot.grid");
    if (ImGui::IsMouseClicked(ImGuiMouseButton_Left) && one.panel.contains(ImGui::GetMousePos()))
      state.focused = one.layer.only;
  }
  for (Placed& one : placed) {
    refresh(state, one.layer);
    const ChosenFunction* const function = state.find(one.layer.only);
    if (!function) continue;
    const Rect& box = one.panel;
    if (function->id == state.focused) stroke_rect(canvas(), box, theme().accent_line, panel_radius, 2);
    const float base = box.y0 + px(23);
    fill_dot(canvas(), {box.x0 + px(16), base - px(5)}, 4.5F, function_color(*function));
    std::string values;
    for (const std::size_t which : shown)
      values +=
          (values.empty() ? "" : " · ") + readout(value_of(*function, derivative_at(which), state.x), state.decimals);
    const bool narrow = box.width() < px(wide_heading);
    const ImVec2 place = narrow ? ImVec2{box.x0 + px(28), base + px(18)} : ImVec2{box.x1 - px(14), base};
    const float width = narrow ? draw_text_fit(canvas(), place, left_base, theme().ink2, type::caption, values,
                                               box.x1 - place.x - px(8))
                               : draw_text(place, right_base, theme().ink2, type::caption, values);
    draw_text_fit(canvas(), {box.x0 + px(28), base}, left_base, theme().ink, strong(type::body),
                  activation_name(function->id), box.width() - (narrow ? px(36) : width + px(50)));
    draw_layer(state, one.layer, ValueCard::none);
  }
  if (count == 0) {
    panel(area);
    draw_text(area.center(), center_middle, theme().ink3, type::body, tr("functions.none_chosen"));
  }
}

}  // namespace

void functions_plots(FunctionsState& state, const Rect& area) {
  if (state.arrangement == Arrangement::grid) return plot_grid(state, area);
  state.grid_height = 0;
  if (state.arrangement == Arrangement::overlaid) return overlaid_plot(state, area);
  const auto shown = shown_derivatives(state);
  std::vector<Placed> placed;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const Rect where = area.column(static_cast<int>(i), static_cast<int>(shown.size()), panel_gap()).snapped();
    placed.push_back(place_panel(state, where, shown[i]));
    panel(where);
  }
  // All input before any drawing, so that every plot of a frame shows the same x and the same view.
  state.pointing = false;
  for (Placed& one : placed) take_input(state, one.layer, surfaces[one.layer.first]);
  const bool one_card = placed.empty() || card_fits(state, placed.front().layer);
  for (std::size_t i = 0; i < placed.size(); ++i) {
    Placed& one = placed[i];
    refresh(state, one.layer);
    draw_title(one.panel, one.panel.y0 + px(32), one.layer.first);
    const ValueCard first = i == 0 ? ValueCard::all : ValueCard::none;
    // Cards of their own take much of narrow plots: only while someone asks.
    const ValueCard own = state.pointing ? ValueCard::own : ValueCard::none;
    draw_layer(state, one.layer, one_card ? first : own);
    if (!one.bars.empty()) draw_flat_zones(state, one.layer.frame, one.bars);
  }
}

namespace {

constexpr float upper_height = 222, lower_height = 160, overlaid_height = 382;

/// What is shown one over the other in one panel; the upper one is the largest, below the last stand the numbers.
void stacked_plots(FunctionsState& state, const Rect& area) {
  panel(area);
  const auto shown = shown_derivatives(state);
  const float right = label_margin(state), numbers = 16;
  const float whole = upper_height + lower_height * static_cast<float>(shown.size() - 1);
  std::vector<Placed> placed;
  float top = area.y0;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const bool last = i + 1 == shown.size();
    const float share = (i == 0 ? upper_height : lower_height) / whole;
    const float bottom = last ? area.y1 : top + (area.height() - px(numbers)) * share;
    Placed one{{area.x0, top, area.x1, bottom}, {}};
    const PlotMargins margins{.left = 42, .top = 38, .right = right, .bottom = last ? 14 + numbers : 14.0F};
    one.layer.frame = plot_frame(one.panel, view_of(state, shown[i]), margins);
    one.layer.first = shown[i];
    one.layer.x_numbers = last;
    one.layer.small = true;
    placed.push_back(std::move(one));
    top = bottom;
  }
  for (Placed& one : placed) take_input(state, one.layer, surfaces[one.layer.first]);
  for (Placed& one : placed) {
    if (one.panel.y0 > area.y0) draw_hline(canvas(), area.x0 + px(14), area.x1 - px(14), one.panel.y0, theme().line);
    refresh(state, one.layer);
    draw_title(one.panel, one.panel.y0 + px(26), one.layer.first);
    draw_layer(state, one.layer, ValueCard::none);
  }
}

}  // namespace

void functions_phone_plots(FunctionsState& state, const Rect& area) {
  if (state.arrangement == Arrangement::side_by_side) return stacked_plots(state, area);
  functions_plots(state, area);
}

float functions_phone_plots_height(const FunctionsState& state) {
  const auto shown = static_cast<float>(shown_derivatives(state).size());
  switch (state.arrangement) {
    case Arrangement::side_by_side: return shown > 1 ? upper_height + lower_height * (shown - 1) : overlaid_height - 80;
    case Arrangement::overlaid: return overlaid_height;
    case Arrangement::grid: {
      const auto rows =
          static_cast<float>(grid_shape(state, ImGui::GetIO().DisplaySize.x - 2 * px(page_margin())).rows);
      return std::max(overlaid_height, rows * (phone_cell_height + grid_gap()));
    }
  }
  return overlaid_height;
}

}  // namespace gradlab::ui
