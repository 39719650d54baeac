#pragma once

#include <type_traits>

#include "core/activations/scalar_row.hpp"
#include "core/base/elementary.hpp"

namespace gradlab::rows {

/// The perceptron's answer. Its slope is 0 wherever it has one, so no gradient can train what stands before it.
struct Step : ScalarRow {
  static constexpr std::string_view id = "step", origin = "Rosenblatt 1957";
  static constexpr std::string_view formula = "\\cases{1 & x \\ge 0 \\\\ 0 & x < 0}", derivative = "0";
  static constexpr std::string_view expression = "step(x)";
  static constexpr ActivationGroup group = ActivationGroup::classic;
  static constexpr std::array<Kink, 1> kinks{Kink{.order = 0}};

  template <class T>
  static T f(T x, Values<T>) {
    return x >= T(0) ? T(1) : x * T(0);  // keeps NaN
  }
  template <class T>
  static T df(T, T, Values<T>) {
    return T(0);
  }
};

struct Identity : ScalarRow {
  static constexpr std::string_view id = "identity", formula = "x", derivative = "1";
  static constexpr std::string_view expression = "x";
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

/// σ'(x) = e / (1 + e)² with e = e^-|x|, relatively accurate in both tails.
template <class T>
T logistic_slope(T x) {
  const T e = elementary::exp(-elementary::abs(x));
  return e / ((T(1) + e) * (T(1) + e));
}

/// In float the slopes of sigmoid and tanh come from y, as fast training wants: within 7e-8 and 7e-7 of the truth,
/// which is all that a step can feel. In double they are relatively accurate in both tails.
struct Sigmoid : ScalarRow {
  static constexpr std::string_view id = "sigmoid";
  static constexpr std::string_view formula = "\\frac{1}{1+e^{-x}}";
  static constexpr std::string_view derivative = "\\sigma(x)(1-\\sigma(x))";
  static constexpr std::string_view expression = "sigmoid(x)";
  static constexpr ActivationGroup group = ActivationGroup::classic;

  template <class T>
  static T f(T x, Values<T>) {
    return elementary::sigmoid(x);
  }
  template <class T>
  static T df(T x, T y, Values<T>) {
    if constexpr (std::is_same_v<T, float>) return y * (1.0f - y);
    return logistic_slope(x);
  }
  /// -σ'(x) tanh(x/2)
  template <class T>
  static T d2f(T x, T, Values<T>) {
    return -logistic_slope(x) * elementary::tanh(x * T(0.5));
  }
};

struct Tanh : ScalarRow {
  static constexpr std::string_view id = "tanh";
  static constexpr std::string_view formula = "\\frac{e^{x}-e^{-x}}{e^{x}+e^{-x}}";
  static constexpr std::string_view derivative = "1-\\tanh^{2} x";
  static constexpr std::string_view expression = "tanh(x)";
  static constexpr ActivationGroup group = ActivationGroup::classic;

  template <class T>
  static T f(T x, Values<T>) {
    return elementary::tanh(x);
  }
  template <class T>
  static T df(T x, T y, Values<T>) {
    if constexpr (std::is_same_v<T, float>) return 1.0f - y * y;
    return T(4) * logistic_slope(T(2) * x);
  }
  template <class T>
  static T d2f(T x, T y, Values<T>) {
    return T(-8) * y * logistic_slope(T(2) * x);
  }
};

struct Softsign : ScalarRow {
  static constexpr std::string_view id = "softsign", origin = "Bergstra et al. 2009";
  static constexpr std::string_view formula = "\\frac{x}{1+|x|}", derivative = "\\frac{1}{(1+|x|)^{2}}";
  static constexpr std::string_view expression = "x/(1 + abs(x))";
  static constexpr ActivationGroup group = ActivationGroup::classic;
  static constexpr std::array<Kink, 1> kinks{Kink{.order = 2}};

  template <class T>
  static T f(T x, Values<T>) {
    return x / (T(1) + elementary::abs(x));
  }
  template <class T>
  static T df(T x, T, Values<T>) {
    const T below = T(1) + elementary::abs(x);
    return T(1) / (below * below);
  }
  template <class T>
  static T d2f(T x, T, Values<T>) {
    const T below = T(1) + elementary::abs(x);
    const T size = T(2) / (below * below * below);
    return x == T(0) ? T(0) : elementary::copy_sign(size, -x);
  }
};

}  // namespace gradlab::rows
