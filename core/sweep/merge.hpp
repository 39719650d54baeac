#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/sweep/trial.hpp"

namespace gradlab {

/// The middle of some numbers, and an interval that holds the median of their distribution: between two of the numbers
/// themselves, the k-th from below and from above, so that it holds for every distribution (order statistics;
/// David & Nagaraja, "Order Statistics", 3rd ed., §7.1). k is the largest whose probability is 95 % at least; under six
/// numbers there is none, then k is 1 and the probability is what `coverage` says: 1 - 2^(1-n).
struct MedianInterval {
  double median = 0, low = 0, high = 0;
  double coverage = 0;
};

/// Infinite numbers are ordered like others. Empty of none.
std::optional<MedianInterval> median_interval(std::vector<double> numbers);

/// The columns of numbers that a trial gives.
enum class TrialNumber : std::size_t { train_loss, test_loss, train_accuracy, test_accuracy };
inline constexpr std::array<std::string_view, 4> trial_numbers{"train_loss", "test_loss", "train_accuracy",
                                                               "test_accuracy"};

/// All trials of one setting. A training that diverged counts as a loss of infinity and an accuracy of 0.
struct SettingSummary {
  std::size_t setting = 0;
  nlohmann::ordered_json values;
  std::size_t seeds = 0;
  std::size_t diverged = 0;
  std::array<std::optional<MedianInterval>, 4> numbers;  ///< by TrialNumber; empty where no trial has it
};

/// A sweep's trials from any number of outputs.
struct MergedSweep {
  std::string fingerprint;
  std::size_t trials = 0;
  std::vector<TrialRecord> records;        ///< one of each trial that is there, ascending
  std::vector<std::size_t> missing;        ///< trials
  std::vector<std::size_t> contradictory;  ///< trials that were run more than once and came out differently
  std::vector<SettingSummary> settings;    ///< of those with trials, ascending
};

/// Refuses records of different sweeps ("sweep_other", with the names of two outputs) or of different contents of the
/// same file of data ("sweep_data_differ", likewise), and none at all ("sweep_empty").
struct NamedOutput {
  std::string name;
  std::vector<TrialRecord> records;
};
Result<MergedSweep> merge_outputs(const std::vector<NamedOutput>& outputs);

/// "0-3, 7, 9": numbers in ascending order as ranges, cut off after some.
std::string ranges_text(const std::vector<std::size_t>& numbers);

}  // namespace gradlab
