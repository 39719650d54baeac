#include "core/formula/check.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "core/formula/program.hpp"

namespace gradlab {
namespace {

/// A program with its parameters' values.
class Curve {
 public:
  static Result<Curve> of(const Formula& formula, const ParamValues& params) {
    auto program = Program<double>::compile(formula);
    if (!program) return program.error();
    Curve curve;
    curve.program_ = *std::move(program);
    for (const FormulaParameter& one : formula.parameters()) {
      const auto given = params.find(one.name);
      curve.values_.push_back(given == params.end() ? one.initial : given->second);
    }
    return curve;
  }

  double operator()(double x) const { return program_.at(x, values_); }
  std::vector<double> operator()(const std::vector<double>& x) const {
    std::vector<double> y(x.size());
    program_.evaluate(x, {}, values_, y);
    return y;
  }

 private:
  Program<double> program_;
  std::vector<double> values_;
};

/// 0 where both have the same value, or both none.
double gap_of(double claimed, double exact) {
  if (claimed == exact || (std::isnan(claimed) && std::isnan(exact))) return 0;
  const double gap = std::abs(claimed - exact);
  return std::isnan(gap) ? std::numeric_limits<double>::infinity() : gap;
}

class Comparison {
 public:
  Comparison(Curve f, Curve slope, Curve claim, const DerivativeCheckOptions& options)
      : f_(std::move(f)), slope_(std::move(slope)), claim_(std::move(claim)), options_(options) {}

  DerivativeCheck result() {
    lay_grid();
    const std::vector<double> exact = slope_(x_), claimed = claim_(x_);
    for (std::size_t i = 0; i < x_.size(); ++i) differs_[i] = differ(claimed[i], exact[i]);
    for (std::size_t i = 0; i < x_.size(); ++i) {
      if (differs_[i] && stands_alone(i))
        differs_[i] = false;
      else
        note(x_[i]);
    }
    for (std::size_t i = 0; i < x_.size(); ++i) {
      if (!differs_[i]) continue;
      if (i == 0 || !differs_[i - 1]) open_stretch(i);
      if (i + 1 == x_.size() || !differs_[i + 1]) close_stretch(i);
    }
    refine_largest();
    found_.numerical_gap = compare_with_differences(exact);
    return found_;
  }

 private:
  void lay_grid() {
    const std::size_t count = std::max<std::size_t>(options_.points, 3);
    const double width = options_.high - options_.low;
    for (std::size_t i = 0; i < count; ++i)
      x_.push_back(options_.low + width * static_cast<double>(i) / static_cast<double>(count - 1));
    differs_.resize(count);
  }

  bool differ(double claimed, double exact) const {
    return gap_of(claimed, exact) > options_.tolerance * (1 + (std::isfinite(exact) ? std::abs(exact) : 0));
  }
  bool differ_at(double x) const { return differ(claim_(x), slope_(x)); }
  double apart() const { return (options_.high - options_.low) * 1e-7; }

  /// One point, with agreement close by on both sides.
  bool stands_alone(std::size_t i) const {
    const bool left = i == 0 || !differ_at(x_[i] - apart());
    const bool right = i + 1 == x_.size() || !differ_at(x_[i] + apart());
    return left && right;
  }

  /// The edge between a place that agrees and one that differs.
  double edge(double agrees, double differs) const {
    for (int step = 0; step < 60 && std::abs(differs - agrees) > 1e-9 * (options_.high - options_.low); ++step) {
      const double middle = 0.5 * (agrees + differs);
      (differ_at(middle) ? differs : agrees) = middle;
    }
    return differs;
  }

  void open_stretch(std::size_t i) {
    const double low = i == 0 ? x_[0] : edge(x_[i - 1], x_[i]);
    found_.disagreements.push_back({low, low});
  }
  void close_stretch(std::size_t i) {
    found_.disagreements.back().high = i + 1 == x_.size() ? x_[i] : edge(x_[i + 1], x_[i]);
  }

  void note(double x) {
    const double claimed = claim_(x), exact = slope_(x), gap = gap_of(claimed, exact);
    if (gap <= found_.largest_gap) return;
    found_.largest_gap = gap;
    found_.at = x;
    found_.claimed = claimed;
    found_.exact = exact;
    found_.numerical = difference(x);
  }

  /// Between the grid's points beside the largest gap, twice.
  void refine_largest() {
    double spacing = x_[1] - x_[0];
    for (int round = 0; round < 2 && std::isfinite(found_.largest_gap) && found_.largest_gap > 0; ++round) {
      const double middle = found_.at;
      for (int k = -50; k <= 50; ++k) {
        const double x = middle + spacing * k / 50;
        if (x >= options_.low && x <= options_.high && differ_at(x)) note(x);
      }
      spacing /= 50;
    }
  }

  static double step_at(double x) { return 1e-3 * std::max(1.0, std::abs(x)); }

  /// Central, of fourth order: its error is about 1e-12 of f.
  double difference(double x) const {
    const double h = step_at(x);
    return (8 * (f_(x + h) - f_(x - h)) - (f_(x + 2 * h) - f_(x - 2 * h))) / (12 * h);
  }

  /// Whether F' is all but a straight line over the steps around x: no kink lies there. False for NaN.
  bool is_smooth(double x, double here) const {
    const double h = step_at(x);
    const double narrow = slope_(x + h) - slope_(x - h), left = slope_(x - 2 * h), right = slope_(x + 2 * h);
    const double least = 1e-3 * (1 + std::abs(here));
    return std::abs(left - 2 * here + right) < least && std::abs(right - left - 2 * narrow) < least;
  }

  double compare_with_differences(const std::vector<double>& exact) const {
    double largest = 0;
    for (std::size_t i = 0; i < x_.size(); ++i)
      if (is_smooth(x_[i], exact[i]))
        largest = std::max(largest, std::abs(difference(x_[i]) - exact[i]) / (1 + std::abs(exact[i])));
    return largest;
  }

  Curve f_, slope_, claim_;
  const DerivativeCheckOptions& options_;
  std::vector<double> x_;
  std::vector<bool> differs_;
  DerivativeCheck found_;
};

}  // namespace

Result<DerivativeCheck> check_derivative(const Formula& f, const Formula& g, const DerivativeCheckOptions& options) {
  if (!(options.low < options.high)) return Error{"empty_range", "range", {}};
  const auto derivative = f.derivative("x");
  if (!derivative) return derivative.error();
  auto own = Curve::of(f, options.params), slope = Curve::of(*derivative, options.params);
  auto claim = Curve::of(g, options.params);
  if (!own) return own.error();
  if (!slope) return slope.error();
  if (!claim) return claim.error();
  return Comparison(*std::move(own), *std::move(slope), *std::move(claim), options).result();
}

}  // namespace gradlab
