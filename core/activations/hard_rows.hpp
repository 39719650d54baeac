#pragma once

#include "core/activations/scalar_row.hpp"
#include "core/base/elementary.hpp"

// Piecewise linear stand-ins, with the slopes that PyTorch gives at the edges.

namespace gradlab::rows {

struct HardSigmoid : ScalarRow {
  static constexpr std::string_view id = "hardsigmoid", origin = "Courbariaux, Bengio & David 2015";
  static constexpr std::string_view formula =
      "\\cases{0 & x \\le -3 \\\\ \\frac{x+3}{6} & -3 < x < 3 \\\\ 1 & x \\ge 3}";
  static constexpr std::string_view derivative = "\\cases{\\frac{1}{6} & -3 < x < 3 \\\\ 0 & |x| \\ge 3}";
  static constexpr std::string_view expression = "abs(x) < 3 ? (x + 3)/6 : step(x)";
  static constexpr ActivationGroup group = ActivationGroup::hard;
  static constexpr std::array<Kink, 2> kinks{Kink{-3}, Kink{3}};

  template <class T>
  static T f(T x, Values<T>) {
    return elementary::clamp(T(0), x + T(3), T(6)) / T(6);
  }
  template <class T>
  static T df(T x, T, Values<T>) {
    return elementary::abs(x) < T(3) ? T(1) / T(6) : T(0);
  }
};

struct HardSwish : ScalarRow {
  static constexpr std::string_view id = "hardswish", origin = "Howard et al. 2019";
  static constexpr std::string_view formula =
      "\\cases{0 & x \\le -3 \\\\ \\frac{x(x+3)}{6} & -3 < x < 3 \\\\ x & x \\ge 3}";
  static constexpr std::string_view derivative =
      "\\cases{0 & x < -3 \\\\ \\frac{2x+3}{6} & -3 \\le x \\le 3 \\\\ 1 & x > 3}";
  static constexpr std::string_view expression = "abs(x) <= 3 ? x*(x + 3)/6 : relu(x)";
  static constexpr ActivationGroup group = ActivationGroup::hard;
  static constexpr std::array<Kink, 2> kinks{Kink{-3}, Kink{3}};

  template <class T>
  static T f(T x, Values<T>) {
    const T inside = x * (x + T(3)) / T(6);
    const T outside = elementary::max(T(0), x);
    return elementary::abs(x) < T(3) ? inside : outside;
  }
  template <class T>
  static T df(T x, T, Values<T>) {
    const T inside = (T(2) * x + T(3)) / T(6);
    const T outside = x > T(0) ? T(1) : T(0);
    return elementary::abs(x) <= T(3) ? inside : outside;
  }
  template <class T>
  static T d2f(T x, T, Values<T>) {
    return elementary::abs(x) < T(3) ? T(1) / T(3) : T(0);
  }
};

struct HardTanh : ScalarRow {
  static constexpr std::string_view id = "hardtanh", origin = "Collobert 2004";
  static constexpr std::string_view formula = "\\max(a,\\min(b,x))";
  static constexpr std::string_view derivative = "\\cases{1 & a < x < b \\\\ 0 & x \\le a, x \\ge b}";
  static constexpr std::string_view expression = "x <= low ? low : x >= high ? high : x";
  static constexpr ActivationGroup group = ActivationGroup::hard;
  static constexpr std::array<ParamSpec, 2> params{ParamSpec{"min", -1, -10, 0}, ParamSpec{"max", 1, 0, 10}};
  static constexpr std::array<Kink, 2> kinks{Kink{0, 0, 1}, Kink{0, 1, 1}};

  template <class T>
  static T f(T x, Values<T> p) {
    return elementary::clamp(p[0], x, p[1]);
  }
  template <class T>
  static T df(T x, T, Values<T> p) {
    const T above = x > p[0] ? T(1) : T(0);
    return x < p[1] ? above : T(0);
  }
  template <class T>
  static T dfdp(T x, std::size_t param, Values<T> p) {
    const T under = x <= p[0] ? T(1) : T(0), over = x >= p[1] ? T(1) : T(0);
    return param == 0 ? under : over;
  }
};

struct Relu6 : ScalarRow {
  static constexpr std::string_view id = "relu6", origin = "Krizhevsky 2010";
  static constexpr std::string_view formula = "\\min(6,\\max(0,x))";
  static constexpr std::string_view derivative = "\\cases{1 & 0 < x < 6 \\\\ 0 & x \\le 0, x \\ge 6}";
  static constexpr std::string_view expression = "x <= 0 ? 0 : x >= 6 ? 6 : x";
  static constexpr ActivationGroup group = ActivationGroup::hard;
  static constexpr std::array<Kink, 2> kinks{Kink{0}, Kink{6}};

  template <class T>
  static T f(T x, Values<T>) {
    return elementary::clamp(T(0), x, T(6));
  }
  template <class T>
  static T df(T x, T, Values<T>) {
    const T above = x > T(0) ? T(1) : T(0);
    return x < T(6) ? above : T(0);
  }
};

}  // namespace gradlab::rows
