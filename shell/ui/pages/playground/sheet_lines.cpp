#include "shell/ui/pages/playground/sheet_lines.hpp"

#include <algorithm>

#include "core/schedules/schedule.hpp"
#include "shell/i18n/i18n.hpp"
#include "shell/ui/draw.hpp"
#include "shell/ui/pages/playground_edit.hpp"
#include "shell/ui/theme.hpp"

namespace gradlab::ui {
namespace {

/// The words of a row in a sheet; returns what they leave to its control.
Rect labelled(const Rect& row, std::string_view words) {
  const float width = draw_text({row.x0, row.center().y}, left_middle, theme().ink2, type::body, words);
  const float left = std::max(row.x1 - px(230), row.x0 + width + px(18));
  return {left, row.center().y - px(17), row.x1, row.center().y + px(17)};
}

}  // namespace

void param_line(Rect& from, std::string_view id, const ParamSpec& param, ParamValues& values) {
  const Rect row = from.cut_top(px(sheet_line_pitch));
  const Words words{tr("param." + std::string(param.id)), tr("param." + std::string(param.id) + ".help")};
  const IdScope scope(param.id);
  double value = param_value(values, param);
  bool changed = false;
  if (param.kind == ParamKind::toggle) {
    bool on = value != 0;
    changed = toggle(id, {row.x0, row.y0 + px(10), row.x1, row.y0 + px(30)}, on, true, words);
    value = on ? 1 : 0;
  } else {
    // A logarithm has no 0: two powers of ten below what is usual, at least.
    const double least = param.initial > 0 ? std::min(1e-6, param.initial / 100) : 1e-6;
    const double low = param.logarithmic ? std::max(param.low, least) : param.low;
    const NumberRange range{.low = low,
                            .high = param.high,
                            .initial = param.initial,
                            .scale = param.logarithmic ? Scale::logarithmic : Scale::linear,
                            .step = param.kind == ParamKind::whole ? 1.0 : 0.0};
    changed = slider_with_field(id, labelled(row, words.label), value, range, 76, words);
  }
  if (changed) values[std::string(param.id)] = value;
}

Rect line_with_label(Rect& from, std::string_view words) { return labelled(from.cut_top(px(sheet_line_pitch)), words); }

void schedule_lines(Rect& from, Spec& wanted) {
  choice_lines(from, "playground.schedule", "schedule", schedules(), wanted.schedule);
}

float schedule_height(const Spec& spec) {
  return choice_lines_height("playground.schedule", schedules(), spec.schedule);
}

}  // namespace gradlab::ui
