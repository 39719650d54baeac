// The losses page: what stands where at each width. The parts are in losses_*.cpp.
#include <array>
#include <vector>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/losses/losses_parts.hpp"
#include "shell/ui/pages/pages.hpp"
#include "shell/ui/pages/picture_taking.hpp"

namespace gradlab::ui {
namespace {

constexpr float margin = 16;
constexpr float neuron_share = 0.655F, curves_share = 0.385F;

/// The parts in the order they are read: id of the picture, how it is drawn, its height below others and on a phone.
struct LossesPart {
  std::string_view id;
  void (*draw)(App& app, const Rect& where);
  float height, phone_height;
};
constexpr LossesPart neuron_part{"losses-neuron", losses_neuron_panel, 0, 0};
constexpr LossesPart softmax_part{"losses-softmax", losses_softmax_panel, 432, 460};
constexpr LossesPart curves_part{"losses-curves", losses_curves_panel, 345, 470};
constexpr LossesPart surface_part{"losses-surface", losses_surface_panel, 345, 610};
constexpr LossesPart outliers_part{"losses-outliers", losses_outliers_panel, 400, 760};
constexpr std::array parts{neuron_part, softmax_part, curves_part, surface_part, outliers_part};

void draw_part(App& app, const LossesPart& part, const Rect& where) {
  const Rect place = where.snapped();
  picture_taken(app, losses_state(app).picture, part.id, place, [&] { part.draw(app, place); });
}

/// Rows from the top: each of one part, or of two that share its width.
struct LossesRow {
  const LossesPart* left = nullptr;
  const LossesPart* right = nullptr;
  float share = 1;
  float height = 0;
};

std::vector<LossesRow> rows() {
  const float neuron = losses_neuron_height();
  switch (breakpoint()) {
    case Breakpoint::wide:
      return {{&neuron_part, &softmax_part, neuron_share, neuron},
              {&curves_part, &surface_part, curves_share, curves_part.height},
              {&outliers_part, nullptr, 1, outliers_part.height}};
    case Breakpoint::medium:
      return {{&neuron_part, nullptr, 1, neuron},
              {&softmax_part, &curves_part, 0.46F, softmax_part.height},
              {&surface_part, nullptr, 1, surface_part.height + 20},
              {&outliers_part, nullptr, 1, outliers_part.height}};
    case Breakpoint::phone: break;
  }
  std::vector<LossesRow> one_each;
  for (const LossesPart& part : parts)
    one_each.push_back({&part, nullptr, 1, part.phone_height > 0 ? part.phone_height : neuron});
  return one_each;
}

void take_sheet(App& app) {
  LossesState& state = losses_state(app);
  if (state.picture) return;
  const bool phone = breakpoint() == Breakpoint::phone;
  const float row = phone ? 44.0F : 34.0F, gap = 10;
  const Overlay sheet("losses.take", state.taking, 76 + (row + gap) * static_cast<float>(parts.size()) + 20,
                      tr("losses.take"), phone ? Overlay::Side::bottom : Overlay::Side::center);
  if (!sheet.visible()) return;
  Rect rest = sheet.content();
  for (const LossesPart& part : parts)
    picture_row(app, state.picture, part.id, tr("losses.take." + std::string(part.id)), rest.cut_top(px(row), px(gap)));
}

}  // namespace

LossesState& losses_state(App& app) {
  std::shared_ptr<LossesState>& state = app.pages().losses;
  if (!state) state = std::make_shared<LossesState>();
  return *state;
}

void losses_page(App& app, const Rect& area) {
  {
    const std::vector<LossesRow> all = rows();
    float height = 2 * margin - panel_gap() / px(1);
    for (const LossesRow& row : all) height += row.height + panel_gap() / px(1);
    const PageScroll scroll("losses", area, height);
    Rect page = page_column(scroll.content()).inset(0, px(margin));
    for (const LossesRow& row : all) {
      Rect place = page.cut_top(px(row.height), panel_gap());
      if (row.right) draw_part(app, *row.right, place.cut_right(place.width() * (1 - row.share), panel_gap()));
      draw_part(app, *row.left, place);
    }
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
