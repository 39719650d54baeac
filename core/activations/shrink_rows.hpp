#pragma once

#include "core/activations/scalar_row.hpp"
#include "core/base/elementary.hpp"

namespace gradlab::rows {

/// x - tanh x, which cancels near 0: a fit of (x - tanh x) / x³ there.
struct TanhShrink : ScalarRow {
  static constexpr std::string_view id = "tanhshrink", formula = "x-\\tanh x", derivative = "\\tanh^{2} x";
  static constexpr std::string_view expression = "x - tanh(x)";
  static constexpr ActivationGroup group = ActivationGroup::shrinkage;

  template <class T>
  static T f(T x, Values<T>) {
    using C = elementary::Coefficients<T>;
    const T z = elementary::min(T(4), x * x);
    const T fitted = x * z * (elementary::polynomial(z, C::tanhshrink_p) / elementary::polynomial(z, C::tanhshrink_q));
    const T direct = x - elementary::tanh(x);
    return elementary::abs(x) < T(2) ? fitted : direct;
  }
  template <class T>
  static T df(T x, T, Values<T>) {
    const T t = elementary::tanh(x);
    return t * t;
  }
  template <class T>
  static T d2f(T x, T, Values<T>) {
    const T e = elementary::exp(T(-2) * elementary::abs(x));
    return T(8) * elementary::tanh(x) * (e / ((T(1) + e) * (T(1) + e)));
  }
};

struct HardShrink : ScalarRow {
  static constexpr std::string_view id = "hardshrink", origin = "Donoho & Johnstone 1994";
  static constexpr std::string_view formula = "\\cases{x & |x| > \\lambda \\\\ 0 & |x| \\le \\lambda}";
  static constexpr std::string_view derivative = "\\cases{1 & |x| > \\lambda \\\\ 0 & |x| \\le \\lambda}";
  static constexpr std::string_view expression = "abs(x) <= lambda ? 0 : x";
  static constexpr ActivationGroup group = ActivationGroup::shrinkage;
  static constexpr std::array<ParamSpec, 1> params{ParamSpec{"lambda", 0.5, 0, 5}};
  static constexpr std::array<Kink, 2> kinks{Kink{0, 0, -1, 0}, Kink{0, 0, 1, 0}};

  template <class T>
  static T f(T x, Values<T> p) {
    return elementary::abs(x) <= p[0] ? T(0) : x;
  }
  template <class T>
  static T df(T x, T, Values<T> p) {
    return elementary::abs(x) <= p[0] ? T(0) : T(1);
  }
};

struct SoftShrink : ScalarRow {
  static constexpr std::string_view id = "softshrink", origin = "Donoho & Johnstone 1994";
  static constexpr std::string_view formula =
      "\\cases{x-\\lambda & x > \\lambda \\\\ x+\\lambda & x < -\\lambda \\\\ 0 & |x| \\le \\lambda}";
  static constexpr std::string_view derivative = HardShrink::derivative;
  static constexpr std::string_view expression = "abs(x) <= lambda ? 0 : x - lambda*sign(x)";
  static constexpr ActivationGroup group = ActivationGroup::shrinkage;
  static constexpr std::array<ParamSpec, 1> params = HardShrink::params;
  static constexpr std::array<Kink, 2> kinks{Kink{0, 0, -1}, Kink{0, 0, 1}};

  template <class T>
  static T f(T x, Values<T> p) {
    const T shrunk = x - elementary::copy_sign(p[0], x);
    return elementary::abs(x) <= p[0] ? T(0) : shrunk;
  }
  template <class T>
  static T df(T x, T, Values<T> p) {
    return elementary::abs(x) <= p[0] ? T(0) : T(1);
  }
  template <class T>
  static T dfdp(T x, std::size_t, Values<T> p) {
    return elementary::abs(x) <= p[0] ? T(0) : elementary::copy_sign(T(1), -x);
  }
};

}  // namespace gradlab::rows
