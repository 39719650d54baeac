// "Why?": the claim that explains a finding, what is so, and a set-up where one can see it.
#include <algorithm>
#include <array>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/link.hpp"
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

}  // namespace

void playground_claim_overlay(Playground& page) {
  std::string& shown = page.state.claim;
  const Preset* claim = find_claim(shown);
  const std::string word = "claim." + (claim ? claim->id : claims().front().id);
  const std::array parts{
      Part{tr("claim.notes"), std::string(tr(word)), "claim_notes"},
      Part{tr("claim.truth"), std::string(tr(word + ".truth")), "claim_truth"},
      Part{tr("claim.check"), std::string(tr(word + ".check")), "claim_check"},
      Part{tr("claim.test"), std::string(tr("claim.proof")), "claim_proof"},
  };
  const bool phone = breakpoint() == Breakpoint::phone;
  constexpr float center_width = 520, head = 76, most = 640;
  const float width = px((phone ? ui().design_width() : center_width) - scroll_bar) - 2 * panel_padding();
  float height = button_row * (claim && !claim->page.empty() ? 2.0F : 1.0F) + 8;
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
  const ButtonOptions show{.kind = ButtonKind::soft};
  const auto place = [&](float wide) { return rest.cut_top(px(button_row)).cut_left(wide).centered(wide, px(36)); };
  const bool shows = button("playground.claim_show", place(button_width("playground.claim_show", show)), show);
  if (!claim->page.empty()) {
    const std::string live = tr("claim.live", {{"page", std::string(tr("page." + claim->page))}});
    const ButtonOptions look{.words = {live, tr("control.playground.claim_live.help")}};
    if (button("playground.claim_live", place(button_width("playground.claim_live", look)), look)) {
      const std::string link = write_link({claim->page, claim->view});
      shown.clear();
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
