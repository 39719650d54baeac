// The network: its drawing, and above each column what can be set about that layer.
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/pages/playground/class_sheet.hpp"
#include "shell/ui/pages/playground/feature_sheet.hpp"
#include "shell/ui/pages/playground/hand.hpp"
#include "shell/ui/pages/playground/slow_panel.hpp"
#include "shell/ui/pages/playground/weight_rows.hpp"
#include "shell/ui/pages/playground_edit.hpp"
#include "shell/ui/pages/playground_parts.hpp"
#include "shell/ui/pages/playground_pictures.hpp"
#include "shell/ui/pages/playground_words.hpp"
#include "shell/ui/widgets/formula.hpp"

namespace gradlab::ui {
namespace {

constexpr float tile = 38, unit_pitch = 43.5F, least_tile = 14, output_tile = 56;
constexpr float inputs_from_left = 64, output_from_right = 68;
constexpr float layer_number_row = 22;
constexpr float title_row = 40, control_row = 34, number_row = 20, control_height = 28;

/// How the controls of a column stand: side by side, one above the other, or as one button that opens a sheet.
/// numbers: of so many layers that no more than a number fits, which opens the sheet too.
enum class Header { wide, stacked, compact, numbers };

struct Plan {
  std::vector<float> x;  // centres, inputs first
  float pitch = 0;       // between columns
  Header header = Header::wide;
  float header_height = 0;  // device px
};

/// Of the choice of an activation beside its stepper.
float choice_width(const Plan& plan) { return std::clamp(plan.pitch - px(104), px(80), px(120)); }

bool has_numbers(const Spec& spec) {
  return std::any_of(spec.layers.begin(), spec.layers.end(), [](const LayerSpec& layer) {
    const auto* row = find_activation<double>(layer.activation);
    return row && !row->params.empty();
  });
}

Plan plan_columns(const Playground& page, const Rect& where) {
  Plan plan;
  const std::size_t layers = page.state.spec.layers.size();
  const float first = where.x0 + px(inputs_from_left), last = where.x1 - px(output_from_right);
  // A little more before the output: there stands the button that adds a layer.
  plan.pitch = (last - first) / (static_cast<float>(layers) + 0.22F);
  for (std::size_t column = 0; column < layers; ++column)
    plan.x.push_back(first + plan.pitch * static_cast<float>(column));
  plan.x.push_back(last);
  plan.header = plan.pitch >= px(164)  ? Header::wide
                : plan.pitch >= px(98) ? Header::stacked
                : plan.pitch >= px(90) ? Header::compact
                                       : Header::numbers;
  const bool small = plan.header == Header::compact || plan.header == Header::numbers;
  plan.header_height = px(title_row + control_row + (plan.header == Header::stacked ? control_row : 0) +
                          (plan.header == Header::numbers ? layer_number_row : 0) +
                          (has_numbers(page.state.spec) && !small ? number_row : 0));
  return plan;
}

void layer_title(Playground& page, const Plan& plan, std::size_t layer, float top) {
  const IdScope scope(static_cast<int>(layer + 1));
  const std::string name = layer_name(page.state.spec, layer);
  const bool output = layer + 1 == page.state.spec.layers.size();
  const float width = text_width(strong(type::body), name) + px(16), x = plan.x[layer + 1], middle = top + px(24);
  const bool chosen = page.state.selected_layer == layer && !page.state.selected_unit;
  const ButtonOptions options{.kind = ButtonKind::ghost,
                              .pressed = chosen,
                              .text = strong(type::body),
                              .words = {name, tr("control.playground.layer.help")}};
  if (button("playground.layer", {x - width / 2, middle - px(13), x + width / 2, middle + px(13)}, options)) {
    page.state.selected_layer = layer;
    page.state.selected_unit.reset();
  }
  if (output || plan.header == Header::compact) return;
  const Rect cross{x + width / 2 + px(2), middle - px(11), x + width / 2 + px(24), middle + px(11)};
  const std::string remove_words = tr("playground.remove_layer", {{"name", name}});
  const ButtonOptions remove{.kind = ButtonKind::ghost,
                             .icon = Icon::close,
                             .icon_only = true,
                             .icon_size = 11,
                             .words = {remove_words, tr("control.playground.remove_layer.help")}};
  if (button("playground.remove_layer", cross, remove))
    try_spec(page.state, with_layer_removed(page.state.spec, layer));
}

void units_stepper(Playground& page, std::size_t layer, const Rect& where) {
  int units = static_cast<int>(page.state.spec.layers[layer].units);
  const std::string name = tr("playground.units_of", {{"name", layer_name(page.state.spec, layer)}});
  const Words words{name, tr("control.playground.units.help")};
  if (stepper("playground.units", where, units, 1, static_cast<int>(most_units), words)) {
    try_spec(page.state, with_units(page.state.spec, layer, static_cast<std::size_t>(units)));
  }
}

void compact_header(Playground& page, const Plan& plan, std::size_t layer, float top) {
  const LayerSpec& spec = page.state.spec.layers[layer];
  const std::string words = std::to_string(spec.units) + " · " + short_name("activation", spec.activation);
  const float half = plan.pitch / 2 - px(3), x = plan.x[layer + 1], middle = top + px(title_row + control_height / 2);
  const ButtonOptions options{.text = type::badge, .words = {words, tr("control.playground.layer_sheet.help")}};
  if (button("playground.layer_sheet", {x - half, middle - px(14), x + half, middle + px(14)}, options)) {
    page.state.selected_layer = layer;
    page.state.selected_unit.reset();
    page.state.layer_open = true;
  }
}

/// As many numbers as fit; the others are only pressed.
void layer_number(Playground& page, const Plan& plan, std::size_t layer, float top) {
  const IdScope scope(static_cast<int>(layer + 1));
  const float half = plan.pitch / 2, x = plan.x[layer + 1], y = top + px(title_row + control_row);
  const Rect where{x - half, y, x + half, y + px(layer_number_row)};
  const std::string name = layer_name(page.state.spec, layer);
  const HitResult hit = hit_area("playground.layer_sheet", where, {name, tr("control.playground.layer_sheet.help")});
  const auto every = static_cast<std::size_t>(std::max(1.0F, std::ceil(px(20) / plan.pitch)));
  if (layer % every == 0 || hit.hovered) {
    const bool chosen = page.state.selected_layer == layer;
    draw_text(where.center(), center_middle, hit.hovered || chosen ? theme().accent : theme().ink2, type::badge,
              std::to_string(layer + 1));
  }
  if (!hit.operated) return;
  page.state.selected_layer = layer;
  page.state.selected_unit.reset();
  page.state.layer_open = true;
}

void layer_header(Playground& page, const Plan& plan, std::size_t layer, float top) {
  if (plan.header == Header::numbers && layer + 1 < page.state.spec.layers.size())
    return layer_number(page, plan, layer, top);
  layer_title(page, plan, layer, top);
  const IdScope scope(static_cast<int>(layer + 1));
  const bool output = layer + 1 == page.state.spec.layers.size();
  const float x = plan.x[layer + 1];
  float y = top + px(title_row);
  const auto row = [&](float left, float width) {
    return Rect{x + left, y, x + left + width, y + px(control_height)}.snapped();
  };
  if (output) {
    activation_choice(page, layer, row(-px(50), px(102)));
  } else if (plan.header == Header::compact) {
    compact_header(page, plan, layer, top);
    return;
  } else if (plan.header == Header::wide) {
    const float width = choice_width(plan);
    const float left = -(px(70) + px(6) + width) / 2;
    units_stepper(page, layer, row(left, px(70)));
    activation_choice(page, layer, row(left + px(76), width));
  } else {
    const float half = std::min(px(48), plan.pitch / 2 - px(4));
    units_stepper(page, layer, row(-px(38), px(76)));
    y += px(control_row);
    activation_choice(page, layer, row(-half, 2 * half));
  }
  activation_numbers(
      page, layer,
      {x - plan.pitch / 2, y + px(control_height), x + plan.pitch / 2, y + px(control_height + number_row)});
}

void inputs_header(Playground& page, const Plan& plan, float top) {
  draw_text({plan.x[0], top + px(24)}, center_middle, theme().ink, strong(type::body), tr("playground.inputs"));
  const ImVec2 below{plan.x[0], top + px(title_row + control_height / 2)};
  if (playground_has_features(page)) {
    const float half = px(34);
    playground_features_button(page, Rect{below.x - half, below.y - px(14), below.x + half, below.y + px(14)}.snapped(),
                               ButtonKind::quiet);
    return;
  }
  draw_text(below, center_middle, theme().ink2, type::caption, std::to_string(page.run.inputs()));
}

/// Below the inputs: room for another.
void more_inputs(Playground& page, const Rect& tile_rect) {
  const HitResult hit = hit_area("playground.features_plus", tile_rect, {});
  if (hit.operated) page.state.features.open = true;
  const Color color = hit.hovered || hit.focused ? theme().ink2 : theme().line2;
  const std::array corners{ImVec2{tile_rect.x0, tile_rect.y0}, ImVec2{tile_rect.x1, tile_rect.y0},
                           ImVec2{tile_rect.x1, tile_rect.y1}, ImVec2{tile_rect.x0, tile_rect.y1},
                           ImVec2{tile_rect.x0, tile_rect.y0}};
  draw_dashed(canvas(), corners, color, 1.2F, 4, 3);
  draw_icon(canvas(), Icon::plus, tile_rect.center(), theme().ink2, std::min(14.0F, tile_rect.width() / px(2)));
}

/// Of a column of the drawing; 0 are the inputs.
std::size_t units_of(const Playground& page, std::size_t column) {
  const Network<float>& network = page.run.network();
  return column == 0 ? network.inputs() : network.layers()[column - 1].outputs;
}

constexpr float undo_width = 76, undo_height = 32;

std::string parameter_words(const Playground& page) {
  const std::string count = grouped(static_cast<long long>(page.run.network().parameters().size()));
  return tr("playground.parameters_n", {{"n", count}});
}

void add_layer_button(Playground& page, const Plan& plan, const Rect& where) {
  const std::size_t hidden = page.state.spec.layers.size() - 1;
  const bool full = hidden >= most_hidden_layers;
  ButtonOptions options{.icon = Icon::plus, .icon_size = 13};
  const std::string no_more = tr("playground.no_more_layers", {{"n", std::to_string(most_hidden_layers)}});
  if (full) options.words.help = no_more;
  float width = button_width("playground.add_layer", options) - px(10);
  const float last = plan.x[hidden], output = plan.x[hidden + 1];
  float from = last + (px(76) + choice_width(plan)) / 2, to = output - px(50), y = where.y0 + px(title_row);
  if (hidden == 0) from = last + px(40);
  if (plan.header != Header::wide) {
    // The line of the titles has room beside them.
    from = last + px(54);
    to = output - px(32);
    y = where.y0 + px(10);
  }
  if (plan.header == Header::numbers) from = to - width - px(8);
  if (to - from < width + px(6)) {
    options.icon_only = true;
    width = px(28);
  }
  const float x = (from + to) / 2;
  const Rect rect = Rect{x - width / 2, y, x + width / 2, y + px(control_height)}.snapped();
  const Disabled off(full);
  if (button("playground.add_layer", rect, options)) try_spec(page.state, with_hidden_layer_added(page.state.spec));
}

void input_marks(Playground& page, const DiagramColumn& column, float left) {
  for (std::size_t i = 0; i < column.units.size(); ++i) {
    const Rect& unit = column.units[i];
    const MathBox mark = playground_feature_mark(page, i, 19, unit.x0 - left - px(14));
    draw_math(canvas(), {unit.x0 - px(6) - mark.width, unit.center().y + px(5)}, mark, {theme().ink, theme().ink});
    const IdScope scope(static_cast<int>(i + 1));
    const std::string name = playground_input_name(page, i);
    const Words words{name, tr(is_generated(page.state.spec.data.kind) ? "playground.coordinate.help"
                                                                       : "control.playground.input.help")};
    const HitResult hit = hit_area("playground.input", unit, words, ControlRole::image);
    if (hit.hovered || hit.focused) page.state.pointed_input = i;
  }
}

/// Above zero, below it; and what is not trained, where there is such a weight.
void weight_legend(const DiagramColumn& output, const Rect& where, bool frozen) {
  const float x1 = where.x1 - px(20);
  float width = std::max(text_width(type::caption, tr("playground.weight_above")),
                         text_width(type::caption, tr("playground.weight_below")));
  if (frozen) width = std::max(width, text_width(type::caption, tr("playground.frozen")));
  const float top = output.units.empty() ? where.y1 : output.units.back().y1 + px(40);
  float y = std::min(std::max(top, where.center().y + px(90)), where.y1 - px(frozen ? 68 : 46));
  if (y < top) return;
  for (const bool positive : {true, false}) {
    const float left = x1 - width - px(32);
    fill_rect(canvas(), {left, y - px(1.8F), left + px(24), y + px(1.8F)}, positive ? theme().pos : theme().neg, 1.8F);
    draw_text({x1 - width, y}, left_middle, theme().ink2, type::caption,
              tr(positive ? "playground.weight_above" : "playground.weight_below"));
    y += px(22);
  }
  if (!frozen) return;
  const float left = x1 - width - px(32);
  draw_dashed_line(canvas(), {left, y}, {left + px(24), y}, theme().ink2, 2, 6, 5);
  draw_text({x1 - width, y}, left_middle, theme().ink2, type::caption, tr("playground.frozen"));
}

struct Columns {
  std::vector<DiagramColumn> units;
  std::optional<Rect> more_inputs;  // below the inputs, where there is room
};

Columns lay_out_columns(const Playground& page, const Plan& plan, const Rect& area) {
  Columns placed;
  std::vector<DiagramColumn>& columns = placed.units;
  for (std::size_t column = 0; column < plan.x.size(); ++column) {
    const bool output = column + 1 == plan.x.size();
    const std::size_t units = units_of(page, column);
    const float side = output && units == 1 ? output_tile : std::min(tile, plan.pitch / px(1) * 0.62F);
    const float step = output && units == 1 ? output_tile + 8 : unit_pitch;
    columns.push_back(lay_out_column(area, plan.x[column], units, px(side), px(step), px(std::min(side, least_tile))));
  }
  if (!playground_has_formulas(page) || !playground_has_features(page)) return placed;
  const DiagramColumn with_more =
      lay_out_column(area, plan.x[0], units_of(page, 0) + 1, px(tile), px(unit_pitch), px(least_tile));
  if (with_more.left_out > 0) return placed;
  columns.front() = with_more;
  placed.more_inputs = columns.front().units.back();
  columns.front().units.pop_back();
  return placed;
}

bool reaches_into(std::span<const DiagramColumn> columns, const Rect& corner) {
  return std::any_of(columns.begin(), columns.end(), [&](const DiagramColumn& column) {
    const Rect more{column.x - px(30), column.more_y - px(9), column.x + px(30), column.more_y + px(9)};
    if (column.left_out > 0 && !more.intersection(corner).empty()) return true;
    return !column.units.empty() && !column.units.back().intersection(corner).empty();
  });
}

void choose_unit(Playground& page, const DiagramResult& result) {
  // While a number is being typed it stays in sight.
  if (!ImGui::IsAnyItemActive()) {
    page.state.pointed_unit.reset();
    page.state.pointed_input.reset();
    if (result.pointed && result.pointed->unit && !page.state.slow.on)
      page.state.pointed_unit.emplace(result.pointed->layer, *result.pointed->unit);
  }
  if (result.link) {
    page.state.selected_layer = result.link->layer;
    page.state.selected_unit = result.link->to;
    edit_weight(page, result.link->from);
  }
  if (!result.chosen) return;
  if (page.state.slow.on) slow_go_to_unit(page, result.chosen->layer, result.chosen->unit.value_or(0));
  page.state.selected_layer = result.chosen->layer;
  page.state.selected_unit = result.chosen->unit;
}

/// While the run plays: from the inputs to the output in a bit more than a second, again and again.
std::optional<float> signal_now(const Playground& page) {
  if (!page.run.state().playing || page.state.slow.on || !playground_shows_signals(page)) return std::nullopt;
  constexpr double layers_a_second = 2.5;
  page.app.ui().request_frame();
  const auto layers = static_cast<double>(page.run.network().layers().size());
  return static_cast<float>(std::fmod(ImGui::GetTime() * layers_a_second, layers));
}

DiagramInput diagram_input(Playground& page, std::span<const DiagramColumn> columns,
                           std::span<const std::vector<UnitLook>> looks,
                           std::span<const std::vector<std::string>> figures) {
  const std::optional<DiagramSpotlight> light = slow_spotlight(page);
  const UnitRef lit = light ? UnitRef{light->layer, light->unit} : UnitRef{columns.size(), std::nullopt};
  return {.network = &page.run.network(),
          .columns = columns,
          .looks = looks,
          .selected = page.state.slow.on ? lit : UnitRef{page.state.selected_layer, page.state.selected_unit},
          .spotlight = light,
          .figures = figures,
          .frozen = page.state.spec.frozen,
          .links = !page.state.slow.on,
          .signal = signal_now(page)};
}

}  // namespace

bool playground_shows_signals(const Playground& page) {
  return page.app.settings().signals.value_or(!page.app.ui().reduced_motion);
}

std::vector<std::vector<UnitLook>> unit_looks(const Playground& page, std::span<const DiagramColumn> columns) {
  const PlaygroundMaps& maps = page.run.maps();
  const PlaygroundFigures& figures = page.run.figures();
  const std::size_t layers = page.run.network().layers().size();
  std::vector<std::vector<UnitLook>> looks(layers + 1);
  for (std::size_t column = 0; column <= layers; ++column) {
    const std::size_t units = units_of(page, column);
    const std::size_t wanted = column < columns.size() ? columns[column].units.size() : columns.empty() ? units : 0;
    const bool output = column == layers;
    for (std::size_t u = 0; u < wanted; ++u) {
      UnitLook look;
      const bool as_image = column == 1 && page.run.image_side() > 0;
      if (as_image || !maps.unit(column, u).empty()) look.tile = tile_of(column, u);
      if (output && units == 1 && maps.ready()) look.tile = large_tile;
      if (column > 0) look.frozen = is_frozen(page.state.spec, {column - 1, u, {}});
      if (column > 0 && column - 1 < figures.layers.size() && u < figures.layers[column - 1].size()) {
        const UnitActivity& activity = figures.layers[column - 1][u];
        look.dead = !output && activity.dead();
        look.level = static_cast<float>(std::clamp(activity.mean_output, -1.0, 1.0));
      }
      looks[column].push_back(look);
    }
  }
  return looks;
}

void undo_buttons(Playground& page, const Rect& where) {
  const ButtonOptions back{.kind = ButtonKind::ghost, .icon = Icon::undo, .icon_only = true};
  const ButtonOptions forward{.kind = ButtonKind::ghost, .icon = Icon::redo, .icon_only = true};
  const auto half = [&](int index) { return where.column(index, 2, px(4)); };
  {
    const Disabled off(!page.state.history.earlier());
    if (button("playground.undo", half(0), back)) undo(page.state);
  }
  const Disabled off(!page.state.history.later());
  if (button("playground.redo", half(1), forward)) redo(page.state);
}

void activation_choice(Playground& page, std::size_t layer, const Rect& where) {
  // Swish, as one would write it: a formula to begin with.
  constexpr std::string_view first_formula = "x / (1 + exp(-x))";
  const TableItems& list = TableItems::of("activation", activations<double>());
  std::vector<Item> items(list.items().begin(), list.items().end());
  const LayerSpec& spec = page.state.spec.layers[layer];
  int index = list.index_of(spec.activation);
  if (index < 0) index = static_cast<int>(items.size());
  const std::string own = spec.formula.empty() ? std::string(tr("activation.custom")) : spec.formula;
  items.push_back({.id = "custom", .label = tr("activation.custom"), .short_label = own});
  const std::string name = tr("playground.activation_of", {{"name", layer_name(page.state.spec, layer)}});
  const Words words{name, tr("control.playground.activation.help")};
  if (!choice("playground.activation", where, index, items, activation_pictures(), words)) return;
  const auto chosen = static_cast<std::size_t>(index);
  if (chosen < list.items().size()) {
    try_spec(page.state, with_activation(page.state.spec, layer, activations<double>()[chosen].id));
    return;
  }
  if (!try_spec(page.state, with_formula(page.state.spec, layer, std::string(first_formula)))) return;
  page.state.selected_layer = layer;
  page.state.selected_unit.reset();
  page.state.layer_open = true;
}

void activation_numbers(Playground& page, std::size_t layer, const Rect& where) {
  const LayerSpec& spec = page.state.spec.layers[layer];
  const auto* row = find_activation<double>(spec.activation);
  if (!row || row->params.empty() || !shows("playground.activation_param")) return;
  constexpr TextStyle style = type::caption;
  std::vector<std::string> names;
  std::vector<double> values;
  float width = 0;
  for (const ParamSpec& param : row->params) {
    names.push_back(short_name("param", param.id) +
                    (param.trained ? std::string(" ") + std::string(tr("playground.starts_at")) + " " : " = "));
    values.push_back(param_value(spec.params, param));
    width += text_width(style, names.back()) + text_width(style, compact(values.back())) + px(10);
  }
  float x = where.center().x - (width - px(10)) / 2;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const ParamSpec& param = row->params[i];
    const IdScope scope(param.id);
    x += draw_text({x, where.y0 + px(16)}, left_base, theme().ink2, style, names[i]);
    const NumberRange range{.low = param.low,
                            .high = param.high,
                            .initial = param.initial,
                            .step = param.kind == ParamKind::whole ? 1.0 : 0.0};
    float written = 0;
    const Words words{tr("param." + std::string(param.id)), tr("param." + std::string(param.id) + ".help")};
    double value = values[i];
    if (inline_number("playground.activation_param", {x, where.y0 + px(16)}, style, value, range, &written, words)) {
      try_spec(page.state, with_activation_param(page.state.spec, layer, param.id, value));
    }
    x += written + px(10);
  }
}

