// One line about what needs attention: what is so, the likely cause, and a button that does what it says.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/pages/playground_edit.hpp"
#include "shell/ui/pages/playground_parts.hpp"
#include "shell/ui/pages/playground_words.hpp"

namespace gradlab::ui {
namespace {

enum class Fix { none, dismiss, lower_rate, new_seed };

struct Note {
  std::string text, fix_words;
  Fix fix = Fix::none;
};

bool brief() { return breakpoint() == Breakpoint::phone; }

std::string rate_words(const Playground& page) {
  const std::string rate = compact(lower_rate(learning_rate(page.state.spec)), 2);
  return brief() ? tr("playground.fix.rate_short", {{"rate", rate}}) : tr("playground.fix.rate", {{"rate", rate}});
}

/// About dead hidden units, of the layer that has the most: no training point gives them a slope any more.
std::optional<Note> dead_note(const Playground& page, bool since_start) {
  const PlaygroundFigures& figures = page.run.figures();
  std::size_t where = 0, most = 0;
  for (std::size_t layer = 0; layer + 1 < figures.layers.size(); ++layer) {
    const std::size_t here = figures.dead_units(layer, since_start);
    if (here > most) where = layer, most = here;
  }
  if (most == 0) return std::nullopt;
  const std::string points = grouped(static_cast<long long>(page.run.train_count()));
  const std::string rate = compact(learning_rate(page.state.spec), 3);
  const std::string name = layer_name(page.state.spec, where), n = std::to_string(most);
  const std::string units = std::to_string(figures.layers[where].size());
  const std::vector<Argument> arguments{{"name", name}, {"n", n}, {"units", units}, {"points", points}, {"rate", rate}};
  if (since_start) {
    const std::string words =
        brief() ? tr("playground.note.born_dead_short", arguments) : tr("playground.note.born_dead", arguments);
    return Note{words, std::string(tr("playground.fix.seed")), Fix::new_seed};
  }
  if (brief()) return Note{tr("playground.note.dead_short", arguments), rate_words(page), Fix::lower_rate};
  const std::string words =
      most == 1 ? tr("playground.note.dead_unit", arguments) : tr("playground.note.dead_units", arguments);
  return Note{words, rate_words(page), Fix::lower_rate};
}

std::optional<Note> note_of(const Playground& page) {
  if (page.state.refused)
    return Note{error_words(*page.state.refused), std::string(tr("playground.fix.dismiss")), Fix::dismiss};
  if (const auto& diverged = page.run.state().diverged) {
    const std::string words =
        tr("divergence." + diverged->cause, {{"step", grouped(static_cast<long long>(diverged->step))}});
    return Note{words, rate_words(page), Fix::lower_rate};
  }
  if (auto died = dead_note(page, false)) return died;
  return dead_note(page, true);
}

void apply_fix(Playground& page, Fix fix) {
  if (fix == Fix::dismiss) page.state.refused.reset();
  if (fix == Fix::new_seed) try_spec(page.state, with_new_seed(page.state.spec));
  if (fix != Fix::lower_rate) return;
  if (try_spec(page.state, with_optimizer_param(page.state.spec, "lr", lower_rate(learning_rate(page.state.spec))))) {
    page.run.runner().send(TrainerCommand{Rewind{}});
  }
}

}  // namespace

bool playground_has_note(const Playground& page) { return note_of(page).has_value(); }

float playground_note_height(const Playground& page, float width) {
  const std::optional<Note> note = note_of(page);
  if (!note) return 0;
  const ButtonOptions fix{.kind = ButtonKind::primary, .words = {note->fix_words, "-"}};
  const float room = width - px(42 + 12 + 12) - button_width("playground.note", fix);
  const int lines = count_wrapped_lines(std::max(room, px(40)), type::body, note->text);
  return px(std::max(48.0F, 12 + 19 * static_cast<float>(lines)));
}

void playground_note(Playground& page, const Rect& where) {
  const std::optional<Note> note = note_of(page);
  if (!note) return;
  if (note_line("playground.note", where, {.text = note->text, .fix = note->fix_words}) == NoteAction::fix)
    apply_fix(page, note->fix);
}

}  // namespace gradlab::ui
