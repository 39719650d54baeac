// Which formulas of x and y the network takes: usual ones as pictures, one's own as text.
#include "shell/ui/pages/playground/feature_sheet.hpp"

#include <algorithm>

#include "core/data/input_map.hpp"
#include "core/network/batch.hpp"
#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/field_mistake.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/playground/column_switches.hpp"
#include "shell/ui/pages/playground_edit.hpp"
#include "shell/ui/pages/playground_words.hpp"
#include "shell/ui/widgets/formula.hpp"

namespace gradlab::ui {
namespace {

constexpr float tile_width = 56, tile_pitch = 86, tile_gap = 10, margin = 4, title_height = 34, columns_gap = 12;
constexpr std::size_t side = 20;  // of a picture, in points

/// A formula over the window of the map, from -1 to 1; empty where it has no value.
std::vector<float> picture_of_feature(std::string_view formula, const MapWindow& window) {
  const auto map = InputMap::create(2, {std::string(formula)});
  if (!map) return {};
  Batch<double> columns;
  const Block<double> raw = columns.resize(2, side * side);
  const auto along = [](PlotSpan span, std::size_t at) {
    return span.low + span.size() * static_cast<double>(at) / static_cast<double>(side - 1);
  };
  for (std::size_t p = 0; p < side * side; ++p) {
    raw.at(0, p) = along(window.x_span, p % side);
    raw.at(1, p) = along(window.y_span, side - 1 - p / side);
  }
  std::vector<double> values(side * side);
  map->feature(0, {raw.data, raw.units, raw.samples, raw.stride}, values);
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  const double middle = (*low + *high) / 2, half = (*high - *low) / 2;
  std::vector<float> picture;
  for (const double value : values) picture.push_back(half > 0 ? static_cast<float>((value - middle) / half) : 0);
  return picture;
}

void draw_feature(ImDrawList* list, const Rect& where, std::span<const float> picture) {
  if (picture.empty()) return;
  const auto edge = [](float from, float length, std::size_t at) {
    return snap(from + length * static_cast<float>(at) / static_cast<float>(side));
  };
  for (std::size_t p = 0; p < picture.size(); ++p) {
    const std::size_t x = p % side, y = p / side;
    fill_rect(list,
              {edge(where.x0, where.width(), x), edge(where.y0, where.height(), y),
               edge(where.x0, where.width(), x + 1), edge(where.y0, where.height(), y + 1)},
              theme().ramp(picture[p]));
  }
}

MapWindow window_of(const Playground& page) {
  const DataSource* generator = find_data_source(page.state.spec.data.kind);
  return map_window(page.run.data(), generator, 0, 1);
}

std::size_t tiles_in_row(float width) {
  return std::max<std::size_t>(1, static_cast<std::size_t>((width + tile_gap) / (tile_width + tile_gap)));
}

float tiles_height(float width) {
  const std::size_t in_row = tiles_in_row(width), rows = (usual_features.size() + in_row - 1) / in_row;
  return static_cast<float>(rows) * tile_pitch;
}

void feature_tiles(Playground& page, const Rect& where) {
  const std::size_t in_row = tiles_in_row(where.width() / px(1));
  const std::vector<std::string> chosen = features_of(page.state.spec.data);
  const MapWindow window = window_of(page);
  for (std::size_t i = 0; i < usual_features.size(); ++i) {
    const UsualFeature& usual = usual_features[i];
    const Rect place = grid_cell(where.min(), i, in_row, {px(tile_width), px(tile_pitch - 6)}, {px(tile_gap), px(6)});
    const bool on = std::ranges::find(chosen, usual.formula) != chosen.end();
    const Picture picture = [&](ImDrawList* list, const Rect& rect, int) {
      draw_feature(list, rect, picture_of_feature(usual.formula, window));
    };
    const IdScope scope(usual.formula);
    const bool last = on && chosen.size() == 1;
    const Words words{usual.label, tr(last ? "playground.feature_last" : "control.playground.feature.help")};
    if (tile("playground.feature", place, on, picture, words) && !last)
      try_spec(page.state, with_feature_switched(page.state.spec, usual.formula));
  }
}

/// What is typed becomes an input as soon as it can be one; until then the network keeps what it had.
void take_typed(Playground& page, OwnFeature& own) {
  own.refused.reset();
  if (own.text == own.taken || own.text.empty()) return;
  if (const auto formula = parse_feature(own.text, true, {}); !formula) {
    own.refused = formula.error();
    return;
  }
  std::vector<std::string> features = features_of(page.state.spec.data);
  if (find_usual_feature(own.text) || std::ranges::find(features, own.text) != features.end()) {
    own.refused = Error{"feature_twice", {}, {{"value", own.text}}};
    return;
  }
  const auto before = std::ranges::find(features, own.taken);
  if (before == features.end())
    features.push_back(own.text);
  else
    *before = own.text;
  if (try_spec(page.state, with_features(page.state.spec, features))) {
    own.taken = own.text;
  } else {
    own.refused = page.state.refused;
    page.state.refused.reset();
  }
}

FieldMistake spoken(const OwnFeature& own) {
  Error error = *own.refused;
  error.field = tr("playground.the_formula");
  return mistake_of(error, own.text);
}

float row_height(const OwnFeature& own, float field_width) {
  return field_height() / px(1) + 8 + (own.refused ? field_mistake_height(spoken(own), field_width) / px(1) : 0);
}

/// "f₁", a picture, the formula, a cross. True when it is to go.
bool own_row(Playground& page, std::size_t index, Rect row) {
  OwnFeature& own = page.state.features.own[index];
  Rect line = row.cut_top(field_height());
  const Rect cross = line.cut_right(px(32), px(4)).centered(px(32), px(32));
  const Rect name = line.cut_left(px(30));
  draw_math(canvas(), {name.x0, name.center().y + px(5)}, "f_{" + std::to_string(index + 1) + "}", 18, theme().ink);
  const Rect square = line.cut_left(px(34), px(8)).centered(px(34), px(34));
  draw_box(canvas(), square.snapped(), theme().sunk, theme().line2, thumbnail_radius);
  draw_feature(canvas(), square.inset(px(2)).snapped(), picture_of_feature(own.taken, window_of(page)));
  const IdScope scope(static_cast<int>(index + 1));
  const FieldMistake mistake = own.refused ? spoken(own) : FieldMistake{};
  if (text_field("playground.own_feature", line, own.text, own.refused ? &mistake : nullptr)) take_typed(page, own);
  const ButtonOptions remove{.kind = ButtonKind::ghost, .icon = Icon::close, .icon_only = true, .icon_size = 12};
  return button("playground.own_feature_remove", cross, remove);
}

void remove_own(Playground& page, std::size_t index) {
  std::vector<OwnFeature>& rows = page.state.features.own;
  std::vector<std::string> features = features_of(page.state.spec.data);
  const std::string taken = rows[index].taken;
  if (!taken.empty()) {
    std::erase(features, taken);
    if (features.empty()) features = {"x", "y"};
    if (!try_spec(page.state, with_features(page.state.spec, features))) return;
  }
  rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(index));
}

const std::vector<TableColumn>& table_columns(const Playground& page) {
  return columns_of_table(page.state, page.state.spec.data);
}

bool counts_columns(const Playground& page) {
  return !table_columns(page).empty() && page.state.spec.data.features.empty();
}

void switch_column(Playground& page, std::size_t column) {
  Spec wanted = reshaped(page.state.spec);
  wanted.data = with_column_switched(wanted.data, table_columns(page), column);
  try_spec(page.state, wanted);
}

/// What x and y are, and that formulas of them can be inputs.
std::string formulas_about(const Playground& page) {
  const Dataset& data = page.run.data();
  if (table_columns(page).empty()) return std::string(tr("playground.features_about"));
  return tr("playground.features_of_columns", {{"x", input_name(data, 0)}, {"y", input_name(data, 1)}});
}

float own_rows_height(const FeatureSheet& state, float field_width) {
  float height = 0;
  for (const OwnFeature& own : state.own) height += row_height(own, field_width);
  return height;
}

float about_height(const Playground& page, float width) {
  const int lines = count_wrapped_lines(px(width), type::caption, formulas_about(page));
  return line_height(type::caption) / px(1) * static_cast<float>(lines) + 16;
}

float formulas_height(const Playground& page, float width) {
  if (!playground_has_formulas(page)) return 0;
  return about_height(page, width) + tiles_height(width) + title_height +
         own_rows_height(page.state.features, px(width - 108)) + field_height() / px(1);
}

void formulas(Playground& page, Rect rest) {
  FeatureSheet& state = page.state.features;
  const float width = rest.width() / px(1);
  const Rect words = rest.cut_top(px(about_height(page, width)));
  draw_text_wrapped(canvas(), {words.x0, words.y0 + px(13)}, words.width(), theme().ink2, type::caption,
                    formulas_about(page));
  feature_tiles(page, rest.cut_top(px(tiles_height(width))));
  const Rect title = rest.cut_top(px(title_height));
  draw_text({title.x0, title.y0 + px(18)}, left_base, theme().ink, strong(type::body), tr("playground.own_features"));
  std::optional<std::size_t> removed;
  for (std::size_t i = 0; i < state.own.size(); ++i) {
    if (own_row(page, i, rest.cut_top(px(row_height(state.own[i], px(width - 108)))))) removed = i;
  }
  if (removed) remove_own(page, *removed);
  const Disabled full(state.own.size() >= most_own_features);
  if (button("playground.add_feature", rest.cut_top(field_height()), {.icon = Icon::plus})) state.own.emplace_back();
}

}  // namespace