constexpr ButtonOptions about_button{
    .kind = ButtonKind::link, .icon = Icon::help, .icon_size = 14, .text = type::caption};

void playground_network_panel(Playground& page, const Rect& where) {
  const Rect box = panel(where).outer;
  const Plan plan = plan_columns(page, box);
  Rect area = box;
  area.cut_top(plan.header_height + px(6));
  area.cut_bottom(px(18));
  inputs_header(page, plan, box.y0);
  // Headers first: an edit there changes what the drawing below has to show.
  for (std::size_t layer = 0; layer < page.state.spec.layers.size() && layer + 1 < plan.x.size(); ++layer) {
    layer_header(page, plan, layer, box.y0);
  }
  add_layer_button(page, plan, box);
  const Plan now = plan_columns(page, box);
  const std::string parameters = parameter_words(page);
  const float words_width = text_width(type::caption, parameters);
  const float switch_width = shows("playground.simple") ? simple_view_switch_width() + px(14) : 0;
  const float about_width = button_width("playground.about", about_button);
  const Rect corner{box.x0 + px(14), box.y1 - px(undo_height + 12),
                    box.x0 + px(undo_width + 30) + words_width + switch_width + about_width, box.y1};
  Columns placed = lay_out_columns(page, now, area);
  const bool crowded = placed.more_inputs && !placed.more_inputs->intersection(corner).empty();
  if (crowded || reaches_into(placed.units, corner)) {
    area.cut_bottom(px(30));
    placed = lay_out_columns(page, now, area);
  }
  const std::vector<DiagramColumn>& columns = placed.units;
  const auto looks = unit_looks(page, columns);
  const auto figures = slow_figures(page);
  choose_unit(page, network_diagram(diagram_input(page, columns, looks, figures), page.run.atlas()));
  input_marks(page, columns.front(), box.x0);
  if (placed.more_inputs) more_inputs(page, *placed.more_inputs);
  weight_legend(columns.back(), box, !page.state.spec.frozen.empty());
  const Rect undo{corner.x0, corner.y0, corner.x0 + px(undo_width), corner.y0 + px(undo_height)};
  undo_buttons(page, undo.snapped());
  draw_text({undo.x1 + px(10), undo.center().y}, left_middle, theme().ink2, type::caption, parameters);
  float left = undo.x1 + px(10) + words_width + px(14);
  simple_view_switch(page, Rect{left, undo.y0, left + simple_view_switch_width(), undo.y1}.snapped());
  left += switch_width;
  if (left + about_width > box.x1 - px(10)) return;
  if (button("playground.about", Rect{left, undo.y0, left + about_width, undo.y1}.snapped(), about_button))
    page.app.open_help();
}

