// The losses page: what stands where at each width. The parts are in losses_*.cpp.
#include "shell/i18n/i18n.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/losses/losses_parts.hpp"
#include "shell/ui/pages/pages.hpp"
#include "shell/ui/pages/picture_taking.hpp"

namespace gradlab::ui {
namespace {

constexpr float margin = 16, curves_height = 345, phone_curves = 470;

using Part = void (*)(App& app, const Rect& where);

void part(App& app, std::string_view id, const Rect& where, Part draw) {
  picture_taken(app, losses_state(app).picture, id, where, [&] { draw(app, where); });
}

float page_height() {
  const float gap = panel_gap() / px(1);
  const bool phone = breakpoint() == Breakpoint::phone;
  return 2 * margin + losses_neuron_height() + gap + (phone ? phone_curves : curves_height);
}

void take_sheet(App& app) {
  constexpr std::array<std::string_view, 2> parts{"losses-neuron", "losses-curves"};
  LossesState& state = losses_state(app);
  if (state.picture) return;
  const bool phone = breakpoint() == Breakpoint::phone;
  const float row = phone ? 44.0F : 34.0F, gap = 10;
  const Overlay sheet("losses.take", state.taking, 76 + (row + gap) * static_cast<float>(parts.size()) + 20,
                      tr("losses.take"), phone ? Overlay::Side::bottom : Overlay::Side::center);
  if (!sheet.visible()) return;
  Rect rest = sheet.content();
  for (const std::string_view id : parts)
    picture_row(app, state.picture, id, tr("losses.take." + std::string(id)), rest.cut_top(px(row), px(gap)));
}

}  // namespace

LossesState& losses_state(App& app) {
  std::shared_ptr<LossesState>& state = app.pages().losses;
  if (!state) state = std::make_shared<LossesState>();
  return *state;
}

void losses_page(App& app, const Rect& area) {
  {
    const PageScroll scroll("losses", area, page_height());
    Rect page = page_column(scroll.content()).inset(0, px(margin));
    part(app, "losses-neuron", page.cut_top(px(losses_neuron_height()), panel_gap()).snapped(), losses_neuron_panel);
    part(app, "losses-curves", page.snapped(), losses_curves_panel);
  }
  losses_curves_overlay(app);
  take_sheet(app);
}

void losses_take_along(App& app) {
  losses_state(app).taking = true;
  ui().request_frame();
}

std::string losses_view(App& app) { return write_losses_view(losses_state(app)); }

Result<Done> open_losses_view(App& app, const std::string& json) { return read_losses_view(losses_state(app), json); }

}  // namespace gradlab::ui
