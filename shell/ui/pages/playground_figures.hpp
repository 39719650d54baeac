// The numbers the page shows of a moment of the run: which points are wrong, what each unit does, the histogram of what
// is chosen. Measured by core; kept here for as long as they are shown. No drawing here.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "core/data/dataset.hpp"
#include "core/network/activity.hpp"
#include "shell/ui/pages/playground_maps.hpp"
#include "shell/ui/widgets/heat_map.hpp"

namespace gradlab::ui {

/// How often a sample of a class was put into which class.
struct Confusion {
  std::size_t classes = 0;
  std::vector<std::uint32_t> counts;  // [true class * classes + answer]

  std::uint32_t at(std::size_t label, std::size_t answer) const { return counts[label * classes + answer]; }
};

inline constexpr std::size_t most_mistakes = 12;

/// A sample that was taken for another class.
struct Mistake {
  std::uint32_t row = 0;
  std::uint16_t label = 0, answer = 0;
  float share = 0;                 // what the network gives the answer
  std::vector<float> pixels = {};  // its numbers, the largest as 1
};

struct FigureRequest {
  std::size_t map_x = 0, map_y = 1;
  std::size_t layer = 0;
  std::optional<std::size_t> unit;

  bool operator==(const FigureRequest&) const = default;
};

struct PlaygroundFigures {
  static constexpr std::size_t bins = 36;

  FigureRequest request;         // what they answer
  std::vector<MapPoint> points;  // at the map's two inputs
  std::size_t wrong_train = 0, wrong_test = 0;
  std::size_t samples_train = 0, samples_test = 0;  // of so many samples
  std::vector<Mistake> mistakes;  // of the samples counted in `test`, the surest first; of several outputs
  std::optional<double> r_squared_train, r_squared_test;  // where a number is to be predicted
  Confusion test;                                         // of the test set; of the training set where there is none
  std::vector<std::vector<UnitActivity>> layers;          // over the training set
  std::vector<std::uint32_t> histogram;                   // of the chosen layer's or unit's pre-activations
  PlotSpan histogram_span{-1, 1};

  /// What is shown of the two: R² of the test set, of the training set where there is none; and the id of its words.
  std::pair<std::string_view, std::optional<double>> r_squared() const {
    if (r_squared_test) return {"playground.r_squared_test", r_squared_test};
    return {"playground.r_squared_train", r_squared_train};
  }
};

/// The samples that figures are measured on, of these rows.
Batch<float> first_samples(const Samples<float>& inputs, std::span<const std::uint32_t> rows);

/// Other inputs along the map's axes.
void place_points(const Dataset& own_units, std::size_t map_x, std::size_t map_y, std::vector<MapPoint>& points);

/// Measures some samples at a time, so that a large network or set costs a frame no more than a small one.
class FigureWork {
 public:
  /// Begins anew; of the network as it stands.
  void begin(const Network<float>& network, const FigureRequest& request);
  void forget() { working_ = false; }
  bool working() const { return working_; }
  const FigureRequest& request() const { return found_.request; }
  /// Works until the clock says so; true when `into` has just become complete, of the network that it began with. Until
  /// then nothing is written. source, own_units: the same in all calls after `begin`.
  bool advance(const RunSource& source, const Dataset& own_units, const std::function<double()>& clock, double deadline,
               PlaygroundFigures& into);

 private:
  /// The training set or the test set.
  struct Part {
    bool test = false;
    std::size_t done = 0;          // samples
    std::vector<float> predicted;  // the first output, where a number is to be predicted
  };

  void measure_some(const RunSource& source, const Dataset& data, Part& part);
  bool count_answer(const RunSource& source, const Dataset& data, std::uint32_t row, std::uint16_t answer,
                    std::size_t sample, bool test);
  void add_layers(std::size_t samples);
  void finish(const RunSource& source, const Dataset& data, PlotSpan span_before);

  bool working_ = false;
  Network<float> network_;
  Part test_, train_;
  PlaygroundFigures found_;
  std::vector<float> sums_;  // the pre-activations that the histogram counts
  Batch<float> inputs_;      // of a piece
  Pass<float> pass_;
};

/// A span of round ends around low … high and 0; it stays as it is while the numbers fill enough of it.
PlotSpan steady_span(PlotSpan shown, double low, double high);

}  // namespace gradlab::ui