void playground_phone_network(Playground& page, const Rect& where) {
  const Rect box = panel(where).outer;
  Rect area = box.inset(px(12), 0);
  const std::size_t layers = page.state.spec.layers.size();
  Plan plan;
  const float first = area.x0 + px(34), last = area.x1 - px(26);
  plan.pitch = (last - first) / static_cast<float>(layers);
  for (std::size_t column = 0; column <= layers; ++column)
    plan.x.push_back(first + plan.pitch * static_cast<float>(column));
  const Rect titles = area.cut_top(px(32));
  area.cut_bottom(px(10));
  std::vector<DiagramColumn> columns = lay_out_columns(page, plan, area).units;
  for (std::size_t column = 0; column <= layers; ++column) {
    const std::size_t units = units_of(page, column);
    const bool output = column == layers && units == 1;
    columns[column] =
        lay_out_column(area, plan.x[column], units, px(output ? 40 : std::min(21.0F, plan.pitch / px(1) * 0.7F)),
                       px(output ? 44 : 24), px(output ? 9 : std::min(9.0F, plan.pitch / px(1) * 0.7F)));
    const bool hidden = column > 0 && column < layers;
    if (hidden && plan.pitch < px(30)) continue;
    std::string words = std::string(tr(column == 0 ? "playground.inputs" : "playground.output"));
    if (hidden)
      words =
          std::to_string(units) +
          (plan.pitch > px(84) ? " · " + short_name("activation", page.state.spec.layers[column - 1].activation) : "");
    if (column == 0 && playground_has_features(page)) {
      const Rect place{titles.x0 - px(4), titles.y0 + px(3), titles.x0 + px(60), titles.y1 - px(1)};
      playground_features_button(page, place.snapped(), ButtonKind::quiet);
      continue;
    }
    const float half = text_width(strong(type::caption), words) / 2;
    const float x = std::clamp(plan.x[column], titles.x0 + half, titles.x1 - half);
    draw_text({x, titles.center().y}, center_middle, theme().ink, strong(type::caption), words);
  }
  const auto looks = unit_looks(page, columns);
  const auto figures = slow_figures(page);
  DiagramInput input = diagram_input(page, columns, looks, figures);
  input.names_dead = false;
  input.touch_layers = true;
  input.links = false;
  const DiagramResult result = network_diagram(input, page.run.atlas());
  for (std::size_t i = 0; i < columns.front().units.size(); ++i) {
    const Rect& unit = columns.front().units[i];
    const MathBox mark = playground_feature_mark(page, i, 17, unit.x0 - box.x0 - px(8));
    draw_math(canvas(), {unit.x0 - px(5) - mark.width, unit.center().y + px(5)}, mark, {theme().ink, theme().ink});
  }
  choose_unit(page, result);
  if (result.chosen && !page.state.slow.on) page.state.layer_open = true;
}

}  // namespace gradlab::ui
