#pragma once

#include "core/activations/scalar_row.hpp"
#include "core/base/elementary.hpp"

namespace gradlab::rows {

struct Relu : ScalarRow {
  static constexpr std::string_view id = "relu";
  static constexpr std::string_view formula = "\\max(0, x)";
  static constexpr std::string_view derivative = "\\cases{1 & x > 0 \\\\ 0 & x \\le 0}";
  static constexpr std::string_view origin = "Nair & Hinton 2010";
  static constexpr std::string_view expression = "relu(x)";
  static constexpr ActivationGroup group = ActivationGroup::rectifier;
  static constexpr std::array<Kink, 1> kinks{Kink{}};

  template <class T>
  static T f(T x, Values<T>) {
    return elementary::max(T(0), x);
  }
  template <class T>
  static T df(T x, T, Values<T>) {
    return x > T(0) ? T(1) : T(0);
  }
};

/// Leaky ReLU and PReLU differ in who sets the slope, not in what is computed.
struct SlopedRectifier : ScalarRow {
  static constexpr std::string_view formula = "\\cases{x & x > 0 \\\\ \\alpha x & x \\le 0}";
  static constexpr std::string_view derivative = "\\cases{1 & x > 0 \\\\ \\alpha & x \\le 0}";
  static constexpr std::string_view expression = "x > 0 ? x : alpha*x";
  static constexpr ActivationGroup group = ActivationGroup::rectifier;
  static constexpr std::array<Kink, 1> kinks{Kink{}};

  template <class T>
  static T f(T x, Values<T> p) {
    return x > T(0) ? x : p[0] * x;
  }
  template <class T>
  static T df(T x, T, Values<T> p) {
    return x > T(0) ? T(1) : p[0];
  }
  template <class T>
  static T dfdp(T x, std::size_t, Values<T>) {
    return elementary::min(T(0), x);
  }
};

struct LeakyRelu : SlopedRectifier {
  static constexpr std::string_view id = "leaky_relu", origin = "Maas, Hannun & Ng 2013";
  static constexpr std::array<ParamSpec, 1> params{ParamSpec{"alpha", 0.01, 0, 1}};
};

struct Prelu : SlopedRectifier {
  static constexpr std::string_view id = "prelu", origin = "He, Zhang, Ren & Sun 2015";
  static constexpr std::array<ParamSpec, 1> params{ParamSpec{"alpha", 0.25, -2, 2, ParamKind::real, true}};
};

}  // namespace gradlab::rows
