// One line about what needs attention: what is so, the likely cause, and a button that does what it says.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "core/diagnosis/finding.hpp"
#include "shell/i18n/diagnosis_words.hpp"
#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/pages/playground_edit.hpp"
#include "shell/ui/pages/playground_parts.hpp"
#include "shell/ui/pages/playground_words.hpp"

namespace gradlab::ui {
namespace {

struct Note {
  std::string text, fix_words;
  std::string_view claim = {};  // that explains it
};

bool brief() { return on_phone(); }

/// The gravest problem; hints wait for a place of their own.
const Finding* first_problem(const Playground& page) {
  const std::vector<Finding>& findings = page.run.findings();
  const auto found = std::find_if(findings.begin(), findings.end(),
                                  [](const Finding& one) { return one.severity == Severity::problem; });
  return found == findings.end() ? nullptr : &*found;
}

/// A sentence as a button's label: without its full stop, in either language.
std::string as_label(std::string_view sentence) {
  for (const std::string_view stop : {".", "。"})
    if (sentence.ends_with(stop)) sentence.remove_suffix(stop.size());
  return std::string(sentence);
}

Note note_about(const Finding& finding) {
  constexpr std::size_t longest_label = 28;  // bytes that a button holds beside the words, on a phone too
  const DiagnosisWords words = words_of(finding, Translator::active()->language());
  Note note{words.finding, as_label(words.fix), finding.claim};
  if (!brief()) note.text += " " + words.cause;
  if (words.fix.size() > longest_label) {
    note.text += " " + words.fix;
    note.fix_words = tr("playground.fix.try");
  }
  return note;
}

/// New data began with a network that suits them: the one that was there before waits, and can be taken along.
Note note_about_design(const Spec& design, std::string_view data) {
  const auto name = [](std::string_view kind) { return std::string(tr("dataset." + std::string(kind))); };
  return {tr("playground.left_behind", {{"data", name(data)}, {"before", name(design.data.kind)}}),
          std::string(tr("playground.fix.take_along"))};
}

/// The run has come to where its spec ends it.
Note note_about_stop(const StopReason& reason) {
  const std::string epoch = grouped(static_cast<long long>(reason.epoch));
  const bool share = reason.rule == "accuracy";
  const auto number = [&](double value) { return share ? percent(value) : compact(value); };
  const std::string part(tr(reason.on_test ? "playground.stopped.on_test" : "playground.stopped.on_train"));
  return {tr("playground.stopped." + reason.rule,
             {{"epoch", epoch}, {"part", part}, {"value", number(reason.value)}, {"limit", number(reason.limit)}}),
          std::string(tr("playground.fix.play_on"))};
}

/// The finding that the note is about, where nothing nearer is.
const Finding* problem_of(const Playground& page) {
  const Finding* const problem = first_problem(page);
  return problem && (page.state.lesson.empty() || page.run.state().step > 0) ? problem : nullptr;
}

std::optional<Note> note_of(const Playground& page) {
  const std::string_view dismiss = tr("playground.fix.dismiss");
  if (page.state.refused) return Note{error_words(*page.state.refused), std::string(dismiss)};
  if (page.state.left_behind) return note_about_design(*page.state.left_behind, page.state.spec.data.kind);
  if (page.run.state().stopped) return note_about_stop(*page.run.state().stopped);
  if (const Finding* problem = problem_of(page)) return note_about(*problem);
  if (page.state.lesson.empty()) return std::nullopt;
  return Note{std::string(tr("preset." + page.state.lesson + ".help")), std::string(dismiss)};
}

/// What the note's button says, in the order of note_of.
void apply_fix(Playground& page) {
  if (page.state.refused) return page.state.refused.reset();
  std::optional<Spec> proposal;
  if (page.state.left_behind)
    proposal = with_data(*page.state.left_behind, page.state.spec.data.kind);
  else if (page.run.state().stopped)
    return play_or_pause(page);
  else if (const Finding* problem = problem_of(page))
    proposal = problem->proposal;
  if (!proposal) return page.state.lesson.clear();
  if (try_spec(page.state, *proposal)) page.run.runner().send(TrainerCommand{Rewind{}});
}

}  // namespace

float playground_note_height(const Playground& page, float width) {
  const std::optional<Note> note = shows("playground.note") ? note_of(page) : std::nullopt;
  if (!note) return 0;
  const ButtonOptions fix{.kind = ButtonKind::primary, .words = {note->fix_words, "-"}};
  const float taken = note->fix_words.empty() ? 0 : px(12) + button_width("playground.note", fix);
  const float room = width - px(42 + 12) - taken;
  const std::string why = note->claim.empty() ? std::string() : "  " + std::string(tr("note.why"));
  const int lines = count_wrapped_lines(std::max(room, px(40)), type::body, note->text + why);
  return px(std::max(48.0F, 12 + 19 * static_cast<float>(lines)));
}

void playground_note(Playground& page, const Rect& where) {
  const std::optional<Note> note = note_of(page);
  if (!note) return;
  const NoteText words{.text = note->text, .fix = note->fix_words, .why = !note->claim.empty()};
  switch (note_line("playground.note", where, words)) {
    case NoteAction::fix: return apply_fix(page);
    case NoteAction::why: page.state.claim = std::string(note->claim); return;
    case NoteAction::none: return;
  }
}

}  // namespace gradlab::ui
