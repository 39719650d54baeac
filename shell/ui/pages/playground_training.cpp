// Training: loss, optimizer, rate, batch, start and seed; what is rarely set stands behind "More".
#include <algorithm>
#include <array>

#include "core/initializers/initializer.hpp"
#include "core/losses/loss.hpp"
#include "core/optimizers/optimizer.hpp"
#include "core/stops/stop_rule.hpp"
#include "shell/i18n/i18n.hpp"
#include "shell/ui/pages/playground/sheet_lines.hpp"
#include "shell/ui/pages/playground_edit.hpp"
#include "shell/ui/pages/playground_parts.hpp"
#include "shell/ui/pages/playground_words.hpp"

namespace gradlab::ui {
namespace {

constexpr std::array<std::string_view, 6> lines{"playground.loss",  "playground.optimizer", "playground.rate",
                                                "playground.batch", "playground.start",     "playground.seed"};

/// The least a line needs, in design px.
float setting_pitch() { return on_phone() ? 52.0F : 41.0F; }

/// One line: its words at the left, room for its control at the right.
struct SettingLine {
  Rect label, control;
};

SettingLine cut_setting(Rect& from, std::string_view words, float pitch) {
  const Rect row = from.cut_top(pitch);
  const float middle = row.center().y, half = field_height() / 2;
  float label_width = px(64);
  for (const std::string_view id : lines)
    label_width = std::max(label_width, text_width(type::body, tr("control." + std::string(id))) + px(10));
  draw_text({row.x0, middle}, left_middle, theme().ink2, type::body, words);
  const float left = std::max(row.x0 + label_width, row.x1 - px(control_max_width));
  return {{row.x0, middle - half, left, middle + half}, {left, middle - half, row.x1, middle + half}};
}

/// A full batch is a number like any other: all training points.
void batch_line(Playground& page, const SettingLine& line, Spec& wanted) {
  const auto all = static_cast<double>(std::max<std::size_t>(page.run.train_count(), 1));
  double batch = wanted.batch == 0 ? all : std::min(static_cast<double>(wanted.batch), all);
  const NumberRange range{.low = 1, .high = all, .initial = 16, .scale = Scale::logarithmic, .step = 1};
  if (slider_with_field("playground.batch", line.control, batch, range, 62)) {
    wanted.batch = batch >= all ? 0 : static_cast<std::size_t>(batch);
  }
}

void rate_line(const SettingLine& line, Spec& wanted) {
  double rate = learning_rate(wanted);
  const NumberRange range{.low = 1e-5, .high = 10, .initial = 0.02, .scale = Scale::logarithmic, .digits = 3};
  if (slider_with_field("playground.rate", line.control, rate, range, 62))
    wanted = with_optimizer_param(wanted, "lr", rate);
}

void seed_line(SettingLine line, Spec& wanted) {
  const Rect dice = line.control.cut_right(px(34), px(8)).centered(px(34), field_height());
  auto seed = static_cast<double>(wanted.seed);
  if (number("playground.seed", line.control, seed,
             {.low = 0, .high = 999999, .initial = 32, .step = 1, .digits = 6})) {
    wanted.seed = static_cast<std::uint64_t>(seed);
  }
  if (icon_button("playground.dice", dice, Icon::dice)) wanted = with_new_seed(wanted);
}

/// 0 or a power of ten: a slider of both.
void penalty_line(Rect& from, std::string_view id, double& value) {
  if (!shows(id)) return;
  constexpr double least = 1e-5, most = 10;
  const std::string label = "control." + std::string(id);
  const Rect where = line_with_label(from, tr(label));
  double shown = value > 0 ? value : least;
  const NumberRange range{.low = least, .high = most, .initial = least, .scale = Scale::logarithmic, .digits = 2};
  bool on = value > 0;
  Rect rest = where;
  const Rect at = rest.cut_left(px(34), px(12));
  if (toggle(std::string(id) + "_on", {at.x0, at.center().y - px(10), at.x1, at.center().y + px(10)}, on, false,
             {tr(label), tr(label + ".help")}))
    value = on ? 1e-3 : 0;
  const Disabled off(!on);
  if (slider_with_field(id, rest, shown, range, 76) && on) value = shown;
}

/// The parameters of a row that was chosen.
struct ParamGroup {
  std::string title;
  std::string_view id;
  std::span<const ParamSpec> params;
  ParamValues* values;

