#include "core/sweep/merge.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace gradlab {
namespace {

/// P(fewer than k of n fall below the median), the tail of the binomial with one half.
double tail(std::size_t n, std::size_t k) {
  double term = std::pow(0.5, static_cast<double>(n)), sum = 0;
  for (std::size_t i = 0; i < k; ++i) {
    sum += term;
    term *= static_cast<double>(n - i) / static_cast<double>(i + 1);
  }
  return sum;
}

std::optional<double> number_of(const TrialRecord& record, TrialNumber which) {
  const TrialResult& result = record.result;
  switch (which) {
    case TrialNumber::train_loss: return result.diverged ? std::numeric_limits<double>::infinity() : result.train.loss;
    case TrialNumber::test_loss: return result.diverged ? std::numeric_limits<double>::infinity() : result.test.loss;
    case TrialNumber::train_accuracy: return result.diverged ? 0 : result.train.accuracy;
    case TrialNumber::test_accuracy: return result.diverged ? 0 : result.test.accuracy;
  }
  return std::nullopt;
}

bool has(const TrialRecord& record, TrialNumber which) {
  return !record.result.diverged && number_of(record, which).has_value();
}

SettingSummary summary_of(const std::vector<const TrialRecord*>& records) {
  SettingSummary summary{records.front()->setting, records.front()->values, records.size(), 0, {}};
  for (const TrialRecord* record : records) summary.diverged += record->result.diverged ? 1 : 0;
  for (std::size_t n = 0; n < trial_numbers.size(); ++n) {
    const auto which = static_cast<TrialNumber>(n);
    std::vector<double> numbers;
    for (const TrialRecord* record : records)
      if (const auto number = number_of(*record, which)) numbers.push_back(*number);
    summary.numbers[n] = median_interval(std::move(numbers));
  }
  return summary;
}

}  // namespace

std::optional<MedianInterval> median_interval(std::vector<double> numbers) {
  constexpr double wanted = 0.95;
  constexpr std::size_t exact = 1000;  // beyond, 2^-n is no longer a double
  if (numbers.empty()) return std::nullopt;
  std::sort(numbers.begin(), numbers.end());
  const std::size_t n = numbers.size();
  MedianInterval interval;
  const double below = numbers[(n - 1) / 2], above = numbers[n / 2];
  interval.median = below == above ? below : 0.5 * (below + above);
  std::size_t k = 1;
  if (n <= exact) {
    while (k < n / 2 && 1 - 2 * tail(n, k + 1) >= wanted) ++k;
    interval.coverage = 1 - 2 * tail(n, k);
  } else {
    // The normal approximation, a little wider.
    k = static_cast<std::size_t>(std::floor(0.5 * static_cast<double>(n) - 0.99 * std::sqrt(static_cast<double>(n))));
    interval.coverage = wanted;
  }
  interval.low = numbers[k - 1];
  interval.high = numbers[n - k];
  return interval;
}

Result<MergedSweep> merge_outputs(const std::vector<NamedOutput>& outputs) {
  MergedSweep merged;
  std::map<std::size_t, const TrialRecord*> by_trial;
  const NamedOutput* first = nullptr;
  std::map<std::string, std::pair<std::string, std::string>> contents;  // of each file of data: hash, output
  for (const NamedOutput& output : outputs)
    for (const TrialRecord& record : output.records) {
      if (!first) {
        first = &output;
        merged.fingerprint = record.sweep;
        merged.trials = record.trials;
      }
      if (record.sweep != merged.fingerprint || record.trials != merged.trials)
        return Error{"sweep_other", output.name, {{"value", record.sweep}, {"expected", merged.fingerprint}}};
      for (const auto& [file, hash] : record.files) {
        const auto& [before, where] = contents.try_emplace(file, hash, output.name).first->second;
        if (before != hash) return Error{"sweep_data_differ", output.name, {{"value", file}, {"other", where}}};
      }
      const auto [place, is_new] = by_trial.emplace(record.trial, &record);
      if (!is_new && !same_outcome(*place->second, record) &&
          std::find(merged.contradictory.begin(), merged.contradictory.end(), record.trial) ==
              merged.contradictory.end())
        merged.contradictory.push_back(record.trial);
    }
  if (!first) return Error{"sweep_empty", outputs.empty() ? "FILES" : outputs.front().name, {}};
  std::sort(merged.contradictory.begin(), merged.contradictory.end());
  std::map<std::size_t, std::vector<const TrialRecord*>> by_setting;
  for (std::size_t trial = 0; trial < merged.trials; ++trial) {
    const auto found = by_trial.find(trial);
    if (found == by_trial.end()) {
      merged.missing.push_back(trial);
      continue;
    }
    merged.records.push_back(*found->second);
    by_setting[found->second->setting].push_back(found->second);
  }
  // A column that no training of the sweep has (accuracy of numbers, a test that is not there) gets no stand-ins.
  for (const auto& [setting, records] : by_setting) merged.settings.push_back(summary_of(records));
  for (std::size_t n = 0; n < trial_numbers.size(); ++n) {
    const auto which = static_cast<TrialNumber>(n);
    const bool any = std::any_of(merged.records.begin(), merged.records.end(),
                                 [which](const TrialRecord& record) { return has(record, which); });
    if (any) continue;
    for (SettingSummary& summary : merged.settings) summary.numbers[n].reset();
  }
  return merged;
}

std::string ranges_text(const std::vector<std::size_t>& numbers) {
  constexpr int most = 20;
  std::string text;
  int ranges = 0;
  for (std::size_t i = 0; i < numbers.size();) {
    std::size_t end = i;
    while (end + 1 < numbers.size() && numbers[end + 1] == numbers[end] + 1) ++end;
    if (++ranges > most) return text + ", …";
    text += (text.empty() ? "" : ", ") + std::to_string(numbers[i]);
    if (end > i) text += "-" + std::to_string(numbers[end]);
    i = end + 1;
  }
  return text;
}

}  // namespace gradlab
