// "Why?": the claim that explains a finding, what is so, and a set-up where one can see it.
#include <algorithm>
#include <array>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/link.hpp"
#include "shell/ui/pages/playground/claim_trials.hpp"
#include "shell/ui/pages/playground/presets.hpp"
#include "shell/ui/pages/playground_parts.hpp"

namespace gradlab::ui {
namespace {

constexpr float heading_height = 24, gap = 10, button_row = 44, scroll_bar = 14;

struct Part {
  std::string_view heading;
  std::string text;
  std::string_view name;
};

float text_height(const Part& part, float width) {
  return line_height(type::body) * static_cast<float>(count_wrapped_lines(width, type::body, part.text));
}

/// The trials of the claim that is shown, if there are any. Those of one that no longer is are dropped.
ClaimTrials* trials_of(PlaygroundState& state) {
  auto& trials = state.claim_trials;
  if (trials && trials->claim() != state.claim) trials.reset();
  return trials.get();
}

void advance_trials(Playground& page) {
  ClaimTrials* const trials = trials_of(page.state);
  if (!trials) return;
  trials->pump();
  if (trials->needs_frames()) page.app.ui().request_frame();
}

std::string trials_words(const ClaimTrials& trials) {
  std::string words = tr("claim.runs", {{"n", std::to_string(trials.finished())},
                                        {"all", std::to_string(ClaimTrials::seeds)},
                                        {"found", std::to_string(trials.found())}});
  if (trials.running() && !trials.needs_frames())
    words += tr("races.engines", {{"n", std::to_string(trials.engines())}});
  return words;
}

/// Begins or stops the trials; beside the button how far they are, and what they have found.
void trials_row(Playground& page, const Preset& claim, Rect where) {
  const ClaimTrials* const trials = trials_of(page.state);
  const bool running = trials && trials->running();
  const ButtonOptions look{
      .words = {tr(running ? "control.playground.claim_stop" : "control.playground.claim_train"),
                tr(running ? "control.playground.claim_stop.help" : "control.playground.claim_train.help")}};
  const float width = button_width("playground.claim_train", look);
  const Rect left = where.cut_left(width, px(12)).centered(width, px(36));
  if (trials) {
    const std::string words = trials_words(*trials);
    draw_text_fit(canvas(), {where.x0, where.center().y}, left_middle, theme().ink2, type::caption, words,
                  where.width());
    record_reading("playground.claim_runs", words, where);
  }
  const Disabled off(!data_is_here(page.state, claim.spec.data.kind));
  if (!button("playground.claim_train", left, look)) return;
  if (running) return page.state.claim_trials->stop();
  page.state.claim_trials = std::make_unique<ClaimTrials>(page.state.trial_engines);
  if (!page.state.claim_trials->start(claim, page.state.places())) page.state.claim_trials.reset();
}

}  // namespace

void playground_claim_overlay(Playground& page) {
  advance_trials(page);
  std::string& shown = page.state.claim;
  const Preset* claim = find_claim(shown);
  const std::string word = "claim." + (claim ? claim->id : claims().front().id);
  const std::array parts{
      Part{tr("claim.notes"), std::string(tr(word)), "claim_notes"},
      Part{tr("claim.truth"), std::string(tr(word + ".truth")), "claim_truth"},
      Part{tr("claim.check"), std::string(tr(word + ".check")), "claim_check"},
      Part{tr("claim.test"), std::string(tr("claim.proof")), "claim_proof"},
  };
  const bool phone = on_phone();
  constexpr float center_width = 520, head = 76, most = 640;
  const float width = px((phone ? ui().design_width() : center_width) - scroll_bar) - 2 * panel_padding();
  float height = button_row * (claim && !claim->page.empty() ? 3.0F : 2.0F) + 8;
  for (const Part& part : parts) height += heading_height + text_height(part, width) / px(1) + gap;
  bool open = claim != nullptr;
  const Overlay sheet("playground.claim_sheet", open, std::min(height + head, most), tr("claim.title"),
                      phone ? Overlay::Side::bottom : Overlay::Side::center);
  if (!open) shown.clear();
  if (!sheet.visible() || !claim) return;
  const PageScroll scroll("playground.claim_scroll", sheet.content(), height);
  Rect rest = scroll.content();
  rest.cut_right(px(scroll_bar));
  for (const Part& part : parts) {
    draw_text({rest.x0, rest.y0 + px(15)}, left_base, theme().ink2, strong(type::caption), part.heading);
    rest.cut_top(px(heading_height));
    const Rect area = rest.cut_top(text_height(part, width), px(gap));
    draw_text_wrapped(canvas(), {area.x0, area.y0 + px(15)}, width, theme().ink, type::body, part.text);
    ui().registry.add({.id = "playground.reading." + std::string(part.name),
                       .role = ControlRole::image,
                       .label = std::string(part.heading),
                       .value = part.text,
                       .rect = area});
  }
  trials_row(page, *claim, rest.cut_top(px(button_row)));
  const ButtonOptions show{.kind = ButtonKind::soft};
  const auto place = [&](float wide) { return rest.cut_top(px(button_row)).cut_left(wide).centered(wide, px(36)); };
  const bool shows = button("playground.claim_show", place(button_width("playground.claim_show", show)), show);
  if (!claim->page.empty()) {
    const std::string live = tr("claim.live", {{"page", std::string(tr("page." + claim->page))}});
    const ButtonOptions look{.words = {live, tr("control.playground.claim_live.help")}};
    if (button("playground.claim_live", place(button_width("playground.claim_live", look)), look)) {
      const std::string link = write_link({claim->page, claim->view});
      shown.clear();
      page.state.claim_trials.reset();
      // This page is not drawn again before somebody comes back: the sheet is closed here and now.
      ImGui::CloseCurrentPopup();
      ui().memory("playground.claim_sheet").editing = false;
      page.app.open_link(link);
      return;
    }
  }
  if (!shows) return;
  const Spec wanted = claim->spec;
  shown.clear();
  page.state.lesson.clear();
  open_spec(page.state, wanted);
}

}  // namespace gradlab::ui
