// Rewind, play, one step; where the race stands; how fast it goes.
#include <algorithm>
#include <array>
#include <cmath>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/optimizers/parts.hpp"

namespace gradlab::ui {
namespace {

void rewind_button(OptimizersState& state, const Rect& where) {
  if (button("optimizers.rewind", where, {.icon = Icon::rewind, .icon_only = true})) optimizers_seek(state, 0);
}

void play_button(OptimizersState& state, const Rect& where) {
  const Words words{tr(state.playing ? "control.optimizers.pause" : "control.optimizers.play"),
                    tr(state.playing ? "control.optimizers.pause.help" : "control.optimizers.play.help")};
  const ButtonOptions options{.kind = ButtonKind::primary,
                              .icon = state.playing ? Icon::pause : Icon::play,
                              .icon_only = true,
                              .round = true,
                              .icon_size = 20,
                              .words = words};
  if (button("optimizers.play", where, options)) optimizers_play_or_pause(state);
}

void step_button(OptimizersState& state, const Rect& where) {
  if (button("optimizers.step", where, {.icon = Icon::step, .icon_only = true})) optimizers_seek(state, state.step + 1);
}

float reading(OptimizersPage& page, float x, float middle) {
  const std::string step = grouped(static_cast<long long>(page.state.step));
  const std::string_view name = tr("optimizers.step");
  const float width = std::max(text_width(type::caption, name), text_width(type::reading, "0,000"));
  draw_text({x, middle - px(9)}, left_base, theme().ink2, type::caption, name);
  draw_text({x, middle + px(15)}, left_base, theme().ink, type::reading, step);
  optimizers_reading("optimizers.step", name, step, {x, middle - px(22), x + width, middle + px(20)});
  return width;
}

/// "of 200", the number to be dragged.
float length_of_race(OptimizersState& state, float x, float middle) {
  const std::string_view of = tr("optimizers.of_steps");
  const float word = text_width(type::caption, of) + px(4);
  draw_text({x, middle + px(15)}, left_base, theme().ink2, type::caption, of);
  auto steps = static_cast<double>(state.spec.steps);
  const NumberRange range{.low = 1, .high = static_cast<double>(RaceSpec::most_steps), .initial = 200, .step = 1};
  float width = 0;
  if (inline_number("optimizers.steps", {x + word, middle + px(15)}, type::caption, steps, range, &width)) {
    RaceSpec wanted = state.spec;
    wanted.steps = static_cast<std::size_t>(std::lround(steps));
    static_cast<void>(optimizers_try(state, std::move(wanted)));
  }
  return word + std::max(width, text_width(type::caption, "0000"));
}

/// Marks of the optimizers on the track: where each diverged, and from where it stays.
void draw_marks(OptimizersPage& page, const Rect& track) {
  ImDrawList* const list = canvas();
  const float knob = px(on_phone() ? 10.0F : 8.0F);
  const float left = track.x0 + knob, width = track.width() - 2 * knob;
  const auto place = [&](std::size_t step) {
    return ImVec2{left + width * static_cast<float>(step) / static_cast<float>(optimizers_last_step(page.state)),
                  track.center().y};
  };
  for (std::size_t i = 0; i < page.race.paths.size(); ++i) {
    const RacePath& path = page.race.paths[i];
    const Color color = optimizers_color(page.state, i);
    if (path.diverged) {
      const ImVec2 at = place(*path.diverged);
      const float r = px(4.5F);
      for (const float side : {-1.0F, 1.0F}) {
        const std::array<ImVec2, 2> stroke{ImVec2{at.x - r, at.y - side * r}, {at.x + r, at.y + side * r}};
        draw_polyline(list, stroke, theme().panel, 4);
        draw_polyline(list, stroke, color, 2);
      }
    }
    if (path.there) draw_point(list, place(*path.there), 4.5F, theme().panel, color, 2);
  }
}

void scrubber(OptimizersPage& page, const Rect& where) {
  OptimizersState& state = page.state;
  const auto last = static_cast<double>(optimizers_last_step(state));
  auto step = static_cast<double>(state.step);
  const double before = step;
  const NumberRange range{.low = 0, .high = last, .initial = last, .step = 1, .digits = 5};
  if (slider("optimizers.scrub", where, step, range)) {
    // One step for an arrow key, however long the race is.
    const bool arrow = ImGui::IsKeyPressed(ImGuiKey_LeftArrow) || ImGui::IsKeyPressed(ImGuiKey_RightArrow);
    if (arrow && !ImGui::GetIO().KeyShift) step = before + (step > before ? 1 : -1);
    optimizers_seek(state, static_cast<std::size_t>(std::max(step, 0.0)));
  }
  draw_marks(page, where);
}

void scrub_part(OptimizersPage& page, float x, float middle, float width) {
  const std::string_view name = tr("control.optimizers.scrub");
  draw_text({x, middle - px(9)}, left_base, theme().ink2, type::caption, name);
  const std::string_view legend = tr("optimizers.scrub_legend");
  if (text_width(type::caption, name) + text_width(type::caption, legend) + px(20) < width)
    draw_text({x + width, middle - px(9)}, right_base, theme().ink3, type::caption, legend);
  scrubber(page, {x, middle + px(1), x + width, middle + px(17)});
}

void speed_part(OptimizersState& state, const Rect& where) {
  const float middle = where.center().y;
  const double speed = race_speeds()[static_cast<std::size_t>(state.speed)];
  draw_text({where.x0, middle - px(9)}, left_base, theme().ink2, type::caption, tr("control.optimizers.speed"));
  draw_text({where.x1, middle - px(9)}, right_base, theme().ink, type::caption,
            tr("optimizers.steps_a_second", {{"n", compact(speed)}}));
  auto row = static_cast<double>(state.speed);
  const NumberRange range{.low = 0, .high = static_cast<double>(race_speeds().size() - 1), .initial = 3, .step = 1};
  if (slider("optimizers.speed", {where.x0, middle + px(1), where.x1, middle + px(17)}, row, range))
    state.speed = static_cast<int>(std::lround(row));
}

void keep_button(OptimizersPage& page, const Rect& where) {
  OptimizersState& state = page.state;
  const bool kept = state.kept.has_value();
  const Words words{tr(kept ? "control.optimizers.forget" : "control.optimizers.keep"),
                    tr(kept ? "control.optimizers.forget.help" : "control.optimizers.keep.help")};
  if (!button("optimizers.keep", where, {.pressed = kept, .words = words})) return;
  if (kept)
    state.kept.reset();
  else
    optimizers_keep(state);
}

float keep_width() {
  return std::max(text_width(type::body, tr("control.optimizers.keep")),
                  text_width(type::body, tr("control.optimizers.forget"))) +
         px(30);
}

}  // namespace

void optimizers_reading(std::string_view id, std::string_view label, std::string_view value, const Rect& where) {
  const std::string_view word = id.substr(id.find('.') + 1);
  ui().registry.add({.id = "optimizers.reading." + std::string(word),
                     .role = ControlRole::image,
                     .label = std::string(label),
                     .value = std::string(value),
                     .rect = where});
}

void optimizers_transport(OptimizersPage& page, const Rect& where) {
  OptimizersState& state = page.state;
  const Rect bar = panel(where).outer;
  const float middle = bar.center().y, half = px(17);
  float x = bar.x0 + px(16);
  if (breakpoint() == Breakpoint::medium) {
    const ButtonOptions setup{.kind = ButtonKind::soft};
    const float width = button_width("optimizers.setup", setup);
    if (button("optimizers.setup", {x, middle - half, x + width, middle + half}, setup)) state.setup_open = true;
    x += width + px(12);
  }
  rewind_button(state, {x, middle - half, x + px(36), middle + half});
  x += px(46);
  play_button(state, {x, middle - px(24), x + px(48), middle + px(24)});
  x += px(58);
  step_button(state, {x, middle - half, x + px(36), middle + half});
  x += px(60);
  draw_vline(canvas(), snap(x - px(12)), bar.y0 + px(14), bar.y1 - px(14), theme().line);
  x += px(12);
  x += reading(page, x, middle) + px(6);
  x += length_of_race(state, x, middle) + px(20);
  float right = bar.x1 - px(16);
  const float keep = keep_width();
  keep_button(page, {right - keep, middle - half, right, middle + half});
  right -= keep + px(24);
  const float speed =
      std::max(px(140), text_width(type::caption, tr("control.optimizers.speed")) +
                            text_width(type::caption, tr("optimizers.steps_a_second", {{"n", "200"}})) + px(16));
  speed_part(state, {right - speed, bar.y0, right, bar.y1});
  right -= speed + px(28);
  if (right - x > px(80)) scrub_part(page, x, middle, right - x);
}

void optimizers_phone_transport(OptimizersPage& page, const Rect& where) {
  OptimizersState& state = page.state;
  fill_rect(canvas(), where, theme().panel);
  draw_hline(canvas(), where.x0, where.x1, where.y0, theme().line);
  Rect bar = where.inset(page_margin(), 0);
  scrubber(page, bar.cut_top(px(34)).inset(0, px(7)));
  bar.cut_bottom(px(8));
  const float middle = bar.center().y;
  const auto cut = [&](float width, float height, float gap) {
    return bar.cut_left(px(width), px(gap)).centered(px(width), px(height));
  };
  rewind_button(state, cut(44, 44, 10));
  play_button(state, cut(52, 52, 10));
  step_button(state, cut(44, 44, 14));
  std::vector<std::string> names, ids;
  for (std::size_t i = 0; i < race_speeds().size(); ++i) {
    names.push_back(tr("optimizers.steps_a_second", {{"n", compact(race_speeds()[i])}}));
    ids.push_back(std::to_string(i));
  }
  std::vector<Item> items;
  for (std::size_t i = 0; i < names.size(); ++i) items.push_back({ids[i], names[i]});
  choice("optimizers.speed", bar.cut_right(px(112), px(8)).centered(px(112), px(44)), state.speed, items);
  reading(page, bar.x0, middle);
}

}  // namespace gradlab::ui
