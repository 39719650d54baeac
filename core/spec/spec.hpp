#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/param.hpp"
#include "core/base/result.hpp"

namespace gradlab {

/// Where the points come from. What usual_data(kind) gives is what JSON leaves out.
struct DataSpec {
  std::string kind = "spiral";             ///< a row of data_sources() or given_data()
  std::size_t points = 400;                ///< generated sets only
  double noise = 0.1;                      ///< generated sets only; what it moves stands at DataSource
  ParamValues params;                      ///< generated sets only: the row's
  std::optional<std::uint64_t> seed;       ///< generated sets only: of the points; none: the spec's, as all else
  std::vector<std::vector<double>> curve;  ///< kind curve: points [x, y], x increasing; between them as at Curve
  double test_share = 0.3;                 ///< 0 … 0.9
  std::vector<std::string> columns;        ///< those that become inputs, by name or number; empty: all but the label
  std::vector<std::string> features;       ///< formulas in x and y in place of the two columns; empty: the columns
  std::string scaling = "none";            ///< a row of scalings(); after the features, by the training part alone
  std::string file;                        ///< kinds csv and idx (the images): a path, as given
  std::string label_file;                  ///< kind idx: the labels
  std::size_t limit = 0;                   ///< kinds csv and idx: samples at most, from the beginning; 0: all
  std::string label;                       ///< kind csv: label column's name or number; empty: the last
  std::string header = "auto";             ///< kind csv, as the next four: ids of csv_choices()
  std::string separator = "auto";
  std::string decimal = "auto";
  std::string missing =
      "refuse";                   ///< cells without a value: "refuse", "drop" their rows, or the training part's "mean"
  std::string words = "one_hot";  ///< columns of words: an input for each word ("one_hot"), or "refuse"
  bool regression = false;        ///< kinds csv, idx and inline: the target is a number, not a class
  std::vector<std::vector<double>> inputs;       ///< kind inline: one row per sample
  std::vector<double> targets;                   ///< kind inline: per sample a class index, -1 or +1, or a value
  std::vector<std::vector<double>> target_rows;  ///< kind inline, instead of targets: several values per sample
  std::vector<std::uint32_t> train_rows;         ///< an explicit split by row numbers from 0, in the order of an epoch
                                                 ///< without shuffling; both empty: by test_share
  std::vector<std::uint32_t> test_rows;

  bool operator==(const DataSpec&) const = default;
};

/// The data spec of a kind of which nothing else was said: a truth table has its four points, no noise and no test.
DataSpec usual_data(std::string_view kind);

/// One layer: units of weighted sums, then an activation. The last layer is the output layer.
struct LayerSpec {
  std::size_t units = 4;  ///< of the output layer: 0 takes what the data need
  std::string activation = "tanh";
  ParamValues params;                ///< of the activation; trained ones start here
  bool per_unit = false;             ///< trained activation parameters: one for each unit instead of one for the layer
  double dropout = 0;                ///< share of the layer's outputs set to 0 in training; not of the output layer
  bool batch_norm = false;           ///< normalises the weighted sums over the batch, before the activation
  std::string formula;               ///< of activation "custom": its text, as parse_formula reads it, in x
  std::vector<std::string> trained;  ///< of activation "custom": the names of its parameters that are learned

  bool operator==(const LayerSpec&) const = default;
};

struct Choice {
  std::string id;
  ParamValues params;

  bool operator==(const Choice&) const = default;
};

struct InitialLayer {
  std::vector<std::vector<double>> weights;  ///< one row of inputs' weights for each output unit
  std::vector<double> bias;
  std::vector<double> params;  ///< trained activation parameters: one, or one for each unit
  // Of a layer with batch_norm, one number for each weighted sum; left out: 1, 0, 0, 1.
  std::vector<double> scale;
  std::vector<double> shift;
  std::vector<double> running_mean;
  std::vector<double> running_variance;

