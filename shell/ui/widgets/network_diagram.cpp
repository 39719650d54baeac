#include "shell/ui/widgets/network_diagram.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/context.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/theme.hpp"
#include "shell/ui/widgets/link_curve.hpp"

namespace gradlab::ui {
namespace {

constexpr float strongest = 3.4F;  // weights beyond this are drawn no thicker

struct Link {
  ImVec2 from, to;
  float weight = 0;
  bool dead = false;
  bool faded = false;
  bool frozen = false;
  LinkRef place;
};

const UnitLook& look_of(const DiagramInput& input, std::size_t column, std::size_t unit) {
  static constexpr UnitLook plain{};
  if (column >= input.looks.size() || unit >= input.looks[column].size()) return plain;
  return input.looks[column][unit];
}

/// A unit with several weighted sums (maxout) shows the mean of its pieces' weights.
float weight_between(const Network<float>& network, std::size_t layer, std::size_t from, std::size_t to) {
  const Layer<float>& row = network.layers()[layer];
  const std::size_t pieces = row.outputs == 0 ? 1 : row.sums / row.outputs;
  float sum = 0;
  for (std::size_t piece = 0; piece < pieces; ++piece) {
    sum += network.parameters()[row.weights + (to * pieces + piece) * row.inputs + from];
  }
  return sum / static_cast<float>(pieces);
}

ImVec2 right_end(const Rect& unit) { return {unit.x1, unit.center().y}; }
ImVec2 left_end(const Rect& unit) { return {unit.x0, unit.center().y}; }

/// Whether a link is one of those that are looked at; all are where nothing is looked at.
bool is_lit(const DiagramInput& input, std::optional<UnitRef> hovered, std::size_t layer, std::size_t from,
            std::size_t to) {
  DiagramSpotlight light;
  if (input.spotlight)
    light = *input.spotlight;
  else if (hovered && hovered->unit)
    light = {hovered->layer, *hovered->unit, true, true};
  else
    return true;
  return (light.into && light.layer == layer && light.unit == to) ||
         (light.out_of && light.layer + 1 == layer && light.unit == from);
}

/// Of each parameter, whether it is not trained; empty: all are.
std::vector<char> frozen_numbers(const DiagramInput& input) {
  std::vector<char> frozen;
  if (!input.frozen.empty()) frozen.resize(input.network->parameters().size());
  for (const WeightPlace& place : input.frozen)
    if (const auto index = input.network->index_of(place, {})) frozen[*index] = 1;
  return frozen;
}

/// A unit with several weighted sums is frozen where all of them are.
bool is_frozen(const DiagramInput& input, std::span<const char> frozen, const LinkRef& link) {
  if (frozen.empty()) return false;
  const Layer<float>& row = input.network->layers()[link.layer];
  const std::size_t pieces = row.sums / row.outputs;
  for (std::size_t piece = 0; piece < pieces; ++piece)
    if (!frozen[row.weights + (link.to * pieces + piece) * row.inputs + link.from]) return false;
  return true;
}

/// As they are drawn. Of tens of thousands the thin ones only make one colour of the rest.
std::vector<Link> thinnest_first(const std::vector<Link>& links) {
  constexpr std::size_t most = 6000;
  // Not negative, so that its bits are in the order of its values.
  const auto thickness = [](const Link& link) {
    const float weight = std::isnan(link.weight) ? 0 : std::abs(link.weight);
    return link.dead ? 0 : 1 + weight + (link.faded ? 0.0F : 100.0F);
  };
  // Their places are sorted, as the lower half of a number: a link is many times as long.
  std::vector<std::uint64_t> order(links.size());
  for (std::size_t i = 0; i < order.size(); ++i)
    order[i] = std::uint64_t{std::bit_cast<std::uint32_t>(thickness(links[i]))} << 32 | i;
  std::ranges::sort(order);
  std::vector<Link> sorted;
  sorted.reserve(std::min(order.size(), most));
  for (std::size_t i = order.size() - std::min(order.size(), most); i < order.size(); ++i)
    sorted.push_back(links[static_cast<std::uint32_t>(order[i])]);
  return sorted;
}

std::vector<Link> collect_links(const DiagramInput& input, std::optional<UnitRef> hovered) {
  std::vector<Link> links;
  const std::vector<char> frozen = frozen_numbers(input);
  for (std::size_t layer = 0; layer + 1 < input.columns.size(); ++layer) {
    const DiagramColumn& from = input.columns[layer];
    const DiagramColumn& to = input.columns[layer + 1];
    for (std::size_t t = 0; t < to.units.size(); ++t) {
      for (std::size_t f = 0; f < from.units.size(); ++f) {
        const bool from_dead = layer > 0 && look_of(input, layer, f).dead;
        const bool to_selected = input.selected == UnitRef{layer, t};
        const bool dead = from_dead || (look_of(input, layer + 1, t).dead && !to_selected);
        links.push_back({right_end(from.units[f]),
                         left_end(to.units[t]),
                         weight_between(*input.network, layer, f, t),
                         dead,
                         !is_lit(input, hovered, layer, f, t),
                         is_frozen(input, frozen, {layer, f, t}),
                         {layer, f, t}});
      }
    }
  }
  return thinnest_first(links);
}

ImVec2 place_on(const Link& link, float t) { return on_link(link.from, link.to, t); }

/// The link under the pointer: the nearest that is near enough, of two that lie alike the later drawn.
const Link* link_at(std::span<const Link> links, ImVec2 at) {
  constexpr int parts = 24;
  const Link* nearest = nullptr;
  float least = px(6) * px(6);
  for (const Link& link : links) {
    if (at.x < link.from.x || at.x > link.to.x) continue;
    if (at.y < std::min(link.from.y, link.to.y) - px(6) || at.y > std::max(link.from.y, link.to.y) + px(6)) continue;
    ImVec2 a = place_on(link, 0);
    for (int i = 1; i <= parts; ++i) {
      const ImVec2 b = place_on(link, static_cast<float>(i) / parts), along{b.x - a.x, b.y - a.y};
      const float size = along.x * along.x + along.y * along.y;
      const float t = std::clamp(((at.x - a.x) * along.x + (at.y - a.y) * along.y) / std::max(size, 1e-6F), 0.0F, 1.0F);
      const float dx = a.x + t * along.x - at.x, dy = a.y + t * along.y - at.y;
      if (dx * dx + dy * dy <= least) nearest = &link, least = dx * dx + dy * dy;
      a = b;
    }
  }
  return nearest;
}

void draw_link(ImDrawList* list, const Link& link) {
  const Theme& colors = theme();
  const float strength = std::isfinite(link.weight) ? std::min(std::abs(link.weight), strongest) : 0;
  Color color = with_alpha(colors.ink3, 0.45F);
  float width = 0.8F;
  if (!link.dead) {
    color = with_alpha(link.weight > 0 ? colors.pos : colors.neg, 0.22F + 0.56F * std::min(strength / 1.8F, 1.0F));
    width = 0.7F + 1.2F * strength;
  }
  if (link.faded) color = with_alpha(color, 0.25F);
  const LinkLine line(link.from, link.to);
  if (link.frozen) return draw_dashed(list, line.corners(), color, std::max(width, 1.2F), 6, 5);
  draw_polyline(list, line.corners(), color, width);
}

/// The name spoken for a unit and shown on hover.
std::string unit_label(const DiagramInput& input, std::size_t column, std::size_t unit) {
  const std::string n = std::to_string(unit + 1), layer = std::to_string(column);
  if (column + 1 == input.columns.size()) return tr("playground.output_unit", {{"n", n}});
  return tr("playground.unit_of_layer", {{"layer", layer}, {"n", n}});
}

struct Hits {
  std::optional<UnitRef> chosen, hovered;
};

Hits unit_hits(const DiagramInput& input) {
  Hits hits;
  for (std::size_t column = 1; column < input.columns.size(); ++column) {
    IdScope layer_scope(static_cast<int>(column));
    for (std::size_t unit = 0; unit < input.columns[column].units.size(); ++unit) {
      IdScope unit_scope(static_cast<int>(unit + 1));
      const std::string label = unit_label(input, column, unit);
      const bool dead = look_of(input, column, unit).dead;
      const HitResult hit = hit_area("playground.unit", input.columns[column].units[unit],
                                     {.label = label, .help = tr("control.playground.unit.help")}, ControlRole::button,
                                     dead ? "dead" : "");
      if (hit.hovered || hit.focused) hits.hovered = UnitRef{column - 1, unit};
      if (hit.operated) hits.chosen = UnitRef{column - 1, unit};
    }
  }
  return hits;
}

Hits layer_hits(const DiagramInput& input) {
  Hits hits;
  for (std::size_t column = 1; column < input.columns.size(); ++column) {
    const DiagramColumn& place = input.columns[column];
    if (place.units.empty()) continue;
    IdScope scope(static_cast<int>(column));
    const float half = std::max(place.tile / 2, px(22));
    const Rect where{place.x - half, place.units.front().y0, place.x + half, place.units.back().y1};
    const std::string label = column + 1 == input.columns.size()
                                  ? std::string(tr("playground.output_layer"))
                                  : tr("playground.layer_n", {{"n", std::to_string(column)}});
    if (hit_area("playground.layer", where, {.label = label, .help = tr("control.playground.layer.help")}).operated)
      hits.chosen = UnitRef{column - 1, std::nullopt};
  }
  return hits;
}

/// Where a sample's numbers are on their way: larger where the weight is.
void draw_signal(ImDrawList* list, const DiagramInput& input, std::span<const Link> links) {
  if (!input.signal) return;
  const float whole = std::floor(*input.signal), along = *input.signal - whole;
  for (const Link& link : links) {
    if (link.dead || static_cast<float>(link.place.layer) != whole) continue;
    const float strength = std::isfinite(link.weight) ? std::min(std::abs(link.weight), strongest) : 0;
    fill_dot(list, place_on(link, along), 1.2F + 0.9F * strength, link.weight > 0 ? theme().pos : theme().neg);
  }
}

/// The one that is pointed at, in full and with its number.
std::optional<LinkRef> point_at_link(ImDrawList* list, const DiagramInput& input, std::span<const Link> links,
                                     const SurfaceInput& pointer) {
  const Link* link = pointer.hovered ? link_at(links, pointer.pointer) : nullptr;
  if (!link) return std::nullopt;
  Link lit = *link;
  lit.faded = lit.dead = false;
  draw_polyline(list, LinkLine(lit.from, lit.to).corners(), with_alpha(theme().accent, 0.35F),
                3.5F + 1.2F * std::min(std::abs(lit.weight), strongest));
  draw_link(list, lit);
  ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  const ImVec2 at = pointer.pointer;
  const std::string from = std::to_string(lit.place.from + 1), to = std::to_string(lit.place.to + 1);
  const bool output = lit.place.layer + 2 == input.columns.size();
  const std::string unit =
      output ? tr("playground.output_unit", {{"n", to}})
             : tr("playground.unit_of_layer", {{"layer", std::to_string(lit.place.layer + 1)}, {"n", to}});
  show_tooltip({at.x - px(8), at.y - px(8), at.x + px(8), at.y + px(8)},
               tr("playground.weight_n", {{"n", from}}) + " = " + fixed(static_cast<double>(lit.weight), 3),
               tr(lit.frozen ? "playground.link_frozen" : "playground.link_help", {{"unit", unit}}));
  return pointer.clicked && !pointer.by_key ? std::optional(lit.place) : std::nullopt;
}

/// Between the first column and the last.
Rect links_area(const DiagramInput& input) {
  Rect area{input.columns.front().x, input.columns.front().more_y, input.columns.back().x,
            input.columns.front().more_y};
  for (const DiagramColumn& column : input.columns) {
    if (column.units.empty()) continue;
    area.y0 = std::min(area.y0, column.units.front().y0);
    area.y1 = std::max(area.y1, column.units.back().y1);
  }
  return area;
}

}  // namespace

void draw_unit(ImDrawList* list, const Rect& rect, const UnitLook& look, TileAtlas& atlas, bool selected, bool hovered,
               float radius) {
  const Theme& colors = theme();
  fill_rect(list, rect, colors.sunk, radius);
  if (look.dead) {
    draw_hatch(list, rect.inset(px(1.5F)), with_alpha(colors.ink3, 0.7F), 6, 1);
  } else if (look.tile == large_tile) {
    atlas.draw_large(list, rect, radius);
  } else if (look.tile >= 0) {
    atlas.draw_small(list, look.tile, rect, radius);
  } else {
    fill_rect(list, rect, colors.ramp(look.level), radius);
  }
  stroke_rect(list, rect, look.dead ? colors.ink3 : colors.line2, radius, look.dead ? 1.3F : 1.0F);
  if (hovered) draw_ring(list, rect, colors.ink3, radius, 1.5F, 2);
  if (selected) draw_ring(list, rect, colors.accent, radius, 2.5F, 3);
  if (look.frozen) {
    const ImVec2 corner{rect.x1 + px(2), rect.y0 - px(2)};
    fill_dot(list, corner, 8, colors.panel);
    stroke_dot(list, corner, 8, colors.line2, 1);
    draw_icon(list, Icon::lock, corner, colors.ink, 10);
  }
}

DiagramColumn lay_out_column(const Rect& area, float x, std::size_t units, float tile, float pitch, float least_tile) {
  constexpr float tightest = 1.14F;  // pitch over tile: neighbours never touch
  DiagramColumn column{.x = x, .tile = tile, .units = {}};
  const auto count = static_cast<float>(units);
  const float room = area.height() / std::max(count, 1.0F);
  float step = std::min(pitch, std::max(room, least_tile * tightest));
  column.tile = std::min(tile, step / tightest);
  std::size_t shown = units;
  if (step * count > area.height() + 1) {
    const auto slots = static_cast<std::size_t>(std::max(2.0F, area.height() / step));
    shown = std::min(units, slots - 1);
    column.left_out = units - shown;
  }
  const float slots = static_cast<float>(shown) + (column.left_out > 0 ? 1.0F : 0.0F);
  float y = area.center().y - step * (slots - 1) / 2;
  for (std::size_t i = 0; i < shown; ++i, y += step) {
    column.units.push_back(
        Rect{x - column.tile / 2, y - column.tile / 2, x + column.tile / 2, y + column.tile / 2}.snapped());
  }
  column.more_y = y;
  return column;
}

DiagramResult network_diagram(const DiagramInput& input, TileAtlas& atlas) {
  ImDrawList* list = canvas();
  SurfaceInput pointer;
  if (input.links) pointer = surface("playground.links", links_area(input), false);
  const Hits hits = input.touch_layers ? layer_hits(input) : unit_hits(input);
  const std::vector<Link> links = collect_links(input, hits.hovered);
  for (const Link& link : links) draw_link(list, link);
  draw_signal(list, input, links);
  std::optional<LinkRef> pressed;
  if (!hits.hovered) pressed = point_at_link(list, input, links, pointer);
  for (std::size_t column = 0; column < input.columns.size(); ++column) {
    const DiagramColumn& place = input.columns[column];
    const float radius = std::min(7.0F, place.tile / px(1) * 0.18F + 1);
    for (std::size_t unit = 0; unit < place.units.size(); ++unit) {
      const UnitRef here{column == 0 ? input.columns.size() : column - 1, unit};
      const UnitLook& look = look_of(input, column, unit);
      draw_unit(list, place.units[unit], look, atlas, input.selected == here, hits.hovered == here, radius);
      if (look.dead && input.names_dead) {
        draw_pill(list, {place.units[unit].x1 + px(7), place.units[unit].center().y}, tr("playground.dead"),
                  theme().ink2);
      }
    }
    if (column < input.figures.size()) {
      const std::vector<std::string>& figures = input.figures[column];
      for (std::size_t unit = 0; unit < std::min(place.units.size(), figures.size()); ++unit)
        draw_text_halo(list, place.units[unit].center(), center_middle, theme().ink, theme().panel, strong(type::tick),
                       figures[unit]);
    }
    if (place.left_out > 0) {
      const std::string more = tr("playground.more_units", {{"n", std::to_string(place.left_out)}});
      draw_text_halo(list, {place.x, place.more_y}, center_middle, theme().ink2, theme().panel, type::tick, more);
    }
  }
  return {hits.chosen, hits.hovered, pressed};
}

}  // namespace gradlab::ui
