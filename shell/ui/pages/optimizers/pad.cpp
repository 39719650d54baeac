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

constexpr std::size_t steps_shown = 60;

bool same(const Curvatures& a, const Curvatures& b) { return a.low == b.low && a.high == b.high; }

Color factor_color(double factor, double best) {
  constexpr std::array light{rgb(0xffffff), rgb(0xe7eef0), rgb(0xc6d8db), rgb(0x98bbbe), rgb(0x5f9a99)};
  constexpr std::array dark{rgb(0x1b1e24), rgb(0x1f2d30), rgb(0x24444a), rgb(0x2c6468), rgb(0x3f8a89)};
  const auto& stops = theme().dark() ? dark : light;
  const double place = std::clamp((1 - factor) / (1 - best), 0.0, 1.0) * static_cast<double>(stops.size() - 1);
  const auto index = std::min(static_cast<std::size_t>(place), stops.size() - 2);
  return mix(stops[index], stops[index + 1], static_cast<float>(place - static_cast<double>(index)));
}

void write_picture(OptimizersState& state) {
  RacePad& pad = *state.pad;
  const Curvatures& bowl = state.pad_pair.bowl;
  if (pad.drawn && pad.dark == theme().dark() && same(pad.drawn_of, bowl)) return;
  const double best = best_momentum(bowl).factor, most_rate = state.pad_pair.most_rate();
  constexpr std::size_t side = TileAtlas::small_side;
  std::vector<Color> texels(side * side);
  for (std::size_t row = 0; row < side; ++row)
    for (std::size_t column = 0; column < side; ++column) {
      // Beyond the edge as at it: what lies there is covered, but the smoothing reaches across.
      const double momentum = 1 - static_cast<double>(row) / (side - 1);
      const double rate =
          std::min(most_rate * static_cast<double>(column) / (side - 1), 0.98 * diverging_rate(momentum, bowl));
      texels[row * side + column] = factor_color(convergence_factor(rate, momentum, bowl), best);
    }
  state.map->atlas.write_small(0, texels);
  pad.drawn = true;
  pad.dark = theme().dark();
  pad.drawn_of = bowl;
}

const RacePath& run_of(OptimizersState& state) {
  RacePad& pad = *state.pad;
  const PadPair& pair = state.pad_pair;
  if (pad.run_of && pad.run_of->rate == pair.rate && pad.run_of->momentum == pair.momentum &&
      same(pad.run_of->bowl, pair.bowl))
    return pad.run;
  const RaceSpec spec = pair.race(steps_shown);
  if (const auto ground = ground_of(spec))
    if (auto paths = run_paths(spec, *ground, {{0, 0}})) pad.run = std::move(paths->front());
  pad.run_of = pair;
  return pad.run;
}

/// Where it diverges: right of the edge.
void draw_diverging(ImDrawList* list, const PlotFrame& frame, const Curvatures& bowl) {
  const ImVec2 foot = frame.to_pixel({diverging_rate(0, bowl), 0}), top = frame.to_pixel({diverging_rate(1, bowl), 1});
  const std::array<ImVec2, 4> region{foot, top, {frame.rect.x1, frame.rect.y0}, {frame.rect.x1, frame.rect.y1}};
  list->AddConvexPolyFilled(region.data(), static_cast<int>(region.size()), theme().sunk);
  if (ui().svg) ui().svg->area(region, theme().sunk);
  const float pitch = px(7);
  const float slope = (top.x - foot.x) / (top.y - foot.y);  // of the edge: x for each y
  for (float c = frame.rect.x0; c < frame.rect.x1 + frame.rect.height(); c += pitch) {
    // The part of x + y = c + y0 in the frame, and of that the part where x lies beyond the edge.
    const float sum = c + frame.rect.y0;
    float low = std::max(frame.rect.y0, sum - frame.rect.x1), high = std::min(frame.rect.y1, sum - frame.rect.x0);
    const auto beyond = [&](float y) { return sum - y - foot.x - slope * (y - foot.y); };
    const float at_low = beyond(low), at_high = beyond(high);
    if (low >= high || (at_low < 0 && at_high < 0)) continue;
    if (at_low < 0) low += (high - low) * at_low / (at_low - at_high);
    if (at_high < 0) high -= (high - low) * at_high / (at_high - at_low);
    const std::array<ImVec2, 2> line{ImVec2{sum - low, low}, {sum - high, high}};
    draw_polyline(list, line, theme().line2, 1);
  }
  const std::array<ImVec2, 2> edge{foot, top};
  draw_polyline(list, edge, theme().ink, 2.2F);
}

