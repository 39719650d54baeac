// One layer or one unit, looked into while it trains: its weights, its activation over the z that really occur, and
// what follows for learning.
#include <algorithm>
#include <cmath>

#include "core/formula/custom_row.hpp"
#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/pages/playground/weight_rows.hpp"
#include "shell/ui/pages/playground_edit.hpp"
#include "shell/ui/pages/playground_parts.hpp"
#include "shell/ui/pages/playground_words.hpp"
#include "shell/ui/widgets/formula.hpp"
#include "shell/ui/widgets/histogram_plot.hpp"

namespace gradlab::ui {
namespace {

constexpr float fact_pitch = 25;

struct Chosen {
  std::size_t layer = 0;
  std::optional<std::size_t> unit;
  const Layer<float>* row = nullptr;
  std::span<const UnitActivity> units;  // of the layer; empty before the first measurement
};

Chosen chosen_of(const Playground& page) {
  const auto [layer, unit] = page.state.looked_at();
  Chosen chosen{layer, unit, &page.run.network().layers()[layer], {}};
  if (chosen.layer < page.run.figures().layers.size()) chosen.units = page.run.figures().layers[chosen.layer];
  return chosen;
}

/// The activation's parameters as they are now; of the first unit where each has its own and no unit is chosen.
std::vector<double> params_now(const Playground& page, const Chosen& chosen) {
  std::vector<double> params = chosen.row->fixed_params;
  const auto numbers = page.run.network().parameters();
  std::size_t trained_in_set = 0;
  for (const ParamSpec& param : chosen.row->activation->params) trained_in_set += param.trained ? 1 : 0;
  std::size_t at = chosen.row->trained_params + (chosen.row->per_unit ? chosen.unit.value_or(0) * trained_in_set : 0);
  for (std::size_t p = 0; p < params.size(); ++p) {
    if (chosen.row->activation->params[p].trained) params[p] = static_cast<double>(numbers[at++]);
  }
  return params;
}

std::string title_of(const Playground& page, const Chosen& chosen) {
  std::string name = layer_name(page.state.spec, chosen.layer);
  if (!chosen.unit) return name;
  return tr("playground.name_and_unit", {{"name", name}, {"n", std::to_string(*chosen.unit + 1)}});
}

/// Of each unit, for how many points it is flat.
void units_column(const Chosen& chosen, Rect where) {
  draw_text({where.x0, where.y0 + px(13)}, left_base, theme().ink2, type::caption, tr("playground.flat_by_unit"));
  where.cut_top(px(24));
  const auto fit = static_cast<std::size_t>(std::max(2.0F, where.height() / px(20)));
  const std::size_t shown = chosen.units.size() <= fit ? chosen.units.size() : fit - 1;
  for (std::size_t u = 0; u < shown; ++u) {
    const UnitActivity& unit = chosen.units[u];
    const Rect row = where.cut_top(px(20));
    const float middle = row.center().y;
    const double share = unit.samples ? static_cast<double>(unit.flat) / static_cast<double>(unit.samples) : 0;
    draw_text({row.x0 + px(18), middle}, right_middle, theme().ink2, type::tick, std::to_string(u + 1));
    const std::string words = unit.dead() ? std::string(tr("playground.dead")) : percent(share, 0);
    draw_text({row.x1, middle}, right_middle, theme().ink, unit.dead() ? strong(type::tick) : type::tick, words);
    draw_share_bar(Rect{row.x0 + px(28), middle - px(3.5F), row.x1 - px(52), middle + px(3.5F)}.snapped(),
                   static_cast<float>(share), false, theme().axis);
  }
  if (shown < chosen.units.size()) {
    const std::string words = tr("playground.more_units", {{"n", std::to_string(chosen.units.size() - shown)}});
    draw_text({where.x0 + px(8), where.y0 + px(10)}, left_middle, theme().ink2, type::tick, words);
  }
}

struct Fact {
  std::string_view name;
  std::string value;
};

std::string count_of(std::size_t n, std::size_t all) {
  return tr("playground.n_of_all",
            {{"n", grouped(static_cast<long long>(n))}, {"all", grouped(static_cast<long long>(all))}});
}

std::vector<Fact> unit_facts(const UnitActivity& unit, bool mixes) {
  std::vector<Fact> facts;
  if (!mixes) facts.push_back({"playground.fact.on", count_of(unit.samples - unit.flat, unit.samples)});
  const double all = static_cast<double>(std::max<std::size_t>(unit.samples, 1));
  facts.push_back({"playground.fact.zeros", percent(static_cast<double>(unit.zeros) / all, 0)});
  facts.push_back({"playground.fact.mean", fixed(unit.mean, 2)});
  facts.push_back({"playground.fact.mean_output", fixed(unit.mean_output, 2)});
  return facts;
}

std::vector<Fact> layer_facts(std::span<const UnitActivity> units, bool mixes) {
  std::size_t samples = 0, flat = 0, zeros = 0, dead = 0;
  double mean = 0, square = 0;
  for (const UnitActivity& unit : units) {
    samples += unit.samples;
    flat += unit.flat;
    zeros += unit.zeros;
    dead += unit.dead() ? 1 : 0;
    mean += unit.mean / static_cast<double>(units.size());
    square += (unit.deviation * unit.deviation + unit.mean * unit.mean) / static_cast<double>(units.size());
  }
  const auto share = [&](std::size_t n) {
    return percent(static_cast<double>(n) / static_cast<double>(std::max<std::size_t>(samples, 1)), 0);
  };
  std::vector<Fact> facts;
  if (!mixes) facts.push_back({"playground.fact.flat", share(flat)});
  facts.push_back({"playground.fact.zeros", share(zeros)});
  if (!mixes) facts.push_back({"playground.fact.dead", count_of(dead, units.size())});
  facts.push_back({"playground.fact.mean", fixed(mean, 2)});
  facts.push_back({"playground.fact.spread", fixed(std::sqrt(std::max(square - mean * mean, 0.0)), 2)});
  return facts;
}

/// The norm of the loss's gradient by all that goes into the unit, or into all units of the layer.
std::string gradient_words(const Playground& page, const Chosen& chosen) {
  const std::shared_ptr<const RunLook>& look = page.run.state().look;
  std::size_t first = 0;
  for (std::size_t l = 0; l < chosen.layer; ++l) first += page.run.network().layers()[l].outputs;
  if (!look || look->unit_gradients.size() < first + chosen.row->outputs) return "–";
  const auto of_layer = std::span(look->unit_gradients).subspan(first, chosen.row->outputs);
  if (chosen.unit) return readout(static_cast<double>(of_layer[*chosen.unit]));
  double squares = 0;
  for (const float norm : of_layer) squares += static_cast<double>(norm) * static_cast<double>(norm);
  return readout(std::sqrt(squares));
}

void facts_column(const Playground& page, const Chosen& chosen, Rect where) {
  if (chosen.units.empty()) return;
  const bool mixes = chosen.row->activation->mixes();
  std::vector<Fact> facts =
      chosen.unit ? unit_facts(chosen.units[*chosen.unit], mixes) : layer_facts(chosen.units, mixes);
  facts.push_back({"playground.fact.gradient", gradient_words(page, chosen)});
  bool first = true;
  for (const Fact& fact : facts) {
    if (where.height() < px(fact_pitch)) break;
    const Rect row = where.cut_top(px(fact_pitch));
    record_reading(fact.name, fact.value, row);
    if (!first) draw_hline(canvas(), row.x0, row.x1, row.y0, theme().line);
    first = false;
    const float value = draw_text({row.x1, row.center().y}, right_middle, theme().ink, type::body, fact.value);
    draw_text_fit(canvas(), {row.x0, row.center().y}, left_middle, theme().ink2, type::body, tr(fact.name),
                  row.width() - value - px(8));
  }
}

/// How many z the histogram counts.
std::string counted_words(const Chosen& chosen) {
  const std::size_t samples = chosen.units.empty() ? 0 : chosen.units.front().samples;
  const std::string n = grouped(static_cast<long long>(samples)), units = std::to_string(chosen.row->outputs);
  if (chosen.unit || chosen.row->outputs == 1) return tr("playground.points_n", {{"n", n}});
  return tr("playground.points_times_units", {{"n", n}, {"units", units}});
}

/// A typed activation as a curve wants it; null for rows of the table. Read once.
const Activation<double>* typed_row(PlaygroundState& state, std::size_t layer) {
  const std::string& text = state.spec.layers[layer].formula;
  if (text.empty()) return nullptr;
  if (!state.typed || state.typed->row().expression != text) {
    auto row = CustomRow<double>::create(text);
    if (!row) return nullptr;
    state.typed = *std::move(row);
  }
  return &state.typed->row();
}

void curve_column(const Playground& page, const Chosen& chosen, const Rect& where) {
  const PlaygroundFigures& figures = page.run.figures();
  const bool counted = figures.request.layer == chosen.layer && figures.request.unit == chosen.unit;
  const auto* row = find_activation<double>(chosen.row->activation->id);
  if (!row) row = typed_row(page.state, chosen.layer);
  const std::vector<double> params = params_now(page, chosen);
  draw_histogram_plot(where, {.row = row,
                              .params = params,
                              .z = figures.histogram_span,
                              .counts = counted ? std::span(figures.histogram) : std::span<const std::uint32_t>(),
                              .color = activation_color(page, chosen.row->activation->id)});
}

}  // namespace

Color activation_color(const Playground& page, std::string_view id) {
  // The function's colour of this session, if it has one; blue and orange already mean something here.
  const ChosenFunction* known = page.app.pages().functions.find(id);
  return theme().curve(known && known->color > 1 ? known->color : 2);
}

void playground_inspector_content(Playground& page, Rect where, bool alone) {
  const Chosen chosen = chosen_of(page);
  const bool has_unit = chosen.unit && *chosen.unit < chosen.row->outputs;
  const auto left = [&](const Rect& rect) {
    if (!alone) return;
    if (has_unit)
      weight_rows(page, chosen.layer, *chosen.unit, rect);
    else
      units_column(chosen, rect);
  };
  if (where.width() < px(470)) {
    curve_column(page, chosen, where.cut_top(std::min(px(190), where.height() * 0.5F), px(14)));
    left(where.column(0, 2, px(20)));
    if (alone) facts_column(page, chosen, where.column(1, 2, px(20)));
    return;
  }
  const bool narrow = where.width() < px(640);
  const float side = std::clamp(where.width() * 0.26F, px(146), px(230));
  left(where.cut_left(side, px(narrow ? 24.0F : 34.0F)));
  const Rect facts = where.cut_right(side, px(narrow ? 10.0F : 20.0F));
  if (alone) facts_column(page, chosen, facts);
  curve_column(page, chosen, where);
}

void playground_phone_layer(Playground& page, const Rect& where) {
  const Chosen chosen = chosen_of(page);
  const Rect box = panel(where).outer;
  Rect rest = box.inset(px(14), px(8));
  Rect header = rest.cut_top(px(30), px(2));
  const ButtonOptions more{.kind = ButtonKind::link, .icon_after = Icon::chevron_right, .icon_size = 14};
  if (button("playground.layer_details", header.cut_right(button_width("playground.layer_details", more), px(8)), more))
    page.state.layer_open = true;
  if (button("playground.slow", header.cut_right(button_width("playground.slow", more), px(8)), more))
    open_slow(page.state);
  const float x =
      header.x0 + px(8) +
      draw_text({header.x0, header.y0 + px(16)}, left_base, theme().ink, strong(type::body), title_of(page, chosen));
  const std::string words = short_name("activation", chosen.row->activation->id) + " · " + counted_words(chosen);
  if (text_width(type::caption, words) < header.x1 - x)
    draw_text({x, header.y0 + px(16)}, left_base, theme().ink2, type::caption, words);
  curve_column(page, chosen, rest);
}

void playground_inspector_panel(Playground& page, const Rect& where) {
  const Chosen chosen = chosen_of(page);
  Panel box = panel(where, title_of(page, chosen));
  const ButtonOptions link{.kind = ButtonKind::link, .icon_after = Icon::chevron_right, .icon_size = 14};
  const float link_width = button_width("playground.layer_settings", link);
  if (button("playground.layer_settings", box.header.cut_right(link_width, px(8)), link)) page.state.layer_open = true;
  if (chosen.unit) freeze_unit_button(page, chosen.layer, *chosen.unit, box.header);
  const std::string words = short_name("activation", chosen.row->activation->id) + " · " + counted_words(chosen);
  draw_text_fit(canvas(), {box.header.x0 - px(2), box.outer.y0 + px(31)}, left_base, theme().ink2, type::caption, words,
                box.header.width());
  Rect content = box.content;
  Rect note = box.outer.inset(px(12));
  if (const float height = playground_note_height(page, note.width()); height > 0) {
    note.y0 = note.y1 - height;
    content.y1 = note.y0 - px(10);
    playground_note(page, note);
  } else {
    content.y1 -= px(2);
  }
  // A sheet over the page shows the same numbers.
  playground_inspector_content(page, content, breakpoint() == Breakpoint::wide || !page.state.layer_open);
}

}  // namespace gradlab::ui