bool playground_has_formulas(const Playground& page) { return page.run.inputs() == 2; }

bool playground_has_features(const Playground& page) {
  return shows("playground.features") && (playground_has_formulas(page) || !table_columns(page).empty());
}

std::string playground_features_words(const Playground& page) {
  const DataSpec& data = page.state.spec.data;
  if (counts_columns(page)) {
    const std::vector<TableColumn>& columns = table_columns(page);
    return tr("playground.features_n",
              {{"n", std::to_string(taken_columns(columns))}, {"all", std::to_string(columns.size())}});
  }
  const std::size_t all = usual_features.size() + own_features_of(data).size();
  return tr("playground.features_n", {{"n", std::to_string(features_of(data).size())}, {"all", std::to_string(all)}});
}

bool playground_features_button(Playground& page, const Rect& where, ButtonKind kind) {
  const std::string words = playground_features_words(page);
  const std::string_view help = counts_columns(page) ? tr("playground.columns_help") : std::string_view();
  const ButtonOptions options{.kind = kind, .text = type::caption, .words = {words, help}};
  const bool pressed = button("playground.features", where, options);
  if (pressed) page.state.features.open = true;
  return pressed;
}

MathBox playground_feature_mark(const Playground& page, std::size_t input, float size, float width) {
  const DataSpec& data = page.state.spec.data;
  if (data.features.empty()) return layout_math(math_or_text("x_{" + std::to_string(input + 1) + "}"), size);
  const std::string& formula = data.features[input];
  if (const UsualFeature* usual = find_usual_feature(formula))
    return layout_math_within(math_or_text(usual->markup), width, size - 2);
  const std::vector<std::string> own = own_features_of(data);
  const auto index = std::ranges::find(own, formula) - own.begin();
  if (const auto parsed = parse_feature(formula, true, {})) {
    MathBox box = layout_math(math_or_text(to_markup(*parsed)), size * 0.8F);
    if (box.width > 0 && box.width <= width) return box;
  }
  return layout_math(math_or_text("f_{" + std::to_string(index + 1) + "}"), size);
}

