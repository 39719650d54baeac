#pragma once

#include <cstddef>
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

/// What scalings need to know of a column, found in two passes over the rows that count, in any number of parts.
class ColumnFacts {
 public:
  void look(std::span<const double> column, std::span<const std::uint32_t> rows);        ///< first pass
  void look_again(std::span<const double> column, std::span<const std::uint32_t> rows);  ///< second pass

  double low() const { return low_; }
  double high() const { return high_; }
  double mean() const { return sum_ / static_cast<double>(count_); }
  double deviation() const;  ///< standard deviation, after the second pass

 private:
  std::size_t count_ = 0;
  double low_ = 0, high_ = 0, sum_ = 0, squares_ = 0;
};

/// One row of the table of scalings. Names for people: "scaling.<id>", "scaling.<id>.help".
struct Scaling {
  std::string_view id;
  int passes = 0;  ///< of ColumnFacts
  /// From the training part of a column alone: what is only tested must not be known. Test values beyond the training
  /// part's range stay beyond it, and are not cut off. Where all values are the same, the column is only shifted to 0.
  /// A column that spreads beyond what a double holds gives a unit that is not finite.
  ColumnScale (*fit)(const ColumnFacts& facts) = nullptr;
};

std::span<const Scaling> scalings();
const Scaling* find_scaling(std::string_view id);

}  // namespace gradlab
