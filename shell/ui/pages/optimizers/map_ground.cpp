// Bands and level lines of the surface.
#include <algorithm>
#include <array>
#include <cmath>

#include "shell/ui/format.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/optimizers/map.hpp"
#include "shell/ui/widgets/contour.hpp"

namespace gradlab::ui {
namespace {

constexpr std::size_t side = RaceMap::side;

std::vector<float> heights_of(const Ground& ground, const PlotView& view) {
  std::vector<float> heights(side * side);
  for (std::size_t row = 0; row < side; ++row) {
    const double y = view.y.high - view.y.size() * static_cast<double>(row) / (side - 1);
    for (std::size_t column = 0; column < side; ++column) {
      const double x = view.x.low + view.x.size() * static_cast<double>(column) / (side - 1);
      heights[row * side + column] = static_cast<float>(ground.value({x, y}));
    }
  }
  return heights;
}

/// 1, 3, 10, 30 … from low to high, both above 0.
std::vector<double> factors(double low, double high) {
  std::vector<double> levels;
  for (int power = static_cast<int>(std::floor(std::log10(low))); power <= 40; ++power) {
    for (const double first : {1.0, 3.0}) {
      const double level = first * std::pow(10.0, power);
      if (level > high) return levels;
      if (level >= low) levels.push_back(level);
    }
  }
  return levels;
}

/// As large as the heights' places are fine; between the numbers the place goes over evenly.
std::vector<Color> band_texels(const std::vector<float>& places, std::size_t bands) {
  constexpr std::size_t large = TileAtlas::large_side;
  std::vector<Color> texels(large * large);
  // Even within a band: its edges are the level lines.
  const auto count = static_cast<double>(bands);
  const auto color = [&](double place) {
    return race_band(std::min(std::floor(place * count), count - 1) / std::max(count - 1, 1.0));
  };
  for (std::size_t row = 0; row < large; ++row) {
    const double v = static_cast<double>(row) * (side - 1) / (large - 1);
    const std::size_t r = std::min(static_cast<std::size_t>(v), side - 2);
    const auto down = static_cast<float>(v - static_cast<double>(r));
    for (std::size_t column = 0; column < large; ++column) {
      const double u = static_cast<double>(column) * (side - 1) / (large - 1);
      const std::size_t c = std::min(static_cast<std::size_t>(u), side - 2);
      const auto right = static_cast<float>(u - static_cast<double>(c));
      const float* const at = places.data() + r * side + c;
      const float above = at[0] + (at[1] - at[0]) * right, below = at[side] + (at[side + 1] - at[side]) * right;
      texels[row * large + column] = color(static_cast<double>(above + (below - above) * down));
    }
  }
  return texels;
}

void rebuild(RaceMap& map, const Ground& ground, const PlotFrame& frame) {
  const std::vector<float> heights = heights_of(ground, frame.view);
  map.levels = race_levels(heights);
  const std::size_t count = map.levels.heights.size();
  std::vector<float> places(heights.size());
  for (std::size_t i = 0; i < heights.size(); ++i)
    places[i] = static_cast<float>(map.levels.place(static_cast<double>(heights[i])));
  map.atlas.write_large(band_texels(places, count + 1));
  map.lines.clear();
  const float dx = frame.rect.width() / (side - 1), dy = frame.rect.height() / (side - 1);
  for (std::size_t level = 0; level < count; ++level) {
    const float at = static_cast<float>(level + 1) / static_cast<float>(count + 1);
    for (const ContourLine& line : contour_lines(places, side, side, at)) {
      RaceMap::Line made;
      made.height = map.levels.heights[level];
      for (const ImVec2& point : line.points) made.points.push_back({point.x * dx, point.y * dy});
      if (line.closed && !made.points.empty()) made.points.push_back(made.points.front());
      map.lines.push_back(std::move(made));
    }
  }
}

float length_of(std::span<const ImVec2> points) {
  float length = 0;
  for (std::size_t i = 1; i < points.size(); ++i)
    length += std::hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
  return length;
}

/// Numbers stand on their lines, in the middle of long ones, away from each other.
void draw_numbers(ImDrawList* list, const RaceMap& map, const Rect& rect) {
  std::vector<Rect> taken;
  for (const RaceMap::Line& line : map.lines) {
    if (length_of(line.points) < px(150)) continue;
    const std::string text = compact(line.height, 2);
    const float width = text_width(type::tick, text);
    for (const std::size_t share : {3U, 2U, 4U}) {
      const ImVec2 at = line.points[line.points.size() * share / 6];
      const ImVec2 middle{rect.x0 + at.x, rect.y0 + at.y};
      const Rect place{middle.x - width / 2 - px(6), middle.y - px(12), middle.x + width / 2 + px(6),
                       middle.y + px(12)};
      const bool inside = place.x0 > rect.x0 && place.x1 < rect.x1 && place.y0 > rect.y0 && place.y1 < rect.y1;
      const bool is_free = std::ranges::all_of(
          taken, [&](const Rect& other) { return place.intersection(other.grown(px(26))).empty(); });
      if (!inside || !is_free) continue;
      taken.push_back(place);
      const Color halo = race_band(map.levels.place(line.height));
      draw_text_halo(list, middle, center_middle, theme().ink2, halo, type::tick, text);
      break;
    }
  }
}

}  // namespace

double RaceLevels::place(double height) const {
  if (std::isnan(height)) return height;
  if (heights.empty()) return 0.5;
  const auto next = std::upper_bound(heights.begin(), heights.end(), height);
  const auto index = static_cast<double>(next - heights.begin());
  const auto bands = static_cast<double>(heights.size() + 1);
  // Between two levels evenly by the logarithm of a factor of about 3, which is nearly even; outside it flattens.
  double part = 0;
  if (next == heights.begin()) {
    const double scale = heights.size() > 1 ? heights[1] - heights[0] : std::max(std::abs(heights[0]), 1e-12);
    part = 1 / (1 + (heights[0] - height) / scale);
  } else if (next == heights.end()) {
    const double scale = heights.size() > 1 ? heights.back() - heights[heights.size() - 2] : std::abs(heights.back());
    const double beyond = (height - heights.back()) / std::max(scale, 1e-12);
    part = beyond / (1 + beyond);
    if (!std::isfinite(part)) part = 1;
  } else {
    part = (height - *(next - 1)) / (*next - *(next - 1));
  }
  return (index + part) / bands;
}

RaceLevels race_levels(std::span<const float> heights) {
  double low = 0, high = 0, least = 0;  // least: of those above 0
  bool any = false;
  for (const float value : heights) {
    if (!std::isfinite(value)) continue;
    const auto height = static_cast<double>(value);
    low = any ? std::min(low, height) : height;
    high = any ? std::max(high, height) : height;
    if (height > 0) least = least > 0 ? std::min(least, height) : height;
    any = true;
  }
  RaceLevels levels;
  const double largest = std::max(std::abs(low), std::abs(high));
  if (!any || !(largest > 0) || !(high > low)) return levels;
  if (low >= 0) {
    levels.heights = factors(std::max(least, high * 1e-7), high);
    // A surface that hardly rises has its levels side by side instead.
    if (levels.heights.size() >= 4) return levels;
    levels.heights.clear();
  } else if (high > -5 * low) {  // a bowl that reaches a little below 0: by factors above its floor
    for (const double above : factors((high - low) * 1e-3, high - low)) levels.heights.push_back(low + above);
    return levels;
  } else if (high > 0.05 * largest) {
    const std::vector<double> upper = factors(largest * 0.02, largest);
    for (auto level = upper.rbegin(); level != upper.rend(); ++level)
      if (-*level >= low) levels.heights.push_back(-*level);
    levels.heights.push_back(0);
    for (const double level : upper)
      if (level <= high) levels.heights.push_back(level);
    return levels;
  }
  for (const PlotTick& tick : round_ticks({low, high}, most_ticks)) levels.heights.push_back(tick.value);
  return levels;
}

Color race_band(double place) {
  if (std::isnan(place)) return theme().sunk;
  const auto& stops = theme().contour;
  const double at = std::clamp(place, 0.0, 1.0) * static_cast<double>(stops.size() - 1);
  const auto index = std::min(static_cast<std::size_t>(at), stops.size() - 2);
  return mix(stops[index], stops[index + 1], static_cast<float>(at - static_cast<double>(index)));
}

PlotFrame race_frame(const Rect& rect, const Window& shown) {
  const double width = std::max(static_cast<double>(rect.width()), 1.0);
  const double height = std::max(static_cast<double>(rect.height()), 1.0);
  const double unit = std::max((shown.high.x - shown.low.x) / width, (shown.high.y - shown.low.y) / height);
  const double x = (shown.low.x + shown.high.x) / 2, y = (shown.low.y + shown.high.y) / 2;
  return {rect, {{x - unit * width / 2, x + unit * width / 2}, {y - unit * height / 2, y + unit * height / 2}}};
}

void race_ground(OptimizersPage& page, const PlotFrame& frame) {
  RaceMap& map = *page.state.map;
  const ImVec2 size = frame.rect.size();
  const bool stays = map.ground == page.state.ground && map.view == frame.view && map.size.x == size.x &&
                     map.size.y == size.y && map.dark == theme().dark();
  if (!stays) {
    rebuild(map, page.race.ground, frame);
    map.ground = page.state.ground;
    map.view = frame.view;
    map.size = size;
    map.dark = theme().dark();
  }
  ImDrawList* const list = canvas();
  map.atlas.draw_large(list, frame.rect, 0);
  const Clip clip(frame.rect, list);
  std::vector<ImVec2> pixels;
  for (const RaceMap::Line& line : map.lines) {
    pixels.clear();
    for (const ImVec2& point : line.points) pixels.push_back({point.x + frame.rect.x0, point.y + frame.rect.y0});
    draw_polyline(list, pixels, with_alpha(theme().ink3, 0.5F), 0.9F);
  }
  draw_numbers(list, map, frame.rect);
}

}  // namespace gradlab::ui
