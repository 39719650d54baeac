#pragma once

#include <algorithm>
#include <cmath>
#include <limits>

namespace gradlab::test {

/// Distance of T's numbers next to `exact`; under the normal numbers, that of the smallest of them.
template <class T>
double ulp_at(double exact) {
  const T size = std::max(static_cast<T>(std::abs(exact)), std::numeric_limits<T>::min());
  return static_cast<double>(std::nextafter(size, std::numeric_limits<T>::infinity()) - size);
}

template <class T>
double ulp_error(T computed, long double exact) {
  if (std::isnan(computed) || std::isnan(exact)) return std::isnan(computed) == std::isnan(exact) ? 0 : 1e300;
  if (std::isinf(computed)) return std::fabs(exact) > std::numeric_limits<T>::max() ? 0 : 1e300;
  const long double off = std::fabs(static_cast<long double>(computed) - exact);
  return static_cast<double>(off / ulp_at<T>(static_cast<double>(exact)));
}

/// The largest error over evenly spaced x. `function` takes and gives T, `reference` long double.
template <class T, class Function, class Reference>
double worst_ulp(Function function, Reference reference, double low, double high, int count = 200'000) {
  double worst = 0;
  for (int i = 0; i <= count; ++i) {
    const T x = static_cast<T>(low + (high - low) * i / count);
    worst = std::fmax(worst, ulp_error(function(x), reference(static_cast<long double>(x))));
  }
  return worst;
}

}  // namespace gradlab::test
