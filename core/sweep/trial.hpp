#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/network/trainer.hpp"
#include "core/sweep/data_contents.hpp"
#include "core/sweep/sweep.hpp"

namespace gradlab {

/// What came of one trial. Losses and accuracies are those of the end; of a training that diverged there are none.
struct TrialResult {
  std::uint64_t epochs = 0;
  Score train;
  Score test;
  std::string hash;  ///< of the parameters' bits, as `gradlab train` prints it
  std::optional<Divergence> diverged;
};

/// Runs trials one after the other; one for each thread. Keeps the data from trial to trial where they stay the same.
class TrialRunner {
 public:
  TrialRunner(const Sweep& sweep, const DataFiles& files) : sweep_(&sweep), files_(&files) {}

  /// Refuses what a training would refuse, before its first step.
  Result<TrialResult> run(std::size_t trial);
  /// Only that: as far as the network and its data can be made.
  Result<Done> check(std::size_t trial);

 private:
  template <class T>
  Result<Trainer<T>> trainer(std::size_t trial);
  template <class T>
  Result<TrialResult> run_in(std::size_t trial);

  const Sweep* sweep_;
  const DataFiles* files_;
  std::optional<DataSpec> data_spec_;
  std::uint64_t data_seed_ = 0;
  Dataset data_;
};

/// One line of a sweep's output.
struct TrialRecord {
  std::string sweep;  ///< fingerprint
  std::size_t trial = 0;
  std::size_t trials = 0;  ///< of the whole sweep
  std::size_t setting = 0;
  std::uint64_t seed = 0;
  nlohmann::ordered_json values;  ///< an object of paths and values
  DataContents files;             ///< that its data came from
  TrialResult result;
  double seconds = 0;
};

/// JSON without a line's end.
std::string write_record(const TrialRecord& record);
/// Empty where the line is no such record.
std::optional<TrialRecord> read_record(std::string_view line);
/// Whether both tell the same of the same trial; how long it took does not count.
bool same_outcome(const TrialRecord& a, const TrialRecord& b);

/// Records of an output that was begun: all whole lines, and how many bytes of the text they are. What follows the last
/// of them is a line torn by a program that was stopped. Refuses a line in the midst that is no record
/// ("sweep_line").
struct BegunOutput {
  std::vector<TrialRecord> records;
  std::size_t whole = 0;        ///< bytes to keep
  bool lacks_line_end = false;  ///< the last record to keep does
};
Result<BegunOutput> read_output(std::string_view text, const std::string& name);

}  // namespace gradlab
