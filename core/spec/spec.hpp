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

/// Where the points come from.
struct DataSpec {
    std::string kind = "spiral";      ///< a row of data_sources(), or "iris", "csv", "inline"
    std::size_t points = 400;         ///< generated sets only
    double noise = 0.1;               ///< generated sets only
    double test_share = 0.3;          ///< 0 … 0.9
    std::string scaling = "none";     ///< "none" or "standardise" (by the training part's mean and deviation)
    std::string file;                 ///< kind csv: a path, as given
    std::string label;                ///< kind csv: label column's name or number; empty: the last
    bool regression = false;          ///< kinds csv and inline: the target is a number, not a class
    std::vector<std::vector<double>> inputs;  ///< kind inline: one row per sample
    std::vector<double> targets;              ///< kind inline: class index or value per sample
    std::vector<std::uint32_t> train_rows;    ///< an explicit split by row numbers from 0; both empty: by test_share
    std::vector<std::uint32_t> test_rows;

    bool operator==(const DataSpec&) const = default;
};

/// One layer: units of weighted sums, then an activation. The last layer is the output layer.
struct LayerSpec {
    std::size_t units = 4;
    std::string activation = "tanh";
    ParamValues params;       ///< of the activation; trained ones start here
    bool per_unit = false;    ///< trained activation parameters: one for each unit instead of one for the layer

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

    bool operator==(const InitialLayer&) const = default;
};

/// Everything a person can set. JSON is its text: a link, a saved file, a lesson, a claim's set-up and the command
/// line's input are the same thing, and it round-trips exactly.
struct Spec {
    DataSpec data;
    std::vector<LayerSpec> layers{{4, "tanh", {}, false}, {1, "sigmoid", {}, false}};
    Choice loss{"bce", {}};
    Choice optimizer{"sgd", {}};
    Choice initializer{"xavier_uniform", {}};
    std::size_t batch = 10;        ///< samples a step; 0: the whole training set
    bool shuffle = true;           ///< a new order each epoch
    std::uint64_t seed = 1;        ///< of everything random: data, split, weights, order; below 2^53 so that JSON keeps it
    std::size_t epochs = 100;      ///< where a run of the command line ends
    std::vector<InitialLayer> initial_parameters;  ///< instead of the initialiser; empty: none

    bool operator==(const Spec&) const = default;
};

/// Reads and checks. On refusal the error names the field ("layers[1].units"), the value and what is allowed.
Result<Spec> parse_spec(std::string_view json);
std::string write_spec(const Spec& spec);

/// All checks that need no data: known ids, ranges, sizes. parse_spec calls it; so does whoever edits a Spec.
Result<Done> check_spec(const Spec& spec);

}  // namespace gradlab
