#include "core/network/split.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
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

/// By the seed, from each class the same share.
class ShareSplit {
 public:
  ShareSplit(Dataset& into, double share, std::uint64_t seed)
      : into_(into), share_(share), rng_(seed, streams::split) {}

  Result<Stage> count() {
    counts_.assign(std::max<std::size_t>(1, into_.class_count()), 0);
    return over_rows([this](std::uint32_t row) { ++counts_[class_of(row)]; });
  }
  Result<Stage> collect() {
    classes_.resize(counts_.size());
    for (std::size_t c = 0; c < counts_.size(); ++c) classes_[c].reserve(counts_[c]);
    return over_rows([this](std::uint32_t row) { classes_[class_of(row)].push_back(row); });
  }
  Result<Stage> shuffle() {
    return over_classes([this](auto c, auto from, auto to) {
      shuffle_part<std::uint32_t>(classes_[c], rng_, from, to);
      return Done{};
    });
  }
  Result<Stage> mark() {
    tests_.assign(into_.samples, 0);
    return over_classes([this](auto c, auto from, auto to) {
      const std::size_t end = std::min(to, tests_of(c));
      for (std::size_t i = from; i < end; ++i) tests_[classes_[c][i]] = 1;
      return Done{};
    });
  }
  Result<Stage> take() {
    std::size_t tests = 0;
    for (std::size_t c = 0; c < classes_.size(); ++c) tests += tests_of(c);
    into_.test_rows.reserve(tests);
    into_.train_rows.reserve(into_.samples - tests);
    return over_rows([this](std::uint32_t row) { (tests_[row] ? into_.test_rows : into_.train_rows).push_back(row); });
  }

 private:
  template <class Do>
  Stage over_rows(Do action) {
    return Stage{1, into_.samples, [action](auto, auto from, auto to) {
                   for (std::size_t row = from; row < to; ++row) action(static_cast<std::uint32_t>(row));
                   return Done{};
                 }};
  }
  template <class Do>
  Stage over_classes(Do action) {
    return Stage{classes_.size(), 0, action, {}, [this](auto c) { return classes_[c].size(); }};
  }
  std::size_t class_of(std::uint32_t row) const {
    return into_.task == Task::regression ? 0 : static_cast<std::size_t>(into_.target(row));
  }
  std::size_t tests_of(std::size_t c) const {
    const std::size_t size = classes_[c].size();
    const auto wanted = static_cast<std::size_t>(std::floor(share_ * static_cast<double>(size) + 0.5));
    return std::min(wanted, std::max<std::size_t>(size, 1) - 1);  // at least one sample trains
  }

  Dataset& into_;
  double share_;
  Rng rng_;
  std::vector<std::size_t> counts_;
  std::vector<std::vector<std::uint32_t>> classes_;
  std::vector<char> tests_;
};

}  // namespace

void split_data(Stepwise& work, Dataset& into, const DataSpec& spec, std::uint64_t seed) {
  if (!spec.train_rows.empty() || !spec.test_rows.empty()) {
    work.then_at_once([&into, &spec] { return split_as_given(into, spec); });
    return;
  }
  const auto split = std::make_shared<ShareSplit>(into, spec.test_share, seed);
  work.then([split] { return split->count(); });
  work.then([split] { return split->collect(); });
  work.then([split] { return split->shuffle(); });
  work.then([split] { return split->mark(); });
  work.then([split] { return split->take(); });
}

}  // namespace gradlab
