#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "core/base/elementary_coefficients.hpp"
#include "core/base/inline.hpp"

/// Elementary functions of our own. glibc, musl and the browsers round theirs differently; these use only + - * /,
/// the correctly rounded square root, comparisons and bit operations, so that native and WebAssembly builds give the
/// same bits (with -ffp-contract=off). There are no branches, so that loops over them vectorise.
/// Largest errors in units in the last place (measured by tests/core/elementary_test.cpp) stand at each function.
/// NaN gives NaN. float results under 2^-126 are 0: WebAssembly cannot flush denormals and loses a third of its
/// speed to them. double keeps them.
namespace gradlab::elementary {

template <class T>
struct Format;

template <>
struct Format<float> {
  using Bits = std::uint32_t;
  static constexpr int mantissa_bits = 23;
  static constexpr Bits bias = 127;
  static constexpr float shifter = 0x1.8p23f;  ///< adding and subtracting it rounds to a whole number
  static constexpr float log2_e = 1.44269504f;
  static constexpr float ln2_high = 0x1.62e4p-1f;  ///< 15 bits: k * ln2_high is exact
  static constexpr float ln2_low = 0x1.7f7d1cp-20f;
  static constexpr float exp_low = -87.33654f;  ///< ln 2^-126
  static constexpr float lift_bits = 0.0f, drop = 1.0f;
  static constexpr float exp_high = 89.0f;
  static constexpr float sqrt_half = 0x1.6a09e6p-1f;
};

template <>
struct Format<double> {
  using Bits = std::uint64_t;
  static constexpr int mantissa_bits = 52;
  static constexpr Bits bias = 1023;
  static constexpr double shifter = 0x1.8p52;
  static constexpr double log2_e = 1.4426950408889634;
  static constexpr double ln2_high = 0x1.62e42fefa38p-1;  ///< 42 bits: k * ln2_high is exact
  static constexpr double ln2_low = 0x1.ef35793c7673p-45;
  static constexpr double exp_low = -900.0;  ///< far under ln 2^-1075, for lifted powers too
  static constexpr double lift_bits = 256.0, drop = 0x1p-256;
  static constexpr double exp_high = 710.0;
  static constexpr double sqrt_half = 0x1.6a09e667f3bcdp-1;
};

template <class T, std::size_t N>
GRADLAB_INLINE constexpr T polynomial(T x, const std::array<T, N>& coefficients) {
  T sum = coefficients[N - 1];
  for (std::size_t i = N - 1; i-- > 0;) sum = sum * x + coefficients[i];
  return sum;
}

template <class T>
GRADLAB_INLINE T abs(T x) {
  using Bits = typename Format<T>::Bits;
  return std::bit_cast<T>(std::bit_cast<Bits>(x) & (~Bits{0} >> 1));
}

/// |magnitude| with the sign bit of `sign`.
template <class T>
GRADLAB_INLINE T copy_sign(T magnitude, T sign) {
  using Bits = typename Format<T>::Bits;
  constexpr Bits mask = ~Bits{0} >> 1;
  return std::bit_cast<T>((std::bit_cast<Bits>(magnitude) & mask) | (std::bit_cast<Bits>(sign) & ~mask));
}

/// The operand order is that of the hardware's minps and maxps: a NaN in `x` comes out again.
template <class T>
GRADLAB_INLINE T min(T limit, T x) {
  return limit < x ? limit : x;
}
template <class T>
GRADLAB_INLINE T max(T limit, T x) {
  return limit > x ? limit : x;
}
template <class T>
GRADLAB_INLINE T clamp(T low, T x, T high) {
  return max(low, min(high, x));
}

/// Correctly rounded everywhere, as IEEE 754 asks; the one call that the compilers turn into an instruction.
template <class T>
GRADLAB_INLINE T sqrt(T x) {
  return std::sqrt(x);
}

/// To the nearest whole number, |x| < 2^(mantissa_bits - 1).
template <class T>
GRADLAB_INLINE T round_to_whole(T x) {
  return (x + Format<T>::shifter) - Format<T>::shifter;
}

/// 2^k for whole k within the exponents of normal numbers.
template <class T>
GRADLAB_INLINE T power_of_two(T k) {
  using F = Format<T>;
  const auto bits = std::bit_cast<typename F::Bits>(k + F::shifter) << F::mantissa_bits;  // leaves k's low bits
  return std::bit_cast<T>(bits + (F::bias << F::mantissa_bits));
}

/// x 2^k in two steps, for k where 2^k itself would overflow or be denormal.
template <class T>
GRADLAB_INLINE T scale(T x, T k) {
  const T half = round_to_whole(k * T(0.5));
  return x * power_of_two(half) * power_of_two(k - half);
}

/// 2^shift e^(x + tail)
template <class T>
GRADLAB_INLINE T exp_shifted(T x, T tail, T shift) {
  using F = Format<T>;
  const T limited = clamp(F::exp_low, x, F::exp_high);
  const T k = round_to_whole(limited * F::log2_e);
  const T r = ((limited - k * F::ln2_high) - k * F::ln2_low) + tail;  // |r| <= ln 2 / 2
  const T power = T(1) + (r + r * r * polynomial(r, Coefficients<T>::exp_tail));
  const T result = scale(power, k + shift);
  if constexpr (sizeof(T) == sizeof(float)) return x < F::exp_low ? T(0) : result;
  return result;
}

/// e^(x + tail) for a tail so small that tail² does not count: what x² lost when it was rounded, say.
/// float 1 ulp, double 1 ulp.
template <class T>
GRADLAB_INLINE T exp_sum(T x, T tail) {
  return exp_shifted(x, tail, T(0));
}

template <class T>
GRADLAB_INLINE T exp(T x) {
  return exp_sum(x, T(0));
}

/// e^x - 1 with full relative accuracy at 0. float 1.5 ulp, double 2.2 ulp.
template <class T>
GRADLAB_INLINE T expm1(T x) {
  using F = Format<T>;
  const T limited = clamp(T(-60), x, F::exp_high);
  const T k = round_to_whole(limited * F::log2_e);
  const T r = (limited - k * F::ln2_high) - k * F::ln2_low;
  const T power_less_one = r + r * r * polynomial(r, Coefficients<T>::exp_tail);
  const T one_scaled = T(1) - power_of_two(max(T(-100), -k));
  const T result = scale(power_less_one + one_scaled, k);  // k = 0 leaves the tail alone
  return x == T(0) ? x : result;                           // keeps -0
}

/// log(x) of a positive normal number, from m 2^k with m in [sqrt 1/2, sqrt 2).
template <class T>
GRADLAB_INLINE T log_of_normal(T x) {
  using F = Format<T>;
  using Bits = typename F::Bits;
  constexpr Bits offset = F::bias + 1;
  const Bits bits = std::bit_cast<Bits>(x);
  const Bits above = bits - std::bit_cast<Bits>(F::sqrt_half) + (offset << F::mantissa_bits);
  const Bits biased = above >> F::mantissa_bits;  // k + offset
  const T two_to_mantissa = std::bit_cast<T>((F::bias + Bits{F::mantissa_bits}) << F::mantissa_bits);
  const T k = (std::bit_cast<T>(std::bit_cast<Bits>(two_to_mantissa) | biased) - two_to_mantissa) - T(offset);
  const T f = std::bit_cast<T>(bits - ((biased - offset) << F::mantissa_bits)) - T(1);
  const T s = f / (T(2) + f);  // log(1 + f) = 2 artanh(s) = f - s (f - z P(z))
  const T z = s * s;
  return k * F::ln2_high + ((f - s * (f - z * polynomial(z, Coefficients<T>::log_tail))) + k * F::ln2_low);
}

/// float 1 ulp, double 1.2 ulp.
template <class T>
GRADLAB_INLINE T log(T x) {
  constexpr T infinity = std::numeric_limits<T>::infinity();
  constexpr T lift = T(2) / std::numeric_limits<T>::epsilon();  // makes denormal numbers normal
  const bool small = x < std::numeric_limits<T>::min();
  const T lifted = log_of_normal(small ? x * lift : x);
  const T result = small ? (lifted - T(Format<T>::mantissa_bits + 1) * Format<T>::ln2_low) -
                               T(Format<T>::mantissa_bits + 1) * Format<T>::ln2_high
                         : lifted;
  const T at_end = x < infinity ? result : x;  // infinity or NaN
  const T at_zero = x == T(0) ? -infinity : std::numeric_limits<T>::quiet_NaN();
  return x > T(0) ? at_end : at_zero;
}

/// log(1 + x), x > -1, with full relative accuracy at 0. float 1.6 ulp, double 1.6 ulp.
template <class T>
GRADLAB_INLINE T log1p(T x) {
  const T u = T(1) + x;
  const T lost = abs(x) < T(1) ? x - (u - T(1)) : T(1) - (u - x);  // x + 1 - u, exactly
  const T correction = x < std::numeric_limits<T>::infinity() ? lost / u : T(0);
  const T result = log(u) + (x > T(-1) ? correction : T(0));
  return x == T(0) ? x : result;
}

/// The same for 0 <= x <= 1, without the cases that there are none of.
template <class T>
GRADLAB_INLINE T log1p_of_share(T x) {
  const T u = T(1) + x;
  return log_of_normal(u) + (x - (u - T(1))) / u;
}

/// 1 / (1 + e^-x). The small half is computed and the other is 1 minus it, so that sigmoid(x) = 1 - sigmoid(-x)
/// exactly for x > 0, and the left tail keeps its relative accuracy. float 2.5 ulp, double 2.5 ulp.
template <class T>
GRADLAB_INLINE T sigmoid(T x) {
  const T e = exp(-abs(x));
  const T small = e / (T(1) + e);
  return x > T(0) ? T(1) - small : small;
}

/// ln(1 + e^x), also where e^x overflows or vanishes. float 2 ulp, double 2 ulp.
template <class T>
GRADLAB_INLINE T softplus(T x) {
  return max(T(0), x) + log1p_of_share(exp(-abs(x)));
}

/// Odd, and never outside [-1, 1]. float: by tanh x/2, a quotient of small polynomials, 5 ulp; double: by expm1, 2.5
/// ulp.
GRADLAB_INLINE float tanh(float x) {
  using C = Coefficients<float>;
  const float limited = clamp(-C::tanh_one, x, C::tanh_one);
  const float z = limited * limited;
  const float half = limited * polynomial(z, C::tanh_p);  // over `whole`
  const float whole = polynomial(z, C::tanh_q);
  return half * (whole + whole) / (whole * whole + half * half);
}

GRADLAB_INLINE double tanh(double x) {
  const double a = abs(x);
  const double grown = expm1(2.0 * min(20.0, a));
  const bool large = a > 0.55;  // from 1/2 on, 1 - the rest is the better form
  const double share = (large ? 2.0 : grown) / (grown + 2.0);
  return x == x ? copy_sign(large ? 1.0 - share : share, x) : x;
}

/// Mills' ratio (1 - Phi(x)) / phi(x) for x >= 0. float 3 ulp, double 3 ulp.
template <class T>
GRADLAB_INLINE T mills_ratio(T x) {
  const T a = min(T(1e18), x);
  return polynomial((a - T(4)) / (a + T(4)), Coefficients<T>::mills) / (x + T(1));
}

/// high + tail: twice the digits of T. Far out an exponential turns the last digit of its argument into hundreds of
/// its own (at x = -700 into 350 ulp), so arguments that are products are carried with what rounding took off.
template <class T>
struct Pair {
  T high{};
  T tail{};

