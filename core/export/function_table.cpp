#include "core/export/function_table.hpp"

#include <algorithm>

namespace gradlab {
namespace {

using enum formula::Operation;

constexpr std::string_view javascript_erf =
    R"(// The series up to 3, from there the continued fraction of 1 - erf (Abramowitz & Stegun 7.1.6 and 7.1.14).
function erf(x) {
  const a = Math.abs(x);
  if (a > 6) return Math.sign(x);
  let value = 0;
  if (a < 3) {
    let term = a;
    for (let n = 0; term > 1e-17 * value; ++n) {
      value += term;
      term *= (2 * a * a) / (2 * n + 3);
    }
    value *= (2 / Math.sqrt(Math.PI)) * Math.exp(-a * a);
  } else {
    let below = a;
    for (let n = 60; n > 0; --n) below = a + n / 2 / below;
    value = 1 - Math.exp(-a * a) / (Math.sqrt(Math.PI) * below);
  }
  return x < 0 ? -value : a <= 6 ? value : NaN;
}
)";

// clang-format off: one row a function, one line a language
constexpr FunctionInLanguages table[] = {
    {abs, {{{"std::fabs", ""}, {"np.abs", ""}, {"torch.abs", ""}, {"Math.abs", ""}}}},
    {cos, {{{"std::cos", ""}, {"np.cos", ""}, {"torch.cos", ""}, {"Math.cos", ""}}}},
    {cosh, {{{"std::cosh", ""}, {"np.cosh", ""}, {"torch.cosh", ""}, {"Math.cosh", ""}}}},
    {erf, {{{"std::erf", ""}, {"erf", "erf = np.vectorize(math.erf, otypes=[float])\n"}, {"torch.erf", ""}, {"erf", javascript_erf}}}},
    {exp, {{{"std::exp", ""}, {"np.exp", ""}, {"torch.exp", ""}, {"Math.exp", ""}}}},
    {expm1, {{{"std::expm1", ""}, {"np.expm1", ""}, {"torch.expm1", ""}, {"Math.expm1", ""}}}},
    {log, {{{"std::log", ""}, {"np.log", ""}, {"torch.log", ""}, {"Math.log", ""}}}},
    {log10, {{{"std::log10", ""}, {"np.log10", ""}, {"torch.log10", ""}, {"Math.log10", ""}}}},
    {log1p, {{{"std::log1p", ""}, {"np.log1p", ""}, {"torch.log1p", ""}, {"Math.log1p", ""}}}},
    {max, {{{"std::fmax", ""}, {"np.maximum", ""}, {"torch.maximum", ""}, {"Math.max", ""}}}},
    {min, {{{"std::fmin", ""}, {"np.minimum", ""}, {"torch.minimum", ""}, {"Math.min", ""}}}},
    {power, {{{"std::pow", ""}, {"np.power", ""}, {"torch.pow", ""}, {"Math.pow", ""}}}},
    {sin, {{{"std::sin", ""}, {"np.sin", ""}, {"torch.sin", ""}, {"Math.sin", ""}}}},
    {sinh, {{{"std::sinh", ""}, {"np.sinh", ""}, {"torch.sinh", ""}, {"Math.sinh", ""}}}},
    {sqrt, {{{"std::sqrt", ""}, {"np.sqrt", ""}, {"torch.sqrt", ""}, {"Math.sqrt", ""}}}},
    {tan, {{{"std::tan", ""}, {"np.tan", ""}, {"torch.tan", ""}, {"Math.tan", ""}}}},
    {tanh, {{{"std::tanh", ""}, {"np.tanh", ""}, {"torch.tanh", ""}, {"Math.tanh", ""}}}},
    {relu, {{{"positive_part", "inline double positive_part(double x) { return x > 0 ? x : x * 0; }\n"},
             {"positive_part", "def positive_part(x):\n    return np.maximum(x, 0.0)\n"},
             {"torch.relu", ""},
             {"positivePart", "function positivePart(x) {\n  return x > 0 ? x : x * 0;\n}\n"}}}},
    {sign, {{{"sign_of", "inline double sign_of(double x) { return x > 0 ? 1 : x < 0 ? -1 : x; }\n"},
             {"np.sign", ""},
             {"torch.sign", ""},
             {"Math.sign", ""}}}},
    {step, {{{"heaviside", "inline double heaviside(double x) { return x >= 0 ? 1 : x < 0 ? 0 : x; }\n"},
             {"heaviside", "def heaviside(x):\n    return np.heaviside(x, 1.0)\n"},
             {"heaviside", R"(def heaviside(x):
    # torch.heaviside has no derivative; NaN stays NaN.
    return torch.where(x >= 0.0, torch.ones_like(x), torch.where(x < 0.0, torch.zeros_like(x), x))
)"},
             {"heaviside", "function heaviside(x) {\n  return x >= 0 ? 1 : x < 0 ? 0 : x;\n}\n"}}}},
    {sigmoid, {{{"logistic", R"(inline double logistic(double x) {
  const double e = std::exp(-std::fabs(x));
  return (x < 0 ? e : 1) / (1 + e);
}
)"},
                {"logistic", R"(def logistic(x):
    e = np.exp(-np.abs(x))
    return np.where(np.less(x, 0.0), e, 1.0) / (1.0 + e)
)"},
                {"torch.sigmoid", ""},
                {"logistic", R"(function logistic(x) {
  const e = Math.exp(-Math.abs(x));
  return (x < 0 ? e : 1) / (1 + e);
}
)"}}}},
    {sigmoid_slope, {{{"logistic_slope", R"(inline double logistic_slope(double x) {
  const double e = std::exp(-std::fabs(x));
  return e / ((1 + e) * (1 + e));
}
)"},
                      {"logistic_slope", R"(def logistic_slope(x):
    e = np.exp(-np.abs(x))
    return e / ((1.0 + e) * (1.0 + e))
)"},
                      {"logistic_slope", R"(def logistic_slope(x):
    e = torch.exp(-torch.abs(x))
    return e / ((1.0 + e) * (1.0 + e))
)"},
                      {"logisticSlope", R"(function logisticSlope(x) {
  const e = Math.exp(-Math.abs(x));
  return e / ((1 + e) * (1 + e));
}
)"}}}},
    {tanh_slope, {{{"tanh_slope", R"(inline double tanh_slope(double x) {
  const double e = std::exp(-2 * std::fabs(x));
  return 4 * e / ((1 + e) * (1 + e));
}
)"},
                   {"tanh_slope", R"(def tanh_slope(x):
    e = np.exp(-2.0 * np.abs(x))
    return 4.0 * e / ((1.0 + e) * (1.0 + e))
)"},
                   {"tanh_slope", R"(def tanh_slope(x):
    e = torch.exp(-2.0 * torch.abs(x))
    return 4.0 * e / ((1.0 + e) * (1.0 + e))
)"},
                   {"tanhSlope", R"(function tanhSlope(x) {
  const e = Math.exp(-2 * Math.abs(x));
  return (4 * e) / ((1 + e) * (1 + e));
}
)"}}}},
    {softplus, {{{"log_of_one_and_exp", R"(inline double log_of_one_and_exp(double x) {
  return std::fmax(x, 0) + std::log1p(std::exp(-std::fabs(x)));
}
)"},
                 {"log_of_one_and_exp", R"(def log_of_one_and_exp(x):
    return np.maximum(x, 0.0) + np.log1p(np.exp(-np.abs(x)))
)"},
                 {"log_of_one_and_exp", R"(def log_of_one_and_exp(x):
    return torch.relu(x) + torch.log1p(torch.exp(-torch.abs(x)))
)"},
                 {"logOfOneAndExp", R"(function logOfOneAndExp(x) {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}
)"}}}},
};
// clang-format on

}  // namespace

std::span<const FunctionInLanguages> functions_in_languages() { return table; }

const FunctionInLanguages* find_function_in_languages(formula::Operation operation) {
  const auto found = std::find_if(std::begin(table), std::end(table),
                                  [operation](const auto& row) { return row.operation == operation; });
  return found == std::end(table) ? nullptr : &*found;
}

}  // namespace gradlab
