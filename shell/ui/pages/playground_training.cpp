// Training: loss, optimizer, rate, batch, start and seed; what is rarely set stands behind "More".
#include <algorithm>

#include "core/initializers/initializer.hpp"
#include "core/losses/loss.hpp"
#include "core/optimizers/optimizer.hpp"
#include "shell/i18n/i18n.hpp"
#include "shell/ui/pages/playground_edit.hpp"
#include "shell/ui/pages/playground_parts.hpp"
#include "shell/ui/pages/playground_words.hpp"

namespace gradlab::ui {
namespace {

constexpr int rows = 6;

/// The least a line needs, in design px.
float row_pitch() { return breakpoint() == Breakpoint::phone ? 52.0F : 41.0F; }
float control_height() { return breakpoint() == Breakpoint::phone ? 44.0F : 34.0F; }

/// One line: its words at the left, room for its control at the right.
struct Line {
  Rect label, control;
};

Line cut_line(Rect& from, std::string_view words, float pitch) {
  const Rect row = from.cut_top(pitch);
  const float middle = row.center().y, half = px(control_height()) / 2;
  float label_width = px(64);
  for (const std::string_view id :
       {"control.playground.loss", "control.playground.optimizer", "control.playground.rate",
        "control.playground.batch", "control.playground.start", "control.playground.seed"}) {
    label_width = std::max(label_width, text_width(type::body, tr(id)) + px(10));
  }
  draw_text({row.x0, middle}, left_middle, theme().ink2, type::body, words);
  const float left = std::max(row.x0 + label_width, row.x1 - px(control_max_width));
  return {{row.x0, middle - half, left, middle + half}, {left, middle - half, row.x1, middle + half}};
}

template <class Rows>
bool table_choice(std::string_view id, const Rect& where, std::string_view family, const Rows& table,
                  std::string& chosen) {
  const TableItems list(family, table);
  int index = list.index_of(chosen);
  if (!choice(id, where, index, list.items())) return false;
  chosen = table[static_cast<std::size_t>(index)].id;
  return true;
}

/// A full batch is a number like any other: all training points.
void batch_line(Playground& page, const Line& line, Spec& wanted) {
  const auto all = static_cast<double>(std::max<std::size_t>(page.run.train_count(), 1));
  double batch = wanted.batch == 0 ? all : std::min(static_cast<double>(wanted.batch), all);
  const NumberRange range{.low = 1, .high = all, .initial = 16, .scale = Scale::logarithmic, .step = 1};
  if (slider_with_field("playground.batch", line.control, batch, range, 54)) {
    wanted.batch = batch >= all ? 0 : static_cast<std::size_t>(batch);
  }
}

void rate_line(const Line& line, Spec& wanted) {
  double rate = learning_rate(wanted);
  const NumberRange range{.low = 1e-4, .high = 10, .initial = 0.02, .scale = Scale::logarithmic, .digits = 3};
  if (slider_with_field("playground.rate", line.control, rate, range, 54))
    wanted = with_optimizer_param(wanted, "lr", rate);
}

void seed_line(Line line, Spec& wanted) {
  const Rect dice = line.control.cut_right(px(34), px(8)).centered(px(34), px(control_height()));
  auto seed = static_cast<double>(wanted.seed);
  if (number("playground.seed", line.control, seed,
             {.low = 0, .high = 999999, .initial = 32, .step = 1, .digits = 6})) {
    wanted.seed = static_cast<std::uint64_t>(seed);
  }
  if (icon_button("playground.dice", dice, Icon::dice)) wanted = with_new_seed(wanted);
}

/// One parameter of a row of a table, in a sheet.
void param_line(Rect& from, std::string_view id, const ParamSpec& param, ParamValues& values) {
  const Rect row = from.cut_top(px(46));
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
    draw_text({row.x0, row.center().y}, left_middle, theme().ink2, type::body, words.label);
    const Rect field{row.x1 - px(230), row.center().y - px(17), row.x1, row.center().y + px(17)};
    changed = slider_with_field(id, field, value, range, 76, words);
  }
  if (changed) values[std::string(param.id)] = value;
}

void more_overlay(Playground& page) {
  const Overlay sheet("playground.more_sheet", page.state.more_open, 470, tr("playground.more_title"),
                      Overlay::Side::automatic);
  if (!sheet.visible()) return;
  Rect area = sheet.content();
  Spec wanted = page.state.spec;
  const auto group = [&](std::string_view title, std::string_view id, std::span<const ParamSpec> params,
                         ParamValues& values) {
    if (params.empty()) return;
    draw_text({area.x0, area.y0 + px(20)}, left_base, theme().ink, strong(type::body), title);
    area.cut_top(px(30));
    for (const ParamSpec& param : params) param_line(area, id, param, values);
    area.cut_top(px(6));
  };
  const auto* optimizer = find_optimizer<float>(wanted.optimizer.id);
  const auto* loss = find_loss<float>(wanted.loss.id);
  const auto* initializer = find_initializer(wanted.initializer.id);
  // The rate has its own line on the panel.
  if (optimizer)
    group(short_name("optimizer", optimizer->id), "playground.optimizer_param", optimizer->params.subspan(1),
          wanted.optimizer.params);
  if (loss) group(short_name("loss", loss->id), "playground.loss_param", loss->params, wanted.loss.params);
  if (initializer)
    group(short_name("initializer", initializer->id), "playground.start_param", initializer->params,
          wanted.initializer.params);
  toggle("playground.shuffle", area.cut_top(px(20), px(18)), wanted.shuffle, true);
  bool standardise = wanted.data.scaling == "standardise";
  if (toggle("playground.standardise", area.cut_top(px(20), px(18)), standardise, true)) {
    wanted.data.scaling = standardise ? "standardise" : "none";
  }
  toggle("playground.unseen", area.cut_top(px(20), px(18)), page.app.settings().trains_unseen, true);
  try_spec(page.state, wanted);
}

}  // namespace

float playground_training_height() { return row_pitch() * rows; }

void playground_training_controls(Playground& page, Rect where) {
  Spec wanted = page.state.spec;
  std::string chosen = wanted.loss.id;
  // Where there is room to spare the lines share it.
  const float pitch = std::clamp(where.height() / rows, px(row_pitch()), px(row_pitch() + 8));
  const auto line = [&](std::string_view id) { return cut_line(where, tr(id), pitch); };
  if (table_choice("playground.loss", line("control.playground.loss").control, "loss", losses<float>(), chosen)) {
    wanted = with_loss(wanted, chosen);
  }
  chosen = wanted.optimizer.id;
  if (table_choice("playground.optimizer", line("control.playground.optimizer").control, "optimizer",
                   optimizers<float>(), chosen)) {
    wanted = with_optimizer(wanted, chosen);
  }
  rate_line(line("control.playground.rate"), wanted);
  batch_line(page, line("control.playground.batch"), wanted);
  chosen = wanted.initializer.id;
  if (table_choice("playground.start", line("control.playground.start").control, "initializer", initializers(),
                   chosen)) {
    wanted = with_initializer(wanted, chosen);
  }
  seed_line(line("control.playground.seed"), wanted);
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
