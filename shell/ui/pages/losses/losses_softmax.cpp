// Softmax with cross-entropy: logits to drag, and p − y, the push on each of them, against differences of the loss.
#include <algorithm>
#include <array>
#include <cmath>

#include "core/analysis/softmax_check.hpp"
#include "shell/i18n/i18n.hpp"
#include "shell/ui/finger.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/losses/losses_parts.hpp"

namespace gradlab::ui {
namespace {

constexpr std::array<std::string_view, LossesState::classes> class_words{"losses.softmax.cat", "losses.softmax.dog",
                                                                         "losses.softmax.fox", "losses.softmax.owl"};
constexpr NumberRange logit_range{
    .low = -LossesState::most_logit, .high = LossesState::most_logit, .initial = 0, .step = 0.01, .decimals = 2};
constexpr float names_at_left = 30, bar_share = 0.42F;

int count() { return static_cast<int>(LossesState::classes); }

/// The exponent stands as a superscript, as in the notes: 7·10⁻¹².
std::string with_power(double value) {
  if (!(value > 0)) return "0";
  const int power = static_cast<int>(std::floor(std::log10(value)));
  constexpr std::array<std::string_view, 10> digits{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  std::string text = fixed(value / std::pow(10.0, power), 0) + "·10" + (power < 0 ? "⁻" : "");
  for (const char digit : std::to_string(std::abs(power))) text += digits[static_cast<std::size_t>(digit - '0')];
  return text;
}

void drag_bars(LossesState& state, const Rect& bars, float zero, float unit) {
  const SurfaceInput input = surface("losses.softmax.bars", bars, false);
  if (!input.dragging) state.grabbed_logit = -1;
  if (input.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeNS);
  if (input.focused) draw_ring(canvas(), bars, theme().accent, 4, 2, 2);
  for (int i = 0; i < count(); ++i) {
    const auto logit = static_cast<float>(state.logits[static_cast<std::size_t>(i)]);
    const float reach = static_cast<float>(LossesState::logit_reach);
    let_finger_drag(input, {bars.column(i, count(), 0).center().x, zero - std::clamp(logit, -reach, reach) * unit});
  }
  if (!input.dragging && (!input.clicked || input.by_key)) return;
  if (state.grabbed_logit < 0) {
    const float x = input.dragging ? ImGui::GetIO().MouseClickedPos[0].x : input.pointer.x;
    state.grabbed_logit =
        std::clamp(static_cast<int>((x - bars.x0) / bars.width() * static_cast<float>(count())), 0, count() - 1);
  }
  ui().drag_claimed = true;
  const double moved = std::round(static_cast<double>((zero - input.pointer.y) / unit) * 100) / 100;
  state.logits[static_cast<std::size_t>(state.grabbed_logit)] =
      std::clamp(moved, -LossesState::logit_reach, LossesState::logit_reach);
}

void letter(ImVec2 at, std::string_view markup) { draw_math(canvas(), at, markup, 17, theme().ink2); }

void logit_bars(LossesState& state, Rect where) {
  const Rect left = where.cut_left(px(names_at_left));
  const float zero = where.center().y, unit = where.height() / 2 / static_cast<float>(LossesState::logit_reach * 1.1);
  drag_bars(state, where, zero, unit);
  draw_hline(canvas(), where.x0, where.x1, zero, theme().axis);
  letter({left.x0, zero + px(5)}, "z");
  for (int i = 0; i < count(); ++i) {
    double& logit = state.logits[static_cast<std::size_t>(i)];
    const Rect column = where.column(i, count(), 0);
    const float half = column.width() * bar_share / 2, x = column.center().x;
    const double shown = std::clamp(logit, -LossesState::logit_reach, LossesState::logit_reach);
    const float end = zero - static_cast<float>(shown) * unit;
    const Color color = logit < 0 ? theme().neg : theme().pos;
    fill_rect(canvas(), {x - half, std::min(zero, end), x + half, std::max(zero, end)}, with_alpha(color, 0.85F), 4);
    draw_point(canvas(), {x, end}, 6.5F, theme().knob, theme().accent, 2);
    const IdScope scope(i + 1);
    inline_number("losses.softmax.logit", {x + half + px(5), end + px(5)}, type::caption, logit, logit_range, nullptr,
                  {"z" + std::to_string(i + 1), tr("control.losses.softmax.logit.help")});
  }
}

void share_bars(const LossesState& state, const SoftmaxCheck& check, Rect where) {
  ImDrawList* const list = canvas();
  const Rect left = where.cut_left(px(names_at_left));
  where.cut_top(px(8));
  const auto y_of = [&](double share) { return where.y1 - static_cast<float>(share) * where.height(); };
  draw_hline(list, where.x0, where.x1, y_of(1), theme().grid);
  draw_hline(list, where.x0, where.x1, y_of(0), theme().axis);
  draw_text({where.x0 - px(6), y_of(1)}, right_middle, theme().ink3, type::tick, "1");
  draw_text({where.x0 - px(6), y_of(0)}, right_middle, theme().ink3, type::tick, "0");
  letter({left.x0, where.center().y + px(5)}, "p");
  for (int i = 0; i < count(); ++i) {
    const auto index = static_cast<std::size_t>(i);
    const Rect column = where.column(i, count(), 0);
    const float half = column.width() * bar_share / 2, x = column.center().x;
    fill_rect(list, {x - half, y_of(check.shares[index]), x + half, y_of(0)}, with_alpha(theme().ink3, 0.45F), 4);
    const double wanted = index == state.target ? 1 : 0;
    draw_hline(list, x - half - px(7), x + half + px(7), y_of(wanted), theme().ink, 2.4F);
    const float from = y_of(wanted), to = y_of(check.shares[index]);
    const Color color = check.exact[index] < 0 ? theme().neg : theme().pos;
    if (std::abs(to - from) < px(2)) continue;
    const ImVec2 shaft[] = {{x, from}, {x, to}};
    draw_polyline(list, shaft, color, 2.4F);
    draw_arrow_head(list, {x, to}, {0, to - from}, std::min(9.0F, std::abs(to - from) / px(1)), color);
    if (wanted == 1 && i + 1 < count())
      draw_text({x + half + px(11), from + px(14)}, left_base, theme().ink2, type::tick, tr("losses.softmax.target"));
  }
  const std::string_view words = tr("losses.softmax.arrows");
  const float formula = layout_math(math_or_text("p-y"), 15).width;
  const bool room = state.target < 2;
  const float x = room ? where.x1 - formula - px(6) - text_width(type::tick, words) : where.x0;
  draw_text({x, y_of(1) + px(14)}, left_base, theme().ink2, type::tick, words);
  draw_math(list, {x + text_width(type::tick, words) + px(6), y_of(1) + px(14)}, "p-y", 15, theme().ink2);
}

/// The names of the classes: a press makes one the answer.
void class_names(LossesState& state, Rect row) {
  row.cut_left(px(names_at_left));
  for (int i = 0; i < count(); ++i) {
    const auto index = static_cast<std::size_t>(i);
    const bool chosen = index == state.target;
    const IdScope scope(i + 1);
    const ButtonOptions look{.kind = ButtonKind::ghost,
                             .pressed = chosen,
                             .text = chosen ? strong(type::caption) : type::caption,
                             .words = {tr(class_words[index]), tr("control.losses.softmax.answer.help")}};
    if (button("losses.softmax.answer", row.column(i, count(), px(6)), look)) state.target = index;
  }
}

void table(const SoftmaxCheck& check, Rect where) {
  const auto line = [&](const std::vector<double>& values, bool bold) {
    Rect row = where.cut_top(px(26));
    draw_hline(canvas(), row.x0, row.x1, row.y0, theme().line);
    const Rect head = row.cut_left(px(names_at_left));
    if (bold)
      draw_math(canvas(), {head.x0, row.center().y + px(5)}, "p-y", 15, theme().ink2);
    else
      draw_text({head.x0, row.center().y}, left_middle, theme().ink2, type::tick, tr("losses.softmax.numeric"));
    for (int i = 0; i < count(); ++i)
      draw_text({row.column(i, count(), 0).center().x + px(24), row.center().y}, right_middle, theme().ink,
                bold ? strong(type::dense) : type::dense, fixed(values[static_cast<std::size_t>(i)], 3));
  };
  line(check.exact, true);
  line(check.numeric, false);
  const std::string words = tr("losses.softmax.difference", {{"difference", with_power(check.largest_difference)}});
  draw_text({where.x0, where.y0 + px(17)}, left_base, theme().ink2, type::caption, words);
  const std::string loss = tr("losses.softmax.loss", {{"loss", fixed(check.loss, 3)}});
  draw_text({where.x1, where.y0 + px(17)}, right_base, theme().ink2, type::caption, loss);
  record_reading("losses.softmax.gap", readout(check.largest_difference), where);
}

}  // namespace

void losses_softmax_panel(App& app, const Rect& where) {
  LossesState& state = losses_state(app);
  const Panel box = panel(where, tr("losses.softmax.title"));
  Rect rest = box.content;
  const std::string about = tr("losses.softmax.about", {{"class", tr(class_words[state.target])}});
  draw_text_fit(canvas(), {rest.x0, rest.y0 + px(8)}, left_base, theme().ink2, type::caption, about, rest.width());
  rest.cut_top(px(20));
  const bool phone = on_phone();
  const Rect below = rest.cut_bottom(px(78), px(4));
  const Rect names = rest.cut_bottom(px(phone ? 44 : 28), px(4));
  logit_bars(state, rest.cut_top(rest.height() * 0.56F));
  const SoftmaxCheck check = check_softmax(state.logits, state.target);
  share_bars(state, check, rest);
  class_names(state, names);
  table(check, below);
}

}  // namespace gradlab::ui
