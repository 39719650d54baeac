// The losses page: what stands where at each width. The parts are in losses_*.cpp.
#include <array>
#include <vector>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/losses/losses_parts.hpp"
#include "shell/ui/pages/page_parts.hpp"
#include "shell/ui/pages/pages.hpp"

namespace gradlab::ui {
namespace {

constexpr PagePart neuron_part{"losses-neuron", losses_neuron_panel, "losses.take.losses-neuron"},
    softmax_part{"losses-softmax", losses_softmax_panel, "losses.take.losses-softmax"},
    curves_part{"losses-curves", losses_curves_panel, "losses.take.losses-curves"},
    surface_part{"losses-surface", losses_surface_panel, "losses.take.losses-surface"},
    outliers_part{"losses-outliers", losses_outliers_panel, "losses.take.losses-outliers"};
constexpr std::array parts{neuron_part, softmax_part, curves_part, surface_part, outliers_part};

std::vector<PageLine> lines() {
  const float neuron = losses_neuron_height();
  switch (breakpoint()) {
    case Breakpoint::wide:
      return {
          {neuron_part, neuron, softmax_part, 0.655F}, {curves_part, 345, surface_part, 0.385F}, {outliers_part, 400}};
    case Breakpoint::medium:
      return {
          {neuron_part, neuron}, {softmax_part, 432, curves_part, 0.46F}, {surface_part, 365}, {outliers_part, 400}};
    case Breakpoint::phone: break;
  }
  return {{neuron_part, neuron}, {softmax_part, 460}, {curves_part, 470}, {surface_part, 610}, {outliers_part, 760}};
}

}  // namespace

LossesState& losses_state(App& app) {
  std::shared_ptr<LossesState>& state = app.pages().losses;
  if (!state) state = std::make_shared<LossesState>();
  return *state;
}

void losses_page(App& app, const Rect& area) {
  LossesState& state = losses_state(app);
  page_lines(app, "losses", area, lines(), state.picture);
  losses_curves_overlay(app);
  page_take_sheet(app, "losses.take", parts, state.taking, state.picture);
}

void losses_take_along(App& app) {
  losses_state(app).taking = true;
  ui().request_frame();
}

std::string losses_view(App& app) { return write_losses_view(losses_state(app)); }

Result<Done> open_losses_view(App& app, const std::string& json) { return read_losses_view(losses_state(app), json); }

}  // namespace gradlab::ui
