// What one can take along: pictures of the parts, the numbers of all paths, the command that prints one of them.
#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/number_text.hpp"
#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/optimizers/parts.hpp"
#include "shell/ui/pages/picture_taking.hpp"
#include "shell/ui/widgets/sort_table.hpp"

namespace gradlab::ui {
namespace {

constexpr std::array<std::string_view, 4> pictures{"paths", "loss", "memory", "pad"};

/// A row for each step: the step, then x, y, f, gradient and step of each optimizer.
std::string paths_csv(const OptimizersPage& page) {
  std::string text = "step";
  std::size_t longest = 0;
  for (std::size_t i = 0; i < page.race.paths.size(); ++i) {
    const std::string name = optimizers_name(page.state.spec, i);
    for (const char* const column :
         {" x", " y", " f", " gradient x", " gradient y", " direction x", " direction y", " scale x", " scale y"})
      text += "," + csv_field(name + column);
    longest = std::max(longest, page.race.paths[i].places.size());
  }
  const auto cell = [](double value) {
    return "," + (std::isfinite(value) ? gradlab::number_text(value) : std::string());
  };
  for (std::size_t n = 0; n < longest; ++n) {
    text += "\r\n" + std::to_string(n);
    for (const RacePath& path : page.race.paths) {
      const bool there = n < path.places.size(), told = n < path.states.size();
      text += there ? cell(path.places[n].x) + cell(path.places[n].y) + cell(path.heights[n]) : ",,,";
      if (!told || !there) {
        text += ",,,,,,";
        continue;
      }
      const HiddenState& state = path.states[n];
      for (const Point& pair : {state.gradient, state.direction, state.scale}) text += cell(pair.x) + cell(pair.y);
    }
  }
  return text + "\r\n";
}

/// What prints the focused path on the command line.
std::string command_of(const OptimizersState& state) {
  const RaceSpec& spec = state.spec;
  const Choice& choice = spec.optimizers[state.focused];
  std::string text = "gradlab descend ";
  const auto add_params = [&](std::string_view option, const ParamValues& params) {
    for (const auto& [name, value] : params)
      text += " --" + std::string(option) + " " + name + "=" + gradlab::number_text(value);
  };
  text += spec.surface == "formula" ? "--formula \"" + spec.formula + "\"" : "--surface " + spec.surface;
  add_params("formula-param", spec.formula_params);
  text += " --optimizer " + choice.id;
  add_params("param", choice.params);
  text += " --start=" + gradlab::number_text(spec.start.x) + "," + gradlab::number_text(spec.start.y) + " --steps " +
          std::to_string(spec.steps);
  if (spec.noise > 0) text += " --noise " + gradlab::number_text(spec.noise) + " --seed " + std::to_string(spec.seed);
  if (spec.schedule.id == "constant") return text;
  text += " --schedule " + spec.schedule.id;
  add_params("schedule-param", spec.schedule.params);
  return text;
}

void picture_rows(OptimizersPage& page, Rect& rest) {
  for (const std::string_view id : pictures)
    picture_row(page.app, page.state.picture, id, tr("optimizers.picture." + std::string(id)), cut_row(rest));
  if (page.state.picture) page.state.keep_open = false;
}

}  // namespace

void optimizers_draw_and_take(OptimizersPage& page, std::string_view part, const Rect& where,
                              void (*draw)(OptimizersPage& page, const Rect& where)) {
  picture_taken(page.app, page.state.picture, part, where, [&] { draw(page, where); });
}

void optimizers_keep_overlay(OptimizersPage& page) {
  OptimizersState& state = page.state;
  const bool phone = on_phone();
  const Overlay overlay("optimizers.keep_sheet", state.keep_open, phone ? 460.0F : 420.0F, tr("keep.title"),
                        phone ? Overlay::Side::bottom : Overlay::Side::center);
  if (!overlay.visible()) return;
  Rect rest = overlay.content();
  const int lines = draw_text_wrapped(canvas(), {rest.x0, rest.y0 + px(14)}, rest.width(), theme().ink2, type::caption,
                                      tr("keep.pictures.about"));
  rest.cut_top(line_height(type::caption) * static_cast<float>(lines), px(12));
  picture_rows(page, rest);
  const Hooks& hooks = page.app.hooks();
  {
    const Disabled off(!hooks.save_file);
    if (button("optimizers.save_csv", cut_row(rest), {.icon = Icon::save}))
      say_saved(page.app, hooks.save_file("gradlab-paths.csv", "text/csv", paths_csv(page)));
  }
  const Disabled off(!hooks.copy_text || state.focused >= state.spec.optimizers.size());
  if (!button("optimizers.copy_command", cut_row(rest), {.icon = Icon::copy})) return;
  hooks.copy_text(command_of(state));
  page.app.say(std::string(tr("app.copied")));
}

}  // namespace gradlab::ui
