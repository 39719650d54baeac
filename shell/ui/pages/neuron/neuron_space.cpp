// Three inputs as a cube that turns: the unit's plane through it, its two sides on the walls behind, the points.
#include <algorithm>
#include <array>
#include <cmath>

#include "core/analysis/half_space.hpp"
#include "shell/i18n/i18n.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/neuron/neuron_parts.hpp"
#include "shell/ui/svg.hpp"
#include "shell/ui/widgets/turntable.hpp"

namespace gradlab::ui {
namespace {

constexpr double edge = NeuronState::input_reach;

/// The cube as it stands.
struct Space {
  Turntable table;
  Place to_viewer;  // a direction

  Space(const Rect& rect, const Turn& turn) : table(rect, turn, {1, 1, 2}) {
    const double flat = std::cos(turn.tilt);
    to_viewer = {-table.sin_turn * flat, -table.cos_turn * flat, table.sin_tilt};
  }
  ImVec2 seen(const Place& at) const { return table.see(at[0] / edge, at[1] / edge, (at[2] / edge + 1) / 2).at; }
  /// Of the two sides across an axis the one behind.
  double behind(std::size_t axis) const { return to_viewer[axis] > 0 ? -edge : edge; }
  double nearness(const Place& at) const { return at[0] * to_viewer[0] + at[1] * to_viewer[1] + at[2] * to_viewer[2]; }
};

HalfSpace half_of(const Unit& unit) { return {{unit.weights[0], unit.weights[1], unit.weights[2]}, unit.bias}; }

std::vector<ImVec2> pixels_of(const Space& space, std::span<const Place> places) {
  std::vector<ImVec2> pixels;
  for (const Place& place : places) pixels.push_back(space.seen(place));
  return pixels;
}

void fill(std::span<const ImVec2> corners, Color color) {
  if (corners.size() < 3) return;
  canvas()->AddConvexPolyFilled(corners.data(), static_cast<int>(corners.size()), color);
  if (ui().svg) ui().svg->area(corners, color);
}

/// The three walls behind, in the colours of the side that each part is on.
void draw_walls(const Space& space, const HalfSpace& half) {
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const auto side = cube_side(axis, space.behind(axis), edge);
    fill(pixels_of(space, clipped(side, half)), with_alpha(theme().pos, 0.3F));
    fill(pixels_of(space, clipped(side, half.other_side())), with_alpha(theme().neg, 0.3F));
  }
}

/// The edges of the three walls behind, or the three in front.
void draw_edges(const Space& space, bool front, Color color, float width) {
  for (std::size_t axis = 0; axis < 3; ++axis) {
    for (const double u : {-edge, edge}) {
      for (const double v : {-edge, edge}) {
        Place from, to;
        from[axis] = -edge;
        to[axis] = edge;
        from[(axis + 1) % 3] = to[(axis + 1) % 3] = u;
        from[(axis + 2) % 3] = to[(axis + 2) % 3] = v;
        const bool is_front = u != space.behind((axis + 1) % 3) && v != space.behind((axis + 2) % 3);
        if (is_front != front) continue;
        const std::array<ImVec2, 2> line{space.seen(from), space.seen(to)};
        draw_polyline(canvas(), line, color, width);
      }
    }
  }
}

void draw_plane(const Space& space, const HalfSpace& half) {
  const std::vector<Place> corners = plane_in_cube(half, edge);
  if (corners.empty()) return;
  std::vector<ImVec2> pixels = pixels_of(space, corners);
  fill(pixels, with_alpha(theme().ink, 0.16F));
  pixels.push_back(pixels.front());
  draw_polyline(canvas(), pixels, theme().ink, 2.2F);
  // On the side where the sum grows, from the plane's middle.
  Place middle{};
  for (const Place& corner : corners)
    for (std::size_t i = 0; i < 3; ++i) middle[i] += corner[i] / static_cast<double>(corners.size());
  const double length = std::hypot(half.w[0], half.w[1], half.w[2]), arrow = 0.36 * edge;
  const Place end{middle[0] + half.w[0] / length * arrow, middle[1] + half.w[1] / length * arrow,
                  middle[2] + half.w[2] / length * arrow};
  const std::array<ImVec2, 2> line{space.seen(middle), space.seen(end)};
  const ImVec2 along{line[1].x - line[0].x, line[1].y - line[0].y};
  draw_polyline(canvas(), line, theme().ink, 1.8F);
  if (std::hypot(along.x, along.y) > px(6)) draw_arrow_head(canvas(), line[1], along, 9, theme().ink);
}

struct Seen {
  const UnitSample* sample;
  double nearness;
};

/// From the back to the front; nearer ones are a little larger.
void draw_samples(const Space& space, const Unit& unit, std::span<const Seen> samples) {
  for (const Seen& one : samples) {
    const ImVec2 at = space.seen(one.sample->x);
    const auto near = static_cast<float>(one.nearness / edge);
    const Color ink = one.sample->label == 1 ? theme().pos : theme().neg;
    if (count_right(unit, {one.sample, 1}) == 0) stroke_dot(canvas(), at, 7.5F, theme().ink, 1.6F);
    draw_point(canvas(), at, std::clamp(3.6F + 0.6F * near, 2.6F, 4.8F), ink, theme().panel, 1);
  }
}

/// The input, and a line down to the floor that says where it stands.
void draw_input(const Space& space, const UnitVector& x, double a) {
  const ImVec2 at = space.seen(x), foot = space.seen({x[0], x[1], -edge});
  draw_dashed_line(canvas(), at, foot, theme().accent, 1.3F, 3, 3);
  fill_dot(canvas(), foot, 2.4F, theme().accent);
  draw_point(canvas(), at, 7, theme().knob, theme().accent, 2);
  fill_dot(canvas(), at, 2.4F, theme().accent);
  draw_text_halo(canvas(), {at.x + px(14), at.y + px(4)}, left_base, theme().ink, theme().panel, strong(type::caption),
                 fixed(a, 3));
}

/// Names and ends of the axes along the nearest edges of the floor and the leftmost upright one.
void draw_axes(const Space& space) {
  constexpr double away = 1.1;
  const auto number = [&](const Place& at, ImVec2 shift, double value) {
    const ImVec2 pixel = space.seen(at);
    draw_text({pixel.x + shift.x, pixel.y + shift.y}, center_middle, theme().ink3, type::tick, compact(value, 2));
  };
  const auto name = [&](const Place& at, ImVec2 shift, std::string_view markup) {
    const ImVec2 pixel = space.seen(at);
    const MathBox box = layout_math(math_or_text(markup), 16);
    draw_math(canvas(), {pixel.x + shift.x - box.width / 2, pixel.y + shift.y + px(5)}, box,
              {theme().ink2, theme().ink2});
  };
  const double front_x = -space.behind(0), front_y = -space.behind(1);
  const ImVec2 below{0, px(8)};
  name({0, away * front_y, -edge}, below, "x_{1}");
  name({away * front_x, 0, -edge}, below, "x_{2}");
  for (const double end : {-0.8, 0.8}) {
    number({end * edge, away * front_y, -edge}, below, end * edge);
    number({away * front_x, end * edge, -edge}, below, end * edge);
  }
  Place left{edge, edge, 0};
  for (const double u : {-edge, edge})
    for (const double v : {-edge, edge})
      if (space.seen({u, v, 0}).x < space.seen(left).x) left = {u, v, 0};
  const ImVec2 beside{-px(14), 0};
  name(left, {-px(16), 0}, "x_{3}");
  for (const double end : {-0.8, 0.8}) number({left[0], left[1], end * edge}, beside, end * edge);
}

}  // namespace

