#include "shell/ui/pages/components_parts.hpp"

#include <array>
#include <cmath>

#include "shell/ui/app.hpp"
#include "shell/ui/control_item.hpp"

namespace gradlab::ui {
namespace {

constexpr std::string_view none = "-";

void caption(const Rect& frame, float y, const char* text) {
  draw_text({frame.x0, y}, left_middle, theme().ink2, type::body, text);
}

void button_states(const Rect& content, float top) {
  constexpr std::array states{"rest", "hover", "pressed", "focus", "off"};
  constexpr std::array<std::pair<ButtonKind, const char*>, 3> kinds{
      {{ButtonKind::primary, "primary"}, {ButtonKind::soft, "soft"}, {ButtonKind::quiet, "quiet"}}};
  const auto column = [&](int i) { return content.x0 + px(70 + 70 * static_cast<float>(i)); };
  for (int i = 0; i < 5; ++i) {
    draw_text({column(i) + px(31), top - px(13)}, center_middle, theme().ink2, type::caption,
              states[static_cast<std::size_t>(i)]);
  }
  float y = top;
  for (const auto& [kind, name] : kinds) {
    caption(content, y + px(17), name);
    for (int i = 0; i < 5; ++i) {
      ItemResult item;
      item.rect = Rect{column(i), y, column(i) + px(62), y + px(34)};
      item.hovered = i == 1;
      item.held = i == 2;
      item.focused = i == 3;
      item.enabled = i != 4;
      draw_button_face(item, {.kind = kind}, "Play");
    }
    y += px(42);
  }
}

// What the sheet's controls hold; a sheet is looked at, so it is fresh each frame unless something is held.
struct Sample {
  double value = 1.5, rate = 0.05;
  int layer = 0, loss = 0, scale = 1, units = 8;
  bool on = true, off = false;
  std::string search;
};

Sample& sample() {
  static Sample held;  // nothing that a person would keep
  return held;
}

void value_controls(const Rect& content, float top) {
  Sample& s = sample();
  const float x = content.x0 + px(80);
  caption(content, top + px(15), "slider");
  slider_with_field("components.slider", {x - px(8), top, content.x1, top + px(34)}, s.value,
                    {.low = 0, .high = 4, .initial = 1, .decimals = 2}, 76,
                    {"slider", "ghost = value before the drag"});
  caption(content, top + px(72), "choice");
  constexpr std::array<Item, 3> layers{
      {{"relu", "ReLU", "Rectifiers"}, {"prelu", "PReLU"}, {"tanh", "Tanh", "Classic"}}};
  constexpr std::array<Item, 2> losses{{{"cross_entropy", "Cross-entropy"}, {"mse", "Mean squared error"}}};
  const Picture curve = [](ImDrawList* list, const Rect& where, int index) {
    const ImVec2 points[] = {
        {where.x0, where.y1 - px(5)}, {where.center().x, where.y1 - px(5)}, {where.x1, where.y0 + px(2)}};
    draw_polyline(list, points, theme().curve(static_cast<std::size_t>(index)), 1.6F);
  };
  choice("components.layer", {x, top + px(56), x + px(150), top + px(90)}, s.layer, layers, curve, {"choice", none});
  choice("components.loss", {x + px(162), top + px(56), content.x1, top + px(90)}, s.loss, losses, {}, {"loss", none});
  caption(content, top + px(112), "toggle");
  toggle("components.on", {x, top + px(102), x + px(34), top + px(122)}, s.on, false, {"on", none});
  toggle("components.off", {x + px(48), top + px(102), x + px(82), top + px(122)}, s.off, false, {"off", none});
  draw_text({x + px(110), top + px(112)}, left_middle, theme().ink2, type::body, "segments");
  constexpr std::array<Item, 2> scales{{{"linear", "Linear"}, {"log", "Log"}}};
  segments("components.scale", {content.x1 - px(148), top + px(95), content.x1, top + px(129)}, s.scale, scales,
           type::body, {"segments", none});
  caption(content, top + px(160), "number");
  number("components.number", {x, top + px(142), x + px(76), top + px(176)}, s.rate,
         {.low = 0, .high = 10, .initial = 0.05}, {"rate", none});
  number("components.refused", {x + px(176), top + px(142), x + px(252), top + px(176)}, s.rate, {.low = 0, .high = 10},
         {"rate", none});
}

}  // namespace

void components_controls(const Rect& where) {
  const Panel frame = panel(where, "Controls");
  const Rect& content = frame.content;
  const float top = frame.outer.y0;
  button_states(content, top + px(64));
  value_controls(content, top + px(192));
  const float x = content.x0 + px(80);
  caption(content, top + px(415), "chips");
  chip("components.sigmoid", {x, top + px(397)}, theme().curve(0), false, true, {"Sigmoid", none});
  chip("components.silu", {x + px(118), top + px(397)}, theme().curve(3), true, true, {"SiLU", none});
  caption(content, top + px(460), "stepper");
  stepper("components.units", {x, top + px(446), x + px(76), top + px(474)}, sample().units, 1, 12, {"units", none});
  text_field("components.search", {x + px(100), top + px(442), content.x1, top + px(478)}, sample().search,
             Icon::search, {"Search 28 functions", none});
}

void components_units(const Rect& where) {
  const Panel frame = panel(where, "Diagnosis line and unit");
  const Theme& t = theme();
  ImDrawList* const list = canvas();
  note_line("components.note",
            {frame.outer.x0 + px(12), frame.outer.y0 + px(48), frame.outer.x1 - px(12), frame.outer.y0 + px(112)},
            {.text = "Unit 7 is dead: z < 0 at all 280 points.", .fix = "Set rate to 0.01", .why = true});
  constexpr std::array states{"rest", "hover", "selected", "dead", "frozen"};
  for (int i = 0; i < 5; ++i) {
    const Rect slot =
        Rect{frame.content.x0, frame.outer.y0 + px(140), frame.content.x1, frame.outer.y0 + px(188)}.column(i, 5,
                                                                                                            px(0));
    const Rect unit = slot.centered(px(48), px(48)).snapped();
    fill_rect(list, unit, t.ramp(i == 3 ? 0 : 0.2F * static_cast<float>(i)), 7);
    if (i == 3) draw_hatch(list, unit, t.line2);
    stroke_rect(list, unit, t.line2, 7);
    if (i == 1) draw_ring(list, unit, t.axis, 7, 2, 1);
    if (i == 2) draw_ring(list, unit, t.accent, 7, 2.5F, 3);
    if (i == 4) {
      fill_dot(list, {unit.x1 - px(3), unit.y0 + px(2)}, 9, t.ink);
      draw_icon(list, Icon::lock, {unit.x1 - px(3), unit.y0 + px(2)}, t.panel, 11);
    }
    draw_text({slot.center().x, slot.y1 + px(20)}, center_base, t.ink2, type::caption,
              states[static_cast<std::size_t>(i)]);
    const float weight = std::array{0.2F, 0.6F, 1.2F, 2.4F, 3.4F}[static_cast<std::size_t>(i)];
    const ImVec2 a{unit.x0, unit.y1 + px(44)};
    const ImVec2 b{unit.x1, unit.y1 + px(60)};
    list->AddBezierCubic(a, {a.x + px(24), a.y}, {b.x - px(24), b.y}, b,
                         with_alpha(i % 2 == 0 ? t.pos : t.neg, 0.3F + weight / 6), px(0.7F + 1.2F * weight));
  }
}

void components_more_controls(const Rect& where) {
  const Panel frame = panel(where, "Icons, tiles, rows");
  const Theme& t = theme();
  ImDrawList* const list = canvas();
  for (int i = 1; i <= static_cast<int>(Icon::more); ++i) {
    const Rect place = grid_cell({frame.content.x0, frame.content.y0}, static_cast<std::size_t>(i - 1), 13,
                                 {px(20), px(24)}, {px(11), px(6)});
    draw_icon(list, static_cast<Icon>(i), place.center(), t.ink2);
  }
  const Picture dots = [&](ImDrawList* drawn_on, const Rect& box, int) {
    for (int i = 0; i < 40; ++i) {
      const float angle = static_cast<float>(i) * 0.4F;
      const float radius = static_cast<float>(i) / 40 * box.width() * 0.45F;
      fill_dot(drawn_on, {box.center().x + std::cos(angle) * radius, box.center().y + std::sin(angle) * radius}, 1.4F,
               i % 2 ? t.pos : t.neg);
    }
  };
  const float y = frame.content.y0 + px(80);
  tile("components.circle", {frame.content.x0, y, frame.content.x0 + px(62), y + px(84)}, false, dots,
       {"Circle", none});
  tile("components.spiral", {frame.content.x0 + px(74), y, frame.content.x0 + px(136), y + px(84)}, true, dots,
       {"Spiral", none});
  const float x = frame.content.x0 + px(170);
  thumbnail_row("components.step", {x, y, x + px(138), y + px(34)}, RowState::off, {}, {"Step", none});
  thumbnail_row("components.relu", {x, y + px(40), x + px(138), y + px(74)}, RowState::on, {}, {"ReLU", none});
  thumbnail_row("components.silu_row", {x, y + px(80), x + px(138), y + px(114)}, RowState::focused, {},
                {"SiLU", none});
}

}  // namespace gradlab::ui