std::string playground_input_name(const Playground& page, std::size_t input) {
  const std::vector<std::string>& features = page.state.spec.data.features;
  return features.empty() ? input_name(page.run.data(), input) : features[input];
}

void playground_features_overlay(Playground& page) {
  FeatureSheet& state = page.state.features;
  if (!playground_has_features(page)) state.open = false;
  follow_spec(state, page.state.spec.data);
  const bool phone = on_phone();
  const float width = phone ? ui().design_width() - 2 * 14 - 2 * margin : 520 - 2 * 20 - 2 * margin - 12;
  const float switches = column_switches_height(table_columns(page), width);
  const float between = switches > 0 ? columns_gap : 0;
  const float height = 2 * margin + switches + between + formulas_height(page, width) + margin;
  const Overlay sheet("playground.features_sheet", state.open, height + 72, tr("playground.features_title"),
                      phone ? Overlay::Side::bottom : Overlay::Side::center);
  if (!sheet.visible()) return;
  const PageScroll scroll("playground.features_scroll", sheet.content(), height);
  Rect rest = scroll.content().inset(px(margin));
  rest.x1 = rest.x0 + px(width);
  const auto switched = column_switches(table_columns(page), rest.cut_top(px(switches), px(between)));
  if (playground_has_formulas(page)) formulas(page, rest);
  if (switched) switch_column(page, *switched);
}

}  // namespace gradlab::ui