/// A word on a region. Rates are in shares of the pad's width: the regions hang on η λmax alone.
void region_word(ImDrawList* list, ImVec2 at, std::string_view id) {
  draw_text_halo(list, at, center_middle, theme().ink, theme().panel, strong(type::caption), tr(id));
}

void draw_edge_formula(ImDrawList* list, ImVec2 at, const Curvatures& bowl) {
  const MathBox box =
      layout_math_within(math_or_text("\\eta > \\frac{2(1+\\beta)}{" + compact(bowl.high, 3) + "}"), px(92), 15);
  fill_rect(list, Rect{at.x - box.width / 2 - px(4), at.y - px(18), at.x + box.width / 2 + px(4), at.y + px(14)},
            theme().sunk, 3);
  draw_math(list, {at.x - box.width / 2, at.y + px(3)}, box, {theme().ink, theme().ink});
}

void draw_regions(ImDrawList* list, const PlotFrame& frame, const Curvatures& bowl) {
  std::vector<ImVec2> limit;
  for (int i = 0; i <= 80; ++i) {
    const double momentum = i / 80.0;
    limit.push_back(frame.to_pixel({monotonic_rate(momentum, bowl), momentum}));
  }
  draw_dashed(list, limit, theme().ink, 1.5F, 5, 4);
  const double whole = frame.view.x.high;
  const BestMomentum best = best_momentum(bowl);
  const double low_word = best.momentum < 0.33 ? 0.42 : 0.2;  // clear of the best pair's name
  const ImVec2 monotonic = frame.to_pixel({0.3 * whole, low_word});
  const ImVec2 diverging{frame.to_x(0.825 * whole), std::min(frame.to_y(0.27), frame.rect.y1 - px(48))};
  region_word(list, frame.to_pixel({0.39 * whole, 0.6}), "optimizers.regime.oscillating");
  region_word(list, monotonic, "optimizers.regime.monotonic");
  region_word(list, diverging, "optimizers.regime.diverging");
  const ImVec2 to = frame.to_pixel({monotonic_rate(low_word, bowl) + 0.008 * whole, low_word});
  const float half = text_width(strong(type::caption), tr("optimizers.regime.monotonic")) / 2;
  const ImVec2 from{monotonic.x - half - px(6), to.y};
  if (from.x - px(8) > to.x) {
    const std::array<ImVec2, 2> line{from, to};
    draw_polyline(list, line, theme().ink, 1.3F);
    draw_arrow_head(list, to, {-1, 0}, 6, theme().ink);
  }
  draw_edge_formula(list, {diverging.x, diverging.y + px(29)}, bowl);
  const ImVec2 at = frame.to_pixel({best.rate, best.momentum});
  draw_point(list, at, 4.5F, theme().panel, theme().ink, 1.8F);
  draw_text_halo(list, {at.x - px(10), std::min(at.y, frame.rect.y1 - px(10))}, right_middle, theme().ink,
                 theme().panel, type::tick, tr("optimizers.best", {{"factor", fixed(best.factor, 3)}}));
  const std::string_view darker = tr(theme().dark() ? "optimizers.pad.brighter" : "optimizers.pad.darker");
  draw_text_halo(list, {frame.rect.x0 + px(8), frame.rect.y0 + px(12)}, left_middle, theme().ink2, theme().panel,
                 type::tick, darker);
}

void operate(PadPair& pair, const PlotFrame& frame, const SurfaceInput& input) {
  if (input.dragging || (input.clicked && !input.by_key))
    pair.set(frame.x_at(input.pointer.x), frame.y_at(input.pointer.y));
  if (input.arrow.x != 0 || input.arrow.y != 0)
    pair.set(pair.rate + pair.most_rate() / 160 * static_cast<double>(input.arrow.x),
             pair.momentum - 0.01 * static_cast<double>(input.arrow.y));
}

