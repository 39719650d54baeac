// Gradient descent of one unit on the same points, with the output that is chosen.
#include <algorithm>
#include <array>
#include <cmath>

#include "core/activations/properties.hpp"
#include "shell/i18n/i18n.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/neuron/neuron_parts.hpp"

namespace gradlab::ui {
namespace {

constexpr std::array<std::string_view, 4> outputs{"step", "sigmoid", "tanh", "relu"};
constexpr float phone_map = 300, phone_chart = 150, words_height = 46;
constexpr double most_loss = 1e6;

const UnitMoment& moment_of(const NeuronState& state) { return state.path[static_cast<std::size_t>(state.step)]; }

/// The sum at which the output stands in the middle of its two targets: there the classes part.
double middle_sum(const NeuronState& state) { return state.output == "relu" ? 0.5 : 0; }

void descent_map(NeuronState& state, const Rect& room) {
  ImDrawList* const list = canvas();
  const PlotFrame frame = neuron_point_frame(room);
  neuron_edit_points(state, frame, "neuron.descent.map");
  state.compute();
  const UnitMoment& now = moment_of(state);
  const Activation<double>& row = *find_activation<double>(state.output);
  const double plane[3] = {now.w1, now.w2, now.b};
  neuron_paint(*state.descent_map, frame.view, plane, row, {});
  state.descent_map->picture.draw_large(list, frame.rect, map_radius);
  {
    const Clip clip(frame.rect, list);
    neuron_draw_line(frame, now.w1, now.w2, now.b - middle_sum(state));
  }
  const double middle = (unit_target(state.output, 0) + unit_target(state.output, 1)) / 2;
  const auto output_at = [&](const RulePoint& point) {
    return value_at(row, now.w1 * point.x / 100.0 + now.w2 * point.y / 100.0 + now.b, {});
  };
  const std::vector<RulePoint> points = state.points();
  neuron_draw_points(frame, points,
                     [&](const RulePoint& point) { return (output_at(point) >= middle ? 1 : 0) == point.target; });
  constexpr std::size_t most_numbers = 8;
  if (points.size() <= most_numbers) {
    for (const RulePoint& point : points) {
      const ImVec2 at = frame.to_pixel({point.x / 100.0, point.y / 100.0});
      const bool left = at.x > frame.rect.x1 - px(54);
      draw_text_halo(list, {at.x + px(left ? -14 : 14), at.y - px(8)}, left ? right_base : left_base, theme().ink,
                     theme().panel, type::tick, fixed(output_at(point), 2));
    }
  }
  draw_plot_numbers(list, frame, {.x_name = {}, .x_gap = 60, .y_gap = 60, .look = AxesLook::framed});
  neuron_draw_axis_names(frame);
}

void loss_chart(NeuronState& state, const Rect& where) {
  ImDrawList* const list = canvas();
  double high = 0.1;
  for (const UnitMoment& moment : state.path)
    if (moment.loss <= most_loss) high = std::max(high, moment.loss);
  // What bursts at the end would flatten all before it.
  high = std::min(high, std::max(1.0, 3 * state.path.front().loss));
  const PlotFrame frame = plot_frame(where, {{0, static_cast<double>(NeuronState::steps)}, padded({0, high}, 0.06)},
                                     {.left = 34, .top = 20, .right = 14, .bottom = 26});
  const SurfaceInput input = surface("neuron.descent.chart", frame.rect, false);
  if (input.focused) draw_ring(list, frame.rect, theme().accent, 4, 2, 2);
  if (input.dragging || (input.clicked && !input.by_key)) {
    ui().drag_claimed = true;
    state.descent_plays = false;
    state.step = std::clamp(static_cast<int>(std::lround(frame.x_at(input.pointer.x))), 0, NeuronState::steps);
  } else if (input.focused && input.arrow.x != 0) {
    state.step = std::clamp(state.step + static_cast<int>(input.arrow.x), 0, NeuronState::steps);
  }
  draw_text({frame.rect.x0, where.y0 + px(12)}, left_base, theme().ink2, type::caption,
            tr("neuron.descent.loss_over", {{"loss", tr(state.output == "sigmoid" ? "loss.bce" : "loss.mse")}}));
  const PlotAxes axes{.x_name = {}, .x_gap = 60, .y_gap = 34};
  draw_plot_grid(list, frame, axes);
  std::vector<PlotPoint> points;
  for (std::size_t i = 0; i < state.path.size(); ++i)
    points.push_back({static_cast<double>(i), std::min(state.path[i].loss, most_loss)});
  {
    const Clip clip(frame.rect, list);
    draw_polyline(list, curve_pixels(frame, points), theme().ink, 2.4F);
  }
  draw_plot_numbers(list, frame, axes);
  draw_hover_line(list, frame, state.step);
  const UnitMoment& now = moment_of(state);
  if (std::isfinite(now.loss) && frame.view.y.contains(now.loss))
    draw_point(list, frame.to_pixel({static_cast<double>(state.step), now.loss}), 4, theme().ink, theme().panel, 2);
}

void numbers(const NeuronState& state, Rect where) {
  const UnitMoment& now = moment_of(state);
  const auto fact = [&](std::string_view id, const std::string& value) {
    const Rect row = where.cut_top(px(24));
    draw_hline(canvas(), row.x0, row.x1, row.y0, theme().line);
    draw_text({row.x0, row.center().y}, left_middle, theme().ink2, type::caption, tr(id));
    draw_text({row.x1, row.center().y}, right_middle, theme().ink, type::dense, value);
    record_reading(id, value, row);
  };
  fact("neuron.descent.loss", readout(now.loss));
  fact("neuron.descent.right",
       tr("neuron.descent.of", {{"right", std::to_string(now.right)}, {"n", std::to_string(state.points().size())}}));
  fact("neuron.descent.weights", readout(now.w1, 2) + ", " + readout(now.w2, 2) + ", " + readout(now.b, 2));
}

std::string descent_verdict(const NeuronState& state) {
  if (state.output == "step") return std::string(tr("neuron.descent.no_slope"));
  const UnitMoment& now = moment_of(state);
  const auto spoilt = std::ranges::find_if(state.path, [](const UnitMoment& one) { return !(one.loss <= most_loss); });
  if (spoilt != state.path.end())
    return tr("neuron.descent.diverged", {{"step", std::to_string(spoilt - state.path.begin())}});
  const std::size_t all = state.points().size();
  if (now.right == all) return tr("neuron.descent.all_right", {{"step", std::to_string(state.step)}});
  return state.bound ? std::string(tr("neuron.descent.not_yet")) : std::string(tr("neuron.descent.no_line"));
}

void set_up(NeuronState& state, Rect row) {
  const float rate_width = px(92);
  const Rect rate = row.cut_right(rate_width);
  const NumberRange range{.low = 0.001, .high = 20, .initial = 0.5, .scale = Scale::logarithmic, .digits = 3};
  Rect field = rate;
  field.cut_left(px(18));
  draw_math(canvas(), {rate.x0, rate.center().y + px(5)}, "\\eta", 18, theme().ink);
  number("neuron.descent.rate", field, state.rate, range);
  std::array<std::string, outputs.size()> names;
  std::array<Item, outputs.size()> items;
  int index = 0;
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    names[i] = tr("activation." + std::string(outputs[i]));
    items[i] = {outputs[i], names[i]};
    if (outputs[i] == state.output) index = static_cast<int>(i);
  }
  const float width = std::min(segments_width(items, type::caption), row.width() - px(8));
  if (segments("neuron.descent.output", row.cut_left(width), index, items, type::caption))
    state.output = outputs[static_cast<std::size_t>(index)];
}

}  // namespace

