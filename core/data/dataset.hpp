#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/block.hpp"
#include "core/base/param.hpp"
#include "core/base/result.hpp"

namespace gradlab {

enum class Task { binary, classes, regression };

/// A data set in memory, in the order of its rows. Targets are kept once: a class index, or numbers.
/// Two classes are Task::binary, more are Task::classes.
struct Dataset {
  Task task = Task::binary;
  std::size_t samples = 0;
  std::vector<std::string> input_names;   ///< one per input
  std::vector<std::string> class_names;   ///< one per class; empty for regression
  std::vector<double> inputs;             ///< input-major: input i of sample s at [i * samples + s]
  std::size_t target_count = 1;           ///< numbers to predict for each sample; 1 where the target is a class
  std::vector<double> targets;            ///< target-major: class index or value t of sample s at [t * samples + s]
  std::vector<std::uint32_t> train_rows;  ///< in the order in which training without shuffling takes them
  std::vector<std::uint32_t> test_rows;

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
  double noise = 0;  ///< standard deviation of the shift of every point, in the units of the axes
  std::uint64_t seed = 1;
};

/// One row of the table of generated data sets, two inputs each. Names for people: "dataset.<id>", "dataset.<id>.help".
struct DataSource {
  std::string_view id;
  Task task = Task::binary;
  std::size_t classes = 2;
  double extent = 6;  ///< the plots' window: ±extent on both axes; before noise, the points lie well inside
  void (*generate)(const SampleRequest& request, Dataset& into) = nullptr;
};

std::span<const DataSource> data_sources();
const DataSource* find_data_source(std::string_view id);

}  // namespace gradlab
