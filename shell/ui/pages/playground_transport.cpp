// Rewind, play, one step; where the run stands; how fast it goes.
#include <array>
#include <cmath>
#include <limits>
#include <optional>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/pages/playground/hand.hpp"
#include "shell/ui/pages/playground_parts.hpp"
#include "shell/ui/pages/playground_words.hpp"

namespace gradlab::ui {
namespace {

void rewind_button(Playground& page, const Rect& where) {
  if (!button("playground.rewind", where, {.icon = Icon::rewind, .icon_only = true})) return;
  try_spec(page.state, without_later_edits(page.state.spec));
  page.run.runner().send(TrainerCommand{Rewind{}});
}

void play_button(Playground& page, const Rect& where) {
  const bool playing = page.run.state().playing;
  const Words words{tr(playing ? "control.playground.pause" : "control.playground.play"),
                    tr(playing ? "control.playground.pause.help" : "control.playground.play.help")};
  const ButtonOptions options{.kind = ButtonKind::primary,
                              .icon = playing ? Icon::pause : Icon::play,
                              .icon_only = true,
                              .round = true,
                              .icon_size = 20,
                              .words = words};
  if (button("playground.play", where, options)) play_or_pause(page);
}

void one_step(Playground& page, bool epoch) {
  if (page.run.state().playing) page.run.runner().send(Pause{});
  if (epoch) {
    page.run.runner().send(AdvanceEpoch{});
  } else {
    page.run.runner().send(Advance{1});
  }
}

/// The step icon, and the three sizes of a step, in one box; returns its width.
float step_box(Playground& page, float x, float middle) {
  const ButtonOptions words{.kind = ButtonKind::ghost};
  const float around = px(breakpoint() == Breakpoint::medium ? 16 : 24);
  const float sample = text_width(type::body, tr("control.playground.step_sample")) + around;
  const float batch = text_width(type::body, tr("control.playground.step_batch")) + around;
  const float epoch = text_width(type::body, tr("control.playground.step_epoch")) + around;
  const Rect box = Rect{x, middle - px(17), x + px(36) + sample + batch + epoch, middle + px(17)}.snapped();
  draw_box(canvas(), box, theme().panel, theme().line2, control_radius);
  draw_icon(canvas(), Icon::step, {box.x0 + px(19), middle}, theme().ink2);
  Rect rest = box;
  rest.cut_left(px(36));
  if (button("playground.step_sample", rest.cut_left(sample).inset(px(1)), words)) next_sample(page.state);
  draw_vline(canvas(), rest.x0, box.y0 + px(8), box.y1 - px(8), theme().line);
  if (button("playground.step_batch", rest.cut_left(batch).inset(px(1)), words)) one_step(page, false);
  draw_vline(canvas(), rest.x0, box.y0 + px(8), box.y1 - px(8), theme().line);
  if (button("playground.step_epoch", rest.inset(px(1)), words)) one_step(page, true);
  return box.width();
}

/// A number that runs, under its name; `widest` keeps its neighbours still. Returns the width.
float reading(float x, float middle, std::string_view word, std::string_view value, std::string_view widest,
              AlignX align = AlignX::left) {
  const std::string_view name = tr(word);
  const float width = std::max(text_width(type::caption, name), text_width(type::reading, widest));
  const float at = align == AlignX::right ? x + width : x;
  draw_text({at, middle - px(9)}, {align, AlignY::baseline}, theme().ink2, type::caption, name);
  draw_text({at, middle + px(15)}, {align, AlignY::baseline}, theme().ink, type::reading, value);
  record_reading(word, value, {x, middle - px(22), x + width, middle + px(20)});
  return width;
}

void set_speed(Playground& page, int row) {
  page.state.speed = row;
  page.run.runner().send(SetSpeed{playground_speeds()[static_cast<std::size_t>(row)]});
}

float speed_slider(Playground& page, float x, float middle, float width) {
  const auto speeds = playground_speeds();
  const std::string name = speed_name(speeds[static_cast<std::size_t>(page.state.speed)]);
  draw_text({x, middle - px(9)}, left_base, theme().ink2, type::caption, tr("control.playground.speed"));
  draw_text({x + width, middle - px(9)}, right_base, theme().ink, type::caption, name);
  auto row = static_cast<double>(page.state.speed);
  const NumberRange range{.low = 0, .high = static_cast<double>(speeds.size() - 1), .initial = 5, .step = 1};
  if (slider("playground.speed", {x, middle + px(1), x + width, middle + px(17)}, row, range))
    set_speed(page, static_cast<int>(std::lround(row)));
  return width;
}

/// Back to any step that the run has come by. While it is dragged it shows where the hand wants to go.
void timeline_track(Playground& page, const Rect& where) {
  const RunState& run = page.run.state();
  std::optional<std::uint64_t>& wanted = page.state.wanted_step;
  if (wanted && (run.playing || run.step == *wanted || *wanted > run.end)) wanted.reset();
  auto step = static_cast<double>(wanted.value_or(run.step));
  const Disabled off(run.end == run.begin);
  const auto begin = static_cast<double>(run.begin);
  const double end = std::max(begin + 1, static_cast<double>(run.end));
  if (!slider("playground.timeline", where, step, {.low = begin, .high = end, .initial = end, .step = 1, .digits = 9}))
    return;
  wanted = static_cast<std::uint64_t>(step);
  page.run.runner().send(SeekTo{*wanted});
}

float timeline(Playground& page, float x, float middle, float width) {
  draw_text({x, middle - px(9)}, left_base, theme().ink2, type::caption, tr("control.playground.timeline"));
  const RunState& run = page.run.state();
  const std::string_view state = tr(run.step < run.end ? "playground.timeline_back" : "playground.timeline_drag");
  const float words = text_width(type::caption, tr("control.playground.timeline")) + text_width(type::caption, state);
  if (run.end > run.begin && words + px(12) < width)
    draw_text({x + width, middle - px(9)}, right_base, theme().ink2, type::caption, state);
  timeline_track(page, {x, middle + px(1), x + width, middle + px(17)});
  return width;
}

std::string or_dash(float value, bool share) {
  if (!std::isfinite(value)) return "–";
  return share ? percent(static_cast<double>(value)) : readout(static_cast<double>(value));
}

/// The closing figures, from the right; as many as fit beyond `left`.
void closing_readings(Playground& page, const Rect& bar, float left) {
  const LossPoint& now = page.run.state().measured;
  struct Figure {
    std::string_view word;
    float value;
    bool share;
    std::string_view widest;
  };
  const std::array figures{Figure{"playground.test_accuracy", now.test_accuracy, true, "100.0 %"},
                           Figure{"playground.test_loss", now.test_loss, false, "00.000"},
                           Figure{"playground.train_loss", now.train_loss, false, "00.000"}};
  float x = bar.x1 - px(20);
  for (Figure figure : figures) {
    // Numbers have no accuracy, but a share of their spread that is explained.
    if (figure.share && page.run.source().predicts_number()) {
      const auto [word, share] = page.run.figures().r_squared();
      figure = {word, static_cast<float>(share.value_or(std::numeric_limits<double>::quiet_NaN())), false, "−0.000"};
    }
    const float width = std::max(text_width(type::caption, tr(figure.word)), text_width(type::reading, figure.widest));
    if (x - width < left + px(28)) break;
    reading(x - width, bar.center().y, figure.word, or_dash(figure.value, figure.share), figure.widest, AlignX::right);
    x -= width + px(28);
  }
}

}  // namespace

void play_or_pause(Playground& page) {
  if (page.run.state().playing) {
    page.run.runner().send(Pause{});
  } else {
    page.state.left_behind.reset();
    page.run.runner().send(Play{});
  }
}

namespace {

constexpr float one_row = 64, two_rows = 118;

/// The second row: how fast it goes, and where the run can be gone back to.
void second_row(Playground& page, Rect row) {
  row = row.inset(px(20), 0);
  const float middle = row.center().y - px(2);
  if (shows("playground.speed")) row.cut_left(speed_slider(page, row.x0, middle, px(190)), px(32));
  if (shows("playground.timeline")) timeline(page, row.x0, middle, row.width());
}

}  // namespace

bool playground_is_upright() { return breakpoint() == Breakpoint::medium && ui().design_width() < 900; }

float playground_transport_height() { return playground_is_upright() ? two_rows : one_row; }

void playground_transport(Playground& page, const Rect& where) {
  Rect bar = panel(where).outer;
  if (playground_is_upright()) second_row(page, bar.cut_bottom(px(two_rows - one_row)));
  const float middle = bar.center().y;
  float x = bar.x0 + px(16);
  if (breakpoint() == Breakpoint::medium) {
    const ButtonOptions setup{.kind = ButtonKind::soft};
    const float width = button_width("playground.setup", setup);
    if (button("playground.setup", {x, middle - px(17), x + width, middle + px(17)}, setup))
      page.state.setup_open = true;
    x += width + px(12);
  }
  if (shows("playground.rewind")) {
    rewind_button(page, {x, middle - px(17), x + px(36), middle + px(17)});
    x += px(46);
  }
  if (shows("playground.play")) {
    play_button(page, {x, middle - px(24), x + px(48), middle + px(24)});
    x += px(60);
  }
  if (shows("playground.step_batch")) x += step_box(page, x, middle);
  if (x > bar.x0 + px(16)) {
    draw_vline(canvas(), snap(x + px(24)), bar.y0 + px(14), bar.y1 - px(14), theme().line);
    x += px(48);
  }
  const RunState& run = page.run.state();
  x += reading(x, middle, "playground.epoch", grouped(static_cast<long long>(run.epoch)), "00,000") + px(24);
  x += reading(x, middle, "playground.step", grouped(static_cast<long long>(run.step)), "000,000") + px(24);
  if (playground_is_upright()) return closing_readings(page, bar, x - px(24));
  const float name = text_width(type::caption, tr("playground.speed.unlimited")) +
                     text_width(type::caption, tr("control.playground.speed"));
  if (shows("playground.speed")) x += speed_slider(page, x, middle, std::max(px(150), name + px(16)));
  constexpr float space = 28, least = 90, most = 240;
  const float room = bar.x1 - px(20) - x - px(space);
  if (room > px(least) && shows("playground.timeline"))
    x += px(space) + timeline(page, x + px(space), middle, std::min(room, px(most)));
  closing_readings(page, bar, x);
}

void playground_phone_timeline(Playground& page, const Rect& where) { timeline_track(page, where); }

namespace {

/// One button for a step of the size that was chosen under "More"; its word stands below the icon.
void phone_step(Playground& page, const Rect& where) {
  static constexpr std::array<std::string_view, 3> ids{"playground.step_sample", "playground.step_batch",
                                                       "playground.step_epoch"};
  const int size = page.state.step_size;
  const std::string_view id = ids[static_cast<std::size_t>(size)];
  if (button(id, where, {.icon_only = true})) {
    if (size == 0)
      next_sample(page.state);
    else
      one_step(page, size == 2);
  }
  draw_icon(canvas(), Icon::step, {where.center().x, where.y0 + px(15)}, theme().ink2);
  draw_text_fit(canvas(), {where.center().x, where.y1 - px(11)}, center_middle, theme().ink2, type::badge,
                tr("control." + std::string(id)), where.width() - px(6));
}

}  // namespace

void playground_phone_transport(Playground& page, const Rect& where) {
  fill_rect(canvas(), where, theme().panel);
  draw_hline(canvas(), where.x0, where.x1, where.y0, theme().line);
  Rect bar = where.inset(page_margin(), 0);
  const float middle = bar.center().y;
  const auto cut = [&](float width, float height, float gap) {
    return bar.cut_left(px(width), px(gap)).centered(px(width), px(height));
  };
  if (shows("playground.rewind")) rewind_button(page, cut(44, 44, 10));
  if (shows("playground.play")) play_button(page, cut(52, 52, 10));
  if (shows("playground.step_batch")) phone_step(page, cut(52, 44, 12));
  const std::array<std::string, 8> names = [] {
    std::array<std::string, 8> list;
    for (std::size_t i = 0; i < list.size(); ++i) list[i] = speed_name(playground_speeds()[i]);
    return list;
  }();
  constexpr std::array<std::string_view, 8> ids{"0", "1", "2", "3", "4", "5", "6", "7"};
  std::array<Item, 8> items;
  for (std::size_t i = 0; i < items.size(); ++i) items[i] = {ids[i], names[i]};
  const Rect speed = bar.cut_right(px(118), px(10)).centered(px(118), px(44));
  int row = page.state.speed;
  if (choice("playground.speed", speed, row, items)) set_speed(page, row);
  reading(bar.x0, middle, "playground.epoch", grouped(static_cast<long long>(page.run.state().epoch)), "0000");
}

}  // namespace gradlab::ui
