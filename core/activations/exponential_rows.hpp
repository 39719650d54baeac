#pragma once

#include "core/activations/scalar_row.hpp"
#include "core/base/elementary.hpp"

namespace gradlab::rows {

struct Elu : ScalarRow {
  static constexpr std::string_view id = "elu", origin = "Clevert, Unterthiner & Hochreiter 2015";
  static constexpr std::string_view formula = "\\cases{x & x > 0 \\\\ \\alpha(e^{x}-1) & x \\le 0}";
  static constexpr std::string_view derivative = "\\cases{1 & x > 0 \\\\ \\alpha e^{x} & x \\le 0}";
  static constexpr std::string_view expression = "x > 0 ? x : alpha*expm1(x)";
  static constexpr ActivationGroup group = ActivationGroup::smooth_rectifier;
  static constexpr std::array<ParamSpec, 1> params{ParamSpec{"alpha", 1, 0, 10}};
  static constexpr std::array<Kink, 1> kinks{Kink{}};

  template <class T>
  static T f(T x, Values<T> p) {
    const T left = p[0] * elementary::expm1(elementary::min(T(0), x));
    return x > T(0) ? x : left;
  }
  template <class T>
  static T df(T x, T, Values<T> p) {
    const T left = p[0] * elementary::exp(elementary::min(T(0), x));
    return x > T(0) ? T(1) : left;
  }
  template <class T>
  static T d2f(T x, T, Values<T> p) {
    const T left = p[0] * elementary::exp(elementary::min(T(0), x));
    return x > T(0) ? T(0) : left;
  }
  template <class T>
  static T dfdp(T x, std::size_t, Values<T>) {
    return elementary::expm1(elementary::min(T(0), x));
  }
};

/// λ elu(x; α) with the two numbers that keep mean 0 and variance 1 a fixed point (eq. 14 of the paper).
struct Selu : ScalarRow {
  static constexpr std::string_view id = "selu", origin = "Klambauer, Unterthiner, Mayr & Hochreiter 2017";
  static constexpr std::string_view formula = "\\cases{\\lambda x & x > 0 \\\\ \\lambda\\alpha(e^{x}-1) & x \\le 0}";
  static constexpr std::string_view derivative = "\\cases{\\lambda & x > 0 \\\\ \\lambda\\alpha e^{x} & x \\le 0}";
  static constexpr std::string_view expression = "x > 0 ? 1.0507009873554805*x : 1.7580993408473768*expm1(x)";
  static constexpr ActivationGroup group = ActivationGroup::smooth_rectifier;
  static constexpr std::array<Kink, 1> kinks{Kink{}};
  static constexpr double lambda = 1.0507009873554805;
  static constexpr double lambda_alpha = 1.7580993408473768;

  template <class T>
  static T f(T x, Values<T>) {
    const T left = T(lambda_alpha) * elementary::expm1(elementary::min(T(0), x));
    return x > T(0) ? T(lambda) * x : left;
  }
  template <class T>
  static T df(T x, T, Values<T>) {
    const T left = T(lambda_alpha) * elementary::exp(elementary::min(T(0), x));
    return x > T(0) ? T(lambda) : left;
  }
  template <class T>
  static T d2f(T x, T, Values<T>) {
    const T left = T(lambda_alpha) * elementary::exp(elementary::min(T(0), x));
    return x > T(0) ? T(0) : left;
  }
};

/// ELU made smooth for every α. t = x / α on the left, carried with its rounding error.
struct Celu : ScalarRow {
  static constexpr std::string_view id = "celu", origin = "Barron 2017";
  static constexpr std::string_view formula = "\\max(0,x)+\\min(0,\\alpha(e^{x/\\alpha}-1))";
  static constexpr std::string_view derivative = "\\cases{1 & x > 0 \\\\ e^{x/\\alpha} & x \\le 0}";
  static constexpr std::string_view expression = "x > 0 ? x : alpha*expm1(x/alpha)";
  static constexpr ActivationGroup group = ActivationGroup::smooth_rectifier;
  static constexpr std::array<ParamSpec, 1> params{ParamSpec{"alpha", 1, 0.01, 10, ParamKind::real, false, true}};
  static constexpr std::array<Kink, 1> kinks{Kink{.order = 2}};

  template <class T>
  static elementary::Pair<T> left_of(T x, Values<T> p) {
    return elementary::quotient(elementary::clamp(T(-1e30), x, T(0)), p[0]);
  }
  template <class T>
  static T f(T x, Values<T> p) {
    const T left = p[0] * elementary::expm1(left_of(x, p).high);
    return x > T(0) ? x : left;
  }
  template <class T>
  static T df(T x, T, Values<T> p) {
    const T left = elementary::exp(left_of(x, p));
    return x > T(0) ? T(1) : left;
  }
  template <class T>
  static T d2f(T x, T, Values<T> p) {
    const T left = elementary::dropped(elementary::exp_lifted(left_of(x, p)) / p[0]);
    return x > T(0) ? T(0) : left;
  }
  /// e^t - 1 - t e^t, which cancels near 0: a fit there.
  template <class T>
  static T dfdp(T x, std::size_t, Values<T> p) {
    const elementary::Pair<T> t = left_of(x, p);
    const T near = elementary::max(T(-1), t.high);
    const T fitted = near * near * elementary::polynomial(near, elementary::Coefficients<T>::celu_tail);
    const T far = elementary::expm1(t.high) - t.high * elementary::exp(t);
    return t.high < T(-1) ? far : fitted;
  }
};

}  // namespace gradlab::rows
