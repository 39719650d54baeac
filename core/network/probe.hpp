#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "core/data/input_map.hpp"
#include "core/network/network.hpp"
#include "core/network/objective.hpp"
#include "core/network/trainer.hpp"

namespace gradlab {

/// Points on a grid over two of a network's inputs, the others held still. Point (column, row) lies in the middle of
/// its cell: a picture with pixels. Row 0 is at the top, where the second input is highest.
struct Grid {
  std::size_t columns = 64;
  std::size_t rows = 64;
  double x_low = -6, x_high = 6;
  double y_low = -6, y_high = 6;
  std::size_t x_input = 0;
  std::size_t y_input = 1;
  std::vector<double> others;  ///< one for each input of the network; empty: 0. Those of x and y do not count
  /// With a map of the data (Dataset::map), everything above is about the data's own columns, in their own units, and
  /// the network takes what the map makes of a point: features and scaling. Null: about the network's inputs.
  const InputMap* map = nullptr;
  /// How many units of a hidden layer are kept, the first ones: a fine grid of a wide layer is large. Of `wanted_layer`
  /// it is `wanted_unit` alone.
  std::size_t units_kept = std::numeric_limits<std::size_t>::max();
  std::size_t wanted_layer = std::numeric_limits<std::size_t>::max(), wanted_unit = 0;

  std::size_t points() const { return columns * rows; }
};

/// What every unit answers over a grid: the pictures of the decision map and of the units. Keeps its memory.
template <class T>
class GridProbe {
 public:
  /// All of it at once.
  void map(const Network<T>& network, const Grid& grid);
  /// In parts, where a frame has no time for all: rows first … first + count - 1 of the grid. Call it with first = 0
  /// first.
  void map_rows(const Network<T>& network, const Grid& grid, std::size_t first, std::size_t count);

  std::size_t layers() const { return responses_.size(); }
  /// What unit u of the layer gives at each point of the grid, row by row. u: one that is kept.
  std::span<const T> unit(std::size_t layer, std::size_t u) const;
  /// For one output or one chosen class: its probability at each point (0 … 1) by the reading. out: one per point.
  void probability(const Reading& reading, std::size_t output, std::span<T> out) const;
  /// The class with the largest output at each point; with one output 0 or 1. out: one per point.
  void classes(const Reading& reading, std::span<std::uint16_t> out) const;

 private:
  struct OfLayer {
    std::size_t first = 0, units = 0;  ///< kept
    std::vector<T> values;             ///< units × points
  };

  std::size_t points_ = 0;
  std::vector<OfLayer> responses_;
  Batch<T> inputs_;
  Batch<double> columns_;
  std::vector<T> places_;  ///< x of each of the grid's columns
  std::vector<double> raw_places_;
  Pass<T> pass_;
};

/// Pre-activations and outputs of every layer over training samples: the live histogram under a layer's curve.
template <class T>
class TrainingProbe {
 public:
  /// Over at most `most` of the training rows, evenly spaced.
  void run(const Trainer<T>& trainer, std::size_t most = 1024);

  std::size_t samples() const { return inputs_.block().samples; }
  Block<const T> pre_activation(std::size_t layer) const { return pass_.pre_activation(layer); }  ///< sums × samples
  Block<const T> output(std::size_t layer) const { return pass_.output(layer); }                  ///< units × samples

 private:
  std::vector<std::uint32_t> rows_;
  Batch<T> inputs_;
  Pass<T> pass_;
};

/// How many numbers fall into each of `counts.size()` equal bins over [low, high]; numbers outside go to the first and
/// the last bin, those that are not numbers nowhere. unit: one row of the block, or all of them (negative).
template <class T>
void histogram(Block<const T> values, std::ptrdiff_t unit, double low, double high, std::span<std::uint32_t> counts);

extern template class GridProbe<float>;
extern template class GridProbe<double>;
extern template class TrainingProbe<float>;
extern template class TrainingProbe<double>;

}  // namespace gradlab