void neuron_descent_panel(App& app, const Rect& where) {
  NeuronState& state = neuron_state(app);
  state.compute();
  const Panel box = panel(where, tr("neuron.descent.title"));
  Rect rest = box.content;
  const bool phone = on_phone();
  set_up(state, rest.cut_top(px(phone ? 42 : 34), px(6)));
  state.compute();
  const NeuronTransport transport{.rewind = "neuron.descent.rewind",
                                  .play = "neuron.descent.play",
                                  .pause = "neuron.descent.pause",
                                  .next = "neuron.descent.next",
                                  .slider = "neuron.descent.step",
                                  .most = NeuronState::steps,
                                  .per_second = 60};
  const auto steer = [&](const Rect& row) {
    neuron_transport(app, row, transport, state.step, state.descent_plays, state.descent_part);
  };
  const auto words = [&](const Rect& room) {
    const std::string step =
        tr("neuron.descent.at", {{"step", std::to_string(state.step)}, {"n", std::to_string(NeuronState::steps)}});
    draw_text({room.x0, room.y0 + px(15)}, left_base, theme().ink, type::caption, step);
    draw_text_wrapped(canvas(), {room.x0, room.y0 + px(15) + line_height(type::caption)}, room.width(), theme().ink2,
                      type::caption, descent_verdict(state));
  };
  if (phone) {
    descent_map(state, rest.cut_top(px(phone_map), px(8)));
    steer(rest.cut_top(px(44), px(6)));
    words(rest.cut_top(px(words_height + 20), px(6)));
    loss_chart(state, rest.cut_top(px(phone_chart), px(8)));
    numbers(state, rest);
    return;
  }
  Rect below = rest.cut_bottom(px(words_height), px(10));
  draw_hline(canvas(), rest.x0, rest.x1, below.y0 - px(4), theme().line);
  const Rect map = rest.cut_left(std::min(rest.width() * 0.42F, rest.height() + px(4)), px(18));
  descent_map(state, map);
  numbers(state, rest.cut_bottom(px(74), px(6)));
  loss_chart(state, rest);
  steer(below.cut_left(map.width(), px(18)));
  words(below);
}

}  // namespace gradlab::ui
