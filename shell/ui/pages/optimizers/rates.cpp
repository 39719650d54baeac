// The rate finder: the loss of one optimizer against a rate that grows; and the schedule of the rate.
#include <algorithm>
#include <array>
#include <cmath>

#include "core/schedules/schedule.hpp"
#include "core/surfaces/rate_sweep.hpp"
#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/optimizers/parts.hpp"
#include "shell/ui/widgets/plot.hpp"

namespace gradlab::ui {
namespace {

constexpr double low_rate = 1e-5, high_rate = 10;

/// Rates across by their logarithm: the view's x is the power of ten.
PlotView view_of(const RateSweep& sweep) {
  double low = sweep.start, high = sweep.start;
  const double most = 3 * std::max(std::abs(sweep.start), 1e-9);
  for (const RateTrial& trial : sweep.trials) {
    if (!std::isfinite(trial.height)) continue;
    low = std::min(low, trial.height);
    high = std::max(high, std::min(trial.height, sweep.start + most));
  }
  PlotSpan y{std::min(low, 0.0), high};
  if (!(y.size() > 0)) y.high = y.low + 1;
  return {{std::log10(low_rate), std::log10(high_rate)}, padded(y, 0.05)};
}

void draw_axes(ImDrawList* list, const PlotFrame& frame) {
  const Theme& t = theme();
  const Rect& r = frame.rect;
  for (const PlotTick& tick : round_ticks(frame.view.y, std::min(6, ticks_for(r.height(), 30)))) {
    const float y = frame.to_y(tick.value);
    draw_hline(list, r.x0, r.x1, y, t.grid);
    draw_text(list, {r.x0 - px(8), y}, right_middle, t.ink3, type::tick, tick.label);
  }
  draw_hline(list, r.x0, r.x1, r.y1, t.axis);
  for (double power = frame.view.x.low; power <= frame.view.x.high + 0.5; power += 1) {
    const float x = frame.to_x(power);
    draw_vline(list, x, r.y1, r.y1 + px(4), t.axis);
    draw_text(list, {x, r.y1 + px(17)}, center_base, t.ink3, type::tick, compact(std::pow(10.0, power), 2));
  }
  draw_text(list, {r.x1, r.y1 + px(34)}, right_base, t.ink3, type::tick, tr("optimizers.rate_axis"));
}

void draw_at(ImDrawList* list, const PlotFrame& frame, double rate, Color color, std::string_view words, float y) {
  const float x = frame.to_x(std::log10(rate));
  draw_dashed_line(list, {x, frame.rect.y0}, {x, frame.rect.y1}, color, 1.5F, 4, 3);
  const bool left = x + px(8) + text_width(type::tick, words) > frame.rect.x1;
  draw_text_halo(list, {left ? x - px(6) : x + px(6), y}, left ? right_middle : left_middle, color, theme().panel,
                 strong(type::tick), words);
}

void draw_sweep(ImDrawList* list, const PlotFrame& frame, const RateSweep& sweep, Color color, double now) {
  std::vector<ImVec2> pixels;
  for (const RateTrial& trial : sweep.trials) {
    if (!std::isfinite(trial.height)) break;
    pixels.push_back(
        frame.to_pixel({std::log10(trial.rate), std::min(trial.height, frame.view.y.high + frame.view.y.size())}));
  }
  {
    const Clip clip(frame.rect, list);
    draw_polyline(list, pixels, color, 2.4F);
  }
  const float y = frame.rect.y0 + px(10);
  if (now >= low_rate && now <= high_rate) draw_at(list, frame, now, theme().ink2, tr("optimizers.rate_now"), y);
  if (sweep.steepest) draw_at(list, frame, *sweep.steepest, theme().accent, tr("optimizers.rate_steepest"), y + px(17));
  if (sweep.risen) draw_at(list, frame, *sweep.risen, theme().error(), tr("optimizers.rate_risen"), y + px(34));
}

double rate_of(const Choice& choice) {
  const auto set = choice.params.find("lr");
  return set == choice.params.end() ? find_optimizer<double>(choice.id)->params[0].initial : set->second;
}

}  // namespace

void optimizers_rates_overlay(OptimizersPage& page) {
  OptimizersState& state = page.state;
  if (state.focused >= page.race.paths.size()) state.rates_open = false;
  const bool phone = breakpoint() == Breakpoint::phone;
  const Overlay overlay("optimizers.rates_sheet", state.rates_open, phone ? 560.0F : 490.0F,
                        tr("optimizers.rates_title"), phone ? Overlay::Side::bottom : Overlay::Side::center);
  if (!overlay.visible()) return;
  const auto sweep = sweep_rates(state.spec, page.race.ground, state.focused, low_rate, high_rate);
  if (!sweep) return;
  Rect rest = overlay.content();
  const std::string name = optimizers_name(state.spec, state.focused);
  const std::string words = tr("optimizers.rates_about", {{"name", name}});
  const int lines =
      draw_text_wrapped(canvas(), {rest.x0, rest.y0 + px(14)}, rest.width(), theme().ink2, type::caption, words);
  rest.cut_top(line_height(type::caption) * static_cast<float>(lines), px(14));
  const Rect row = rest.cut_bottom(field_height(), px(14));
  rest.cut_left(px(48));
  rest.cut_right(px(14));
  rest.cut_bottom(px(40));
  if (!phone) rest.y1 = std::min(rest.y1, rest.y0 + px(300));
  const PlotFrame frame{rest.snapped(), view_of(*sweep)};
  draw_axes(canvas(), frame);
  draw_sweep(canvas(), frame, *sweep, optimizers_color(state, state.focused),
             rate_of(state.spec.optimizers[state.focused]));
  optimizers_reading("optimizers.steepest", tr("optimizers.rate_steepest"),
                     sweep->steepest ? compact(*sweep->steepest, 3) : "–", frame.rect);
  const Disabled off(!sweep->steepest);
  const std::string label = sweep->steepest ? tr("optimizers.take_rate", {{"rate", compact(*sweep->steepest, 2)}})
                                            : std::string(tr("optimizers.no_rate"));
  const ButtonOptions look{.kind = ButtonKind::primary, .words = {label, tr("control.optimizers.take_rate.help")}};
  const Rect where{row.x0, row.y0, row.x0 + std::min(button_width("optimizers.take_rate", look), row.width()), row.y1};
  if (!button("optimizers.take_rate", where, look) || !sweep->steepest) return;
  // With no more digits than are read off a curve.
  const double unit = std::pow(10.0, std::floor(std::log10(*sweep->steepest)) - 1);
  optimizers_set_param(state, state.focused, "lr", std::round(*sweep->steepest / unit) * unit);
  state.rates_open = false;
}

void optimizers_schedule_row(OptimizersPage& page, const Rect& where) {
  OptimizersState& state = page.state;
  Rect rest = where;
  const ButtonOptions look{.kind = ButtonKind::soft};
  const float find = button_width("optimizers.find_rate", look);
  {
    const Disabled off(state.focused >= page.race.paths.size());
    if (button("optimizers.find_rate", rest.cut_right(find, px(10)), look)) state.rates_open = true;
  }
  std::vector<std::string> names;
  std::vector<Item> items;
  int index = 0;
  for (const Schedule& one : schedules()) names.emplace_back(tr("schedule." + std::string(one.id)));
  for (std::size_t i = 0; i < names.size(); ++i) {
    items.push_back({schedules()[i].id, names[i]});
    if (schedules()[i].id == state.spec.schedule.id) index = static_cast<int>(i);
  }
  RaceSpec wanted = state.spec;
  bool changed = choice("optimizers.schedule", rest.cut_left(std::min(px(118), rest.width())), index, items);
  if (changed) wanted.schedule = {std::string(schedules()[static_cast<std::size_t>(index)].id), {}};
  if (changed) static_cast<void>(optimizers_try(state, std::move(wanted)));
}

void optimizers_schedule_params(OptimizersPage& page, const Rect& where) {
  OptimizersState& state = page.state;
  const Schedule* const row = find_schedule(state.spec.schedule.id);
  if (!row) return;
  float x = where.x0;
  for (const ParamSpec& spec : row->params) {
    const std::string id(spec.id), name(tr("optimizers.schedule_param." + id));
    const auto set = state.spec.schedule.params.find(id);
    double value = set == state.spec.schedule.params.end() ? spec.initial : set->second;
    const bool whole = spec.kind == ParamKind::whole;
    const NumberRange range{.low = spec.low,
                            .high = whole ? 2000 : spec.high,
                            .initial = spec.initial,
                            .scale = spec.logarithmic ? Scale::logarithmic : Scale::linear,
                            .step = whole ? 1.0 : 0.0,
                            .digits = 3};
    draw_text({x, where.center().y}, left_middle, theme().ink2, type::caption, name);
    x += text_width(type::caption, name) + px(6);
    const Words words{name, tr("optimizers.schedule_param_help")};
    float width = 0;
    if (inline_number("optimizers.schedule." + id, {x, where.center().y + px(5)}, type::caption, value, range, &width,
                      words)) {
      RaceSpec wanted = state.spec;
      wanted.schedule.params.insert_or_assign(id, value);
      static_cast<void>(optimizers_try(state, std::move(wanted)));
    }
    x += std::max(width, px(24)) + px(16);
  }
}

}  // namespace gradlab::ui
