// One line about what needs attention: what is so, the likely cause, and a button that does what it says.
#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/pages/playground_edit.hpp"
#include "shell/ui/pages/playground_parts.hpp"
#include "shell/ui/pages/playground_words.hpp"

#include <optional>

namespace gradlab::ui {
namespace {

enum class Fix { none, dismiss, lower_rate };

struct Note {
  std::string text, fix_words;
  Fix fix = Fix::none;
};

std::string rate_words(const Playground& page, std::string_view id) {
  return tr(id, {{"rate", compact(lower_rate(learning_rate(page.state.spec)), 2)}});
}

/// Units that were alive at the start and for which no training point gives a slope any more.
std::optional<Note> dead_note(const Playground& page) {
  const PlaygroundFigures& figures = page.run.figures();
  const std::size_t dead = figures.dead_units();
  if (dead <= figures.dead_at_start || page.run.state().step == 0) return std::nullopt;
  std::size_t where = 0, in_layer = 0, units = 0, layers = 0;
  for (std::size_t layer = 0; layer + 1 < figures.layers.size(); ++layer) {
    std::size_t here = 0;
    for (const UnitActivity& unit : figures.layers[layer]) here += unit.dead() ? 1 : 0;
    layers += here > 0 ? 1 : 0;
    if (here > in_layer) where = layer, in_layer = here, units = figures.layers[layer].size();
  }
  const std::string points = grouped(static_cast<long long>(page.run.train_count()));
  const std::string rate = compact(learning_rate(page.state.spec), 3);
  const std::string name = layer_name(page.state.spec, where);
  Note note;
  note.text = tr(in_layer == 1 ? "playground.note.dead_unit" : "playground.note.dead_units",
                 {{"name", name}, {"n", std::to_string(in_layer)}, {"units", std::to_string(units)}, {"points", points}, {"rate", rate}});
  note.fix_words = rate_words(page, "playground.fix.rate");
  note.fix = Fix::lower_rate;
  return note;
}

std::optional<Note> note_of(const Playground& page) {
  if (page.state.refused) return Note{error_words(*page.state.refused), std::string(tr("playground.fix.dismiss")), Fix::dismiss};
  if (const auto& diverged = page.run.state().diverged) {
    const std::string words = tr("divergence." + diverged->cause, {{"step", grouped(static_cast<long long>(diverged->step))}});
    return Note{words, rate_words(page, "playground.fix.rate"), Fix::lower_rate};
  }
  return dead_note(page);
}

void apply_fix(Playground& page, Fix fix) {
  if (fix == Fix::dismiss) page.state.refused.reset();
  if (fix != Fix::lower_rate) return;
  if (try_spec(page.state, with_optimizer_param(page.state.spec, "lr", lower_rate(learning_rate(page.state.spec))))) {
    page.run.runner().send(TrainerCommand{Rewind{}});
  }
}

}  // namespace

bool playground_has_note(const Playground& page) { return note_of(page).has_value(); }

void playground_note(Playground& page, const Rect& where) {
  const std::optional<Note> note = note_of(page);
  if (!note) return;
  if (note_line("playground.note", where, {.text = note->text, .fix = note->fix_words}) == NoteAction::fix) apply_fix(page, note->fix);
}

}  // namespace gradlab::ui
