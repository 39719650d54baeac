// What a network answers over a square of two of its inputs: the output and every unit. Made some rows at a time, so
// that a large network costs a frame no more than a small one. No drawing here.
#pragma once

#include <functional>
#include <vector>

#include "core/network/probe.hpp"
#include "shell/ui/widgets/contour.hpp"
#include "shell/ui/widgets/plot_view.hpp"
#include "shell/ui/widgets/tile_atlas.hpp"

namespace gradlab::ui {

/// From a column's own units to what the network takes (they differ where the data are standardised).
struct InputScale {
  double own = 0, trained = 0;  // a pair of values that belong together
  double factor = 1;
  double mean = 0;  // over the training rows, as the network takes it

  double to_trained(double value) const { return trained + (value - own) * factor; }
};

/// The data as the network takes them, and how its outputs are read.
struct RunSource {
  Samples<float> inputs;
  std::vector<std::uint32_t> train_rows, test_rows;
  std::vector<InputScale> scales;
  Reading reading;
};

/// Two inputs along the axes; all others stand at their mean.
struct MapWindow {
  std::size_t x = 0, y = 1;
  PlotSpan x_span, y_span;  // in the columns' own units
};

/// The plot's window of a generator (or null), or the data's own range with a margin.
MapWindow map_window(const Dataset& data, const DataSource* generator, std::size_t x, std::size_t y);

class PlaygroundMaps {
 public:
  static constexpr std::size_t units_drawn = 24;  // of a column, at most

  void begin(const Network<float>& network, const RunSource& source, const MapWindow& window, bool with_units);
  /// Works until the clock says so; true when the maps have just become complete.
  bool advance(const std::function<double()>& clock, double deadline);
  bool working() const { return working_; }
  bool ready() const { return !shares_.empty(); }
  void forget();

  // The latest complete maps: large_side² places, rows from the top.
  const MapWindow& window() const { return shown_window_; }
  std::size_t share_count() const { return shares_.size(); }
  /// The probability of each class, or of class 1 alone where one output tells two classes apart.
  std::span<const float> shares(std::size_t index) const { return shares_[index]; }
  std::span<const ContourLine> boundary() const { return boundary_; }
  /// The shares at a place of the square, 0 … 1 from the left and from the top.
  std::vector<float> shares_at(float from_left, float from_top) const;
  /// What a unit answers, small_side² places. Column 0 are the inputs. Each by its own largest value (but not less than
  /// a third of its layer's) to -1 … +1. Empty where there is none.
  std::span<const float> unit(std::size_t column, std::size_t unit) const;
  std::size_t columns() const { return units_.size(); }
  std::size_t units(std::size_t column) const { return units_[column].size(); }

 private:
  void finish();
  void read_shares();
  void find_boundary();
  void take_units();

  Network<float> network_;
  Reading reading_;
  GridProbe<float> probe_;
  Grid grid_;
  MapWindow window_, shown_window_;
  bool with_units_ = true;
  bool working_ = false;
  std::size_t row_ = 0, rows_at_once_ = 1;
  std::vector<std::vector<float>> shares_;
  std::vector<std::vector<std::vector<float>>> units_;
  std::vector<ContourLine> boundary_;
};

}  // namespace gradlab::ui
