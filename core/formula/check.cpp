#include "core/formula/check.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "core/formula/check_places.hpp"
#include "core/formula/program.hpp"
#include "core/formula/rounding.hpp"

namespace gradlab {
namespace {

constexpr std::size_t most_places = 200;  // of each formula

/// A program with its parameters' values.
class Curve {
 public:
  static Result<Curve> of(const Formula& formula, const ParamValues& params) {
    auto program = Program<double>::compile(formula);
    if (!program) return program.error();
    Curve curve;
    curve.formula_ = formula;
    curve.program_ = *std::move(program);
    for (const FormulaParameter& one : formula.parameters()) {
      const auto given = params.find(one.name);
      curve.values_.push_back(given == params.end() ? one.initial : given->second);
    }
    return curve;
  }

  std::span<const double> values() const { return values_; }
  formula::Rounding rounding() const { return {formula_, values_}; }
  double operator()(double x) const { return program_.at(x, values_); }
  std::vector<double> operator()(const std::vector<double>& x) const {
    std::vector<double> y(x.size());
    program_.evaluate(x, {}, values_, y);
    return y;
  }

 private:
  Formula formula_;
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
  Comparison(Curve f, Curve slope, Curve claim, const std::vector<double>& places,
             const DerivativeCheckOptions& options)
      : f_(std::move(f)),
        slope_(std::move(slope)),
        claim_(std::move(claim)),
        slope_rounding_(slope_.rounding()),
        claim_rounding_(claim_.rounding()),
        options_(options) {
    const std::size_t grid = std::max<std::size_t>(options_.points, 3);
    const double width = options_.high - options_.low;
    found_.looked.spacing = width / static_cast<double>(grid - 1);
    found_.looked.places = places.size();
    found_.looked.finest = width * finest_share;
    points_ = formula::points_to_look_at(options_.low, options_.high, grid, places, found_.looked.finest);
  }

  DerivativeCheck result() {
    look_where_gap_grows();
    take_points();
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
    found_.numerical_gap = compare_with_differences();
    found_.looked.points = x_.size();
    return found_;
  }

 private:
  static constexpr double finest_share = 1e-10;
  static constexpr std::size_t most_growths = 64;

  std::vector<double> all_x() const {
    std::vector<double> x;
    for (const formula::LookedAt& one : points_) x.push_back(one.x);
    return x;
  }

  double relative_gap(double claimed, double exact) const {
    return gap_of(claimed, exact) / (1 + (std::isfinite(exact) ? std::abs(exact) : 0));
  }
  double relative_gap_at(double x) const { return relative_gap(claim_(x), slope_(x)); }

  /// From the points whose gap is larger than those beside them, though small: a bump's foot may be all that was seen.
  void look_where_gap_grows() {
    const std::vector<double> x = all_x(), exact = slope_(x), claimed = claim_(x);
    std::vector<std::pair<double, std::size_t>> tops;
    std::vector<double> gap(x.size());
    for (std::size_t i = 0; i < x.size(); ++i) gap[i] = relative_gap(claimed[i], exact[i]);
    for (std::size_t i = 1; i + 1 < x.size(); ++i)
      if (gap[i] > gap[i - 1] && gap[i] >= gap[i + 1] && gap[i] <= options_.tolerance) tops.emplace_back(gap[i], i);
    const std::size_t count = std::min(tops.size(), most_growths);
    std::partial_sort(tops.begin(), tops.begin() + static_cast<std::ptrdiff_t>(count), tops.end(), std::greater<>());
    for (std::size_t t = 0; t < count; ++t) climb(x[tops[t].second - 1], x[tops[t].second + 1]);
    const auto before = [](const formula::LookedAt& a, const formula::LookedAt& b) { return a.x < b.x; };
    std::sort(points_.begin(), points_.end(), before);
  }
  void climb(double low, double high) {
    constexpr int parts = 10;
    while (high - low > found_.looked.finest) {
      const double step = (high - low) / parts;
      double top = low + step, largest = -1;
      for (int k = 1; k < parts; ++k) {
        const double x = low + step * k, gap = relative_gap_at(x);
        if (gap > largest) largest = gap, top = x;
      }
      points_.push_back({top, false});
      if (largest > options_.tolerance) return add_around(top, step);
      low = top - step;
      high = top + step;
    }
  }
  void add_around(double x, double step) {
    for (double away = step / 2; away >= found_.looked.finest; away /= 2) {
      points_.push_back({x - away, false});
      points_.push_back({x + away, false});
    }
  }

  /// Leaves out what cannot be told: there rounding may be all that differs.
  void take_points() {
    const std::vector<double> x = all_x(), exact = slope_(x), claimed = claim_(x);
    for (std::size_t i = 0; i < x.size(); ++i) {
      const bool differs = differ(x[i], claimed[i], exact[i]);
      if (!differs && relative_gap(claimed[i], exact[i]) > options_.tolerance) {
        ++found_.looked.hidden;
        continue;
      }
      x_.push_back(x[i]);
      differs_.push_back(differs);
      is_grid_.push_back(points_[i].is_grid);
    }
  }

  /// By more than what is tolerated and what rounding can do.
  bool differ(double x, double claimed, double exact) const {
    constexpr double times = 4;
    const double gap = gap_of(claimed, exact);
    if (!(relative_gap(claimed, exact) > options_.tolerance)) return false;
    return std::isinf(gap) || gap > times * (slope_rounding_.at(x) + claim_rounding_.at(x));  // false for NaN
  }
  bool differ_at(double x) const { return differ(x, claim_(x), slope_(x)); }
  double apart() const { return found_.looked.finest; }

  /// One point, with agreement close by on both sides.
  bool stands_alone(std::size_t i) const {
    const bool left = i == 0 || !differ_at(x_[i] - apart());
    const bool right = i + 1 == x_.size() || !differ_at(x_[i] + apart());
    return left && right;
  }

  /// The edge between a place that agrees and one that differs.
  double edge(double agrees, double differs) const {
    for (int step = 0; step < 60 && std::abs(differs - agrees) > 1e-12 * (options_.high - options_.low); ++step) {
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
    double spacing = found_.looked.spacing;
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

  double compare_with_differences() const {
    const std::vector<double> exact = slope_(x_);
    double largest = 0;
    for (std::size_t i = 0; i < x_.size(); ++i)
      if (is_grid_[i] && is_smooth(x_[i], exact[i]))
        largest = std::max(largest, std::abs(difference(x_[i]) - exact[i]) / (1 + std::abs(exact[i])));
    return largest;
  }

  Curve f_, slope_, claim_;
  formula::Rounding slope_rounding_, claim_rounding_;
  const DerivativeCheckOptions& options_;
  std::vector<formula::LookedAt> points_;
  std::vector<double> x_;
  std::vector<bool> differs_, is_grid_;
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
  const auto places = [&](const Formula& formula, const Curve& curve) {
    return formula::narrow_places(formula, curve.values(), options.low, options.high, most_places);
  };
  std::vector<double> all = places(f, *own);
  const std::vector<double> more = places(g, *claim);
  all.insert(all.end(), more.begin(), more.end());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return Comparison(*std::move(own), *std::move(slope), *std::move(claim), all, options).result();
}

}  // namespace gradlab
