#include "core/data/scaling.hpp"

#include <algorithm>
#include <array>

#include "core/base/elementary.hpp"

namespace gradlab {
namespace {

ColumnScale leave(std::span<const double>, std::span<const std::uint32_t>) { return {}; }

/// To mean 0 and standard deviation 1.
ColumnScale standardise(std::span<const double> column, std::span<const std::uint32_t> rows) {
  const double count = static_cast<double>(rows.size());
  double sum = 0;
  for (const std::uint32_t row : rows) sum += column[row];
  const double mean = sum / count;
  double squares = 0;
  for (const std::uint32_t row : rows) squares += (column[row] - mean) * (column[row] - mean);
  const double deviation = elementary::sqrt(squares / count);
  return {.shift = mean, .unit = deviation == 0 ? 1 : deviation};
}

/// To 0 … 1.
ColumnScale unit_interval(std::span<const double> column, std::span<const std::uint32_t> rows) {
  double low = column[rows.front()], high = low;
  for (const std::uint32_t row : rows) {
    low = std::min(low, column[row]);
    high = std::max(high, column[row]);
  }
  return {.shift = low, .unit = high > low ? high - low : 1};
}

/// To -1 … 1.
ColumnScale signed_interval(std::span<const double> column, std::span<const std::uint32_t> rows) {
  ColumnScale scale = unit_interval(column, rows);
  const bool constant = std::all_of(rows.begin(), rows.end(), [&](auto row) { return column[row] == scale.shift; });
  if (constant) return scale;
  scale.factor = 2;
  scale.offset = -1;
  return scale;
}

constexpr std::array rows{
    Scaling{"none", leave},
    Scaling{"standardise", standardise},
    Scaling{"unit_interval", unit_interval},
    Scaling{"signed_interval", signed_interval},
};

}  // namespace

std::span<const Scaling> scalings() { return rows; }

const Scaling* find_scaling(std::string_view id) {
  for (const Scaling& row : rows)
    if (row.id == id) return &row;
  return nullptr;
}

}  // namespace gradlab
