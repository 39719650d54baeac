#include "shell/ui/pages/optimizers/pad.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/optimizers/map.hpp"
#include "shell/ui/svg.hpp"
#include "shell/ui/widgets/formula.hpp"

namespace gradlab::ui {
namespace {

constexpr Curvatures bowl{1, 25};
constexpr double most_rate = 0.16, most_momentum = 0.99;
constexpr std::size_t steps_shown = 60;

const PlotView& pad_view() {
  static const PlotView view{{0, most_rate}, {0, 1}};
  return view;
}

Color factor_color(double factor) {
  constexpr std::array light{rgb(0xffffff), rgb(0xe7eef0), rgb(0xc6d8db), rgb(0x98bbbe), rgb(0x5f9a99)};
  constexpr std::array dark{rgb(0x1b1e24), rgb(0x1f2d30), rgb(0x24444a), rgb(0x2c6468), rgb(0x3f8a89)};
  const auto& stops = theme().dark() ? dark : light;
  const double best = best_momentum(bowl).factor;
  const double place = std::clamp((1 - factor) / (1 - best), 0.0, 1.0) * static_cast<double>(stops.size() - 1);
  const auto index = std::min(static_cast<std::size_t>(place), stops.size() - 2);
  return mix(stops[index], stops[index + 1], static_cast<float>(place - static_cast<double>(index)));
}

void write_picture(OptimizersState& state) {
  RacePad& pad = *state.pad;
  if (pad.drawn && pad.dark == theme().dark()) return;
  constexpr std::size_t side = TileAtlas::small_side;
  std::vector<Color> texels(side * side);
  for (std::size_t row = 0; row < side; ++row)
    for (std::size_t column = 0; column < side; ++column) {
      // Beyond the edge as at it: what lies there is covered, but the smoothing reaches across.
      const double momentum = 1 - static_cast<double>(row) / (side - 1);
      const double rate =
          std::min(most_rate * static_cast<double>(column) / (side - 1), 0.98 * diverging_rate(momentum, bowl));
      texels[row * side + column] = factor_color(convergence_factor(rate, momentum, bowl));
    }
  state.map->atlas.write_small(0, texels);
  pad.drawn = true;
  pad.dark = theme().dark();
}

const RacePath& run_of(OptimizersState& state) {
  RacePad& pad = *state.pad;
  if (pad.rate == state.pad_rate && pad.momentum == state.pad_momentum) return pad.run;
  RaceSpec spec;
  spec.surface = "quadratic";
  spec.start = {-3.5, 1.5};
  spec.steps = steps_shown;
  spec.optimizers = {{"sgd", {{"lr", state.pad_rate}, {"momentum", state.pad_momentum}}}};
  const Ground ground(*find_surface("quadratic"));
  if (auto paths = run_paths(spec, ground, {{0, 0}})) pad.run = std::move(paths->front());
  pad.rate = state.pad_rate;
  pad.momentum = state.pad_momentum;
  return pad.run;
}

/// Where it diverges: right of the edge.
void draw_diverging(ImDrawList* list, const PlotFrame& frame) {
  const ImVec2 foot = frame.to_pixel({diverging_rate(0, bowl), 0}), top = frame.to_pixel({diverging_rate(1, bowl), 1});
  const std::array<ImVec2, 4> region{foot, top, {frame.rect.x1, frame.rect.y0}, {frame.rect.x1, frame.rect.y1}};
  list->AddConvexPolyFilled(region.data(), static_cast<int>(region.size()), theme().sunk);
  if (ui().svg) ui().svg->area(region, theme().sunk);
  const float pitch = px(7);
  const float slope = (top.x - foot.x) / (top.y - foot.y);  // of the edge: x for each y
  for (float c = frame.rect.x0; c < frame.rect.x1 + frame.rect.height(); c += pitch) {
    // The line x + y = c + y0 from where it leaves the edge to the frame.
    const float sum = c + frame.rect.y0;
    const float y = (sum - foot.x + slope * foot.y) / (1 + slope);
    ImVec2 a{sum - y, y}, b{frame.rect.x1, sum - frame.rect.x1};
    if (a.y > frame.rect.y1) a = {sum - frame.rect.y1, frame.rect.y1};
    if (b.y < frame.rect.y0) b = {sum - frame.rect.y0, frame.rect.y0};
    if (a.x >= b.x || a.x > frame.rect.x1 || b.y > frame.rect.y1) continue;
    const std::array<ImVec2, 2> line{a, b};
    draw_polyline(list, line, theme().line2, 1);
  }
  const std::array<ImVec2, 2> edge{foot, top};
  draw_polyline(list, edge, theme().ink, 2.2F);
}

void draw_regions(ImDrawList* list, const PlotFrame& frame) {
  std::vector<ImVec2> limit;
  for (int i = 0; i <= 80; ++i) {
    const double momentum = i / 80.0;
    limit.push_back(frame.to_pixel({monotonic_rate(momentum, bowl), momentum}));
  }
  draw_dashed(list, limit, theme().ink, 1.5F, 5, 4);
  const auto word = [&](PlotPoint at, std::string_view id) {
    draw_text_halo(list, frame.to_pixel(at), center_middle, theme().ink, theme().panel, strong(type::caption), tr(id));
  };
  word({0.062, 0.60}, "optimizers.regime.oscillating");
  word({0.048, 0.2}, "optimizers.regime.monotonic");
  word({0.132, 0.27}, "optimizers.regime.diverging");
  const ImVec2 to = frame.to_pixel({0.0135, 0.2});
  const float half = text_width(strong(type::caption), tr("optimizers.regime.monotonic")) / 2;
  const ImVec2 from{frame.to_x(0.048) - half - px(6), to.y};
  if (from.x - px(8) > to.x) {
    const std::array<ImVec2, 2> line{from, to};
    draw_polyline(list, line, theme().ink, 1.3F);
    draw_arrow_head(list, to, {-1, 0}, 6, theme().ink);
  }
  const ImVec2 region = frame.to_pixel({0.132, 0.27}), formula{region.x, region.y + px(29)};
  const MathBox box = layout_math_within(math_or_text("\\eta > \\frac{2(1+\\beta)}{25}"), px(92), 15);
  fill_rect(list,
            Rect{formula.x - box.width / 2 - px(4), formula.y - px(18), formula.x + box.width / 2 + px(4),
                 formula.y + px(14)},
            theme().sunk, 3);
  draw_math(list, {formula.x - box.width / 2, formula.y + px(3)}, box, {theme().ink, theme().ink});
  const BestMomentum best = best_momentum(bowl);
  const ImVec2 at = frame.to_pixel({best.rate, best.momentum});
  draw_point(list, at, 4.5F, theme().panel, theme().ink, 1.8F);
  draw_text_halo(list, {at.x - px(10), at.y}, right_middle, theme().ink, theme().panel, type::tick,
                 tr("optimizers.best", {{"factor", fixed(best.factor, 3)}}));
}

void operate(OptimizersState& state, const PlotFrame& frame, const SurfaceInput& input) {
  const auto move_to = [&](double rate, double momentum) {
    state.pad_rate = std::clamp(std::round(rate * 1e4) / 1e4, 0.0001, most_rate);
    state.pad_momentum = std::clamp(std::round(momentum * 1e3) / 1e3, 0.0, most_momentum);
  };
  if (input.dragging || (input.clicked && !input.by_key))
    move_to(frame.x_at(input.pointer.x), frame.y_at(input.pointer.y));
  if (input.arrow.x != 0 || input.arrow.y != 0)
    move_to(state.pad_rate + 0.001 * static_cast<double>(input.arrow.x),
            state.pad_momentum - 0.01 * static_cast<double>(input.arrow.y));
}

void draw_map(OptimizersPage& page, const Rect& where) {
  OptimizersState& state = page.state;
  const PlotFrame frame{where.snapped(), pad_view()};
  const SurfaceInput input = surface("optimizers.pad", frame.rect, false);
  operate(state, frame, input);
  write_picture(state);
  ImDrawList* const list = canvas();
  {
    const Clip clip(frame.rect, list);
    state.map->atlas.draw_small(list, 0, frame.rect, 0);
    draw_diverging(list, frame);
    draw_regions(list, frame);
  }
  stroke_rect(list, frame.rect, theme().line2);
  draw_plot_numbers(list, frame, {.x_name = "η", .look = AxesLook::framed});
  draw_math(list, {frame.rect.x0 - px(20), frame.rect.y0 + px(26)}, "\\beta", 17, theme().ink2);
  draw_point(list, frame.to_pixel({state.pad_rate, state.pad_momentum}), 9, theme().panel, theme().accent, 2);
  if (input.focused) draw_ring(list, frame.rect, theme().accent, 4);
}

/// The run of the chosen pair on its bowl.
void draw_run(OptimizersPage& page, const Rect& where) {
  const PlotFrame frame = race_frame(where, {{-4, -1.9}, {4, 1.9}});
  ImDrawList* const list = canvas();
  fill_rect(list, where, theme().sunk, map_radius);
  const Clip clip(where, list);
  for (const double height : {0.3, 2.0, 6.0, 14.0, 28.0, 50.0}) {
    std::vector<ImVec2> ellipse;
    for (int i = 0; i <= 64; ++i) {
      const double angle = 6.283185307179586 * i / 64;
      ellipse.push_back(
          frame.to_pixel({std::sqrt(2 * height) * std::cos(angle), std::sqrt(2 * height / 25) * std::sin(angle)}));
    }
    draw_polyline(list, ellipse, with_alpha(theme().ink3, 0.5F), 0.9F);
  }
  const RacePath& path = run_of(page.state);
  std::vector<PlotPoint> points;
  for (const Point& at : path.places) points.push_back({at.x, at.y});
  draw_polyline(list, curve_pixels(frame, points), theme().ink, 1.6F);
  for (const PlotPoint& point : points)
    if (const ImVec2 at = frame.to_pixel(point); where.contains(at)) fill_dot(list, at, 2.2F, theme().ink);
  stroke_dot(list, frame.to_pixel({0, 0}), 4.5F, theme().ink, 1.6F);
}

void draw_figures(OptimizersPage& page, Rect rest) {
  OptimizersState& state = page.state;
  const float pitch = rest.height() / 4;
  const auto line = [&](std::string_view word) {
    const Rect row = rest.cut_top(pitch);
    draw_text({row.x0, row.center().y}, left_middle, theme().ink2, type::caption, tr(word));
    return row;
  };
  const auto dragged = [&](std::string_view id, const Rect& row, double& value, const NumberRange& range) {
    const float width = text_width(type::body, number_text(range, value));
    inline_number(id, {row.x1 - width, row.center().y + px(5)}, type::body, value, range);
  };
  dragged("optimizers.pad_rate", line("optimizers.pad.rate"), state.pad_rate,
          {.low = 0.0001, .high = most_rate, .initial = 0.06, .decimals = 4});
  dragged("optimizers.pad_momentum", line("optimizers.pad.momentum"), state.pad_momentum,
          {.low = 0, .high = most_momentum, .initial = 0.8, .decimals = 2});
  const double factor = convergence_factor(state.pad_rate, state.pad_momentum, bowl);
  const MomentumRegime regime = momentum_regime(state.pad_rate, state.pad_momentum, bowl);
  const std::string per_step = "× " + fixed(factor, 3);
  const Rect row = line("optimizers.pad.factor");
  draw_text({row.x1, row.center().y}, right_middle, theme().ink, type::body, per_step);
  optimizers_reading("optimizers.factor", tr("optimizers.pad.factor"), per_step, row);
  const std::string_view name = tr("optimizers.regime." + std::string(momentum_regime_id(regime)));
  const bool diverges = regime == MomentumRegime::diverging;
  const Rect last = line(diverges ? "optimizers.pad.regime" : "optimizers.pad.tenfold");
  const std::string words =
      diverges ? std::string(name)
               : tr("optimizers.pad.steps", {{"n", compact(std::ceil(std::log(0.1) / std::log(factor)), 3)}});
  draw_text({last.x1, last.center().y}, right_middle, diverges ? theme().error() : theme().ink, type::body, words);
  optimizers_reading("optimizers.regime", tr("optimizers.pad.regime"), name, last);
}

}  // namespace

void optimizers_pad_panel(OptimizersPage& page, const Rect& where) {
  panel(where, tr("optimizers.pad.title"));
  const float title = text_width(type::panel_title, tr("optimizers.pad.title"));
  const float base = where.y0 + px(31);
  float x = where.x0 + panel_padding() + title + px(10);
  const std::string_view darker = tr(theme().dark() ? "optimizers.pad.brighter" : "optimizers.pad.darker");
  const MathBox bowl_box = layout_math(math_or_text("\\frac{1}{2}(x^{2}+25y^{2})"), 14);
  if (x + bowl_box.width + text_width(type::caption, darker) + px(16) < where.x1 - panel_padding())
    draw_math(canvas(), {x, base}, bowl_box, {theme().ink2, theme().ink2});
  draw_text({where.x1 - panel_padding(), base}, right_base, theme().ink2, type::caption, darker);
  Rect rest = where.inset(panel_padding(), 0);
  rest.cut_top(px(48));
  rest.cut_bottom(px(14));
  Rect lower = rest.cut_bottom(px(96), px(32));
  rest.cut_left(px(26));
  rest.cut_right(px(8));
  draw_map(page, rest);
  const Rect run = lower.cut_left(std::min(px(158), lower.width() * 0.45F), px(16)).snapped();
  draw_run(page, run);
  draw_figures(page, lower);
}

}  // namespace gradlab::ui
