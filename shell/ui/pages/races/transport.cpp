// Which race, begin or stop, how far it has come.
#include <algorithm>
#include <array>
#include <cmath>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/races/parts.hpp"

namespace gradlab::ui {
namespace {

std::array<Item, 2> kinds() {
  return {Item{"optimizers", tr("races.of.optimizers")}, Item{"batches", tr("races.of.batches")}};
}

void kind_segments(RacesState& state, const Rect& where) {
  int shown = static_cast<int>(state.shown);
  if (segments("races.of", where, shown, kinds())) state.shown = static_cast<RaceOf>(shown);
}

bool is_under_way(const RaceBench& bench) { return bench.runner->running() || !bench.awaited_data.empty(); }

ButtonOptions start_look(const RacesState& state) {
  const bool running = is_under_way(state.bench());
  return {.kind = ButtonKind::primary,
          .icon = running ? Icon::pause : Icon::play,
          .words = {tr(running ? "control.races.stop" : "control.races.start"),
                    tr(running ? "control.races.stop.help" : "control.races.start.help")}};
}

void start_button(App& app, const Rect& where) {
  RacesState& state = races_state(app);
  const Disabled off(state.bench().spec.contestants.empty());
  if (!button("races.start", where, start_look(state))) return;
  if (is_under_way(state.bench()))
    races_stop(state);
  else
    races_start(app);
}

float start_width() {
  float width = 0;
  for (const std::string_view word : {tr("control.races.start"), tr("control.races.stop")})
    width = std::max(width, text_width(type::body, word));
  return width + px(62);
}

std::string progress_words(const RacesState& state) {
  const RaceBench& bench = state.bench();
  const NetworkRace* const race = races_run(bench);
  if (!bench.awaited_data.empty()) return std::string(tr("races.awaits_data"));
  if (!race) return tr("races.not_begun", {{"n", std::to_string(bench.spec.contestants.size() * bench.spec.seeds)}});
  std::string words =
      tr("races.progress", {{"n", std::to_string(race->finished())}, {"all", std::to_string(race->total())}});
  if (bench.runner->running() && !bench.runner->needs_frames())
    words += tr("races.engines", {{"n", std::to_string(bench.runner->engines())}});
  return words;
}

std::string_view hint(const RacesState& state) {
  if (races_is_stale(state.bench()) && !state.bench().runner->running()) return tr("races.stale");
  return tr("races.hint");
}

void draw_progress(const RacesState& state, const Rect& where) {
  const NetworkRace* const race = races_run(state.bench());
  const double share =
      race && race->total() > 0 ? static_cast<double>(race->finished()) / static_cast<double>(race->total()) : 0;
  const std::string words = progress_words(state);
  const float middle = where.center().y;
  ImDrawList* const list = canvas();
  draw_text_fit(list, {where.x0, middle - px(9)}, left_base, theme().ink, type::caption, words, where.width());
  const float told = text_width(type::caption, words) + px(20);
  if (told + text_width(type::caption, hint(state)) < where.width())
    draw_text(list, {where.x1, middle - px(9)}, right_base, theme().ink3, type::caption, hint(state));
  const Rect track = Rect{where.x0, middle + px(7), where.x1, middle + px(11)}.snapped();
  fill_rect(list, track, theme().track, 2);
  if (share > 0)
    fill_rect(list, {track.x0, track.y0, track.x0 + track.width() * static_cast<float>(share), track.y1},
              theme().accent, 2);
  ui().registry.add({.id = "races.reading.progress",
                     .role = ControlRole::image,
                     .label = std::string(tr("races.progress_name")),
                     .value = words,
                     .rect = where});
}

}  // namespace

void races_kinds(App& app, const Rect& where) { kind_segments(races_state(app), where); }

void races_transport(App& app, const Rect& where) {
  RacesState& state = races_state(app);
  Rect bar = panel(where).outer;
  bar.cut_left(px(16));
  bar.cut_right(px(16));
  const auto cut = [&](float width, float after) { return bar.cut_left(width, px(after)).centered(width, px(36)); };
  if (breakpoint() == Breakpoint::medium) {
    const ButtonOptions setup{.kind = ButtonKind::soft};
    if (button("races.setup", cut(button_width("races.setup", setup), 12), setup)) state.setup_open = true;
  }
  kind_segments(state, cut(segments_width(kinds()), 16));
  start_button(app, cut(start_width(), 24));
  draw_progress(state, bar);
}

void races_phone_transport(App& app, const Rect& where) {
  fill_rect(canvas(), where, theme().panel);
  draw_hline(canvas(), where.x0, where.x1, where.y0, theme().line);
  Rect bar = where.inset(page_margin(), 0);
  bar.cut_bottom(px(8));
  start_button(app, bar.cut_right(start_width(), px(14)).centered(start_width(), px(44)));
  draw_progress(races_state(app), bar);
}

}  // namespace gradlab::ui
