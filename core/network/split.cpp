#include "core/network/split.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/base/rng.hpp"
#include "core/network/shuffle.hpp"
#include "core/network/streams.hpp"

namespace gradlab {
namespace {

enum class Part : unsigned char { none, train, test };

Result<Done> take_rows(const std::vector<std::uint32_t>& rows, Part part, const std::string& field,
                       std::vector<Part>& taken) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string at = field + "[" + std::to_string(i) + "]";
    if (rows[i] >= taken.size())
      return Error{"out_of_range",
                   at,
                   {{"value", std::to_string(rows[i])}, {"low", "0"}, {"high", std::to_string(taken.size() - 1)}}};
    if (taken[rows[i]] != Part::none) return Error{"row_twice", at, {{"value", std::to_string(rows[i])}}};
    taken[rows[i]] = part;
  }
  return Done{};
}

/// As given. Where only the test rows are given, all others train; where only the training rows are, nothing tests.
Result<Done> split_as_given(Dataset& into, const DataSpec& spec) {
  std::vector<Part> taken(into.samples, Part::none);
  if (auto ok = take_rows(spec.train_rows, Part::train, "data.train_rows", taken); !ok) return ok;
  if (auto ok = take_rows(spec.test_rows, Part::test, "data.test_rows", taken); !ok) return ok;
  into.train_rows = spec.train_rows;
  into.test_rows = spec.test_rows;
  if (into.train_rows.empty())
    for (std::uint32_t row = 0; row < into.samples; ++row)
      if (taken[row] == Part::none) into.train_rows.push_back(row);
  if (into.train_rows.empty()) return Error{"no_training_rows", "data.test_rows", {}};
  return Done{};
}

void split_by_share(Dataset& into, double share, std::uint64_t seed) {
  Rng rng(seed, streams::split);
  std::vector<std::vector<std::uint32_t>> classes(std::max<std::size_t>(1, into.class_count()));
  for (std::uint32_t row = 0; row < into.samples; ++row) {
    const std::size_t label = into.task == Task::regression ? 0 : static_cast<std::size_t>(into.target(row));
    classes[label].push_back(row);
  }
  for (std::vector<std::uint32_t>& rows : classes) {
    if (rows.empty()) continue;
    shuffle<std::uint32_t>(rows, rng);
    const auto wanted = static_cast<std::size_t>(std::floor(share * static_cast<double>(rows.size()) + 0.5));
    const std::size_t test = std::min(wanted, rows.size() - 1);  // at least one sample trains
    const auto middle = rows.begin() + static_cast<std::ptrdiff_t>(test);
    into.test_rows.insert(into.test_rows.end(), rows.begin(), middle);
    into.train_rows.insert(into.train_rows.end(), middle, rows.end());
  }
  std::sort(into.train_rows.begin(), into.train_rows.end());
  std::sort(into.test_rows.begin(), into.test_rows.end());
}

}  // namespace

Result<Done> split_data(Dataset& into, const DataSpec& spec, std::uint64_t seed) {
  if (!spec.train_rows.empty() || !spec.test_rows.empty()) return split_as_given(into, spec);
  split_by_share(into, spec.test_share, seed);
  return Done{};
}

}  // namespace gradlab
