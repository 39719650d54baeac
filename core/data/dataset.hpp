#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/block.hpp"
#include "core/base/param.hpp"
#include "core/base/result.hpp"

namespace gradlab {

class InputMap;

inline constexpr std::size_t most_classes = 1000;  // of a file's label

enum class Task { binary, classes, regression };

/// A column of words: an input for each of its words, one behind the other.
struct WordColumn {
  std::size_t first = 0;  ///< input
  std::string name;
  std::vector<std::string> words;
};

/// A data set in memory, in the order of its rows. Targets are kept once: a class index, or numbers.
/// Two classes are Task::binary, more are Task::classes.
struct Dataset {
  Task task = Task::binary;
  std::size_t samples = 0;
  std::vector<std::string> input_names;   ///< one per input
  std::vector<WordColumn> word_columns;   ///< of a file; left to right
  std::vector<std::string> class_names;   ///< one per class; empty for regression
  std::vector<double> inputs;             ///< input-major: input i of sample s at [i * samples + s]
  std::size_t target_count = 1;           ///< numbers to predict for each sample; 1 where the target is a class
  std::vector<double> targets;            ///< target-major: class index or value t of sample s at [t * samples + s]
  std::vector<std::uint32_t> train_rows;  ///< in the order in which training without shuffling takes them
  std::vector<std::uint32_t> test_rows;
  std::size_t missing_cells = 0;        ///< of a file: cells without a value
  std::size_t dropped_rows = 0;         ///< of a file: rows that were left out for them
  std::shared_ptr<const InputMap> map;  ///< from the columns as they came to the inputs; null: they are the same

  std::size_t input_count() const { return input_names.size(); }
  std::size_t class_count() const { return class_names.size(); }
  double target(std::size_t sample, std::size_t t = 0) const { return targets[t * samples + sample]; }
  double input(std::size_t i, std::size_t sample) const { return inputs[i * samples + sample]; }
};

/// "x1", "x2" …: the name of an input that came without one. index counts from 0.
std::string plain_input_name(std::size_t index);

/// What a generator is asked for.
struct SampleRequest {
  std::size_t points = 400;
  double noise = 0;  ///< as the row says at DataSource
  std::uint64_t seed = 1;
  std::span<const double> params;                  ///< the row's, in its order
  std::span<const std::array<double, 2>> curve{};  ///< kind "curve": points (x, target), x increasing
};

/// One row of the table of generated data sets. Names for people: "dataset.<id>", "dataset.<id>.help".
/// Noise is the standard deviation of the shift of every point, in the units of the axes; where a number is to be
/// predicted, of the shift of that number; of "sparse", the share of words that say nothing about the class.
struct DataSource {
  std::string_view id;
  Task task = Task::binary;
  std::size_t inputs = 2;     ///< with the parameters as they are at first
  std::size_t classes = 2;    ///< 0: the target is a number
  double low = -6, high = 6;  ///< the plots' window on every input axis; without noise, the points lie inside
  double target_low = 0, target_high = 1;  ///< where the target is a number: the window for it
  std::span<const ParamSpec> params{};
  // What a spec asks for that names no more than the kind.
  std::size_t points = 400;
  double noise = 0.1;
  double test_share = 0.3;
  void (*generate)(const SampleRequest& request, Dataset& into) = nullptr;
};

std::span<const DataSource> data_sources();
const DataSource* find_data_source(std::string_view id);

/// One row of the table of data sets that are read, not generated. Names for people as above.
struct GivenData {
  std::string_view id;
  bool shipped = false;     ///< inside the program; otherwise a person's own
  std::size_t inputs = 0;   ///< 0: as the file has them
  std::size_t classes = 0;  ///< likewise
};

std::span<const GivenData> given_data();

}  // namespace gradlab
