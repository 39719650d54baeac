#pragma once

#include <type_traits>

#include "core/activations/scalar_row.hpp"
#include "core/base/elementary.hpp"

namespace gradlab::rows {

struct Identity : ScalarRow {
  static constexpr std::string_view id = "identity", formula = "x", derivative = "1";
  static constexpr ActivationGroup group = ActivationGroup::classic;

  template <class T>
  static T f(T x, Values<T>) {
    return x;
  }
  template <class T>
  static T df(T, T, Values<T>) {
    return T(1);
  }
};

/// In float the slope comes from y, as fast training wants: within 2^-24 of the truth, which is all a step can feel.
/// In double it is relatively accurate in both tails.
struct Sigmoid : ScalarRow {
  static constexpr std::string_view id = "sigmoid";
  static constexpr std::string_view formula = "\\frac{1}{1+e^{-x}}";
  static constexpr std::string_view derivative = "\\sigma(x)(1-\\sigma(x))";
  static constexpr ActivationGroup group = ActivationGroup::classic;

  template <class T>
  static T f(T x, Values<T>) {
    return elementary::sigmoid(x);
  }
  template <class T>
  static T df(T x, T y, Values<T>) {
    if constexpr (std::is_same_v<T, float>) return y * (1.0f - y);
    const T e = elementary::exp(-elementary::abs(x));
    return e / ((T(1) + e) * (T(1) + e));
  }
  /// -σ'(x) tanh(x/2)
  template <class T>
  static T d2f(T x, T, Values<T>) {
    const T e = elementary::exp(-elementary::abs(x));
    return -e / ((T(1) + e) * (T(1) + e)) * elementary::tanh(x * T(0.5));
  }
};

struct Tanh : ScalarRow {
  static constexpr std::string_view id = "tanh";
  static constexpr std::string_view formula = "\\frac{e^{x}-e^{-x}}{e^{x}+e^{-x}}";
  static constexpr std::string_view derivative = "1-\\tanh^{2} x";
  static constexpr ActivationGroup group = ActivationGroup::classic;

  template <class T>
  static T f(T x, Values<T>) {
    return elementary::tanh(x);
  }
  template <class T>
  static T slope(T x) {
    const T e = elementary::exp(T(-2) * elementary::abs(x));
    return T(4) * e / ((T(1) + e) * (T(1) + e));
  }
  template <class T>
  static T df(T x, T y, Values<T>) {
    if constexpr (std::is_same_v<T, float>) return 1.0f - y * y;
    return slope(x);
  }
  template <class T>
  static T d2f(T x, T y, Values<T>) {
    return T(-2) * y * slope(x);
  }
};

}  // namespace gradlab::rows