void neuron_space(NeuronState& state, const Rect& where) {
  const SurfaceInput input = surface("neuron.space", where, false);
  if (input.dragging) ui().drag_claimed = true;
  state.turn.operate(input);
  const Space space(where.inset(px(16), px(12)), state.turn);
  const HalfSpace half = half_of(state.unit);
  const Clip clip(where);
  draw_walls(space, half);
  draw_edges(space, false, theme().line2, 1);
  // What lies behind the plane is drawn before it: from there to who looks on, the sum changes its sign.
  const double towards = half.at(space.to_viewer) - half.b;
  std::vector<Seen> behind, before;
  for (const UnitSample& sample : state.clouds)
    (half.at(sample.x) * towards < 0 ? behind : before).push_back({&sample, space.nearness(sample.x)});
  for (std::vector<Seen>* const samples : {&behind, &before}) std::ranges::sort(*samples, {}, &Seen::nearness);
  draw_samples(space, state.unit, behind);
  draw_plane(space, half);
  draw_samples(space, state.unit, before);
  draw_edges(space, true, with_alpha(theme().ink3, 0.5F), 1);
  draw_input(space, state.x, unit_at(state.unit, state.x, neuron_activation(state), state.params).a);
  draw_axes(space);
  record_reading("neuron.map.turn", fixed(state.turn.turn * 57.29577951308232, 0) + "°", where);
  if (input.focused) draw_ring(canvas(), where, theme().accent, map_radius, 2, 2);
}

}  // namespace gradlab::ui