void draw_map(OptimizersPage& page, const Rect& where) {
  OptimizersState& state = page.state;
  PadPair& pair = state.pad_pair;
  const PlotFrame frame{where.snapped(), {{0, pair.most_rate()}, {0, 1}}};
  // Before the map, which else would take the press. Where the pair's own point lies on it, that is to be dragged.
  const BestMomentum best = best_momentum(pair.bowl);
  const ImVec2 at = frame.to_pixel({best.rate, best.momentum}), now = frame.to_pixel({pair.rate, pair.momentum});
  if (std::hypot(at.x - now.x, at.y - now.y) > px(22)) {
    const Rect ring{at.x - px(11), at.y - px(11), at.x + px(11), at.y + px(11)};
    if (hit_area("optimizers.pad_best", ring, {}).operated)
      pair.rate = best.rate, pair.momentum = best.momentum;  // not rounded: beside it the factor rises steeply
  }
  const SurfaceInput input = surface("optimizers.pad", frame.rect, false);
  operate(pair, frame, input);
  write_picture(state);
  ImDrawList* const list = canvas();
  {
    const Clip clip(frame.rect, list);
    state.map->atlas.draw_small(list, 0, frame.rect, 0);
    draw_diverging(list, frame, pair.bowl);
    draw_regions(list, frame, pair.bowl);
  }
  stroke_rect(list, frame.rect, theme().line2);
  draw_plot_numbers(list, frame, {.x_name = "η", .look = AxesLook::framed});
  draw_math(list, {frame.rect.x0 - px(20), frame.rect.y0 + px(26)}, "\\beta", 17, theme().ink2);
  draw_point(list, frame.to_pixel({pair.rate, pair.momentum}), 9, theme().panel, theme().accent, 2);
  if (input.focused) draw_ring(list, frame.rect, theme().accent, 4);
}

/// The loss of the run is the sum of one part for each direction, ½ λ x², each with a factor of its own.
void draw_modes(OptimizersPage& page, const Rect& where) {
  constexpr double powers_shown = 6;
  const PadPair& pair = page.state.pad_pair;
  const RacePath& path = run_of(page.state);
  const double start = path.heights.empty() || !(path.heights.front() > 0) ? 1 : path.heights.front();
  const double high = std::ceil(std::log10(start)) + 0.3;
  ImDrawList* const list = canvas();
  fill_rect(list, where, theme().sunk, map_radius);
  const PlotFrame frame{where.inset(px(6), px(6)),
                        {{0, static_cast<double>(steps_shown)}, {high - powers_shown, high}}};
  const Clip clip(where, list);
  struct Mode {
    double curvature;
    double Point::* along;
    Color color;
  };
  const std::array modes{Mode{pair.bowl.low, &Point::x, theme().curve(0)},
                         Mode{pair.bowl.high, &Point::y, theme().curve(1)}};
  float y = frame.rect.y0 + px(7);
  for (const Mode& mode : modes) {
    std::vector<ImVec2> pixels;
    for (std::size_t n = 0; n < path.places.size(); ++n) {
      const double part = 0.5 * mode.curvature * path.places[n].*mode.along * path.places[n].*mode.along;
      const double power = std::log10(std::max(part, 1e-300));
      pixels.push_back(frame.to_pixel({static_cast<double>(n), std::clamp(power, high - 2 * powers_shown, high + 2)}));
    }
    draw_polyline(list, pixels, mode.color, 1.8F);
    const std::string words = "λ " + compact(mode.curvature, 3) + "  × " +
                              fixed(convergence_factor(pair.rate, pair.momentum, mode.curvature), 3);
    draw_text_halo(list, {frame.rect.x1, y}, right_middle, mode.color, theme().sunk, strong(type::tick), words);
    optimizers_reading(mode.along == &Point::x ? "optimizers.mode_low" : "optimizers.mode_high",
                       tr("optimizers.pad.factor"), words, where);
    y += px(15);
  }
}

void draw_path(OptimizersPage& page, const Rect& where);

/// The small picture; a press turns to the other.
void draw_run(OptimizersPage& page, const Rect& where) {
  OptimizersState& state = page.state;
  const HitResult hit = hit_area("optimizers.pad_run", where, {});
  if (hit.operated) state.pad_modes = !state.pad_modes;
  state.pad_modes ? draw_modes(page, where) : draw_path(page, where);
  draw_text_halo(canvas(), {where.x0 + px(8), where.y1 - px(11)}, left_middle,
                 hit.hovered ? theme().accent : theme().ink2, theme().sunk, type::tick,
                 tr(state.pad_modes ? "optimizers.pad.modes" : "optimizers.pad.path"));
  if (hit.hovered || hit.focused) stroke_rect(canvas(), where, theme().accent_line);
}

