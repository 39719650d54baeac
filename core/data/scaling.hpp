#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace gradlab {

/// What becomes of the numbers of one column: (x - shift) / unit * factor + offset.
struct ColumnScale {
  double shift = 0;
  double unit = 1;
  double factor = 1;
  double offset = 0;

  double operator()(double x) const { return (x - shift) / unit * factor + offset; }
  bool operator==(const ColumnScale&) const = default;
};

/// One row of the table of scalings. Names for people: "scaling.<id>", "scaling.<id>.help".
struct Scaling {
  std::string_view id;
  /// From the given rows of a column alone, the training part: what is only tested must not be known. Test values
  /// beyond the training part's range stay beyond it, and are not cut off. Where all values are the same, the column is
  /// only shifted to 0. A column that spreads beyond what a double holds gives a unit that is not finite.
  ColumnScale (*fit)(std::span<const double> column, std::span<const std::uint32_t> rows) = nullptr;
};

std::span<const Scaling> scalings();
const Scaling* find_scaling(std::string_view id);

}  // namespace gradlab
