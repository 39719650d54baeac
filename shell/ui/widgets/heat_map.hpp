// The square of the output: decision map, boundary, points, numbers outside. The numbers in it come from elsewhere.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "shell/ui/color.hpp"
#include "shell/ui/dots.hpp"
#include "shell/ui/widgets/contour.hpp"
#include "shell/ui/widgets/plot_view.hpp"
#include "shell/ui/widgets/tile_atlas.hpp"

namespace gradlab::ui {

/// A sample on the map.
struct MapPoint {
  float x = 0, y = 0;  // in the units of the axes
  std::uint16_t label = 0;
  float value = 0;  // where a number is to be predicted: its place from -1 to 1
  bool test = false;
  bool wrong = false;
  std::uint32_t row = 0;  // of the data
};

/// Two classes are blue for 1 and orange for 0, as the sign of a weight; more take the curves' colours in order.
Color class_color(std::size_t label, std::size_t classes);

/// As the map colours it: by its class, or by its number where there are no classes.
Color point_color(const MapPoint& point, std::size_t classes);

/// The colour of a map where the classes have these shares (they sum to 1; one number alone is the share of class 1 of
/// two). Half strength, so that points stand out.
Color share_color(std::span<const float> shares);

struct HeatMap {
  PlotSpan x, y;
  std::span<const ContourLine> boundary;  // in grid units of TileAtlas::large_side
  std::span<const MapPoint> points;
  std::size_t classes = 2;    // 0: numbers
  float point_radius = 3.4F;  // design px
  bool numbers = true;        // along the left and lower edge, outside
};

/// Draws into a square; the picture is the atlas' large tile.
void draw_heat_map(const Rect& square, const HeatMap& map, TileAtlas& atlas);

/// "● train  ○ test  ◎ wrong" from `at` (left, middle of the line); the words are given. Returns the width.
float draw_point_legend(ImVec2 at, std::string_view train, std::string_view test, std::string_view wrong);

/// Draws samples of one size: filled if the network learns from them, else a ring.
class MapPoints {
 public:
  /// radius: design px
  MapPoints(ImDrawList* list, float radius)
      : paper_(list, radius + 1), full_(list, radius), ring_(list, radius - 0.5F, 1.5F) {}
  void add(ImVec2 at, const MapPoint& point, Color color);

 private:
  Dots paper_, full_, ring_;
};

}  // namespace gradlab::ui
