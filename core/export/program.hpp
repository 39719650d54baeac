#pragma once

#include <string>

#include "core/base/result.hpp"
#include "core/export/activation_source.hpp"
#include "core/export/source_language.hpp"
#include "core/export/trained_network.hpp"

namespace gradlab {

/// A trained network as one file of source text that runs as it is: it takes the samples' columns in their own units,
/// scales them, computes what evaluation computes (batch norm by its running statistics, no dropout), in double.
/// The file gives a function `forward` (a sample's or samples' outputs; in PyTorch a class `Network`, an nn.Module, and
/// `network`, one that has the trained state) and `answer` (probabilities where outputs are
/// logits), and as a program reads comma-separated rows from standard input and writes for each a row of the answer
/// and, where classes are told apart, the class. Refuses formulas that are too large to be written.
Result<std::string> network_source(const TrainedNetwork& trained, SourceLanguage language);

namespace source {

/// One argument of a layer's activation: one number, or one for each unit.
struct Argument {
  std::string name;
  std::vector<double> values;
  bool trained = false;
};

/// How a layer calls its activation.
struct Call {
  std::string function;
  std::vector<Argument> arguments;
  bool mixes = false;
  bool pieces = false;  ///< of maxout: its argument is a whole number
};

/// What the languages' programs are made of.
struct Parts {
  const TrainedNetwork& trained;
  std::vector<Call> calls;            ///< of each layer
  std::vector<std::string> features;  ///< names of the features' functions
  std::string functions;              ///< all definitions
};

/// Of a scaling, by one of ColumnScale's four numbers: one for each input.
std::vector<double> scale_numbers(const InputSteps& inputs, double ColumnScale::* which);
/// Whether the scaling goes on after (column - shift) / unit.
bool scales_further(const InputSteps& inputs);

std::string cpp_program(const Parts& parts);
std::string numpy_program(const Parts& parts);
std::string pytorch_program(const Parts& parts);
std::string javascript_program(const Parts& parts);

/// "1.0, 2.5": a list's inside, in lines of at most 110 characters behind `indent`.
std::string number_list(std::span<const double> values, SourceLanguage language, const std::string& indent);
/// A class as a cell of comma-separated text.
std::string csv_cell(const std::string& text);
/// "4 columns (a, b, c, d) … 3 outputs": the file's first comment.
std::string summary(const TrainedNetwork& trained);

/// Weights and all of one layer, by name.
struct LayerNumbers {
  std::vector<std::span<const double>> weights;  ///< one row for each sum
  std::span<const double> bias, scale, shift, mean, variance;
};
LayerNumbers numbers_of(const Network<double>& network, std::size_t layer);

}  // namespace source
}  // namespace gradlab
