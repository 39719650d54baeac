#pragma once

#include <cmath>
#include <limits>

namespace gradlab::test {

/// Distance of two last places of T at `exact`; under the normal numbers, that of the smallest of them.
template <class T>
long double ulp_at(long double exact) {
  const int exponent = std::ilogb(std::fmax(std::fabs(exact), static_cast<long double>(std::numeric_limits<T>::min())));
  return std::ldexp(1.0L, exponent - std::numeric_limits<T>::digits + 1);
}

template <class T>
double ulp_error(T computed, long double exact) {
  if (std::isnan(computed) || std::isnan(exact)) return std::isnan(computed) == std::isnan(exact) ? 0 : 1e300;
  if (std::isinf(computed)) return std::fabs(exact) > std::numeric_limits<T>::max() ? 0 : 1e300;
  return static_cast<double>(std::fabs(static_cast<long double>(computed) - exact) / ulp_at<T>(exact));
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
