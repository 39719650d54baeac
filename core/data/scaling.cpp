#include "core/data/scaling.hpp"

#include <algorithm>
#include <array>

#include "core/base/elementary.hpp"

namespace gradlab {

void ColumnFacts::look(std::span<const double> column, std::span<const std::uint32_t> rows) {
  if (rows.empty()) return;
  if (count_ == 0) low_ = high_ = column[rows.front()];
  for (const std::uint32_t row : rows) {
    sum_ += column[row];
    low_ = std::min(low_, column[row]);
    high_ = std::max(high_, column[row]);
  }
  count_ += rows.size();
}

void ColumnFacts::look_again(std::span<const double> column, std::span<const std::uint32_t> rows) {
  const double middle = mean();
  for (const std::uint32_t row : rows) squares_ += (column[row] - middle) * (column[row] - middle);
}

double ColumnFacts::deviation() const { return elementary::sqrt(squares_ / static_cast<double>(count_)); }

namespace {

ColumnScale leave(const ColumnFacts&) { return {}; }

/// To mean 0 and standard deviation 1.
ColumnScale standardise(const ColumnFacts& facts) {
  const double deviation = facts.deviation();
  return {.shift = facts.mean(), .unit = deviation == 0 ? 1 : deviation};
}

/// To 0 … 1.
ColumnScale unit_interval(const ColumnFacts& facts) {
  return {.shift = facts.low(), .unit = facts.high() > facts.low() ? facts.high() - facts.low() : 1};
}

/// To -1 … 1.
ColumnScale signed_interval(const ColumnFacts& facts) {
  ColumnScale scale = unit_interval(facts);
  if (facts.high() == facts.low()) return scale;
  scale.factor = 2;
  scale.offset = -1;
  return scale;
}

constexpr std::array scaling_rows{
    Scaling{"none", 0, leave},
    Scaling{"standardise", 2, standardise},
    Scaling{"unit_interval", 1, unit_interval},
    Scaling{"signed_interval", 1, signed_interval},
};

}  // namespace

std::span<const Scaling> scalings() { return scaling_rows; }

const Scaling* find_scaling(std::string_view id) {
  for (const Scaling& row : scaling_rows)
    if (row.id == id) return &row;
  return nullptr;
}

}  // namespace gradlab
