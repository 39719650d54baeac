// Data: a tile with a picture of each set, and what can be set about the points.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/pages/playground/own_data_sheet.hpp"
#include "shell/ui/pages/playground_edit.hpp"
#include "shell/ui/pages/playground_parts.hpp"
#include "shell/ui/pages/playground_pictures.hpp"
#include "shell/ui/pages/playground_words.hpp"

namespace gradlab::ui {
namespace {

constexpr float tile_width = 62, tile_height = 81, tile_pitch = 84, least_gap = 10;
constexpr float target_row = 23, buttons_row = 40, under_tiles = 2;

/// How many tiles fit beside each other in `width` design px.
int tiles_in_row(float width) { return std::max(1, static_cast<int>((width + least_gap) / (tile_width + least_gap))); }

/// The usual sets, the last of them making room for the one in use if it is another.
std::vector<std::string> tiles_shown(const PlaygroundState& state) {
  const std::vector<std::string_view> usual = usual_data_kinds();
  std::vector<std::string> kinds(usual.begin(), usual.end());
  const std::string& used = state.spec.data.kind;
  if (std::find(kinds.begin(), kinds.end(), used) == kinds.end()) kinds.back() = used;
  return kinds;
}

/// With one for the list of all.
int tile_rows(float width) {
  const int in_row = tiles_in_row(width);
  return (static_cast<int>(usual_data_kinds().size()) + in_row) / in_row;
}

float slider_pitch() { return labelled_slider_height() / px(1) + 2; }

void draw_all_picture(ImDrawList* list, const Rect& where) {
  const Rect dots = where.inset(px(13));
  for (int row = 0; row < 3; ++row)
    for (int column = 0; column < 3; ++column)
      fill_dot(list, dots.row(row, 3, 0).column(column, 3, 0).center(), 2.6F, theme().ink2);
}

void data_tiles(Playground& page, Rect where) {
  const int in_row = tiles_in_row(where.width() / px(1));
  const float gap =
      (where.width() - px(tile_width) * static_cast<float>(in_row)) / static_cast<float>(std::max(in_row - 1, 1));
  std::size_t index = 0;
  const auto next_place = [&] {
    return grid_cell(where.min(), index++, static_cast<std::size_t>(in_row), {px(tile_width), px(tile_height)},
                     {gap, px(tile_pitch - tile_height)});
  };
  for (const std::string& kind : tiles_shown(page.state)) data_tile(page, "playground.data", kind, next_place());
  const Picture all = [](ImDrawList* list, const Rect& rect, int) { draw_all_picture(list, rect); };
  if (tile("playground.all_data", next_place(), false, all)) page.state.gallery_open = true;
}

/// What a set's own parameters are: how many rings, how many words.
int own_params(std::string_view kind) {
  const DataSource* row = find_data_source(kind);
  return row ? static_cast<int>(row->params.size()) : 0;
}

bool has_points_to_set(std::string_view kind) {
  const DataSource* row = find_data_source(kind);
  return row && !is_table(*row);
}

/// At the right of a row: where points are drawn, others.
void redraw_button(Playground& page, Rect& row) {
  if (!has_points_to_set(page.state.spec.data.kind) || !shows("playground.redraw")) return;
  const Rect place = row.cut_right(px(34), px(8));
  if (icon_button("playground.redraw", place.centered(place.width(), row.height()), Icon::dice))
    try_spec(page.state, with_new_points(page.state.spec));
}

void data_sliders(Playground& page, Rect where) {
  Spec wanted = page.state.spec;
  const auto row = [&] {
    return where.cut_top(labelled_slider_height(), px(slider_pitch()) - labelled_slider_height());
  };
  const bool generated = has_points_to_set(wanted.data.kind);
  if (shows("playground.noise") && generated) {
    labelled_slider("playground.noise", row(), wanted.data.noise,
                    {.low = 0, .high = 2, .initial = 0.2, .step = 0.05, .decimals = 2});
  }
  if (shows("playground.points") && generated) {
    int points = static_cast<int>(wanted.data.points);
    if (labelled_slider("playground.points", row(), points, {.low = 50, .high = 1000, .initial = 400, .step = 10})) {
      wanted.data.points = static_cast<std::size_t>(points);
    }
  }
  if (shows("playground.train_share") && (generated || !is_generated(wanted.data.kind))) {
    // People think of what is left to learn from; the spec says what is kept back.
    double train_share = 1 - wanted.data.test_share;
    const NumberRange range{.low = 0.1, .high = 1, .initial = 0.7, .step = 0.05, .decimals = 0, .as_percent = true};
    if (labelled_slider("playground.train_share", row(), train_share, range)) {
      wanted.data.test_share = std::round((1 - train_share) * 100) / 100;
    }
  }
  if (const DataSource* source = find_data_source(wanted.data.kind)) {
    for (const ParamSpec& param : source->params) {
      if (!shows("playground.data_param")) break;
      const IdScope scope(param.id);
      double value = param_value(wanted.data.params, param);
      const NumberRange range{.low = param.low, .high = param.high, .initial = param.initial, .step = 1};
      const Words words{tr("param." + std::string(param.id)), tr("param." + std::string(param.id) + ".help")};
      if (labelled_slider("playground.data_param", row(), value, range, words))
        wanted.data.params[std::string(param.id)] = value;
    }
  }
  try_spec(page.state, wanted);
  if (generated) return;
  // In the room of the missing sliders: what these data are.
  draw_text_wrapped(canvas(), {where.x0, where.y0 + px(16)}, where.width(), theme().ink2, type::caption,
                    tr("dataset." + wanted.data.kind + ".help"));
}

}  // namespace

bool data_tile(Playground& page, std::string_view id, std::string_view kind, const Rect& where) {
  const IdScope scope(kind);
  const std::string name = "dataset." + std::string(kind);
  const Picture picture = [&](ImDrawList* list, const Rect& rect, int) {
    draw_data_picture(list, rect, picture_of(page.state, kind));
  };
  const Words words{tr(name), tr(name + ".help")};
  const bool in_use = page.state.spec.data.kind == kind;
  if (!tile(id, where, in_use, picture, words)) return false;
  if (in_use && is_own_file(kind)) page.state.own_data.open = true;
  if (in_use && !is_generated(kind)) return true;
  choose_data(page.state, kind);
  return true;
}

float playground_data_height(const Playground& page, float width) {
  const std::string& kind = page.state.spec.data.kind;
  int sliders = 0;
  for (const std::string_view id : {"playground.noise", "playground.points", "playground.train_share"})
    sliders += shows(id) ? 1 : 0;
  // Where nothing can be set about the points, a sentence may stand.
  const bool has_share = shows("playground.train_share") && !is_generated(kind);
  sliders = std::max(sliders, has_share ? 2 : 1) + (shows("playground.data_param") ? own_params(kind) : 0);
  return static_cast<float>(tile_rows(width)) * tile_pitch + under_tiles +
         (shows("playground.own_data") ? buttons_row : 0) + target_row + static_cast<float>(sliders) * slider_pitch();
}

void playground_data_controls(Playground& page, Rect where) {
  data_tiles(page,
             where.cut_top(px(tile_pitch) * static_cast<float>(tile_rows(where.width() / px(1))), px(under_tiles)));
  const bool own_data = shows("playground.own_data");
  Rect buttons = own_data ? where.cut_top(px(buttons_row - 8), px(8)) : Rect{};
  Rect target = where.cut_top(px(target_row));
  redraw_button(page, own_data ? buttons : target);
  if (own_data) playground_own_data_buttons(page, buttons);
  playground_target_words(page, target);
  data_sliders(page, where);
}

void playground_data_panel(Playground& page, const Rect& where) {
  Panel box = panel(where, tr("playground.data"));
  const ButtonOptions link{.kind = ButtonKind::link, .icon_after = Icon::chevron_right, .icon_size = 14};
  playground_presets_button(page, box.header.cut_right(button_width("playground.presets", link)), link.kind);
  playground_data_controls(page, box.content);
}

}  // namespace gradlab::ui
