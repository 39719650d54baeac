#include "shell/ui/pages/claim_link.hpp"

#include <string>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"

namespace gradlab::ui {

float why_link(App& app, std::string_view id, std::string_view claim, ImVec2 right) {
  const ButtonOptions look{
      .kind = ButtonKind::link, .text = type::caption, .words = {tr("note.why"), tr("note.why.help")}};
  const float width = button_width(id, look), height = px(26);
  if (button(id, Rect{right.x - width, right.y - height / 2, right.x, right.y + height / 2}.snapped(), look)) {
    app.pages().playground.claim = std::string(claim);
    app.open_page("playground");
  }
  return width;
}

}  // namespace gradlab::ui
