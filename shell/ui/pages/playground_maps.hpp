// What a network answers over a square of two of its inputs: the output and every unit. Made some rows at a time, so
// that a large network costs a frame no more than a small one. No drawing here.
#pragma once

#include <algorithm>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/network/probe.hpp"
#include "shell/ui/widgets/contour.hpp"
#include "shell/ui/widgets/plot_view.hpp"
#include "shell/ui/widgets/tile_atlas.hpp"

namespace gradlab::ui {

/// The data as the network takes them, and how its outputs are read.
struct RunSource {
  Batch<float> train, test;             // the first samples of each part: those that figures are measured on
  std::shared_ptr<const InputMap> map;  // from the columns in their own units to the inputs; null: they are the same
  std::vector<double> means;            // of the columns, over the training rows, in their own units
  PlotSpan target{0, 1};                // where a number is to be predicted: what it spans
  Reading reading;

  bool predicts_number() const { return reading.kind == Reading::Kind::values; }
};

/// Two columns along the axes, all others at their mean. Of a single column x alone counts.
struct MapWindow {
  std::size_t x = 0, y = 1;
  PlotSpan x_span, y_span;  // in the columns' own units
};

/// The plot's window of a generator (or null), or the data's own range with a margin.
MapWindow map_window(const Dataset& data, const DataSource* generator, std::size_t x, std::size_t y);

struct UnitPlace {
  static constexpr std::size_t inputs = std::numeric_limits<std::size_t>::max();

  std::size_t layer = 0, unit = 0;  // layer: also `inputs`, for what an input is

  bool operator==(const UnitPlace&) const = default;
};

/// What one unit answers, large_side² places from -1 to +1: parts of the largest that it answers in the window. Of an
/// output that says a probability: 2 p - 1. Of an input: from its lowest to its highest.
struct LargeUnitMap {
  UnitPlace place;
  float low = -1, high = 1;  // what -1 and +1 stand for
  std::vector<float> values;
};

class PlaygroundMaps {
 public:
  static constexpr std::size_t units_drawn = 24;  // of a column, at most
  /// Of a network of so many layers: of a very deep one less is seen, and kept.
  static std::size_t units_drawn_of(std::size_t layers) { return layers <= 10 ? units_drawn : units_drawn / 8; }

  /// large: the unit whose picture is wanted in full size.
  void begin(const Network<float>& network, const RunSource& source, const MapWindow& window,
             std::optional<UnitPlace> large = {});
  /// Works until the clock says so; true when the maps have just become complete.
  bool advance(const std::function<double()>& clock, double deadline);
  bool working() const { return working_; }
  bool ready() const { return !shares_.empty(); }
  void forget();

  // The latest complete maps: large_side² places, rows from the top.
  const MapWindow& window() const { return shown_window_; }
  std::size_t share_count() const { return shares_.size(); }
  /// The probability of each class, or of class 1 alone where one output tells two classes apart. Where a number is to
  /// be predicted: its place in RunSource::target, 0 … 1.
  std::span<const float> shares(std::size_t index) const { return shares_[index]; }
  std::span<const ContourLine> boundary() const { return boundary_; }
  /// The shares at a place of the square, 0 … 1 from the left and from the top.
  std::vector<float> shares_at(float from_left, float from_top) const;
  /// The number predicted at a place of the square, likewise; of the first output.
  double value_at(float from_left, float from_top) const;
  /// The numbers predicted from left to right, of data with one column.
  std::span<const float> line() const { return std::span(values_).first(std::min<std::size_t>(values_.size(), side)); }
  /// What a unit answers, small_side² places. Column 0 are the inputs. Each by its own largest value (but not less than
  /// a third of its layer's) to -1 … +1. Empty where there is none.
  std::span<const float> unit(std::size_t column, std::size_t unit) const;
  /// The one that was wanted.
  const std::optional<LargeUnitMap>& large_unit() const { return large_unit_; }
  std::size_t columns() const { return units_.size(); }
  std::size_t units(std::size_t column) const { return units_[column].size(); }

 private:
  static constexpr std::size_t side = TileAtlas::large_side;

  void finish();
  void read_shares();
  void find_boundary();
  void take_units();
  void take_large_unit();

  Block<const float> inputs_over(std::size_t pixels);
  std::vector<std::vector<float>> input_pictures();

  Network<float> network_;
  Reading reading_;
  std::shared_ptr<const InputMap> map_;
  PlotSpan target_;
  GridProbe<float> probe_;  // the output, and the unit wanted in full size: large_side²
  Grid grid_;
  GridProbe<float> units_probe_;  // every unit: small_side²
  Grid units_grid_;
  Batch<double> columns_;  // scratch of inputs_over
  Batch<float> inputs_;
  MapWindow window_, shown_window_;
  bool working_ = false;
  std::size_t row_ = 0, units_row_ = 0, rows_at_once_ = 1;
  std::vector<float> values_;  // where a number is to be predicted: the first output at each place
  std::vector<std::vector<float>> shares_;
  std::vector<std::vector<std::vector<float>>> units_;
  std::vector<ContourLine> boundary_;
  std::optional<UnitPlace> wanted_unit_;
  std::optional<LargeUnitMap> large_unit_;
};

}  // namespace gradlab::ui
