// The optimizers of the race: what each came to, and its parameters.
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "shell/i18n/i18n.hpp"
#include "shell/i18n/message.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/optimizer_params.hpp"
#include "shell/ui/pages/optimizers/parts.hpp"

namespace gradlab::ui {
namespace {

constexpr float head_line = 24, row_padding = 15;

/// One parameter behind the other, in lines of `width`; without `draw` they are only counted. Returns the lines.
int draw_params(OptimizersPage& page, std::size_t index, const Rect& where, bool draw) {
  const Choice chosen = page.state.spec.optimizers[index];  // an edit below puts another list in its place
  const IdScope scope(static_cast<int>(index + 1));
  const OptimizerParams params{
      "optimizers.param.", chosen, optimizers_name(page.state.spec, index), index == page.state.focused,
      [&](std::string_view id, double value) { optimizers_set_param(page.state, index, id, value); }};
  return draw ? draw_optimizer_params(params, where) : optimizer_param_lines(params, where.width());
}

int param_lines(OptimizersPage& page, std::size_t index, float width) {
  return draw_params(page, index, {0, 0, width - px(20), 0}, false);
}

std::string clash_words(const OptimizersPage& page, std::size_t index) {
  if (!page.state.clash || index != page.state.focused) return {};
  return message(*page.state.clash, Translator::active()->language());
}

float row_height(OptimizersPage& page, std::size_t index, float width) {
  float height =
      head_line + optimizer_param_pitch() * static_cast<float>(param_lines(page, index, width)) + row_padding;
  if (const std::string words = clash_words(page, index); !words.empty())
    height += 20 * static_cast<float>(count_wrapped_lines(width - px(20), type::caption, words));
  return height;
}

void draw_row(OptimizersPage& page, std::size_t index, const Rect& where) {
  OptimizersState& state = page.state;
  const RacePath& path = page.race.paths[index];
  const bool focused = index == state.focused;
  const std::string name = optimizers_name(state.spec, index), outcome = optimizers_outcome(page, path);
  const IdScope scope(static_cast<int>(index + 1));
  ImDrawList* const list = canvas();
  if (focused)
    draw_box(list, where.inset(-px(12), 0).snapped(), theme().accent_soft, theme().accent_line, control_radius);
  Rect head{where.x0, where.y0 + px(6), where.x1, where.y0 + px(6 + head_line)};
  const Rect cross = focused ? head.cut_right(px(22), px(4)).centered(px(22), px(22)) : Rect{};
  const Words words{name, tr("control.optimizers.focus.help")};
  const HitResult hit = hit_area("optimizers.focus", head, words, ControlRole::button, focused ? "on" : "off");
  if (hit.operated && !focused) {
    state.focused = index;
    state.clash.reset();
  }
  if (hit.focused) draw_ring(list, head, theme().accent, 4, 2, 1);
  const float middle = head.center().y;
  fill_dot(list, {head.x0 + px(6), middle}, 5, optimizers_color(state, index));
  const float x = head.x0 + px(20);
  const float named = draw_text(list, {x, middle}, left_middle, theme().ink, strong(type::body), name);
  const Rect& right = head;
  if (focused) {
    const std::string label = tr("control.optimizers.remove", {{"name", name}});
    const Words remove{label, tr("control.optimizers.remove.help")};
    const ButtonOptions look{
        .kind = ButtonKind::ghost, .icon = Icon::close, .icon_only = true, .icon_size = 13, .words = remove};
    if (button("optimizers.remove", cross, look)) return optimizers_remove(state, index);
  }
  ui().registry.add({.id = "optimizers.outcome" + ui().scope,
                     .role = ControlRole::image,
                     .label = name,
                     .value = outcome,
                     .rect = right});
  const Color color = path.diverged ? theme().error() : path.there ? theme().ink : theme().ink3;
  draw_text_fit(list, {right.x1 - std::min(text_width(type::caption, outcome), right.x1 - x - named - px(8)), middle},
                left_middle, color, type::caption, outcome, right.x1 - x - named - px(8));
}

void add_choice(OptimizersPage& page, const Rect& where) {
  const std::vector<RaceChoice> choices = optimizers_choices();
  std::vector<Item> items;
  for (const RaceChoice& one : choices) items.push_back({one.id, one.name});
  // What the closed list says stands at its end.
  items.push_back({"none", tr("optimizers.add")});
  int index = static_cast<int>(choices.size());
  const Disabled off(page.state.spec.optimizers.size() >= RaceSpec::most_optimizers);
  if (choice("optimizers.add", where, index, items) && index < static_cast<int>(choices.size()))
    optimizers_add(page.state, choices[static_cast<std::size_t>(index)].choice);
}

}  // namespace

std::string optimizers_outcome(const OptimizersPage& page, const RacePath& path) {
  if (path.diverged) return tr("optimizers.diverged", {{"n", std::to_string(*path.diverged)}});
  if (path.there) return tr("optimizers.there", {{"n", std::to_string(*path.there)}});
  if (path.distances.empty()) return tr("optimizers.loss_at_end", {{"loss", readout(path.heights.back())}});
  return tr("optimizers.not_there", {{"n", std::to_string(page.state.spec.steps)}});
}

float optimizers_list_height(OptimizersPage& page, float width) {
  float height = 56 + 12;
  for (std::size_t i = 0; i < page.race.paths.size(); ++i) height += row_height(page, i, width - 2 * panel_padding());
  return height;
}

void optimizers_list_panel(OptimizersPage& page, const Rect& where) {
  const Panel frame = panel(where, tr("optimizers.optimizers"));
  const float wide = text_width(type::body, tr("optimizers.add")) + px(44), top = where.y0 + px(9);
  add_choice(page, {where.x1 - panel_padding() - wide, top, where.x1 - panel_padding(), top + field_height()});
  Rect rest{where.x0 + px(4), std::max(frame.content.y0, top + field_height() + px(4)), where.x1 - px(2),
            where.y1 - px(6)};
  const float width = where.width() - 2 * panel_padding();
  float height = 0;
  for (std::size_t i = 0; i < page.race.paths.size(); ++i) height += row_height(page, i, width);
  // On a phone the page is as long as its list; elsewhere the list scrolls in its panel.
  std::optional<ScrollArea> area;
  if (!on_phone()) area.emplace("optimizers.list", rest, height + 4);
  float y = area ? area->content().y0 : rest.y0;
  const float x0 = where.x0 + panel_padding();
  const std::size_t count = page.race.paths.size();
  for (std::size_t i = 0; i < count; ++i) {
    const float tall = px(row_height(page, i, width));
    const Rect row{x0, y, x0 + width, y + tall};
    draw_row(page, i, row);
    const std::size_t now = page.state.spec.optimizers.size();
    if (now != count) return ui().request_frame();  // one was removed
    const Rect params{row.x0 + px(20), row.y0 + px(6 + head_line), row.x1, row.y1};
    const int lines = draw_params(page, i, params, true);
    if (const std::string words = clash_words(page, i); !words.empty())
      draw_text_wrapped(canvas(),
                        {params.x0, params.y0 + px(optimizer_param_pitch()) * static_cast<float>(lines) + px(14)},
                        params.width(), theme().error(), type::caption, words);
    y += tall;
    if (i + 1 < count && i != page.state.focused && i + 1 != page.state.focused)
      draw_hline(canvas(), row.x0, row.x1, y, theme().line);
  }
}

}  // namespace gradlab::ui
