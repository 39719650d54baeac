#pragma once

// Made by core/base/fit_elementary.py; change it there.

#include <array>

namespace gradlab::elementary {

template <class T>
struct Coefficients;

template <>
struct Coefficients<float> {
  /// (e^r - 1 - r) / r^2 for |r| <= ln 2 / 2; relative to e^r; error 3.1e-9.
  static constexpr std::array<float, 5> exp_tail{0.49999994f, 0.166665211f, 0.041668389f, 0.00836871006f,
                                                 0.00138146151f};
  /// (2 artanh(s) / s - 2) / z over z = s^2, s = f / (2 + f), 1 + f in [sqrt 1/2, sqrt 2]; error 4.8e-12.
  static constexpr std::array<float, 4> log_tail{0.666666627f, 0.400003344f, 0.285373092f, 0.23582153f};
  /// (x + 1) (1 - Phi(x)) / phi(x) over t = (x - 4) / (x + 4), x >= 0; error 3.0e-8.
  static constexpr std::array<float, 11> mills{1.18326187f,    -0.24239935f,     0.0350931808f,  0.0716837347f,
                                               -0.0807212293f, 0.0449992158f,    -0.0124885812f, -0.000814327679f,
                                               0.00165107567f, -0.000126370243f, -0.00013927104f};
  /// erf(x) / x over z = x^2 <= 1; error 1.2e-9.
  static constexpr std::array<float, 7> erf_ratio{1.12837911f,    -0.37612626f,     0.112835854f,   -0.0268538129f,
                                                  0.00518832775f, -0.000801019371f, 7.85386146e-05f};
  /// (e^t (1 - t) - 1) / t^2 for -1 <= t <= 0; error 1.5e-7.
  static constexpr std::array<float, 6> celu_tail{-0.499999911f,  -0.333328336f,   -0.124944441f,
                                                  -0.0331013463f, -0.00649438147f, -0.000767977443f};
  /// (x - tanh x) / x^3 = p(z) / q(z) over z = x^2 <= 4; error 3.3e-9.
  static constexpr std::array<float, 3> tanhshrink_p{0.333333343f, 0.0159910452f, 5.69375379e-06f};
  /// see tanhshrink_p; error 3.3e-9.
  static constexpr std::array<float, 3> tanhshrink_q{1.0f, 0.447973073f, 0.0173017066f};
  /// 2 t / (1 + t^2) for t = x p(z) / q(z), z = x^2: tanh(x) for |x| <= 8.2; error 5.4e-9.
  static constexpr std::array<float, 3> tanh_p{400572.781f, 11942.6943f, 46.1227837f};
  /// see tanh_p; error 5.4e-9.
  static constexpr std::array<float, 4> tanh_q{801145.562f, 90647.4922f, 970.016846f, 1.0f};
  /// Where that, computed in float, is 1, and up to where it is never more.
  static constexpr float tanh_one = 0x1.2b0ece0000000p+3f;
};

template <>
struct Coefficients<double> {
  /// (e^r - 1 - r) / r^2 for |r| <= ln 2 / 2; relative to e^r; error 3.6e-18.
  static constexpr std::array<double, 10> exp_tail{0.5000000000000011,     0.16666666666666413,   0.041666666666530267,
                                                   0.008333333333494352,   0.0013888888943598317, 0.0001984126950674649,
                                                   2.4801493135491665e-05, 2.755758629130169e-06, 2.763023417728938e-07,
                                                   2.5000065498337064e-08};
  /// (2 artanh(s) / s - 2) / z over z = s^2, s = f / (2 + f), 1 + f in [sqrt 1/2, sqrt 2]; error 8.2e-21.
  static constexpr std::array<double, 8> log_tail{0.6666666666666666,  0.4000000000000624, 0.2857142856908733,
                                                  0.2222222264657497,  0.1818177568351709, 0.15387089960315312,
                                                  0.13250136309032465, 0.13251162159214466};
  /// (x + 1) (1 - Phi(x)) / phi(x) over t = (x - 4) / (x + 4), x >= 0; error 1.4e-18.
  static constexpr std::array<double, 27> mills{
      1.1832619145678034,     -0.2423996705218074,    0.03509188023474814,     0.07169048120136058,
      -0.08070800967905978,   0.04495912907943642,    -0.012539103620232825,   -0.0007159509390896216,
      0.0017418487718338274,  -0.0002367014884021899, -0.00022021556272227265, 5.326563365964801e-05,
      3.415875746193839e-05,  -8.601867715607897e-06, -6.553187502176993e-06,  1.0101087145337745e-06,
      1.3904274413435146e-06, 1.0692849636358428e-08, -2.8646806112945327e-07, -5.850044110108975e-08,
      5.034899864609153e-08,  2.224062649218377e-08,  -6.30501905492939e-09,   -4.792470113640426e-09,
      3.5819949605694785e-10, 4.955285651380286e-10,  1.3860613561064363e-11};
  /// erf(x) / x over z = x^2 <= 1; error 2.2e-21.
  static constexpr std::array<double, 14> erf_ratio{
      1.1283791670955126,     -0.37612638903183754,    0.11283791670955119,    -0.026866170645129733,
      0.005223977625422086,   -0.0008548327021853219,  0.00012055332899358636, -1.4925647465135748e-05,
      1.6462043408109757e-06, -1.6364614425333263e-07, 1.4792145784976072e-08, -1.2163042095386838e-09,
      8.703790427779373e-11,  -4.222897054303613e-12};
  /// (e^t (1 - t) - 1) / t^2 for -1 <= t <= 0; error 5.5e-19.
  static constexpr std::array<double, 13> celu_tail{-0.5,
                                                    -0.33333333333333326,
                                                    -0.12499999999999518,
                                                    -0.03333333333323051,
                                                    -0.006944444443298132,
                                                    -0.0011904761828374728,
                                                    -0.00017361107830378205,
                                                    -2.2045760566780088e-05,
                                                    -2.479970286042259e-06,
                                                    -2.5026232096629653e-07,
                                                    -2.2722190160019083e-08,
                                                    -1.7781120705129486e-09,
                                                    -9.344310012622226e-11};
  /// (x - tanh x) / x^3 = p(z) / q(z) over z = x^2 <= 4; error 4.0e-19.
  static constexpr std::array<double, 5> tanhshrink_p{0.3333333333333333, 0.024130516494943365, 0.00041213033038263415,
                                                      1.717482732952579e-06, 3.1867160860290266e-11};
  /// see tanhshrink_p; error 4.0e-19.
  static constexpr std::array<double, 5> tanhshrink_q{1.0, 0.4723915494848301, 0.028288248880318185,
                                                      0.0004464762636282779, 1.7665397817245485e-06};
  /// (sin(r) / r - 1) / z over z = r^2, |r| <= pi / 4; error 1.9e-21.
  static constexpr std::array<double, 7> sin_tail{
      -0.16666666666666666,   0.008333333333333323,  -0.00019841269841255137, 2.755731921422703e-06,
      -2.505210492132341e-08, 1.605836789226366e-10, -7.578761728009025e-13};
  /// (cos(r) - 1 + z / 2) / z^2 over z = r^2, |r| <= pi / 4; error 2.2e-23.
  static constexpr std::array<double, 7> cos_tail{
      0.041666666666666664,  -0.0013888888888888874,  2.480158730157154e-05, -2.755731921539444e-07,
      2.087675437035579e-09, -1.1470293743256948e-11, 4.738130588577413e-14};
};

}  // namespace gradlab::elementary
