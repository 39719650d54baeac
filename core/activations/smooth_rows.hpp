#pragma once

#include "core/activations/scalar_row.hpp"
#include "core/base/elementary.hpp"

// Smooth relatives of ReLU. gelu, gelu_tanh and silu have the form x S(x) with S(-x) = 1 - S(x), whence
// f'(-x) = 1 - f'(x) and f''(-x) = f''(x): the left half is computed, where nothing is close to 1, and the right half
// follows. Written out at |x| so that there is no branch.

namespace gradlab::rows {

template <class T>
T mirrored(T x, T left) {
  return x > T(0) ? T(1) - left : left;
}

/// e^-|βx| and, for factors that follow, the same lifted.
template <class T>
struct Decay {
  // The limit keeps an infinite x from giving infinity - infinity.
  Decay(T x, T beta) : Decay(-elementary::product(elementary::min(T(1e30), elementary::abs(x)), beta)) {}
  explicit Decay(elementary::Pair<T> exponent)
      : e(elementary::exp(exponent)), lifted(elementary::exp_lifted(exponent)) {}

  T small() const { return lifted / (T(1) + e); }                 ///< σ(-|βx|), lifted
  T large() const { return T(1) / (T(1) + e); }                   ///< σ(|βx|)
  T slope() const { return lifted / ((T(1) + e) * (T(1) + e)); }  ///< σ'(βx), lifted

  T e, lifted;
};

struct Softplus : ScalarRow {
  static constexpr std::string_view id = "softplus", origin = "Dugas et al. 2000";
  static constexpr std::string_view formula = "\\frac{\\ln(1+e^{\\beta x})}{\\beta}";
  static constexpr std::string_view derivative = "\\sigma(\\beta x)";
  static constexpr std::string_view expression = "softplus(beta*x)/beta";
  static constexpr ActivationGroup group = ActivationGroup::smooth_rectifier;
  static constexpr std::array<ParamSpec, 1> params{ParamSpec{"beta", 1, 0.01, 100, ParamKind::real, false, true}};

  template <class T>
  static T f(T x, Values<T> p) {
    return elementary::max(T(0), x) + elementary::log1p_of_share(Decay<T>(x, p[0]).e) / p[0];
  }
  template <class T>
  static T df(T x, T, Values<T> p) {
    return mirrored(x, elementary::dropped(Decay<T>(x, p[0]).small()));
  }
  template <class T>
  static T d2f(T x, T, Values<T> p) {
    return elementary::dropped(p[0] * Decay<T>(x, p[0]).slope());
  }
  /// -(t σ(-t) + ln(1 + e^-t)) / β² with t = |βx|
  template <class T>
  static T dfdp(T x, std::size_t, Values<T> p) {
    const Decay<T> decay(x, p[0]);
    const T t = elementary::abs(p[0] * x);
    return -(elementary::dropped(t * decay.small()) + elementary::log1p_of_share(decay.e)) / (p[0] * p[0]);
  }
};

struct LogSigmoid : ScalarRow {
  static constexpr std::string_view id = "logsigmoid";
  static constexpr std::string_view formula = "-\\ln(1+e^{-x})", derivative = "1-\\sigma(x)";
  static constexpr std::string_view expression = "-softplus(-x)";
  static constexpr ActivationGroup group = ActivationGroup::classic;

  template <class T>
  static T f(T x, Values<T>) {
    return -elementary::softplus(-x);
  }
  template <class T>
  static T df(T x, T, Values<T>) {
    return elementary::sigmoid(-x);
  }
  template <class T>
  static T d2f(T x, T, Values<T>) {
    const T e = elementary::exp(-elementary::abs(x));
    return -e / ((T(1) + e) * (T(1) + e));
  }
};

/// xΦ(x). With Mills' ratio m: on the left Φ(-a) = φ(a) m(a), and f'(-a) = φ(a) (m(a) - a).
struct Gelu : ScalarRow {
  static constexpr std::string_view id = "gelu", origin = "Hendrycks & Gimpel 2016";
  static constexpr std::string_view formula = "x\\Phi(x)", derivative = "\\Phi(x)+x\\phi(x)";
  static constexpr std::string_view expression = "x*(1 + erf(x/sqrt(2)))/2";
  static constexpr ActivationGroup group = ActivationGroup::smooth_rectifier;

