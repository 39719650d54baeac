// Data: a tile with a picture of each set, and what can be set about the points.
#include <algorithm>
#include <cmath>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/pages/playground_edit.hpp"
#include "shell/ui/pages/playground_parts.hpp"
#include "shell/ui/pages/playground_pictures.hpp"
#include "shell/ui/pages/playground_words.hpp"

namespace gradlab::ui {
namespace {

constexpr float tile_width = 62, tile_height = 84, tile_pitch = 90, least_gap = 10;

/// How many tiles fit beside each other in `width` design px.
int tiles_in_row(float width) { return std::max(1, static_cast<int>((width + least_gap) / (tile_width + least_gap))); }

int tile_rows(float width) {
  const int in_row = tiles_in_row(width);
  return (static_cast<int>(playground_data_kinds().size()) + in_row - 1) / in_row;
}

float slider_pitch() { return labelled_slider_height() / px(1) + 2; }

void data_tiles(Playground& page, Rect where) {
  const int in_row = tiles_in_row(where.width() / px(1));
  const float gap =
      (where.width() - px(tile_width) * static_cast<float>(in_row)) / static_cast<float>(std::max(in_row - 1, 1));
  int index = 0;
  for (const std::string_view kind : playground_data_kinds()) {
    const auto column = static_cast<float>(index % in_row), row = static_cast<float>(index / in_row);
    const float x = where.x0 + column * (px(tile_width) + gap), y = where.y0 + row * px(tile_pitch);
    const Rect tile_rect = Rect{x, y, x + px(tile_width), y + px(tile_height)}.snapped();
    const IdScope scope(kind);
    const std::string id = "dataset." + std::string(kind);
    const Picture picture = [&](ImDrawList* list, const Rect& rect, int) {
      draw_data_picture(list, rect, picture_of(page.state, kind));
    };
    const Words words{tr(id), tr(id + ".help")};
    if (tile("playground.data", tile_rect, page.state.spec.data.kind == kind, picture, words)) {
      choose_data(page.state, kind);
    }
    ++index;
  }
}

void data_sliders(Playground& page, Rect where) {
  Spec wanted = page.state.spec;
  const auto row = [&] {
    return where.cut_top(labelled_slider_height(), px(slider_pitch()) - labelled_slider_height());
  };
  if (is_generated(wanted.data.kind)) {
    labelled_slider("playground.noise", row(), wanted.data.noise,
                    {.low = 0, .high = 2, .initial = 0.2, .step = 0.05, .decimals = 2});
    int points = static_cast<int>(wanted.data.points);
    if (labelled_slider("playground.points", row(), points, {.low = 50, .high = 1000, .initial = 400, .step = 10})) {
      wanted.data.points = static_cast<std::size_t>(points);
    }
  }
  // People think of what is left to learn from; the spec says what is kept back.
  double train_share = 1 - wanted.data.test_share;
  const NumberRange range{.low = 0.1, .high = 1, .initial = 0.7, .step = 0.05, .decimals = 0, .as_percent = true};
  if (labelled_slider("playground.train_share", row(), train_share, range)) {
    wanted.data.test_share = std::round((1 - train_share) * 100) / 100;
  }
  try_spec(page.state, wanted);
  if (is_generated(wanted.data.kind)) return;
  // In the room of the missing sliders: what these data are.
  draw_text_wrapped(canvas(), {where.x0, where.y0 + px(16)}, where.width(), theme().ink2, type::caption,
                    tr("dataset." + wanted.data.kind + ".help"));
}

}  // namespace

float playground_data_height(float width) {
  return static_cast<float>(tile_rows(width)) * tile_pitch + 6 + 3 * slider_pitch();
}

void playground_data_controls(Playground& page, Rect where) {
  data_tiles(page, where.cut_top(px(tile_pitch) * static_cast<float>(tile_rows(where.width() / px(1))), px(6)));
  data_sliders(page, where);
}

void playground_data_panel(Playground& page, const Rect& where) {
  playground_data_controls(page, panel(where, tr("playground.data")).content);
}

}  // namespace gradlab::ui
