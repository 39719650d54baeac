#pragma once

#include <limits>

#include "core/base/elementary.hpp"
#include "core/base/inline.hpp"

/// What the language has beyond core/base/elementary.hpp, in the same spirit: no branches, no libm, NaN gives NaN.
namespace gradlab::formula::scalar {

/// -1, 0 or 1.
template <class T>
GRADLAB_INLINE T sign(T x) {
  return elementary::abs(x) > T(0) ? elementary::copy_sign(T(1), x) : x;
}

/// 1 from 0 on; as the catalogue's row, also for NaN.
template <class T>
GRADLAB_INLINE T step(T x) {
  return x >= T(0) ? T(1) : T(0);
}

template <class T>
GRADLAB_INLINE T relu(T x) {
  return elementary::max(T(0), x);
}

/// A NaN on either side comes out.
template <class T>
GRADLAB_INLINE T max(T a, T b) {
  return a != a ? a : elementary::max(a, b);
}
template <class T>
GRADLAB_INLINE T min(T a, T b) {
  return a != a ? a : elementary::min(a, b);
}

template <class T>
GRADLAB_INLINE T sinh(T x) {
  const T a = elementary::abs(x);
  const T grown = elementary::expm1(a);
  const T near = T(0.5) * (grown + grown / (grown + T(1)));
  const T far = elementary::exp_shifted(a, T(0), T(-1));  // e^-a no longer counts, and e^a alone might overflow
  return x == x ? elementary::copy_sign(a < T(22) ? near : far, x) : x;
}

template <class T>
GRADLAB_INLINE T cosh(T x) {
  const T a = elementary::abs(x);
  const T half = elementary::exp_shifted(a, T(0), T(-1));
  return half + T(0.25) / half;
}

template <class T>
GRADLAB_INLINE T tan(T x) {
  return elementary::sin(x) / elementary::cos(x);
}

/// Whole results of whole powers of ten come out whole.
template <class T>
GRADLAB_INLINE T log10(T x) {
  const T result = elementary::log(x) / T(2.302585092994045684);
  const T whole = elementary::round_to_whole(result);
  const bool close =
      elementary::abs(result - whole) <= T(2) * std::numeric_limits<T>::epsilon() * elementary::abs(whole);
  return close ? whole : result;
}

/// σ(x) (1 - σ(x)), accurate in both tails.
template <class T>
GRADLAB_INLINE T sigmoid_slope(T x) {
  const T e = elementary::exp(-elementary::abs(x));
  return e / ((T(1) + e) * (T(1) + e));
}

/// 1 - tanh² x, accurate in both tails.
template <class T>
GRADLAB_INLINE T tanh_slope(T x) {
  const T e = elementary::exp(T(-2) * elementary::abs(x));
  return T(4) * e / ((T(1) + e) * (T(1) + e));
}

/// base^exponent for a base that is neither 0 nor infinite, made of |base|.
template <class T>
GRADLAB_INLINE T power_of_magnitude(T magnitude, T exponent) {
  const T limited = elementary::clamp(T(-1e20), exponent, T(1e20));
  elementary::Pair<T> argument = elementary::product(limited, elementary::log(magnitude));
  // Far out the rounding's rest is no longer small; the exponential is 0 or infinite there anyway.
  argument.tail = elementary::abs(argument.high) < T(1000) ? argument.tail : T(0);
  return elementary::exp(argument);
}

/// Negative bases take whole exponents only; 0^0 and NaN^0 are 1, as everywhere in computing. One comparison a choice:
/// conditions put together from several keep g++ from vectorising.
template <class T>
GRADLAB_INLINE T power(T base, T exponent) {
  constexpr T infinity = std::numeric_limits<T>::infinity(), nan = std::numeric_limits<T>::quiet_NaN();
  const T magnitude = elementary::abs(base);
  const T below = magnitude < infinity ? magnitude : T(1);
  const T inside = power_of_magnitude(below > T(0) ? below : T(1), exponent);
  const T at_zero = exponent > T(0) ? T(0) : infinity, at_infinity = exponent > T(0) ? infinity : T(0);
  const T finite = magnitude < infinity ? inside : (magnitude == infinity ? at_infinity : base);
  const T size = magnitude == T(0) ? at_zero : finite;
  // From here on every number is whole and even.
  const T whole_limit = T(0.5) / std::numeric_limits<T>::epsilon();
  const T limited = elementary::abs(exponent) < whole_limit ? exponent : T(0);
  const T half = T(0.5) * limited;
  const T of_whole = elementary::round_to_whole(half) == half ? size : -size;
  const T of_broken = magnitude == infinity ? size : nan;
  const T of_negative = elementary::round_to_whole(limited) == limited ? of_whole : of_broken;
  const T result = base < T(0) ? of_negative : size;
  const T known = exponent == exponent ? result : exponent;
  return exponent == T(0) ? T(1) : known;
}

}  // namespace gradlab::formula::scalar