  template <class T>
  static T f(T x, Values<T>) {
    const T a = elementary::abs(x);
    const T tail = elementary::lifted_normal_density(a) * elementary::mills_ratio(a);
    const T left = elementary::dropped(x * tail), right = x * (T(1) - elementary::dropped(tail));
    return x > T(0) ? right : left;
  }
  template <class T>
  static T df(T x, T, Values<T>) {
    const T a = elementary::abs(x);
    const T left = elementary::lifted_normal_density(a) * (elementary::mills_ratio(a) - a);
    return mirrored(x, elementary::dropped(left));
  }
  /// φ(x)(2 - x²), as a product so that it is right at its zeros
  template <class T>
  static T d2f(T x, T, Values<T>) {
    constexpr T root = T(1.4142135623730951), root_tail = T(1.4142135623730951 - root) - T(9.667293313452913e-17);
    const T a = elementary::abs(x);
    return elementary::dropped(elementary::lifted_normal_density(a) * (((root - a) + root_tail) * (root + a)));
  }
};

/// x σ(w), w = 2 sqrt(2/π) (x + 0.044715 x³) = c x + d x³: the same as the usual form with (1 + tanh(w/2)) / 2.
struct GeluTanh : ScalarRow {
  static constexpr std::string_view id = "gelu_tanh", origin = "Hendrycks & Gimpel 2016";
  static constexpr std::string_view formula = "\\frac{x}{2}(1+\\tanh(\\sqrt{\\frac{2}{\\pi}}(x+0.044715x^{3})))";
  static constexpr std::string_view derivative =
      "\\frac{1+\\tanh u}{2}+\\frac{x}{2}(1-\\tanh^{2} u)u', u=\\sqrt{\\frac{2}{\\pi}}(x+0.044715x^{3})";
  static constexpr std::string_view expression = "x*sigmoid(1.5957691216057308*x + 0.07135481627260025*x^3)";
  static constexpr ActivationGroup group = ActivationGroup::smooth_rectifier;
  static constexpr double c = 1.5957691216057308, c_tail = -9.96930880911092e-17;
  static constexpr double d = 0.07135481627260025, d_tail = -6.175149918155315e-19;

  /// w(a) for a = |x| ≤ 50; beyond, σ(-w) is 0 anyway.
  static elementary::Pair<double> argument(double a) {
    namespace e = elementary;
    const e::Pair<double> square = e::product(a, a);
    const e::Pair<double> cubic = e::product(d, square.high);
    const e::Pair<double> slope = e::sum(c, cubic.high);
    const double slope_tail = slope.tail + (cubic.tail + d * square.tail + d_tail * square.high + c_tail);
    const e::Pair<double> w = e::product(a, slope.high);
    return {w.high, w.tail + a * slope_tail};
  }
  static elementary::Pair<float> argument(float a) {
    const double wide = a;
    const double w = wide * (c + d * wide * wide);
    const float high = static_cast<float>(w);
    return {high, static_cast<float>(w - static_cast<double>(high))};
  }
  template <class T>
  static T limited(T x) {
    return elementary::min(T(50), elementary::abs(x));
  }
  template <class T>
  static T f(T x, Values<T>) {
    const Decay<T> decay(-argument(limited(x)));
    const T left = elementary::dropped(x * decay.small()), right = x * decay.large();
    return x > T(0) ? right : left;
  }
  template <class T>
  static T df(T x, T, Values<T>) {
    const T a = limited(x);
    const Decay<T> decay(-argument(a));
    const T slope = T(c) + T(3 * d) * a * a;  // w'
    return mirrored(x, elementary::dropped(decay.small() * (T(1) - a * decay.large() * slope)));
  }
  template <class T>
  static T d2f(T x, T, Values<T>) {
    const T a = limited(x);
    const Decay<T> decay(-argument(a));
    const T slope = T(c) + T(3 * d) * a * a;
    const T turn = a * (decay.large() * (T(1) - decay.e)) * slope * slope;
    return elementary::dropped(decay.slope() * (T(2) * slope + T(6 * d) * a * a - turn));
  }
};

struct Silu : ScalarRow {
  static constexpr std::string_view id = "silu", origin = "Ramachandran, Zoph & Le 2017";
  static constexpr std::string_view formula = "x\\sigma(\\beta x)=\\frac{x}{1+e^{-\\beta x}}";
  static constexpr std::string_view derivative = "\\sigma(\\beta x)+\\beta x\\sigma(\\beta x)(1-\\sigma(\\beta x))";
  static constexpr std::string_view expression = "x*sigmoid(beta*x)";
  static constexpr ActivationGroup group = ActivationGroup::smooth_rectifier;
  static constexpr std::array<ParamSpec, 1> params{ParamSpec{"beta", 1, 0, 20}};

