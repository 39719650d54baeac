// The rate finder: the loss of one optimizer against a rate that grows; and the schedule of the rate.
#include <algorithm>
#include <array>
#include <cmath>

#include "core/schedules/schedule.hpp"
#include "core/surfaces/race_rates.hpp"
#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/optimizers/parts.hpp"
#include "shell/ui/widgets/rate_chart.hpp"

namespace gradlab::ui {
namespace {

double rate_of(const Choice& choice) {
  const auto set = choice.params.find("lr");
  return set == choice.params.end() ? find_optimizer<double>(choice.id)->params[0].initial : set->second;
}

}  // namespace

void optimizers_rates_overlay(OptimizersPage& page) {
  OptimizersState& state = page.state;
  if (state.focused >= page.race.paths.size()) state.rates_open = false;
  const bool phone = on_phone();
  const Overlay overlay("optimizers.rates_sheet", state.rates_open, phone ? 560.0F : 490.0F,
                        tr("optimizers.rates_title"), phone ? Overlay::Side::bottom : Overlay::Side::center);
  if (!overlay.visible()) return;
  const auto sweep = sweep_rates(state.spec, page.race.ground, state.focused);
  if (!sweep) return;
  Rect rest = overlay.content();
  const std::string name = optimizers_name(state.spec, state.focused);
  const std::string words = tr("optimizers.rates_about", {{"name", name}});
  const int lines =
      draw_text_wrapped(canvas(), {rest.x0, rest.y0 + px(14)}, rest.width(), theme().ink2, type::caption, words);
  rest.cut_top(line_height(type::caption) * static_cast<float>(lines), px(14));
  const Rect row = rest.cut_bottom(field_height(), px(14));
  if (!phone) rest.y1 = std::min(rest.y1, rest.y0 + px(360));
  rate_chart("optimizers.rates_chart", rest,
             {.sweep = *sweep,
              .color = optimizers_color(state, state.focused),
              .now = rate_of(state.spec.optimizers[state.focused])});
  const auto taken = take_rate_button("optimizers.take_rate", row, &*sweep);
  if (!taken) return;
  optimizers_set_param(state, state.focused, "lr", *taken);
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