  static constexpr float heading_height = 30, after = 6;
  float height() const {
    return params.empty() ? 0 : heading_height + sheet_line_pitch * static_cast<float>(params.size()) + after;
  }
};

std::vector<ParamGroup> param_groups(Spec& wanted) {
  std::vector<ParamGroup> groups;
  // The rate has its own line on the panel.
  if (const auto* row = find_optimizer<float>(wanted.optimizer.id))
    groups.push_back({short_name("optimizer", row->id), "playground.optimizer_param", row->params.subspan(1),
                      &wanted.optimizer.params});
  if (const auto* row = find_loss<float>(wanted.loss.id))
    groups.push_back({short_name("loss", row->id), "playground.loss_param", row->params, &wanted.loss.params});
  if (const auto* row = find_initializer(wanted.initializer.id))
    groups.push_back(
        {short_name("initializer", row->id), "playground.start_param", row->params, &wanted.initializer.params});
  return groups;
}

void draw_group(Rect& from, const ParamGroup& group) {
  if (group.params.empty()) return;
  draw_text({from.x0, from.y0 + px(20)}, left_base, theme().ink, strong(type::body), group.title);
  from.cut_top(px(ParamGroup::heading_height));
  for (const ParamSpec& param : group.params) param_line(from, group.id, param, *group.values);
  from.cut_top(px(ParamGroup::after));
}

/// On a phone one button takes the step: of this size.
void step_size_line(Playground& page, Rect& from) {
  const std::array<Item, 3> sizes{Item{"sample", tr("control.playground.step_sample")},
                                  Item{"batch", tr("control.playground.step_batch")},
                                  Item{"epoch", tr("control.playground.step_epoch")}};
  const Rect where = line_with_label(from, tr("control.playground.step_size"));
  segments("playground.step_size", where.centered(where.width(), px(36)), page.state.step_size, sizes);
}

void more_overlay(Playground& page) {
  constexpr float toggle_pitch = 38, space = 10;
  const float penalties = (shows("playground.l1") ? 1.0F : 0) + (shows("playground.l2") ? 1.0F : 0);
  const float toggles = shows("playground.test_points") ? 6 : 5;
  const Overlay sheet("playground.more_sheet", page.state.more_open, 470, tr("playground.more_title"),
                      Overlay::Side::automatic);
  if (!sheet.visible()) return;
  Spec wanted = page.state.spec;
  const std::vector<ParamGroup> groups = param_groups(wanted);
  float height = choice_lines_height("playground.stop", stop_rules(), wanted.stop) + schedule_height(wanted) +
                 sheet_line_pitch * penalties + space + toggle_pitch * toggles;
  for (const ParamGroup& group : groups) height += group.height();
  const bool phone = on_phone();
  if (phone) height += sheet_line_pitch;
  const PageScroll scroll("playground.more_scroll", sheet.content(), height);
  Rect area = scroll.content();
  area.cut_right(px(14));
  if (phone) step_size_line(page, area);
  for (const ParamGroup& group : groups) draw_group(area, group);
  choice_lines(area, "playground.stop", "stop", stop_rules(), wanted.stop);
  schedule_lines(area, wanted);
  penalty_line(area, "playground.l1", wanted.l1);
  penalty_line(area, "playground.l2", wanted.l2);
  area.cut_top(px(space));
  const auto next = [&] { return area.cut_top(px(20), px(toggle_pitch - 20)); };
  toggle("playground.shuffle", next(), wanted.shuffle, true);
  bool standardise = wanted.data.scaling == "standardise";
  if (toggle("playground.standardise", next(), standardise, true))
    wanted.data.scaling = standardise ? "standardise" : "none";
  toggle("playground.unseen", next(), page.app.settings().trains_unseen, true);
  toggle("playground.discrete", next(), page.state.discrete_map, true);
  if (shows("playground.test_points")) toggle("playground.test_points", next(), page.state.test_points, true);
  bool signals = playground_shows_signals(page);
  if (toggle("playground.signals", next(), signals, true)) page.app.settings().signals = signals;
  try_spec(page.state, wanted);
}

}  // namespace

float playground_training_height() {
  return setting_pitch() * static_cast<float>(std::count_if(lines.begin(), lines.end(), shows));
}

void playground_training_controls(Playground& page, Rect where) {
  Spec wanted = page.state.spec;
  std::string chosen = wanted.loss.id;
  // Where there is room to spare the lines share it.
  const float share = px(setting_pitch()) * where.height() / std::max(px(playground_training_height()), 1.0F);
  const float pitch = std::clamp(share, px(setting_pitch()), px(setting_pitch() + 8));
  // A line that is hidden takes no room.
  const auto line = [&](std::string_view id) {
    return shows(id) ? cut_setting(where, tr("control." + std::string(id)), pitch) : SettingLine{};
  };
  if (table_choice("playground.loss", line("playground.loss").control, "loss", losses<float>(), chosen)) {
    wanted = with_loss(wanted, chosen);
  }
  chosen = wanted.optimizer.id;
  if (table_choice("playground.optimizer", line("playground.optimizer").control, "optimizer", optimizers<float>(),
                   chosen)) {
    wanted = with_optimizer(wanted, chosen);
  }
  rate_line(line("playground.rate"), wanted);
  batch_line(page, line("playground.batch"), wanted);
  chosen = wanted.initializer.id;
  if (table_choice("playground.start", line("playground.start").control, "initializer", initializers(), chosen)) {
    wanted = with_initializer(wanted, chosen);
  }
  seed_line(line("playground.seed"), wanted);
  try_spec(page.state, wanted);
}

void playground_training_panel(Playground& page, const Rect& where) {
  Panel box = panel(where, tr("playground.training"));
  const ButtonOptions more{.kind = ButtonKind::link, .icon_after = Icon::chevron_right, .icon_size = 14};
  const float width = button_width("playground.more", more);
  if (button("playground.more", box.header.cut_right(width), more)) page.state.more_open = true;
  playground_training_controls(page, box.content);
}

void playground_more_overlay(Playground& page) { more_overlay(page); }

}  // namespace gradlab::ui
