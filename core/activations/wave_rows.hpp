#pragma once

#include "core/activations/scalar_row.hpp"
#include "core/base/elementary.hpp"

namespace gradlab::rows {

struct Sine : ScalarRow {
  static constexpr std::string_view id = "sine", origin = "Sitzmann et al. 2020";
  static constexpr std::string_view formula = "\\sin x", derivative = "\\cos x";
  static constexpr std::string_view expression = "sin(x)";
  static constexpr ActivationGroup group = ActivationGroup::periodic;

  template <class T>
  static T f(T x, Values<T>) {
    return elementary::sin(x);
  }
  template <class T>
  static T df(T x, T, Values<T>) {
    return elementary::cos(x);
  }
  template <class T>
  static T d2f(T x, T, Values<T>) {
    return -elementary::sin(x);
  }
};

struct Gaussian : ScalarRow {
  static constexpr std::string_view id = "gaussian", formula = "e^{-x^{2}}", derivative = "-2xe^{-x^{2}}";
  static constexpr std::string_view expression = "exp(-x^2)";
  static constexpr ActivationGroup group = ActivationGroup::periodic;

  template <class T>
  static T f(T x, Values<T>) {
    return elementary::exp(-elementary::limited_square(x));
  }
  template <class T>
  static T lifted(T x) {
    return elementary::exp_lifted(-elementary::limited_square(x));
  }
  template <class T>
  static T df(T x, T, Values<T>) {
    return elementary::dropped(T(-2) * x * lifted(x));
  }
  /// (4x² - 2) f, as a product so that it is right at its zeros
  template <class T>
  static T d2f(T x, T, Values<T>) {
    constexpr T root = T(0.7071067811865476), root_tail = T(0.7071067811865476 - root) - T(4.833646656726457e-17);
    const T a = elementary::abs(x);
    return elementary::dropped(T(4) * (((a - root) - root_tail) * (a + root)) * lifted(x));
  }
};

}  // namespace gradlab::rows