  template <class T>
  static T f(T x, Values<T> p) {
    const Decay<T> decay(x, p[0]);
    const T left = elementary::dropped(x * decay.small()), right = x * decay.large();
    return x > T(0) ? right : left;
  }
  template <class T>
  static T df(T x, T, Values<T> p) {
    const Decay<T> decay(x, p[0]);
    const T t = elementary::abs(p[0] * x);
    return mirrored(x, elementary::dropped(decay.small() * (T(1) - t * decay.large())));
  }
  template <class T>
  static T d2f(T x, T, Values<T> p) {
    const Decay<T> decay(x, p[0]);
    const T t = elementary::abs(p[0] * x);
    return elementary::dropped(p[0] * decay.slope() * (T(2) - t * (decay.large() * (T(1) - decay.e))));
  }
  /// x² σ'(βx)
  template <class T>
  static T dfdp(T x, std::size_t, Values<T> p) {
    return elementary::dropped(x * (x * Decay<T>(x, p[0]).slope()));
  }
};

/// x tanh(ln(1 + e^x)) as a quotient of polynomials in e = e^-|x|, one for each side: tanh(ln q) = (q²-1)/(q²+1).
struct Mish : ScalarRow {
  static constexpr std::string_view id = "mish", origin = "Misra 2019";
  static constexpr std::string_view formula = "x\\tanh(\\ln(1+e^{x}))";
  static constexpr std::string_view derivative = "\\tanh(\\ln(1+e^{x}))+x\\sigma(x)(1-\\tanh^{2}(\\ln(1+e^{x})))";
  static constexpr std::string_view expression = "x*tanh(softplus(x))";
  static constexpr ActivationGroup group = ActivationGroup::smooth_rectifier;

  template <class T>
  static T f(T x, Values<T>) {
    const Decay<T> decay(x, T(1));
    const T e = decay.e;
    const T left_below = e * (e + T(2)) + T(2), right_above = T(1) + T(2) * e;
    const T left = elementary::dropped(x * (decay.lifted * (e + T(2)) / left_below));
    return x > T(0) ? x * (right_above / (right_above + T(2) * e * e)) : left;
  }
  template <class T>
  static T df(T x, T, Values<T>) {
    const Decay<T> decay(x, T(1));
    const T e = decay.e;
    const T left_below = e * (e + T(2)) + T(2), right_below = T(1) + T(2) * e * (T(1) + e);
    const T left = decay.lifted * (T(4) * (T(1) + x) + e * (T(6) + T(4) * x + e * (T(4) + e)));
    const T right = (T(1) + T(2) * e) * right_below + T(4) * x * (e * e) * (T(1) + e);
    return x > T(0) ? right / (right_below * right_below) : elementary::dropped(left / (left_below * left_below));
  }
  template <class T>
  static T d2f(T x, T, Values<T>) {
    const Decay<T> decay(x, T(1));
    const T e = decay.e;
    const T left_below = e * (e + T(2)) + T(2), right_below = T(1) + T(2) * e * (T(1) + e);
    const T left = T(2) * (T(1) + e) * left_below + x * (T(2) + e * (T(2) - e * (T(3) + T(2) * e)));
    const T right = T(2) * (T(1) + e) * right_below + x * (e * (e * (T(2) * e + T(2)) - T(3)) - T(2));
    const T on_left = T(4) * decay.lifted * left / (left_below * left_below * left_below);
    const T on_right = T(4) * e * decay.lifted * right / (right_below * right_below * right_below);
    return elementary::dropped(x > T(0) ? on_right : on_left);
  }
};

}  // namespace gradlab::rows
