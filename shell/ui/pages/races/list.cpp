// The contestants: what each came to, and what it trains by.
#include <algorithm>
#include <cmath>
#include <optional>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/optimizer_params.hpp"
#include "shell/ui/pages/optimizers/state.hpp"
#include "shell/ui/pages/playground_words.hpp"
#include "shell/ui/pages/races/parts.hpp"

namespace gradlab::ui {
namespace {

constexpr float head_line = 24, row_padding = 15;
constexpr std::array<std::size_t, 10> batches{0, 1, 2, 4, 8, 16, 32, 64, 128, 256};

/// Its parameters, or of batches their size and the rate; drawn where there is a place. Returns the lines.
int params_of(RacesState& state, std::size_t index, float width, const Rect* where) {
  RaceBench& bench = state.bench();
  const Choice chosen = bench.spec.contestants[index].optimizer;  // an edit below puts another list in its place
  const IdScope scope(static_cast<int>(index + 1));
  const OptimizerParams params{"races.param.", chosen, races_name(bench.spec, state.shown, index),
                               index == bench.focused,
                               [&](std::string_view id, double value) { races_set_param(state, index, id, value); }};
  return where ? draw_optimizer_params(params, *where) : optimizer_param_lines(params, width);
}

std::string clash_words(const RacesState& state, std::size_t index) {
  const RaceBench& bench = state.bench();
  return bench.clash && index == bench.focused ? error_words(*bench.clash) : std::string();
}

float row_height(RacesState& state, std::size_t index, float width) {
  const float inner = width - px(20);
  float height =
      head_line + optimizer_param_pitch() * static_cast<float>(params_of(state, index, inner, nullptr)) + row_padding;
  if (const std::string words = clash_words(state, index); !words.empty())
    height += 20 * static_cast<float>(count_wrapped_lines(inner, type::caption, words));
  return height;
}

bool remove_button(const Rect& where, const std::string& name) {
  const std::string label = tr("control.races.remove", {{"name", name}});
  const ButtonOptions look{.kind = ButtonKind::ghost,
                           .icon = Icon::close,
                           .icon_only = true,
                           .icon_size = 13,
                           .words = {label, tr("control.races.remove.help")}};
  return button("races.remove", where, look);
}

/// False when it was removed.
bool draw_head(RacesState& state, std::size_t index, Rect head) {
  RaceBench& bench = state.bench();
  const bool focused = index == bench.focused;
  const std::string name = races_name(bench.spec, state.shown, index), outcome = races_outcome(state, index);
  ImDrawList* const list = canvas();
  const Rect cross = focused ? head.cut_right(px(22), px(4)).centered(px(22), px(22)) : Rect{};
  const Words words{name, tr("control.races.focus.help")};
  const HitResult hit = hit_area("races.focus", head, words, ControlRole::button, focused ? "on" : "off");
  if (hit.operated && !focused) {
    bench.focused = index;
    bench.clash.reset();
  }
  if (hit.focused) draw_ring(list, head, theme().accent, 4, 2, 1);
  const float middle = head.center().y, x = head.x0 + px(20);
  fill_dot(list, {head.x0 + px(6), middle}, 5, theme().curve(bench.colors[index]));
  const float named = draw_text(list, {x, middle}, left_middle, theme().ink, strong(type::body), name);
  if (focused && remove_button(cross, name)) {
    races_remove(state, index);
    return false;
  }
  ui().registry.add(
      {.id = "races.outcome" + ui().scope, .role = ControlRole::image, .label = name, .value = outcome, .rect = head});
  const float room = head.x1 - x - named - px(8);
  draw_text_fit(list, {head.x1 - std::min(text_width(type::caption, outcome), room), middle}, left_middle, theme().ink2,
                type::caption, outcome, room);
  return true;
}

bool draw_row(RacesState& state, std::size_t index, const Rect& where) {
  if (index == state.bench().focused)
    draw_box(canvas(), where.inset(-px(12), 0).snapped(), theme().accent_soft, theme().accent_line, control_radius);
  {
    const IdScope scope(static_cast<int>(index + 1));
    if (!draw_head(state, index, {where.x0, where.y0 + px(6), where.x1, where.y0 + px(6 + head_line)})) return false;
  }
  const Rect params{where.x0 + px(20), where.y0 + px(6 + head_line), where.x1, where.y1};
  const int lines = params_of(state, index, params.width(), &params);
  if (const std::string words = clash_words(state, index); !words.empty())
    draw_text_wrapped(canvas(),
                      {params.x0, params.y0 + px(optimizer_param_pitch()) * static_cast<float>(lines) + px(14)},
                      params.width(), theme().error(), type::caption, words);
  return true;
}

void add_optimizer(RacesState& state, const Rect& where) {
  const std::vector<RaceChoice> choices = optimizers_choices();
  std::vector<Item> items;
  for (const RaceChoice& one : choices) items.push_back({one.id, one.name});
  // What the closed list says stands at its end.
  items.push_back({"none", tr("optimizers.add")});
  auto index = static_cast<int>(choices.size());
  if (!choice("races.add", where, index, items) || index >= static_cast<int>(choices.size())) return;
  const NetworkRaceSpec& spec = state.bench().spec;
  // Rates of the arena suit its surfaces: a network gets the rule's own.
  Choice chosen = choices[static_cast<std::size_t>(index)].choice;
  chosen.params.erase("lr");
  const double rate = rate_of({chosen, 1});
  chosen.params["lr"] = rate;
  races_add(state, {chosen, spec.contestants.empty() ? spec.base.batch : spec.contestants.front().batch});
}

void add_batch(RacesState& state, const Rect& where) {
  std::vector<std::string> ids, names;
  NetworkRaceSpec names_of;
  for (const std::size_t batch : batches) {
    names_of.contestants = {{{}, batch}};
    ids.push_back(std::to_string(batch));
    names.push_back(races_name(names_of, RaceOf::batches, 0));
  }
  std::vector<Item> items;
  for (std::size_t i = 0; i < ids.size(); ++i) items.push_back({ids[i], names[i]});
  items.push_back({"none", tr("optimizers.add")});
  auto index = static_cast<int>(ids.size());
  if (!choice("races.add", where, index, items) || index >= static_cast<int>(ids.size())) return;
  const auto& contestants = state.bench().spec.contestants;
  const Choice optimizer = contestants.empty() ? Choice{"sgd", {{"lr", 0.05}}} : contestants.front().optimizer;
  races_add(state, {optimizer, batches[static_cast<std::size_t>(index)]});
}

}  // namespace

std::string races_outcome(const RacesState& state, std::size_t contestant) {
  const RaceBench& bench = state.bench();
  const NetworkRace* const race = races_run(bench);
  if (!race || races_is_stale(bench)) return {};
  const auto result = race->result(contestant);
  if (!result) return bench.runner->running() ? std::string(tr("races.under_way")) : std::string();
  const auto& loss = result->values[static_cast<std::size_t>(TrialQuantity::train_loss)];
  if (!loss || !std::isfinite(loss->median)) return std::string(tr("races.diverged"));
  return tr("races.loss", {{"loss", readout(loss->median)}});
}

float races_list_height(App& app, float width) {
  RacesState& state = races_state(app);
  float height = 56 + 12;
  for (std::size_t i = 0; i < state.bench().spec.contestants.size(); ++i)
    height += row_height(state, i, width - 2 * panel_padding());
  return height;
}

void races_list_panel(App& app, const Rect& where) {
  RacesState& state = races_state(app);
  const Panel frame = panel(where, tr(state.of_batches() ? "races.batches" : "optimizers.optimizers"));
  const float wide = text_width(type::body, tr("optimizers.add")) + px(44), top = where.y0 + px(9);
  {
    const Disabled off(state.bench().spec.contestants.size() >= NetworkRaceSpec::most_contestants);
    const Rect add{where.x1 - panel_padding() - wide, top, where.x1 - panel_padding(), top + field_height()};
    if (state.of_batches())
      add_batch(state, add);
    else
      add_optimizer(state, add);
  }
  const Rect rest{where.x0 + px(4), std::max(frame.content.y0, top + field_height() + px(4)), where.x1 - px(2),
                  where.y1 - px(6)};
  const float width = where.width() - 2 * panel_padding();
  const std::size_t count = state.bench().spec.contestants.size();
  float height = 0;
  for (std::size_t i = 0; i < count; ++i) height += row_height(state, i, width);
  // On a phone the page is as long as its list; elsewhere the list scrolls in its panel.
  std::optional<ScrollArea> area;
  if (!on_phone()) area.emplace("races.list", rest, height + 4);
  float y = area ? area->content().y0 : rest.y0;
  const float x0 = where.x0 + panel_padding();
  for (std::size_t i = 0; i < count; ++i) {
    const float tall = px(row_height(state, i, width));
    if (!draw_row(state, i, {x0, y, x0 + width, y + tall})) return ui().request_frame();  // one was removed
    y += tall;
    const std::size_t focused = state.bench().focused;
    if (i + 1 < count && i != focused && i + 1 != focused) draw_hline(canvas(), x0, x0 + width, y, theme().line);
  }
}

}  // namespace gradlab::ui