  Pair operator-() const { return {-high, -tail}; }
};

template <class T>
GRADLAB_INLINE T exp(Pair<T> x) {
  return exp_sum(x.high, x.tail);
}

/// e^x raised by lift_bits, for x <= 0, so that a factor still finds all digits where e^x itself is denormal. Whoever
/// takes it multiplies by `drop` at the end. float, which has no denormals here, is not lifted.
template <class T>
GRADLAB_INLINE T exp_lifted(Pair<T> x) {
  return exp_shifted(x.high, x.tail, Format<T>::lift_bits);
}
template <class T>
GRADLAB_INLINE T dropped(T lifted) {
  return lifted * Format<T>::drop;
}

/// a b, exactly. In float by way of double; in double after Dekker (1971), each factor split in two halves by its bits,
/// for |a|, |b|, |a b| < 1e300.
GRADLAB_INLINE Pair<float> product(float a, float b) {
  const double exact = static_cast<double>(a) * static_cast<double>(b);
  const float high = static_cast<float>(exact);
  return {high, static_cast<float>(exact - static_cast<double>(high))};
}
GRADLAB_INLINE Pair<double> product(double a, double b) {
  constexpr std::uint64_t upper_half = ~std::uint64_t{0} << 27;
  const double a_high = std::bit_cast<double>(std::bit_cast<std::uint64_t>(a) & upper_half);
  const double b_high = std::bit_cast<double>(std::bit_cast<std::uint64_t>(b) & upper_half);
  const double a_low = a - a_high, b_low = b - b_high;
  const double high = a * b;
  return {high, ((a_high * b_high - high) + (a_high * b_low + a_low * b_high)) + a_low * b_low};
}

/// a / b with what is left over.
template <class T>
GRADLAB_INLINE Pair<T> quotient(T a, T b) {
  const T high = a / b;
  const Pair<T> back = product(high, b);
  return {high, ((a - back.high) - back.tail) / b};
}

/// a + b, exactly (Knuth's two-sum).
template <class T>
GRADLAB_INLINE Pair<T> sum(T a, T b) {
  const T high = a + b;
  const T of_b = high - a;
  return {high, (a - (high - of_b)) + (b - of_b)};
}

/// x² for |x| <= 40, and 1600 beyond: e^-x² and e^(-x²/2) are 0 there.
template <class T>
GRADLAB_INLINE Pair<T> limited_square(T x) {
  const T a = min(T(40), abs(x));
  return product(a, a);
}

/// The normal density e^(-x²/2) / sqrt(2 pi), lifted. float 2.2 ulp, double 2.2 ulp.
template <class T>
GRADLAB_INLINE T lifted_normal_density(T x) {
  constexpr T inverse_sqrt_two_pi = T(0.3989422804014327);
  const Pair<T> square = limited_square(x);
  return inverse_sqrt_two_pi * exp_lifted(Pair<T>{T(-0.5) * square.high, T(-0.5) * square.tail});
}

/// The normal distribution function Phi(x), relatively accurate in the left tail. float 4.5 ulp, double 4.5 ulp.
template <class T>
GRADLAB_INLINE T normal_distribution(T x) {
  const T a = abs(x);
  const T tail = dropped(lifted_normal_density(a) * mills_ratio(a));
  return x > T(0) ? T(1) - tail : tail;
}

/// float 2.5 ulp, double 2 ulp.
template <class T>
GRADLAB_INLINE T erf(T x) {
  constexpr T sqrt_two = T(1.4142135623730951);
  const T a = abs(x);
  const T inside = x * polynomial(min(T(1), x * x), Coefficients<T>::erf_ratio);
  const T tail = dropped(T(2) * lifted_normal_density(sqrt_two * a) * mills_ratio(sqrt_two * a));
  const T outside = copy_sign(T(1) - tail, x);
  return a < T(1) ? inside : (x == x ? outside : x);
}

/// sin(r + quarter turns * pi / 2), |r| <= pi / 4.
GRADLAB_INLINE double sin_reduced(double r, double quarter_turns) {
  using C = Coefficients<double>;
  const double z = r * r;
  const double sine = r + r * (z * polynomial(z, C::sin_tail));
  const double cosine = 1.0 - (0.5 * z - z * z * polynomial(z, C::cos_tail));
  const std::uint64_t quadrant = std::bit_cast<std::uint64_t>(quarter_turns + Format<double>::shifter);
  // By bits: SSE2 compares no 64-bit integers, and the loop would not vectorise.
  const std::uint64_t take_cosine = std::uint64_t{0} - (quadrant & 1);
  const std::uint64_t chosen =
      (std::bit_cast<std::uint64_t>(cosine) & take_cosine) | (std::bit_cast<std::uint64_t>(sine) & ~take_cosine);
  return std::bit_cast<double>(chosen ^ ((quadrant & 2) << 62));
}

/// pi / 2 in parts of 33 bits: up to |x| = 1e6 the products are exact and sin and cos good to 2 ulp, at their zeros
/// too. Beyond, they are those of an x changed in its last bits; from 2^51 on merely some number in [-1, 1].
GRADLAB_INLINE double reduce_by_half_pi(double x, double quarter_turns) {
  constexpr double part_1 = 0x1.921fb544p0, part_2 = 0x1.0b4611a6p-34, part_3 = 0x1.3198a2e037073p-69;
  const double r = ((x - quarter_turns * part_1) - quarter_turns * part_2) - quarter_turns * part_3;
  return clamp(-0.7853981633974484, r, 0.7853981633974484);
}

GRADLAB_INLINE double sin(double x) {
  constexpr double two_over_pi = 0.6366197723675814;
  const double turns = round_to_whole(x * two_over_pi);
  return x == 0.0 ? x : sin_reduced(reduce_by_half_pi(x, turns), turns);
}

GRADLAB_INLINE double cos(double x) {
  constexpr double two_over_pi = 0.6366197723675814;
  const double turns = round_to_whole(x * two_over_pi);
  return sin_reduced(reduce_by_half_pi(x, turns), turns + 1.0);
}

GRADLAB_INLINE float sin(float x) { return static_cast<float>(sin(static_cast<double>(x))); }
GRADLAB_INLINE float cos(float x) { return static_cast<float>(cos(static_cast<double>(x))); }

/// base^n for a whole n >= 0, by squaring.
inline double power(double base, std::uint64_t n) {
  double result = 1.0;
  for (; n != 0; n >>= 1, base *= base) {
    if ((n & 1) != 0) result *= base;
  }
  return result;
}

}  // namespace gradlab::elementary
