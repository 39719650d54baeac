#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/data/input_map.hpp"
#include "core/network/load_data.hpp"
#include "core/network/network.hpp"
#include "core/network/objective.hpp"
#include "core/spec/spec.hpp"

namespace gradlab {

/// The way from a sample's columns, in their own units, to the network's inputs: features, then scaling.
struct InputSteps {
  std::vector<std::string> columns;   ///< names
  std::vector<WordColumn> words;      ///< which columns stand for the words of a file's column
  std::vector<std::string> features;  ///< formulas in x and y, the first two columns; empty: columns are inputs
  std::vector<ColumnScale> scales;    ///< one for each input, as fitted to the training part
  std::shared_ptr<const InputMap> map;

  bool scaled() const;

  /// A row's cells as numbers, one for each column: cells that are such numbers, or the file's own cells, with words
  /// where it has words. Messages name the row.
  Result<std::vector<double>> read_row(std::span<const std::string> cells, std::size_t row) const;
};

/// A spec with its trained numbers: what is needed to answer for new samples.
struct TrainedNetwork {
  InputSteps inputs;
  Network<double> network;
  Reading reading;
  std::vector<std::string> class_names;  ///< empty where values are predicted

  /// The answers to new samples, row by row; row: one number for each column. Outputs as the network gives them, or
  /// probabilities where they are logits.
  std::vector<std::vector<double>> answer(const std::vector<std::vector<double>>& rows) const;
  /// The class that the answer stands for.
  std::size_t class_of(const std::vector<double>& answer) const;
  /// A class is chosen where one answer is over this.
  double threshold() const { return reading.logits ? 0.5 : reading.threshold(); }
};

/// Puts parameters, as `gradlab train --parameters` writes them, into a spec's text and reads it. Empty: the spec's
/// own. A run that the page has kept ({"gradlab": "run", "spec": …, "parameters": …}) is a spec with parameters.
Result<Spec> spec_with_parameters(std::string_view spec, std::string_view parameters);

/// The steps of data that load_data(spec.data, …) has given, or that are in their own units; map: theirs as fitted.
InputSteps input_steps(const Spec& spec, const Dataset& data, std::shared_ptr<const InputMap> map);

/// A network of the spec's layers that was trained in single precision. Computes in double what it computes.
Result<TrainedNetwork> trained_network(const Spec& spec, const Network<float>& network, InputSteps inputs,
                                       const Reading& reading, std::vector<std::string> class_names);

/// Refuses a spec without parameters ("parameters_needed"), and all that a training would refuse.
Result<TrainedNetwork> trained_network(const Spec& spec, const DataFiles& files);

}  // namespace gradlab
