// The component sheet: every part of the interface in every state, to lay beside the design. Seen only by those who
// build the program, so its words are English and stand here.
#include <cmath>
#include <vector>

#include "shell/ui/app.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/pages/components_parts.hpp"
#include "shell/ui/pages/pages.hpp"

namespace gradlab::ui {
namespace {

struct Role {
  const char* name;
  const char* use;
  Color color;
};

void colour_roles(const Rect& where) {
  const Panel frame = panel(where, "Colour roles");
  const Theme& t = theme();
  const Role roles[] = {{"bg", "page", t.bg},
                        {"panel", "panel", t.panel},
                        {"sunk", "plot wells, tracks", t.sunk},
                        {"line", "panel border, rules", t.line},
                        {"line2", "control border", t.line2},
                        {"grid", "grid", t.grid},
                        {"axis", "axis, tick", t.axis},
                        {"ink", "text", t.ink},
                        {"ink2", "second text", t.ink2},
                        {"ink3", "tick labels, hints", t.ink3},
                        {"accent", "action, focus", t.accent},
                        {"accentSoft", "selected fill", t.accent_soft},
                        {"accentLine", "selected border", t.accent_line},
                        {"note", "diagnosis fill", t.note},
                        {"noteInk", "diagnosis text", t.note_ink}};
  ImDrawList* const list = canvas();
  float y = frame.outer.y0 + px(56);
  for (const Role& role : roles) {
    const Rect swatch{frame.content.x0, y - px(8.5F), frame.content.x0 + px(34), y + px(8.5F)};
    draw_box(list, swatch, role.color, t.line2, 4);
    draw_text({swatch.x1 + px(12), y}, left_middle, t.ink, strong(type::caption), role.name);
    draw_text({swatch.x1 + px(108), y}, left_middle, t.ink2, type::caption, role.use);
    y += px(24);
  }
  draw_text({frame.content.x0, y + px(8)}, left_middle, t.ink2, type::caption,
            "weight and response: \u22121 \u2026 0 \u2026 +1");
  draw_ramp(list, {frame.content.x0, y + px(22), frame.content.x1, y + px(37)}, false);
  for (int i = 0; i < 8; ++i) {
    fill_rect(list, Rect{frame.content.x0, y + px(50), frame.content.x1, y + px(66)}.column(i, 8, px(8)).snapped(),
              t.curve(static_cast<std::size_t>(i)), 4);
  }
}

void type_sizes(const Rect& where) {
  const Panel frame = panel(where, "Type");
  struct Sample {
    TextStyle style;
    const char* text;
    const char* name;
  };
  const Sample samples[] = {{type::figure, "95.8 %", "figure 26 / 600"},
                            {type::reading, "150", "reading 20 / 600"},
                            {type::product, "Gradlab", "product 18 / 600"},
                            {type::panel_title, "Layer 1 · unit 7", "panel title 15 / 600"},
                            {type::body, "Learning rate 学习率", "body, control 14 / 400"},
                            {type::caption, "its slope", "caption 13 / 400"},
                            {type::tick, "\u22124  \u22122  0", "tick 12.5 / 400"},
                            {type::formula, "f(x) = xσ(βx)", "mathematics 22, italic serif"}};
  float y = frame.outer.y0 + px(64);
  for (const Sample& sample : samples) {
    draw_text({frame.content.x0, y}, left_base, theme().ink, sample.style, sample.text);
    draw_text({frame.content.x1, y}, right_base, theme().ink2, type::caption, sample.name);
    y += px(27.7F);
  }
}

void plot(const Rect& where) {
  const Panel frame = panel(where, "Plot: one curve, all parts");
  ImDrawList* const list = canvas();
  const Theme& t = theme();
  const Rect box =
      Rect{frame.content.x0 + px(32), frame.outer.y0 + px(66), frame.content.x1 - px(72), frame.outer.y0 + px(315)}
          .snapped();
  const auto place = [&](float x, float y) {
    return ImVec2{box.x0 + (x + 4.6F) / 9.2F * box.width(), box.center().y - y / 2.7F * box.height()};
  };
  fill_rect(list, {box.x0, box.y0, place(-3, 0).x, box.y1}, t.sunk);
  fill_rect(list, {place(3, 0).x, box.y0, box.x1, box.y1}, t.sunk);
  for (int x = -4; x <= 4; x += 2) draw_vline(list, place(static_cast<float>(x), 0).x, box.y0, box.y1, t.grid);
  for (const float y : {-1.0F, -0.5F, 0.0F, 0.5F, 1.0F}) {
    draw_hline(list, box.x0, box.x1, place(0, y).y, t.grid);
    draw_text({box.x0 - px(8), place(0, y).y}, right_middle, t.ink3, type::tick, compact(static_cast<double>(y)));
  }
  draw_hline(list, box.x0, box.x1, place(0, 0).y, t.axis);
  draw_vline(list, place(0, 0).x, box.y0, box.y1, t.axis);
  std::vector<ImVec2> curve;
  for (int i = 0; i <= 200; ++i) {
    const float x = -4.6F + 9.2F * static_cast<float>(i) / 200;
    curve.push_back(place(x, std::tanh(x)));
  }
  draw_polyline(list, curve, t.curve(2), 3);
  const float y = std::tanh(1.2F);
  const float slope = 1 - y * y;
  draw_dashed_line(list, {place(1.2F, 0).x, box.y0}, {place(1.2F, 0).x, box.y1}, t.ink, 1, 3, 3);
  const ImVec2 tangent[] = {place(-0.1F, y - 1.3F * slope), place(2.5F, y + 1.3F * slope)};
  draw_polyline(list, tangent, t.ink, 1.8F);
  draw_point(list, place(1.2F, y), 4.5F, t.curve(2), t.panel);
  draw_text_halo(list, {place(1.2F, 0).x + px(8), box.y0 + px(4)}, center_middle, t.ink, t.panel, type::caption,
                 "slope 0.305");
  draw_text({box.x1 + px(8), place(0, 1).y}, left_middle, t.curve(2), strong(type::caption), "Tanh");
  draw_tag(list, {place(1.2F, 0).x, box.y1 + px(12)}, "1.20", box);
  draw_text({box.x1 + px(8), box.y1 + px(17)}, left_base, t.ink2, type::axis_name, "x");
}

}  // namespace

void components_page(App&, const Rect& area) {
  Rect page = page_column(area).inset(0, px(24));
  Rect title = page.cut_top(px(24), px(14));
  title.cut_left(draw_text({title.x0, title.center().y}, left_middle, theme().ink, type::reading, "Gradlab components"),
                 px(16));
  draw_text({title.x0, title.center().y}, left_middle, theme().ink2, type::body,
            "All sizes at 1×. Unit 4 px. Every control is at least 32 px high, 44 px to touch.");
  const float gap = px(18);
  const Rect upper = page.cut_top(px(528), gap);
  const Rect lower = page.cut_top(px(276));
  colour_roles(upper.column(0, 3, gap));
  components_controls(upper.column(1, 3, gap));
  plot(upper.column(2, 3, gap));
  type_sizes(lower.column(0, 3, gap));
  components_units(lower.column(1, 3, gap));
  components_more_controls(lower.column(2, 3, gap));
}

}  // namespace gradlab::ui
