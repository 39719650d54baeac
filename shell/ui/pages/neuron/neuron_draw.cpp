#include <algorithm>
#include <array>
#include <cmath>

#include "core/activations/properties.hpp"
#include "shell/i18n/i18n.hpp"
#include "shell/ui/finger.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/neuron/neuron_parts.hpp"

namespace gradlab::ui {
namespace {

constexpr double low_edge = static_cast<double>(NeuronState::point_low) / rule_unit;
constexpr double high_edge = static_cast<double>(NeuronState::point_high) / rule_unit;
constexpr float hand_reach = 14;

}  // namespace

const Activation<double>& neuron_activation(const NeuronState& state) {
  return *find_activation<double>(state.activation);
}

NumberRange neuron_input_range() {
  return {
      .low = -NeuronState::input_reach, .high = NeuronState::input_reach, .initial = 1, .step = 0.01, .decimals = 2};
}
NumberRange neuron_weight_range() {
  return {
      .low = -NeuronState::weight_reach, .high = NeuronState::weight_reach, .initial = 0, .step = 0.01, .decimals = 2};
}
NumberRange neuron_bias_range() {
  return {.low = -NeuronState::bias_reach, .high = NeuronState::bias_reach, .initial = 0, .step = 0.01, .decimals = 2};
}

Color NeuronOutputs::color(double a) const {
  const double place = high > low ? (a - low) / (high - low) * 2 - 1 : 0;
  return theme().soft_ramp(static_cast<float>(std::clamp(place, -1.0, 1.0)));
}

NeuronOutputs neuron_outputs(const Activation<double>& activation, std::span<const double> params, double low_z,
                             double high_z) {
  constexpr std::array<std::string_view, 3> shares{"sigmoid", "step", "hardsigmoid"};
  constexpr std::array<std::string_view, 2> signs{"tanh", "softsign"};
  if (std::ranges::find(shares, activation.id) != shares.end()) return {0, 1};
  if (std::ranges::find(signs, activation.id) != signs.end()) return {-1, 1};
  constexpr int count = 129;
  NeuronOutputs outputs{value_at(activation, low_z, params), value_at(activation, low_z, params)};
  for (int i = 0; i < count; ++i) {
    const double a = value_at(activation, low_z + (high_z - low_z) * i / (count - 1), params);
    outputs.low = std::min(outputs.low, a);
    outputs.high = std::max(outputs.high, a);
  }
  return outputs;
}

void neuron_paint(NeuronMap& map, const PlotView& view, const double (&plane)[3], const Activation<double>& activation,
                  std::span<const double> params) {
  std::vector<double> from{view.x.low, view.x.high, view.y.low, view.y.high, plane[0], plane[1], plane[2]};
  from.insert(from.end(), params.begin(), params.end());
  if (map.painted == theme().name && map.painted_activation == activation.id && map.painted_from == from) return;
  map.painted = theme().name;
  map.painted_activation = activation.id;
  map.painted_from = std::move(from);
  constexpr int side = TileAtlas::large_side;
  double low = plane[2], high = plane[2];
  for (const double x : {view.x.low, view.x.high}) {
    for (const double y : {view.y.low, view.y.high}) {
      low = std::min(low, plane[0] * x + plane[1] * y + plane[2]);
      high = std::max(high, plane[0] * x + plane[1] * y + plane[2]);
    }
  }
  const NeuronOutputs outputs = neuron_outputs(activation, params, low, high);
  std::vector<Color> texels;
  std::vector<double> z(side), a(side);
  for (int row = 0; row < side; ++row) {
    const double y = view.y.high - view.y.size() * row / (side - 1);
    for (int column = 0; column < side; ++column)
      z[static_cast<std::size_t>(column)] =
          plane[0] * (view.x.low + view.x.size() * column / (side - 1)) + plane[1] * y + plane[2];
    evaluate(activation, params, Derivative::none, z, a);
    for (const double value : a) texels.push_back(outputs.color(value));
  }
  map.picture.write_large(texels);
}

std::vector<ImVec2> neuron_line(const PlotFrame& frame, double w1, double w2, double b, double level) {
  const PlotView& view = frame.view;
  std::vector<PlotPoint> ends;
  const auto add = [&](PlotPoint point) {
    const double slack = 1e-9 * (view.x.size() + view.y.size());
    if (point.x >= view.x.low - slack && point.x <= view.x.high + slack && point.y >= view.y.low - slack &&
        point.y <= view.y.high + slack)
      ends.push_back(point);
  };
  for (const double x : {view.x.low, view.x.high})
    if (w2 != 0) add({x, (level - b - w1 * x) / w2});
  for (const double y : {view.y.low, view.y.high})
    if (w1 != 0) add({(level - b - w2 * y) / w1, y});
  if (ends.size() < 2) return {};
  // A corner of the view may be found twice: the two that are farthest apart are the ends.
  std::size_t far = 1;
  const auto away = [&](std::size_t i) { return std::hypot(ends[i].x - ends[0].x, ends[i].y - ends[0].y); };
  for (std::size_t i = 2; i < ends.size(); ++i)
    if (away(i) > away(far)) far = i;
  return {frame.to_pixel(ends[0]), frame.to_pixel(ends[far])};
}

void neuron_draw_line(const PlotFrame& frame, double w1, double w2, double b) {
  const std::vector<ImVec2> line = neuron_line(frame, w1, w2, b);
  if (line.empty()) return;
  draw_polyline(canvas(), line, theme().ink, 2.2F);
  const ImVec2 middle{(line[0].x + line[1].x) / 2, (line[0].y + line[1].y) / 2};
  const float length = static_cast<float>(std::hypot(w1, w2));
  const ImVec2 along{static_cast<float>(w1) / length * px(34), -static_cast<float>(w2) / length * px(34)};
  const ImVec2 arrow[] = {middle, {middle.x + along.x, middle.y + along.y}};
  draw_polyline(canvas(), arrow, theme().ink, 1.8F);
  draw_arrow_head(canvas(), arrow[1], along, 9, theme().ink);
}

PlotFrame neuron_point_frame(const Rect& room) {
  Rect inside = room;
  inside.cut_left(px(26));
  inside.cut_bottom(px(26));
  const float side = std::min(inside.width(), inside.height());
  const Rect square = Rect{inside.x0, inside.y0, inside.x0 + side, inside.y0 + side}.snapped();
  return {square, {padded({low_edge, high_edge}, 0.04), padded({low_edge, high_edge}, 0.04)}};
}

void neuron_draw_axis_names(const PlotFrame& frame) {
  // Between the numbers.
  draw_math(canvas(), {frame.to_x(1.5) - px(8), x_numbers_middle(frame) + px(5)}, "x_{1}", 16, theme().ink2);
  draw_math(canvas(), {frame.rect.x0 - px(25), frame.to_y(1.5) + px(5)}, "x_{2}", 16, theme().ink2);
}

void neuron_edit_points(NeuronState& state, const PlotFrame& frame, std::string_view id) {
  const SurfaceInput input = surface(id, frame.rect, false);
  if (input.focused) draw_ring(canvas(), frame.rect, theme().accent, map_radius, 2, 2);
  if (!input.dragging) state.grabbed = -1;
  std::vector<RulePoint> points = state.points();
  // Who erases taps points.
  if (state.hand != 2)
    for (const RulePoint& point : points) let_finger_drag(input, frame.to_pixel({point.x / 100.0, point.y / 100.0}));
  if (input.by_key) return neuron_add_point(state);
  if (!input.clicked && !input.dragging) return;
  const auto nearest = [&](ImVec2 from) {
    int found = -1;
    float best = px(ui().touch ? 2 * hand_reach : hand_reach);
    for (std::size_t i = 0; i < points.size(); ++i) {
      const ImVec2 at = frame.to_pixel({points[i].x / 100.0, points[i].y / 100.0});
      const float away = std::hypot(at.x - from.x, at.y - from.y);
      if (away < best) best = away, found = static_cast<int>(i);
    }
    return found;
  };
  const auto hundredths = [](double value) {
    constexpr int grid = 5;  // a twentieth: places that can be hit again
    const auto whole = static_cast<std::int32_t>(std::lround(value * rule_unit / grid)) * grid;
    return std::clamp(whole, NeuronState::point_low, NeuronState::point_high);
  };
  const std::int32_t x = hundredths(frame.x_at(input.pointer.x)), y = hundredths(frame.y_at(input.pointer.y));
  if (input.dragging) {
    if (state.grabbed < 0) state.grabbed = nearest(ImGui::GetIO().MouseClickedPos[0]);
    if (state.grabbed < 0) return;
    ui().drag_claimed = true;
    RulePoint& point = points[static_cast<std::size_t>(state.grabbed)];
    if (point.x == x && point.y == y) return;
    point.x = x;
    point.y = y;
  } else {
    const int found = nearest(input.pointer);
    if (state.hand == 2) {
      if (found < 0) return;
      points.erase(points.begin() + found);
    } else {
      if (found >= 0 || points.size() >= NeuronState::most_points) return;
      points.push_back({x, y, state.hand});
    }
  }
  state.take_points(std::move(points));
}

void neuron_draw_points(const PlotFrame& frame, std::span<const RulePoint> points,
                        const std::function<bool(const RulePoint&)>& right) {
  for (const RulePoint& point : points) {
    const ImVec2 at = frame.to_pixel({point.x / 100.0, point.y / 100.0});
    if (!right(point)) stroke_dot(canvas(), at, 11, theme().ink, 1.8F);
    draw_point(canvas(), at, 6, point.target == 1 ? theme().pos : theme().neg, theme().panel, 2);
  }
}

void neuron_transport(App& app, const Rect& where, const NeuronTransport& transport, int& place, bool& plays,
                      double& part) {
  if (plays) {
    part += transport.per_second * static_cast<double>(app.frame_seconds());
    const double whole = std::floor(part);
    part -= whole;
    place = std::min(place + static_cast<int>(whole), transport.most);
    if (place >= transport.most) plays = false;
    ui().request_frame();
  }
  Rect row = where;
  const float side = px(on_phone() ? 44 : 34);
  const auto square = [&] { return row.cut_left(side, px(6)).centered(side, side); };
  if (icon_button(transport.rewind, square(), Icon::rewind)) {
    place = 0;
    plays = false;
  }
  const std::string_view now = plays ? transport.pause : transport.play;
  const ButtonOptions look{.icon = plays ? Icon::pause : Icon::play,
                           .icon_only = true,
                           .words = {tr("control." + std::string(now)), tr("control." + std::string(now) + ".help")}};
  if (button(transport.play, square(), look)) {
    plays = !plays;
    if (plays && place >= transport.most) place = 0;
  }
  {
    const Disabled off(place >= transport.most);
    if (icon_button(transport.next, square(), Icon::step)) {
      place = std::min(place + 1, transport.most);
      plays = false;
    }
  }
  row.cut_left(px(8));
  auto value = static_cast<double>(place);
  const NumberRange range{.low = 0,
                          .high = static_cast<double>(std::max(transport.most, 1)),
                          .initial = static_cast<double>(transport.most),
                          .step = 1,
                          .digits = 9};
  const Rect track{row.x0, row.center().y - px(8), row.x1, row.center().y + px(8)};
  if (slider(transport.slider, track, value, range)) {
    place = static_cast<int>(std::lround(value));
    plays = false;
  }
}

}  // namespace gradlab::ui
