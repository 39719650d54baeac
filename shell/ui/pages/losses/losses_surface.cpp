// The loss of a logistic regression over its two weights: a bowl under cross-entropy, flats and bends under the squared
// error. Curvatures and slope are those under the cross.
#include <algorithm>
#include <array>
#include <cmath>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/finger.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/losses/losses_parts.hpp"
#include "shell/ui/widgets/contour.hpp"

namespace gradlab::ui {
namespace {

constexpr std::size_t samples = 40;
constexpr Window window{{-LossesState::weight_reach, -LossesState::weight_height},
                        {LossesState::weight_reach, LossesState::weight_height}};
constexpr std::array<double, 13> levels{0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 1, 1.5, 3, 5, 8};

/// Between the values of the grid; column and row in its units.
float between(const std::vector<float>& grid, float column, float row) {
  const auto last = static_cast<float>(LossMap::side - 1);
  column = std::clamp(column, 0.0F, last);
  row = std::clamp(row, 0.0F, last);
  const int c = std::min(static_cast<int>(column), LossMap::side - 2);
  const int r = std::min(static_cast<int>(row), LossMap::side - 2);
  const float u = column - static_cast<float>(c), v = row - static_cast<float>(r);
  const auto at = [&](int x, int y) {
    return grid[static_cast<std::size_t>(y) * LossMap::side + static_cast<std::size_t>(x)];
  };
  return (at(c, r) * (1 - u) + at(c + 1, r) * u) * (1 - v) + (at(c, r + 1) * (1 - u) + at(c + 1, r + 1) * u) * v;
}

void paint(LossMap& map) {
  if (map.painted == theme().name) return;
  map.painted = theme().name;
  constexpr int side = TileAtlas::large_side;
  std::vector<Color> texels;
  texels.reserve(static_cast<std::size_t>(side) * side);
  const auto& stops = theme().contour;
  for (int row = 0; row < side; ++row) {
    for (int column = 0; column < side; ++column) {
      const float scale = static_cast<float>(LossMap::side - 1) / (side - 1);
      const float value = between(map.values, static_cast<float>(column) * scale, static_cast<float>(row) * scale);
      const float place = std::clamp((value - map.lowest) / (map.highest - map.lowest), 0.0F, 1.0F);
      const float at = std::sqrt(place) * static_cast<float>(stops.size() - 1);
      const auto index = std::min(static_cast<std::size_t>(at), stops.size() - 2);
      texels.push_back(mix(stops[index], stops[index + 1], at - static_cast<float>(index)));
    }
  }
  map.picture.write_large(texels);
}

ImVec2 pixel_of(const Rect& rect, ImVec2 cell) {
  const auto last = static_cast<float>(LossMap::side - 1);
  return {rect.x0 + rect.width() * cell.x / last, rect.y0 + rect.height() * cell.y / last};
}

std::vector<ImVec2> pixels_of(const Rect& rect, const ContourLine& line) {
  std::vector<ImVec2> pixels;
  for (const ImVec2 point : line.points) pixels.push_back(pixel_of(rect, point));
  if (line.closed && !pixels.empty()) pixels.push_back(pixels.front());
  return pixels;
}

/// Slanted lines, as draw_hatch's, where the smaller curvature is negative.
void hatch_not_convex(const Rect& rect, const LossMap& map) {
  const float pitch = px(8) * 1.41421F, step = px(4);
  const Color color = with_alpha(theme().ink2, 0.28F);
  const auto negative = [&](float x, float y) {
    const auto last = static_cast<float>(LossMap::side - 1);
    return between(map.lesser, (x - rect.x0) / rect.width() * last, (y - rect.y0) / rect.height() * last) < 0;
  };
  for (float sum = std::floor((rect.x0 + rect.y0) / pitch) * pitch; sum < rect.x1 + rect.y1; sum += pitch) {
    const float from = std::max(rect.y0, sum - rect.x1), to = std::min(rect.y1, sum - rect.x0);
    float begin = from;
    bool on = false;
    for (float y = from; y <= to + step; y += step) {
      const bool now = y <= to && negative(sum - y, y);
      if (now && !on) begin = y;
      if (!now && on) {
        const ImVec2 line[] = {{sum - begin, begin}, {sum - std::min(y, to), std::min(y, to)}};
        draw_polyline(canvas(), line, color, 1);
      }
      on = now;
    }
  }
}

void draw_levels(const Rect& rect, const LossMap& map) {
  ImDrawList* const list = canvas();
  struct Mark {
    ImVec2 at;
    std::string text;
  };
  std::vector<Mark> marks;
  const float wanted = rect.y1 - px(16);
  for (const double level : levels) {
    for (const ContourLine& line : contour_lines(map.values, LossMap::side, LossMap::side, static_cast<float>(level))) {
      const std::vector<ImVec2> pixels = pixels_of(rect, line);
      draw_polyline(list, pixels, with_alpha(theme().ink3, 0.75F), 0.9F);
      const auto nearest = std::ranges::min_element(
          pixels, {}, [&](ImVec2 at) { return std::abs(at.y - wanted) + (at.x < rect.x0 + px(14) ? px(99) : 0); });
      if (nearest == pixels.end() || std::abs(nearest->y - wanted) > px(14)) continue;
      const auto close = [&](const Mark& mark) { return std::abs(mark.at.x - nearest->x) < px(26); };
      if (nearest->x < rect.x1 - px(14) && std::ranges::none_of(marks, close))
        marks.push_back({*nearest, compact(level, 2)});
    }
  }
  for (const Mark& mark : marks)
    draw_text_halo(list, mark.at, center_middle, theme().ink2, theme().panel, type::tick, mark.text);
}

void draw_minimum(const PlotFrame& frame, const LossMap& map) {
  ImDrawList* const list = canvas();
  const Color said = map.convex ? theme().ink2 : theme().error();
  const std::string_view words = tr(map.convex ? "losses.surface.convex" : "losses.surface.bends");
  if (!map.minimum) {
    draw_text_halo(list, {frame.rect.x1 - px(10), frame.rect.y0 + px(18)}, right_base, said, theme().panel,
                   type::caption, words);
    return;
  }
  const ImVec2 at = frame.to_pixel({map.minimum->x, map.minimum->y});
  fill_dot(list, at, 7, theme().panel);
  stroke_dot(list, at, 6, theme().ink, 2);
  fill_dot(list, at, 2.4F, theme().ink);
  const std::string value = tr("losses.surface.minimum", {{"loss", fixed(map.surface.at(*map.minimum).value, 3)}});
  const float width = std::max(text_width(strong(type::caption), value), text_width(type::caption, words));
  const bool left = at.x + px(16) + width > frame.rect.x1;
  const float x = at.x + px(left ? -14 : 14);
  const Align align = left ? right_base : left_base;
  draw_text_halo(list, {x, at.y - px(1)}, align, theme().ink, theme().panel, strong(type::caption), value);
  draw_text_halo(list, {x, at.y + px(16)}, align, said, theme().panel, type::caption, words);
}

/// The cross, and the way down from it: the longer the steeper, by its logarithm. A ring where it goes back to when
/// the pointer leaves.
void draw_cross(const PlotFrame& frame, const LossesState& state, const LogisticSurface::At& here) {
  ImDrawList* const list = canvas();
  const Point place = state.shown_cross();
  const ImVec2 at = frame.to_pixel({place.x, place.y});
  const float arm = px(9);
  if (state.pointed) stroke_dot(list, frame.to_pixel({state.cross.x, state.cross.y}), 4, theme().ink2, 1.4F);
  for (const bool upright : {false, true}) {
    const ImVec2 line[] = {{at.x - (upright ? 0 : arm), at.y - (upright ? arm : 0)},
                           {at.x + (upright ? 0 : arm), at.y + (upright ? arm : 0)}};
    draw_polyline(list, line, theme().panel, 4);
    draw_polyline(list, line, theme().ink, 1.8F);
  }
  const double slope = std::hypot(here.gradient.x, here.gradient.y);
  if (!(slope > 0)) return;
  const float length = px(8 + 15 * static_cast<float>(std::log10(1 + slope / 0.01)));
  const ImVec2 along{static_cast<float>(-here.gradient.x / slope) * length,
                     static_cast<float>(here.gradient.y / slope) * length};
  const ImVec2 arrow[] = {at, {at.x + along.x, at.y + along.y}};
  draw_polyline(list, arrow, theme().ink, 2);
  draw_arrow_head(list, arrow[1], along, 8, theme().ink);
}

Point on_surface(Point at) {
  const auto round = [](double value, double reach) {
    return std::round(std::clamp(value, -reach, reach) * 100) / 100;
  };
  return {round(at.x, LossesState::weight_reach), round(at.y, LossesState::weight_height)};
}

/// The cross goes with the pointer; a click or a drag leaves it there, arrow keys move it.
void move_cross(LossesState& state, const PlotFrame& frame) {
  const SurfaceInput input = surface("losses.surface.map", frame.rect, false);
  if (input.focused) draw_ring(canvas(), frame.rect, theme().accent, map_radius, 2, 2);
  let_finger_drag(input, frame.to_pixel({state.cross.x, state.cross.y}));
  const Point under{frame.x_at(input.pointer.x), frame.y_at(input.pointer.y)};
  const ImVec2 pointer = input.pointer;
  if (state.resting && (state.resting->x != pointer.x || state.resting->y != pointer.y)) state.resting.reset();
  if (input.dragging || (input.clicked && !input.by_key)) {
    ui().drag_claimed = true;
    state.cross = on_surface(under);
  } else if (input.focused && (input.arrow.x != 0 || input.arrow.y != 0)) {
    state.cross = on_surface({state.cross.x + 0.1 * static_cast<double>(input.arrow.x),
                              state.cross.y - 0.1 * static_cast<double>(input.arrow.y)});
    state.resting = pointer;
  }
  if (input.hovered && !input.dragging && !state.resting && !ui().touch) state.pointed = on_surface(under);
}

/// The largest rectangle with equal units on both axes.
Rect map_rect(const Rect& room) {
  constexpr auto shape = static_cast<float>(LossesState::weight_reach / LossesState::weight_height);
  const float width = std::min(room.width(), room.height() * shape);
  return Rect{room.x0, room.y0, room.x0 + width, room.y0 + width / shape}.snapped();
}

/// Where the parts of one surface stand.
struct SurfaceParts {
  Rect head, facts;
  PlotFrame frame;
};
SurfaceParts parts_of(Rect where) {
  SurfaceParts parts;
  parts.head = where.cut_top(px(22));
  parts.facts = where.cut_bottom(px(44), px(8));
  where.cut_left(px(28));
  where.cut_bottom(px(24));
  parts.frame = {map_rect(where),
                 {{-LossesState::weight_reach, LossesState::weight_reach},
                  {-LossesState::weight_height, LossesState::weight_height}}};
  return parts;
}

IdScope scope_of(std::size_t which) { return IdScope(which == 0 ? "mse" : "cross_entropy"); }

void one_surface(LossesState& state, const SurfaceParts& parts, std::size_t which) {
  LossMap& map = *state.maps[which];
  const IdScope scope = scope_of(which);
  const Rect& head = parts.head;
  Rect facts = parts.facts;
  const PlotFrame& frame = parts.frame;
  const float name = draw_text({head.x0, head.y0 + px(14)}, left_base, theme().ink, strong(type::caption),
                               tr(which == 0 ? "loss.mse" : "loss.cross_entropy"));
  draw_text_fit(canvas(), {head.x0 + name + px(10), head.y0 + px(14)}, left_base, theme().ink2, type::caption,
                tr(map.convex ? "losses.surface.bowl" : "losses.surface.flats"), head.width() - name - px(10));
  paint(map);
  map.picture.draw_large(canvas(), frame.rect, map_radius);
  const LogisticSurface::At here = map.surface.at(state.shown_cross());
  {
    const Clip clip(frame.rect);
    hatch_not_convex(frame.rect, map);
    draw_levels(frame.rect, map);
    for (const ContourLine& line : contour_lines(map.lesser, LossMap::side, LossMap::side, 0))
      if (!map.convex) draw_polyline(canvas(), pixels_of(frame.rect, line), theme().error(), 1.8F);
    draw_minimum(frame, map);
    draw_cross(frame, state, here);
  }
  draw_plot_numbers(canvas(), frame, {.x_name = {}, .x_gap = 90, .y_gap = 50, .look = AxesLook::framed});
  draw_math(canvas(), {frame.rect.x1 - px(46), x_numbers_middle(frame) + px(5)}, "w_{1}", 16, theme().ink2);
  draw_math(canvas(), {frame.rect.x0 - px(26), frame.to_y(1.25) + px(5)}, "w_{2}", 16, theme().ink2);

  facts.y0 = std::min(facts.y0, frame.rect.y1 + px(32));
  facts.x1 = std::max(frame.rect.x1, facts.x0 + px(240));
  draw_hline(canvas(), facts.x0, facts.x1, facts.y0, theme().line);
  const double slope = std::hypot(here.gradient.x, here.gradient.y);
  const auto curvature = [](double value) { return std::abs(value) < 5e-5 ? readout(value, 1) : fixed(value, 4); };
  const std::string curvatures = curvature(here.eigenvalues[0]) + ", " + curvature(here.eigenvalues[1]);
  std::string steep = compact(slope, 2);
  if (which == 1) {
    const LogisticSurface::At other = state.maps[0]->surface.at(state.shown_cross());
    const double ratio = slope / std::hypot(other.gradient.x, other.gradient.y);
    if (std::isfinite(ratio) && ratio >= 1.5)
      steep = tr("losses.surface.steeper", {{"slope", steep}, {"times", compact(ratio, 2)}});
  }
  const auto fact = [&](std::string_view words, const std::string& value, Color color, bool bold) {
    const Rect row = facts.cut_top(px(22));
    draw_text({row.x0, row.y0 + px(16)}, left_base, theme().ink2, type::caption, words);
    draw_text({row.x1, row.y0 + px(16)}, right_base, color, bold ? strong(type::dense) : type::dense, value);
  };
  fact(tr("losses.surface.curvatures"), curvatures, here.eigenvalues[0] < 0 ? theme().error() : theme().ink, true);
  fact(tr("losses.surface.slope"), steep, theme().ink, false);
  record_reading("losses.surface.curvatures", curvatures, facts);
}

}  // namespace

LossMap::LossMap(std::uint64_t seed, LogisticLoss loss, const Window& within)
    : surface(two_clouds(seed, samples), loss) {
  lowest = highest = static_cast<float>(surface.at(within.low).value);
  for (int row = 0; row < side; ++row) {
    for (int column = 0; column < side; ++column) {
      const LogisticSurface::At at = surface.at({within.low.x + (within.high.x - within.low.x) * column / (side - 1),
                                                 within.high.y - (within.high.y - within.low.y) * row / (side - 1)});
      values.push_back(static_cast<float>(at.value));
      lesser.push_back(static_cast<float>(at.eigenvalues[0]));
      lowest = std::min(lowest, values.back());
      highest = std::max(highest, values.back());
      convex = convex && lesser.back() >= 0;
    }
  }
  minimum = surface.minimum(within);
}

void losses_surface_panel(App& app, const Rect& where) {
  LossesState& state = losses_state(app);
  if (!state.maps[0] || state.mapped_seed != state.seed) {
    state.mapped_seed = state.seed;
    state.maps[0] = std::make_unique<LossMap>(state.seed, LogisticLoss::mse, window);
    state.maps[1] = std::make_unique<LossMap>(state.seed, LogisticLoss::cross_entropy, window);
  }
  const Panel box = panel(where, tr("losses.surface.title"));
  Rect header = box.header, rest = box.content;
  if (icon_button("losses.surface.dice", header.cut_right(header.height(), px(12)), Icon::dice))
    state.seed = state.seed % 999 + 1;
  const std::string about = tr("losses.surface.about", {{"n", std::to_string(samples)}});
  if (text_width(type::caption, about) <= header.width()) {
    draw_text({header.x0, box.outer.y0 + px(31)}, left_base, theme().ink2, type::caption, about);
  } else {
    const int lines =
        draw_text_wrapped(canvas(), {rest.x0, rest.y0 + px(12)}, rest.width(), theme().ink2, type::caption, about);
    rest.cut_top(line_height(type::caption) * static_cast<float>(lines) + px(6));
  }
  const bool phone = on_phone();
  const float gap = px(phone ? 14 : 28);
  const std::array parts{parts_of(phone ? rest.row(0, 2, gap) : rest.column(0, 2, gap)),
                         parts_of(phone ? rest.row(1, 2, gap) : rest.column(1, 2, gap))};
  // Both show the same place, whichever of them the pointer is over.
  state.pointed.reset();
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const IdScope scope = scope_of(i);
    move_cross(state, parts[i].frame);
  }
  for (std::size_t i = 0; i < parts.size(); ++i) one_surface(state, parts[i], i);
}

}  // namespace gradlab::ui
