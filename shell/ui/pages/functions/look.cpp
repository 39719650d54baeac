#include "shell/ui/pages/functions/look.hpp"

#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/functions_parts.hpp"
#include "shell/ui/theme.hpp"

namespace gradlab::ui {
namespace {

constexpr double widest = 1e6;
constexpr int fewest_decimals = 0, most_decimals = 12;

void heading(Rect& rest, std::string_view id) {
  const Rect line = rest.cut_top(px(30));
  draw_text({line.x0, line.y1 - px(9)}, left_base, theme().ink2, strong(type::caption), tr(id));
}

/// Two numbers from … to; they keep their order.
bool span_fields(std::string_view id, const Rect& where, PlotSpan& span) {
  bool changed = false;
  const std::string low(tr("functions.look.from")), high(tr("functions.look.to"));
  {
    const IdScope scope("low");
    const NumberRange range{.low = -widest, .high = span.high - 1e-6, .initial = -first_reach, .digits = 6};
    changed |= number(id, where.column(0, 2, px(10)), span.low, range, {low, {}});
  }
  const IdScope scope("high");
  const NumberRange range{.low = span.low + 1e-6, .high = widest, .initial = first_reach, .digits = 6};
  return number(id, where.column(1, 2, px(10)), span.high, range, {high, {}}) || changed;
}

void view_fields(FunctionsState& state, Rect& rest) {
  heading(rest, "functions.look.x_view");
  bool changed = span_fields("functions.look.x", rest.cut_top(field_height()), state.x_view);
  if (state.arrangement == Arrangement::side_by_side) {
    heading(rest, "functions.look.f_view");
    changed |= span_fields("functions.look.f", rest.cut_top(field_height()), state.y_view[0]);
    heading(rest, "functions.look.df_view");
    changed |= span_fields("functions.look.df", rest.cut_top(field_height()), state.y_view[1]);
  } else {
    heading(rest, "functions.look.y_view");
    changed |= span_fields("functions.look.y", rest.cut_top(field_height()), state.overlaid_y);
  }
  if (changed) state.own_view = true;
}

void pin_fields(FunctionsState& state, Rect& rest) {
  bool pinned = state.pin.has_value();
  Rect row = rest.cut_top(field_height());
  const Rect field = row.cut_right(px(110), px(10));
  if (toggle("functions.look.pin", row.centered(row.width(), px(28)), pinned, true))
    state.pin = pinned ? std::optional(state.x) : std::nullopt;
  if (!state.pin) return;
  const NumberRange range{.low = -widest, .high = widest, .initial = 0, .digits = 8};
  number("functions.look.pin_x", field, *state.pin, range);
}

}  // namespace

void look_overlay(FunctionsState& state) {
  const Overlay overlay("functions.look", state.look_open, on_phone() ? 560.0F : 352.0F, tr("functions.look.title"));
  if (!overlay.visible()) return;
  const bool phone = on_phone();
  const ScrollArea scroll("functions.look.content", overlay.content(), phone ? 780 : 540);
  Rect rest = scroll.content();
  rest.x1 -= px(phone ? 4.0F : 12.0F);
  if (phone) functions_view_rows(state, rest.cut_top(px(functions_view_rows_height())));
  heading(rest, "functions.look.axes");
  const Item items[] = {{"lab", tr("functions.look.axes.lab")},
                        {"notes", tr("functions.look.axes.notes")},
                        {"framed", tr("functions.look.axes.framed")}};
  int look = static_cast<int>(state.axes);
  if (segments("functions.look.axes", rest.cut_top(px(36)), look, items)) state.axes = static_cast<AxesLook>(look);
  heading(rest, "functions.look.decimals");
  stepper("functions.look.decimals", rest.cut_top(field_height()), state.decimals, fewest_decimals, most_decimals);
  rest.cut_top(px(8));
  toggle("functions.look.tangent", rest.cut_top(px(36)), state.tangent, true);
  toggle("functions.look.shade", rest.cut_top(px(36)), state.shade, true);
  pin_fields(state, rest);
  view_fields(state, rest);
}

}  // namespace gradlab::ui
