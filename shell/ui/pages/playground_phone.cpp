// One column for a phone, and the sheets that open over it (also the drawer of a narrow window).
#include <algorithm>
#include <cmath>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/pages/playground/class_sheet.hpp"
#include "shell/ui/pages/playground/keep_sheet.hpp"
#include "shell/ui/pages/playground/layer_settings.hpp"
#include "shell/ui/pages/playground/slow_panel.hpp"
#include "shell/ui/pages/playground/weight_rows.hpp"
#include "shell/ui/pages/playground_edit.hpp"
#include "shell/ui/pages/playground_parts.hpp"
#include "shell/ui/pages/playground_pictures.hpp"
#include "shell/ui/pages/playground_words.hpp"
#include "shell/ui/widgets/loss_chart.hpp"

namespace gradlab::ui {
namespace {

constexpr float setup_height = 52, loss_height = 174, network_height = 222, layer_height = 152, slow_height = 392,
                transport_height = 72;

std::string setup_title(const Playground& page) {
  const DataSpec& data = page.state.spec.data;
  std::string name(tr("dataset." + data.kind));
  if (!is_generated(data.kind)) return name;
  return tr("playground.data_and_noise", {{"name", name}, {"noise", compact(data.noise, 3)}});
}

std::string setup_details(const Playground& page) {
  const Spec& spec = page.state.spec;
  return shape_words(spec, page.run.network().inputs(), page.run.network().outputs()) + " · " +
         short_name("activation", spec.layers.front().activation) + " · " + short_name("optimizer", spec.optimizer.id) +
         " " + compact(learning_rate(spec), 3);
}

void setup_line(Playground& page, const Rect& where) {
  const Rect box = panel(where).outer;
  const Rect thumb = Rect{box.x0 + px(6), box.y0 + px(6), box.x0 + px(46), box.y1 - px(6)}.snapped();
  draw_box(canvas(), thumb, theme().panel, theme().line, thumbnail_radius);
  draw_data_picture(canvas(), thumb.inset(px(2)), picture_of(page.state, page.state.spec.data.kind), 1.0F);
  const ButtonOptions change{
      .kind = ButtonKind::soft, .text = strong(type::body), .words = {tr("playground.change"), {}}};
  const float width = button_width("playground.setup", change);
  const Rect button_rect = Rect{box.x1 - px(8) - width, box.y0 + px(8), box.x1 - px(8), box.y1 - px(8)};
  if (button("playground.setup", button_rect, change)) page.state.setup_open = true;
  const float x = thumb.x1 + px(10), room = button_rect.x0 - x - px(8);
  draw_text_fit(canvas(), {x, box.y0 + px(21)}, left_base, theme().ink, strong(type::body), setup_title(page), room);
  draw_text_fit(canvas(), {x, box.y0 + px(40)}, left_base, theme().ink2, type::caption, setup_details(page), room);
}

void phone_loss(Playground& page, const Rect& where) {
  const Rect box = panel(where).outer;
  draw_text({box.x0 + px(14), box.y0 + px(23)}, left_base, theme().ink, strong(type::body), tr("playground.loss"));
  const ButtonOptions link{.kind = ButtonKind::link, .icon_after = Icon::chevron_right, .icon_size = 14};
  Rect header{box.x0 + px(60), box.y0 + px(4), box.x1 - px(8), box.y0 + px(32)};
  const float link_width = button_width("playground.landscape", link);
  if (button("playground.landscape", header.cut_right(link_width, px(8)), link)) page.state.landscape.open = true;
  const float curves_width = button_width("playground.curves", link);
  if (button("playground.curves", header.cut_right(curves_width, px(8)), link)) page.state.curves.open = true;
  const float rates_width = button_width("playground.rates", link);
  if (button("playground.rates", header.cut_right(rates_width), link)) page.state.rates.open = true;
  Rect chart = box.inset(px(10), px(6));
  chart.cut_top(px(28));
  const Rect track = chart.cut_bottom(px(30), px(4));
  playground_phone_timeline(page, {track.x0 + px(10), track.y0, track.x1 - px(10), track.y1});
  chart.cut_left(px(36));
  chart.cut_top(px(4));
  playground_loss_chart(page, chart);
}

constexpr float unit_side = 44, unit_gap = 8;

std::size_t units_in_row(float width) {
  return std::max<std::size_t>(1, static_cast<std::size_t>((width + px(unit_gap)) / px(unit_side + unit_gap)));
}

float unit_buttons_height(const Playground& page, float width) {
  const std::size_t units = page.run.network().layers()[page.state.selected_layer].outputs;
  const std::size_t rows = (units + units_in_row(width) - 1) / units_in_row(width);
  return px(unit_side + unit_gap) * static_cast<float>(rows);
}

/// All units of a layer, large enough for a finger.
void unit_buttons(Playground& page, std::size_t layer, const Rect& where) {
  const auto looks = unit_looks(page);
  if (layer + 1 >= looks.size()) return;
  const float side = px(unit_side), gap = px(unit_gap);
  const std::size_t in_row = units_in_row(where.width());
  const IdScope layer_scope(static_cast<int>(layer + 1));
  const std::size_t units = looks[layer + 1].size();
  for (std::size_t u = 0; u < units; ++u) {
    const Rect rect = grid_cell(where.min(), u, in_row, {side, side}, {gap, gap});
    const bool chosen = page.state.selected_unit == u;
    draw_unit(canvas(), rect, looks[layer + 1][u], page.run.atlas(), chosen, false, map_radius);
    const IdScope unit_scope(static_cast<int>(u + 1));
    const std::string label =
        tr("playground.unit_of_layer", {{"layer", std::to_string(layer + 1)}, {"n", std::to_string(u + 1)}});
    if (!hit_area("playground.sheet_unit", rect, {.label = label, .help = tr("control.playground.unit.help")}).operated)
      continue;
    if (chosen)
      page.state.selected_unit.reset();
    else
      page.state.selected_unit = u;
  }
}

void layer_controls(Playground& page, Rect row) {
  const std::size_t layer = page.state.selected_layer;
  const float height = field_height();
  const bool output = layer + 1 == page.state.spec.layers.size();
  if (!output) {
    int units = static_cast<int>(page.state.spec.layers[layer].units);
    const std::string name = tr("playground.units_of", {{"name", layer_name(page.state.spec, layer)}});
    const Words words{name, tr("control.playground.units.help")};
    if (stepper("playground.sheet_units", row.cut_left(px(100), px(10)).centered(px(100), height), units, 1,
                static_cast<int>(most_units), words)) {
      try_spec(page.state, with_units(page.state.spec, layer, static_cast<std::size_t>(units)));
    }
    const ButtonOptions words_only{.words = {tr("playground.remove"), tr("control.playground.remove_layer.help")}};
    const float width = button_width("playground.sheet_remove", words_only);
    if (button("playground.sheet_remove", row.cut_right(width, px(10)).centered(width, height), words_only)) {
      try_spec(page.state, with_layer_removed(page.state.spec, layer));
      page.state.layer_open = false;
      return;
    }
  }
  activation_choice(page, layer, row.centered(row.width(), height));
}

}  // namespace

void playground_layer_overlay(Playground& page) {
  const std::string title = layer_name(page.state.spec, page.state.selected_layer);
  constexpr float controls_height = 44 + 4, numbers_height = 26 + 6, inspector_height = 340, least_inspector = 260;
  constexpr float left = 8, right = 14;  // room for the knob of a slider, and for the scroll bar
  constexpr float usual_width = 450, around = 96, size_with_inspector = 640;
  // A wide window shows the units and their curve beside the sheet.
  const bool wide = breakpoint() == Breakpoint::wide;
  const auto height_of_settings = [&](float width) {
    return controls_height + numbers_height + layer_settings_height(page.state, width) / px(1);
  };
  const float size = wide ? around + height_of_settings(px(usual_width)) : size_with_inspector;
  const Overlay sheet("playground.layer_panel", page.state.layer_open, size, title,
                      on_phone() ? Overlay::Side::bottom : Overlay::Side::center);
  if (!sheet.visible()) return;
  const float width = sheet.content().width() - px(left + right);
  float needed = height_of_settings(width);
  if (!wide) {
    constexpr float curve_height = 204, most_rows = 620;  // more than these scroll by themselves
    float inspector = width < px(470) ? inspector_height : least_inspector;
    if (width < px(470) && page.state.selected_unit)
      inspector =
          std::max(inspector, curve_height + std::min(weight_rows_height(page, page.state.selected_layer), most_rows));
    needed += unit_buttons_height(page, width) / px(1) + 8 + inspector;
  }
  const PageScroll scroll("playground.layer_scroll", sheet.content(), needed);
  Rect rest = scroll.content();
  rest.cut_left(px(left));
  rest.cut_right(px(right));
  layer_controls(page, rest.cut_top(px(44), px(4)));
  if (!page.state.layer_open) return;
  activation_numbers(page, page.state.selected_layer, rest.cut_top(px(26), px(6)));
  if (!wide)
    unit_buttons(page, page.state.selected_layer, rest.cut_top(unit_buttons_height(page, rest.width()), px(8)));
  layer_settings(page.state, rest.cut_top(layer_settings_height(page.state, rest.width()), px(4)));
  if (!wide) playground_inspector_content(page, rest);
}

void playground_setup_overlay(Playground& page) {
  const bool phone = on_phone(), wide = breakpoint() == Breakpoint::wide;
  // A window made wide shows these controls on the page.
  if (wide) page.state.setup_open = false;
  // Room at the left for the ring of a chosen tile, at the right for the scroll bar.
  constexpr float left = 4, right = 14, sheet_width = 300, most = 720, around = 190, head = 70;
  const float sheet_padding = 2 * panel_padding() / px(1);
  const float width = (phone ? ui().design_width() : sheet_width) - sheet_padding - left - right;
  const float training = playground_training_height(), data = playground_data_height(page, width);
  const float needed = data + training + around;
  const Overlay sheet("playground.setup_panel", page.state.setup_open,
                      phone ? std::min(most, needed + head) : sheet_width, tr("control.playground.setup"));
  if (!sheet.visible() || wide) return;
  const PageScroll scroll("playground.setup_scroll", sheet.content(), needed);
  Rect rest = scroll.content();
  rest.cut_left(px(left));
  rest.cut_right(px(right));
  rest.cut_top(px(left));
  Rect first = rest.cut_top(px(44), px(14));
  if (phone) undo_buttons(page, first.cut_right(px(96), px(8)));
  if (phone) simple_view_switch(page, first.cut_right(simple_view_switch_width(), px(8)));
  playground_presets_button(page, first, ButtonKind::soft);
  playground_data_controls(page, rest.cut_top(px(data), px(16)));
  draw_text({rest.x0, rest.y0 + px(16)}, left_base, theme().ink, type::panel_title, tr("playground.training"));
  const ButtonOptions more{.kind = ButtonKind::link, .icon_after = Icon::chevron_right, .icon_size = 14};
  Rect header = rest.cut_top(px(32));
  if (button("playground.more", header.cut_right(button_width("playground.more", more)), more)) {
    page.state.setup_open = false;
    page.state.more_open = true;
  }
  playground_training_controls(page, rest.cut_top(px(training), px(12)));
  const ButtonOptions add{.icon = Icon::plus};
  const Disabled full(page.state.spec.layers.size() > most_hidden_layers);
  if (button("playground.sheet_add_layer", rest.cut_top(px(44)).centered(rest.width(), px(44)), add)) {
    try_spec(page.state, with_hidden_layer_added(page.state.spec));
  }
}

void playground_phone(Playground& page, const Rect& area) {
  Rect above = area;
  const Rect bar = above.cut_bottom(px(transport_height));
  const float gap = 10, note = playground_note_height(page, page_column(area).width()) / px(1);
  const bool inside = shows("playground.inspector") || page.state.slow.on;
  const float layer = page.state.slow.on ? slow_height : inside ? layer_height : 0;
  const float task = playground_task_height(page, page_column(area).width()) / px(1);
  const float fixed_part = setup_height + playground_phone_output_height(page) + network_height + layer + loss_height +
                           (inside ? 6 : 5) * gap + (note > 0 ? note + gap : 0) + (task > 0 ? task + gap : 0);
  {
    const PageScroll scroll("playground.phone", above, fixed_part);
    Rect column = page_column(scroll.content());
    column.cut_top(px(gap));
    column.cut_bottom(px(gap));
    const float spare = std::max(0.0F, above.height() - px(fixed_part));
    if (task > 0) playground_task_strip(page, column.cut_top(px(task), px(gap)));
    setup_line(page, column.cut_top(px(setup_height), px(gap)));
    // In slow motion the network and its numbers come first: both are in sight at once.
    const bool slow = page.state.slow.on;
    const auto part = [&](std::string_view id, const Rect& where, void (*draw)(Playground&, const Rect&)) {
      draw_and_take(page, id, where, [&] { draw(page, where); });
    };
    const auto output = [&] {
      part("output", column.cut_top(px(playground_phone_output_height(page)), px(gap)), playground_phone_output);
    };
    if (!slow) output();
    part("network", column.cut_top(px(network_height) + spare, px(gap)), playground_phone_network);
    if (note > 0 && !slow) playground_note(page, column.cut_top(px(note), px(gap)));
    if (inside)
      part("layer", column.cut_top(px(layer), px(gap)), slow ? playground_slow_panel : playground_phone_layer);
    if (slow) output();
    if (note > 0 && slow) playground_note(page, column.cut_top(px(note), px(gap)));
    part("loss", column, phone_loss);
  }
  playground_phone_transport(page, bar);
}

}  // namespace gradlab::ui
