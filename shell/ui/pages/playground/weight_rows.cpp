#include "shell/ui/pages/playground/weight_rows.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/pages/playground/hand.hpp"
#include "shell/ui/pages/playground_words.hpp"
#include "shell/ui/widgets/formula.hpp"

namespace gradlab::ui {
namespace {

constexpr float product_height = 30, weights_heading = 22;

float weight_pitch() { return on_phone() ? 44.0F : 27.0F; }

/// "weight 3", or of maxout's second piece "weight 2.3".
std::string weight_words(std::string_view id, std::size_t piece, std::size_t pieces, std::size_t input) {
  const std::string n = std::to_string(input + 1);
  return tr(id, {{"n", pieces > 1 ? std::to_string(piece + 1) + "." + n : n}});
}

void lock(Playground& page, const WeightPlace& place, const Rect& where, const std::string& label) {
  const bool frozen = is_frozen(page.state.spec, place);
  const HitResult hit = hit_area("playground.freeze", where, {.label = label, .help = tr("playground.freeze_help")},
                                 ControlRole::on_off, frozen ? "on" : "off");
  if (hit.operated) try_spec(page.state, with_frozen(page.state.spec, {place}, !frozen));
  const bool near = hit.hovered || hit.focused;
  draw_icon(canvas(), Icon::lock, where.center(), frozen ? theme().accent : near ? theme().ink2 : theme().line2, 14);
  if (hit.focused) draw_ring(canvas(), where, theme().accent, 4);
}

struct Row {
  WeightPlace place;
  std::string mark, name, freeze_name;
  float weight = 0, largest = 1;
};

void weight_row(Playground& page, const Row& shown, Rect row) {
  const float middle = row.center().y;
  draw_math(canvas(), {row.x0, middle + px(5)}, shown.mark, 18, theme().ink);
  lock(page, shown.place, row.cut_right(px(20), px(4)).centered(px(20), px(20)), shown.freeze_name);
  const auto weight = static_cast<double>(shown.weight);
  const double reach = std::max(10.0, std::ceil(2 * std::abs(weight)));
  const NumberRange range{.low = -reach, .high = reach, .initial = weight, .decimals = 2};
  double value = weight;
  const float width = text_width(type::body, number_text(range, value));
  const Words words{shown.name, tr("playground.weight_help")};
  if (inline_number("playground.weight", {row.x1 - width, middle + px(5)}, type::body, value, range, nullptr, words) &&
      std::isfinite(value))
    write_weight(page.state, shown.place, value);
  const Rect track = Rect{row.x0 + px(34), middle - px(4), row.x1 - px(50), middle + px(4)}.snapped();
  draw_share_bar(track, shown.weight / shown.largest, true, shown.weight > 0 ? theme().pos : theme().neg);
}

std::string sum_formula(const Layer<float>& row, std::size_t layer) {
  const std::string input = layer == 0 ? "x" : "a";
  if (row.inputs > 2) return "z = \\Sigma w_{i} " + input + "_{i} + b";
  std::string words = "z = ";
  for (std::size_t i = 0; i < row.inputs; ++i) {
    const std::string n = std::to_string(i + 1);
    words += "w_{" + n + "} " + input + "_{" + n + "} + ";
  }
  return words + "b";
}

/// The longest bar is the largest weight, unless all are small.
float largest_of(std::span<const float> numbers, const Layer<float>& row, std::size_t layer, std::size_t unit,
                 const Network<float>& network) {
  float largest = 1;
  for (const WeightPlace& place : places_of_unit(row, layer, unit)) {
    const auto index = network.index_of(place, {});
    if (index && std::isfinite(numbers[*index])) largest = std::max(largest, std::abs(numbers[*index]));
  }
  return largest;
}

}  // namespace

void draw_share_bar(const Rect& track, float share, bool centred, Color color) {
  fill_rect(canvas(), track, theme().sunk, 3);
  const float from = centred ? track.center().x : track.x0;
  const float reach = (centred ? track.width() / 2 : track.width()) * std::clamp(share, -1.0F, 1.0F);
  fill_rect(canvas(), {std::min(from, from + reach), track.y0, std::max(from, from + reach), track.y1}, color, 2);
  if (centred) draw_vline(canvas(), from, track.y0 - px(2), track.y1 + px(2), theme().axis);
}

void weight_rows(Playground& page, std::size_t layer, std::size_t unit, Rect where) {
  draw_text({where.x0, where.y0 + px(13)}, left_base, theme().ink2, type::caption, tr("playground.weights"));
  where.cut_top(px(weights_heading));
  const Rect formula = where.cut_bottom(px(product_height));
  const Network<float>& network = page.run.network();
  const Layer<float>& row = network.layers()[layer];
  const std::size_t pieces = row.sums / row.outputs;
  const float largest = largest_of(network.parameters(), row, layer, unit, network);
  const float needed = weight_pitch() * static_cast<float>(pieces * (row.inputs + 1));
  draw_math(canvas(), {formula.x0, std::min(where.y0 + px(needed) + px(24), formula.y1 - px(4))},
            sum_formula(row, layer), 19, theme().ink);
  const ScrollArea scroll("playground.weights", where, needed);
  Rect rest = scroll.content();
  if (px(needed) > where.height()) rest.cut_right(px(12));
  for (std::size_t piece = 0; piece < pieces; ++piece) {
    std::optional<IdScope> scope;
    if (pieces > 1) scope.emplace(static_cast<int>(piece + 1));
    const std::string before = pieces > 1 ? std::to_string(piece + 1) : "";
    for (std::size_t input = 0; input <= row.inputs; ++input) {
      const bool bias = input == row.inputs;
      const WeightPlace place{layer, unit * pieces + piece, bias ? std::nullopt : std::optional(input)};
      const IdScope at(bias ? std::string("bias") : std::to_string(input + 1));
      Row shown{place, {}, {}, {}, network.parameters()[*network.index_of(place, {})], largest};
      shown.mark = bias ? "b" + (before.empty() ? "" : "_{" + before + "}")
                        : "w_{" + before + (before.empty() ? "" : ",") + std::to_string(input + 1) + "}";
      shown.name =
          bias ? std::string(tr("playground.bias")) : weight_words("playground.weight_n", piece, pieces, input);
      shown.freeze_name =
          bias ? std::string(tr("playground.freeze_bias")) : weight_words("playground.freeze_n", piece, pieces, input);
      weight_row(page, shown, rest.cut_top(px(weight_pitch())));
    }
  }
}

float weight_rows_height(const Playground& page, std::size_t layer) {
  const Layer<float>& row = page.run.network().layers()[layer];
  const std::size_t numbers = row.sums / row.outputs * (row.inputs + 1);
  return weights_heading + product_height + weight_pitch() * static_cast<float>(numbers);
}

void edit_weight(Playground& page, std::size_t input) {
  const std::string id = "playground.weight[" + std::to_string(input + 1) + "]";
  page.app.ui().registry.focus(id);
  page.app.ui().registry.activate(id);
}

void freeze_unit_button(Playground& page, std::size_t layer, std::size_t unit, Rect& header) {
  const auto places = places_of_unit(page.run.network().layers()[layer], layer, unit);
  const auto held = [&](const WeightPlace& place) { return is_frozen(page.state.spec, place); };
  const bool frozen = std::ranges::all_of(places, held);
  const ButtonOptions options{
      .kind = ButtonKind::link,
      .icon = Icon::lock,
      .icon_size = 14,
      .words = {tr(frozen ? "playground.unfreeze_unit" : "playground.freeze_unit"), tr("playground.freeze_help")}};
  const Rect where = header.cut_right(button_width("playground.freeze_unit", options), px(8));
  if (button("playground.freeze_unit", where, options))
    try_spec(page.state, with_frozen(page.state.spec, places, !frozen));
}

}  // namespace gradlab::ui
