#include "shell/ui/widgets/network_diagram.hpp"

#include <imgui_internal.h>  // ImBezierCubicCalc

#include <algorithm>
#include <cmath>
#include <vector>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/context.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/svg.hpp"
#include "shell/ui/theme.hpp"

namespace gradlab::ui {
namespace {

constexpr float strongest = 3.4F;  // weights beyond this are drawn no thicker

struct Link {
  ImVec2 from, to;
  float weight = 0;
  bool dead = false;
  bool faded = false;
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

std::vector<Link> collect_links(const DiagramInput& input, std::optional<UnitRef> hovered) {
  std::vector<Link> links;
  for (std::size_t layer = 0; layer + 1 < input.columns.size(); ++layer) {
    const DiagramColumn& from = input.columns[layer];
    const DiagramColumn& to = input.columns[layer + 1];
    for (std::size_t t = 0; t < to.units.size(); ++t) {
      for (std::size_t f = 0; f < from.units.size(); ++f) {
        const bool from_dead = layer > 0 && look_of(input, layer, f).dead;
        const bool to_selected = input.selected == UnitRef{layer, t};
        const bool dead = from_dead || (look_of(input, layer + 1, t).dead && !to_selected);
        links.push_back({right_end(from.units[f]), left_end(to.units[t]), weight_between(*input.network, layer, f, t),
                         dead, !is_lit(input, hovered, layer, f, t)});
      }
    }
  }
  const auto thickness = [](const Link& link) {
    return link.dead ? -1.0F : std::abs(link.weight) + (link.faded ? 0.0F : 100.0F);
  };
  std::sort(links.begin(), links.end(), [&](const Link& a, const Link& b) { return thickness(a) < thickness(b); });
  return links;
}

void draw_link(ImDrawList* list, const Link& link) {
  const Theme& colors = theme();
  const float strength = std::isfinite(link.weight) ? std::min(std::abs(link.weight), strongest) : 0;
  const float reach = (link.to.x - link.from.x) * 0.5F;
  Color color = with_alpha(colors.ink3, 0.45F);
  float width = 0.8F;
  if (!link.dead) {
    color = with_alpha(link.weight > 0 ? colors.pos : colors.neg, 0.22F + 0.56F * std::min(strength / 1.8F, 1.0F));
    width = 0.7F + 1.2F * strength;
  }
  if (link.faded) color = with_alpha(color, 0.25F);
  const int segments = width < 1.2F ? 14 : 22;
  if (ui().svg) {
    std::vector<ImVec2> points;
    for (int i = 0; i <= segments; ++i)
      points.push_back(ImBezierCubicCalc(link.from, {link.from.x + reach, link.from.y}, {link.to.x - reach, link.to.y},
                                         link.to, static_cast<float>(i) / static_cast<float>(segments)));
    ui().svg->line(points, color, px(width));
  }
  list->AddBezierCubic(link.from, {link.from.x + reach, link.from.y}, {link.to.x - reach, link.to.y}, link.to, color,
                       px(width), segments);
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
  const Hits hits = input.touch_layers ? layer_hits(input) : unit_hits(input);
  for (const Link& link : collect_links(input, hits.hovered)) draw_link(list, link);
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
  return {hits.chosen};
}

}  // namespace gradlab::ui
