// The perceptron rule, one update after the other: on truth tables, and on points of one's own.
#include <algorithm>
#include <array>
#include <cmath>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/claim_link.hpp"
#include "shell/ui/pages/neuron/neuron_parts.hpp"

namespace gradlab::ui {
namespace {

constexpr float table_row = 26, rule_phone_map = 300, rule_words_height = 46;
constexpr std::size_t earlier_lines = 7;

std::string in_units(std::int64_t hundredths) { return compact(static_cast<double>(hundredths) / rule_unit, 6); }

RuleWeights weights_after(const NeuronState& state, int updates) {
  return updates > 0 ? state.run.updates[static_cast<std::size_t>(updates - 1)].weights : RuleWeights{};
}

void half_planes(NeuronState& state, const PlotFrame& frame, const RuleWeights& w) {
  const double plane[3] = {static_cast<double>(w[0]), static_cast<double>(w[1]), static_cast<double>(w[2])};
  neuron_paint(*state.map_of_rule, frame.view, plane, *find_activation<double>("step"), {});
  state.map_of_rule->picture.draw_large(canvas(), frame.rect, map_radius);
}

void rule_map(NeuronState& state, const Rect& room) {
  ImDrawList* const list = canvas();
  const PlotFrame frame = neuron_point_frame(room);
  const std::optional<std::size_t> focused = neuron_point_keys(state, frame);
  neuron_edit_points(state, frame, "neuron.rule.map");
  state.compute();
  const int shown = state.shown_updates();
  const RuleWeights w = weights_after(state, shown);
  half_planes(state, frame, w);
  const std::vector<RulePoint> points = state.points();
  {
    const Clip clip(frame.rect, list);
    const int first = std::max(0, shown - static_cast<int>(earlier_lines));
    for (int i = first; i + 1 < shown; ++i) {
      const RuleWeights& before = state.run.updates[static_cast<std::size_t>(i)].weights;
      const auto line = neuron_line(frame, static_cast<double>(before[0]), static_cast<double>(before[1]),
                                    static_cast<double>(before[2]));
      const float share = static_cast<float>(i - first + 1) / static_cast<float>(earlier_lines);
      if (!line.empty()) draw_dashed(list, line, with_alpha(theme().ink, 0.15F + 0.35F * share), 1.3F, 5, 4);
    }
    neuron_draw_line(frame, static_cast<double>(w[0]), static_cast<double>(w[1]), static_cast<double>(w[2]));
  }
  if (shown > 0) {
    const RulePoint& now = points[state.run.updates[static_cast<std::size_t>(shown - 1)].point];
    stroke_dot(list, frame.to_pixel({now.x / 100.0, now.y / 100.0}), 16, theme().accent, 2.2F);
  }
  neuron_draw_points(frame, points, [&](const RulePoint& point) { return rule_says(w, point) == point.target; });
  if (focused && *focused < points.size()) {
    const ImVec2 at = frame.to_pixel({points[*focused].x / 100.0, points[*focused].y / 100.0});
    draw_ring(list, Rect{at.x, at.y, at.x, at.y}.grown(px(9)), theme().accent, 10, 2, 1);
  }
  draw_plot_numbers(list, frame, {.x_name = {}, .x_gap = 60, .y_gap = 60, .look = AxesLook::framed});
  neuron_draw_axis_names(frame);
}

struct Columns {
  float number, point, said_dot, adds, w1, w2, b;
};

Columns columns_of(const Rect& where) {
  const float w = where.width();
  return {where.x0 + w * 0.07F, where.x0 + w * 0.28F, where.x0 + w * 0.33F, where.x0 + w * 0.63F,
          where.x0 + w * 0.75F, where.x0 + w * 0.87F, where.x1 - px(6)};
}

/// The updates around the one that is shown: a press goes to any of them.
void update_table(NeuronState& state, Rect where) {
  const Columns at = columns_of(where);
  const Rect head = where.cut_top(px(table_row));
  const float middle = head.center().y;
  const auto word = [&](float x, Align align, std::string_view id) {
    draw_text({x, middle}, align, theme().ink2, type::tick, tr(id));
  };
  draw_text({at.number, middle}, right_middle, theme().ink2, type::tick, "#");
  word(at.point, right_middle, "neuron.rule.point");
  word(at.said_dot, left_middle, "neuron.rule.said");
  word(at.adds, right_middle, "neuron.rule.adds");
  const auto symbol = [&](float right, std::string_view markup) {
    const MathBox box = layout_math(math_or_text(markup), 15);
    draw_math(canvas(), {right - box.width, middle + px(4)}, box, {theme().ink2, theme().ink2});
  };
  symbol(at.w1, "w_{1}");
  symbol(at.w2, "w_{2}");
  symbol(at.b, "b");
  const int fit = std::max(1, static_cast<int>(where.height() / px(table_row)));
  const int shown = state.shown_updates(), all = state.updates();
  const int last = std::clamp(shown, std::min(fit, all), all);
  const int first = std::max(0, last - fit);
  const std::vector<RulePoint> points = state.points();
  for (int i = first; i < last; ++i) {
    const RuleUpdate& update = state.run.updates[static_cast<std::size_t>(i)];
    const Rect row = where.cut_top(px(table_row)).snapped();
    const bool now = i + 1 == shown;
    const bool again = shown == all && state.run.repeats && static_cast<int>(*state.run.repeats) == i;
    const IdScope scope(i + 1);
    const std::string number = std::to_string(i + 1);
    const HitResult hit = hit_area("neuron.rule.row", row,
                                   {tr("neuron.rule.update", {{"n", number}}), tr("control.neuron.rule.row.help")},
                                   ControlRole::button, now ? "now" : "");
    if (hit.operated) {
      state.update = i + 1;
      state.rule_plays = false;
    }
    draw_hline(canvas(), row.x0, row.x1, row.y0, theme().line);
    if (now) draw_box(canvas(), row, theme().accent_soft, theme().accent_line, 5);
    if (again && !now) fill_rect(canvas(), row, theme().accent_soft, 5);
    const float y = row.center().y;
    const RulePoint& point = points[update.point];
    const auto cell = [&](float x, Align align, std::string_view text, bool bold = false) {
      draw_text({x, y}, align, theme().ink, bold ? strong(type::dense) : type::dense, text);
    };
    cell(at.number, right_middle, number);
    cell(at.point, right_middle, "(" + in_units(point.x) + ", " + in_units(point.y) + ")");
    fill_dot(canvas(), {at.said_dot + px(4), y}, 4, update.said == 1 ? theme().pos : theme().neg);
    cell(at.said_dot + px(13), left_middle,
         tr("neuron.rule.not", {{"said", std::to_string(update.said)}, {"wanted", std::to_string(point.target)}}));
    draw_math(canvas(), {at.adds - px(20), y + px(4)}, point.target == 1 ? "+x" : "-x", 15, theme().ink);
    cell(at.w1, right_middle, in_units(update.weights[0]), now);
    cell(at.w2, right_middle, in_units(update.weights[1]), now);
    cell(at.b, right_middle, in_units(update.weights[2]), now);
  }
  if (all == 0)
    draw_text({where.x0 + px(4), where.y0 + px(18)}, left_base, theme().ink3, type::caption, tr("neuron.rule.none"));
}

std::string rule_verdict(const NeuronState& state) {
  const std::string count = std::to_string(state.updates());
  if (state.run.settled) return tr("neuron.rule.settles", {{"n", count}});
  if (state.run.repeats) return std::string(tr("neuron.rule.never"));
  return tr("neuron.rule.long", {{"n", count}});
}

void words(const NeuronState& state, const Rect& where) {
  const int shown = state.shown_updates(), all = state.updates();
  std::string first;
  const std::vector<RulePoint> points = state.points();
  if (shown < all) {
    const std::size_t right = count_right(weights_after(state, shown), points);
    first = tr("neuron.rule.on_the_way", {{"i", std::to_string(shown)},
                                          {"n", std::to_string(all)},
                                          {"right", std::to_string(right)},
                                          {"points", std::to_string(points.size())}});
  } else if (state.run.settled) {
    first = tr("neuron.rule.all_right", {{"points", std::to_string(points.size())}});
  } else if (state.run.repeats) {
    first = tr("neuron.rule.again", {{"n", std::to_string(all)}, {"before", std::to_string(*state.run.repeats + 1)}});
  } else {
    first = tr("neuron.rule.still", {{"n", std::to_string(all)}});
  }
  const std::string second = state.bound
                                 ? tr("neuron.rule.bound", {{"bound", compact(std::floor(*state.bound + 1e-9), 6)},
                                                            {"R", fixed(rule_radius(points), 2)},
                                                            {"gamma", fixed(*rule_margin(points), 3)}})
                                 : std::string(tr("neuron.rule.no_bound"));
  const int lines =
      draw_text_wrapped(canvas(), {where.x0, where.y0 + px(15)}, where.width(), theme().ink, type::caption, first);
  draw_text_wrapped(canvas(), {where.x0, where.y0 + px(15) + line_height(type::caption) * static_cast<float>(lines)},
                    where.width(), theme().ink2, type::caption, second);
}

void choose_data(NeuronState& state, const Rect& where) {
  const std::array<Item, 4> items{Item{"and", "AND"}, Item{"or", "OR"}, Item{"xor", "XOR"},
                                  Item{"own", tr("neuron.rule.own")}};
  int index = 0;
  for (int i = 0; i < 4; ++i)
    if (items[static_cast<std::size_t>(i)].id == state.data) index = i;
  if (!segments("neuron.rule.data", where, index, items)) return;
  if (index == 3 && state.own.empty()) state.own = state.points();
  state.data = items[static_cast<std::size_t>(index)].id;
  state.update = NeuronState::most_updates;
  state.rule_plays = false;
}

}  // namespace

void neuron_rule_panel(App& app, const Rect& where) {
  NeuronState& state = neuron_state(app);
  state.compute();
  const Panel box = panel(where, tr("neuron.rule.title"));
  Rect rest = box.content;
  Rect header = box.header;
  const bool phone = on_phone();
  const float data_width = phone ? rest.width() : std::min(px(250), header.width());
  if (phone) header = rest.cut_top(px(42), px(6));
  choose_data(state, header.cut_right(data_width));
  constexpr std::string_view rule = "w\\leftarrow w+(y-a)x";
  const float rule_width = layout_math(math_or_text(rule), 16).width;
  if (!phone && rule_width + px(24) < header.width())
    draw_math(canvas(), {header.x0 + px(4), box.outer.y0 + px(31)}, rule, 16, theme().ink2);
  Rect line = rest.cut_top(px(phone ? 42 : 34), px(6));
  const std::array<Item, 3> hands{Item{"0", tr("neuron.hand.zero")}, Item{"1", tr("neuron.hand.one")},
                                  Item{"erase", tr("neuron.hand.erase")}};
  const float hands_width = segments_width(hands, type::caption);
  segments("neuron.hand", line.cut_left(hands_width, px(12)), state.hand, hands, type::caption);
  if (phone) line = rest.cut_top(px(24), px(6));
  const std::string verdict = rule_verdict(state);
  if (state.run.repeats)
    line.cut_right(why_link(app, "neuron.rule.why", "perceptron-xor", {line.x1, line.center().y}), px(6));
  const Color verdict_color = state.run.repeats ? theme().error() : theme().ink;
  draw_text_fit(canvas(), {phone ? line.x0 : line.x1, line.center().y}, phone ? left_middle : right_middle,
                verdict_color, strong(type::body), verdict, line.width());
  record_reading("neuron.rule.verdict", verdict, line);
  record_reading("neuron.rule.updates", std::to_string(state.updates()), line);
  const NeuronTransport transport{.rewind = "neuron.rule.rewind",
                                  .play = "neuron.rule.play",
                                  .pause = "neuron.rule.pause",
                                  .next = "neuron.rule.next",
                                  .slider = "neuron.rule.update",
                                  .most = state.updates(),
                                  .per_second = 2.5};
  state.update = std::min(state.update, phone || !state.run.updates.empty() ? state.update : 0);
  int shown = state.shown_updates();
  const int before = shown;
  const auto steer = [&](const Rect& row) {
    neuron_transport(app, row, transport, shown, state.rule_plays, state.rule_part);
    if (shown != before) state.update = shown;
  };
  if (phone) {
    rule_map(state, rest.cut_top(px(rule_phone_map), px(8)));
    steer(rest.cut_top(px(44), px(6)));
    words(state, rest.cut_top(px(rule_words_height + 20), px(6)));
    update_table(state, rest);
    return;
  }
  Rect below = rest.cut_bottom(px(rule_words_height), px(10));
  draw_hline(canvas(), rest.x0, rest.x1, below.y0 - px(4), theme().line);
  const Rect map = rest.cut_left(std::min(rest.width() * 0.42F, rest.height() + px(4)), px(18));
  rule_map(state, map);
  update_table(state, rest);
  steer(below.cut_left(map.width(), px(18)));
  words(state, below);
}

}  // namespace gradlab::ui
