#pragma once

#include <span>
#include <vector>

#include "core/formula/program.hpp"

namespace gradlab::formula {

/// Where functions of x are 0 within [low, high]: found by a scan, then to the last digit. Two zeros of one function
/// that are closer than a four-thousandth of the range can be missed.
class ZeroSearch {
 public:
  ZeroSearch(std::span<const double> parameters, double low, double high);

  /// Where its sign changes.
  void add_crossings(const Program<double>& function);
  /// Where it comes closest to 0 without a change of sign: (x - 1)^2 at 1.
  void add_touches(const Program<double>& function);

  /// Of all that were added, left to right, none twice.
  std::vector<double> places();

 private:
  double crossing(const Program<double>& function, std::size_t i, bool rising) const;
  double touch(const Program<double>& function, double low, double high) const;

  std::span<const double> parameters_;
  std::vector<double> x_, found_;
};

}  // namespace gradlab::formula
