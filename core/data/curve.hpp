#pragma once

#include <array>
#include <span>
#include <vector>

namespace gradlab {

/// A smooth curve through points given by hand: the monotone cubic of Fritsch & Butland 1984 (known as PCHIP). It goes
/// through every point and nowhere beyond two neighbours, so that what was drawn flat stays flat. Left and right of the
/// points it goes on level.
class Curve {
 public:
  /// (x, y) with x increasing, at least one.
  explicit Curve(std::span<const std::array<double, 2>> points);

  double at(double x) const;

 private:
  double end_slope(std::size_t end, std::size_t next, std::size_t after) const;
  double chord(std::size_t from, std::size_t to) const;

  std::vector<std::array<double, 2>> points_;
  std::vector<double> slopes_;
};

}  // namespace gradlab