/// The run of the chosen pair on its bowl.
void draw_path(OptimizersPage& page, const Rect& where) {
  const PlotFrame frame = race_frame(where, {{-4, -1.9}, {4, 1.9}});
  const Curvatures& bowl = page.state.pad_pair.bowl;
  ImDrawList* const list = canvas();
  fill_rect(list, where, theme().sunk, map_radius);
  const Clip clip(where, list);
  const double at_corner = 8 * bowl.low + 1.8 * bowl.high;
  for (const double share : {0.006, 0.04, 0.12, 0.28, 0.53, 0.95}) {
    const double height = share * at_corner;
    std::vector<ImVec2> ellipse;
    for (int i = 0; i <= 64; ++i) {
      const double angle = 6.283185307179586 * i / 64;
      ellipse.push_back(frame.to_pixel(
          {std::sqrt(2 * height / bowl.low) * std::cos(angle), std::sqrt(2 * height / bowl.high) * std::sin(angle)}));
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

/// λmin and λmax, each to drag.
void draw_curvatures(PadPair& pair, const Rect& row) {
  constexpr std::string_view between = "…";
  const auto range = [](double low, double high, double initial) {
    return NumberRange{.low = low, .high = high, .initial = initial, .scale = Scale::logarithmic, .digits = 3};
  };
  const NumberRange lows = range(PadPair::least_curvature, pair.bowl.high, 1),
                    highs = range(pair.bowl.low, PadPair::most_curvature, 25);
  Curvatures wanted = pair.bowl;
  const float base = row.center().y + px(5), high_width = text_width(type::body, number_text(highs, wanted.high));
  const float middle = row.x1 - high_width - px(6) - text_width(type::body, between);
  const float low_x = middle - px(6) - text_width(type::body, number_text(lows, wanted.low));
  draw_text({middle, base}, left_base, theme().ink2, type::body, between);
  const bool low = inline_number("optimizers.pad_low", {low_x, base}, type::body, wanted.low, lows);
  const bool high = inline_number("optimizers.pad_high", {row.x1 - high_width, base}, type::body, wanted.high, highs);
  if (low || high) pair.set_bowl(wanted);
}

void draw_figures(OptimizersPage& page, Rect rest) {
  PadPair& pair = page.state.pad_pair;
  const float pitch = rest.height() / 5;
  const auto line = [&](std::string_view word) {
    const Rect row = rest.cut_top(pitch);
    draw_text({row.x0, row.center().y}, left_middle, theme().ink2, type::caption, tr(word));
    return row;
  };
  const auto dragged = [&](std::string_view id, const Rect& row, double value, const NumberRange& range) {
    const float width = text_width(type::body, number_text(range, value));
    inline_number(id, {row.x1 - width, row.center().y + px(5)}, type::body, value, range);
    return value;
  };
  draw_curvatures(pair, line("optimizers.pad.curvatures"));
  pair.rate = dragged("optimizers.pad_rate", line("optimizers.pad.rate"), pair.rate,
                      {.low = pair.least_rate(), .high = pair.most_rate(), .initial = 1.5 / pair.bowl.high});
  pair.momentum = dragged("optimizers.pad_momentum", line("optimizers.pad.momentum"), pair.momentum,
                          {.low = 0, .high = PadPair::most_momentum, .initial = 0.8, .decimals = 2});
  const Curvatures& bowl = pair.bowl;
  const double factor = convergence_factor(pair.rate, pair.momentum, bowl);
  const MomentumRegime regime = momentum_regime(pair.rate, pair.momentum, bowl);
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
  const PadPair& pair = page.state.pad_pair;
  const bool phone = on_phone();
  const float height = phone ? px(44) : px(32);
  const Rect button_rect = Rect{where.x1 - panel_padding() - button_width("optimizers.race_pair"), where.y0 + px(9),
                                where.x1 - panel_padding(), where.y0 + px(9) + height}
                               .snapped();
  if (button("optimizers.race_pair", button_rect)) {
    if (const auto raced = optimizers_race_pair(page.state))
      page.app.say(tr("optimizers.pad.raced", {{"name", optimizers_name(page.state.spec, page.state.focused)}}));
  }
  const float x = where.x0 + panel_padding() + text_width(type::panel_title, tr("optimizers.pad.title")) + px(10);
  const auto term = [](double curvature, std::string_view square) {
    return (curvature == 1 ? std::string() : compact(curvature, 3)) + std::string(square);
  };
  const MathBox box = layout_math(
      math_or_text("\\frac{1}{2}(" + term(pair.bowl.low, "x^{2}") + "+" + term(pair.bowl.high, "y^{2}") + ")"), 14);
  if (x + box.width + px(10) < button_rect.x0)
    draw_math(canvas(), {x, where.y0 + px(31)}, box, {theme().ink2, theme().ink2});
  Rect rest = where.inset(panel_padding(), 0);
  rest.cut_top(phone ? px(60) : px(50));
  rest.cut_bottom(px(12));
  Rect lower = rest.cut_bottom(px(112), px(32));
  rest.cut_left(px(26));
  rest.cut_right(px(8));
  draw_map(page, rest);
  const Rect run = lower.cut_left(std::min(px(158), lower.width() * 0.45F), px(16)).snapped();
  draw_run(page, run);
  draw_figures(page, lower);
}

}  // namespace gradlab::ui