  bool operator==(const InitialLayer&) const = default;
};

/// One weight, or one bias.
struct WeightPlace {
  std::size_t layer = 0;             ///< 0 is the first hidden one
  std::size_t unit = 0;              ///< of the layer; of maxout the weighted sum: unit × pieces + piece
  std::optional<std::size_t> input;  ///< of the layer; none: the bias

  bool operator==(const WeightPlace&) const = default;
};

/// A number that a hand wrote in place of what the run had come to.
struct HandEdit {
  std::uint64_t step = 0;  ///< when so many steps were done; 0: at the start
  WeightPlace place;
  double value = 0;

  bool operator==(const HandEdit&) const = default;
};

/// Everything a person can set. JSON is its text: a link, a saved file, a lesson, a claim's set-up and the command
/// line's input are the same thing, and it round-trips exactly. Keys are the members' names; a Choice is its id, or an
/// object of the id and the parameters; what is left out has the value below:
///   {"data": {"kind": "spiral", "points": 400, "noise": 0.1, "test_share": 0.3},
///    "layers": [{"units": 8, "activation": "leaky_relu", "params": {"alpha": 0.2}}, {"activation": "sigmoid"}],
///    "loss": "bce", "optimizer": {"id": "adam", "lr": 0.01}, "initializer": "he_normal",
///    "batch": 16, "shuffle": true, "seed": 28, "epochs": 100,
///    "initial_parameters": {"layers": [{"weights": [[0.5, -1]], "bias": [0], "params": []}]},
///    "frozen": [{"layer": 0, "unit": 2, "input": 1}, {"layer": 1, "unit": 0}],
///    "edits": [{"step": 40, "layer": 1, "unit": 0, "value": 0.5}]}
/// Columns of a table ("label", "columns") are named as in its header, or by their number, the first being 1; what
/// "columns" leaves out is not even read. The last of the layers is the output layer; its units may be left out. Kind
/// inline: "targets" holds numbers, or rows of numbers; where "regression" is left out, it is false if the targets can
/// be classes for the loss.
struct Spec {
  DataSpec data;
  std::vector<LayerSpec> layers{{4, "tanh", {}, false}, {0, "sigmoid", {}, false}};
  Choice loss{"bce", {}};
  Choice optimizer{"sgd", {}};
  Choice schedule{"constant", {}};  ///< what the learning rate is multiplied by, by epoch
  Choice stop{"never", {}};         ///< a row of stop_rules(): what ends a run, looked at after each epoch
  std::string rule = "gradient";    ///< or "perceptron": Rosenblatt's own, for one layer of step units (perceptron.hpp)
  Choice initializer{"xavier_uniform", {}};
  double l1 = 0;             ///< adds l1 Σ|w| to what is descended (not to the losses shown); of weights, not biases
  double l2 = 0;             ///< adds l2/2 Σw², likewise
  std::size_t batch = 10;    ///< samples a step; 0: the whole training set
  bool shuffle = true;       ///< a new order each epoch
  std::uint64_t seed = 1;    ///< of everything random: data, split, weights, order; below 2^53 so that JSON keeps it
  std::size_t epochs = 100;  ///< where a run of the command line ends
  std::vector<InitialLayer> initial_parameters;  ///< instead of the initialiser; empty: none
  std::vector<WeightPlace> frozen;               ///< no step changes them
  std::vector<HandEdit> edits;                   ///< steps ascending; frozen or not

  bool operator==(const Spec&) const = default;
};

/// Reads and checks. On refusal the error names the field ("layers[1].units"), the value and what is allowed.
Result<Spec> parse_spec(std::string_view json);
std::string write_spec(const Spec& spec);
/// As the value of "initial_parameters" in a spec's text.
std::string write_parameters(const std::vector<InitialLayer>& layers);

/// All that can be said of the data without reading them. check_spec and load_data call it.
Result<Done> check_data(const DataSpec& data);

/// All checks that need no data: known ids, ranges, sizes. parse_spec calls it; so does whoever edits a Spec.
Result<Done> check_spec(const Spec& spec);

}  // namespace gradlab
