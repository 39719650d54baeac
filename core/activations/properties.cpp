#include "core/activations/properties.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace gradlab {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double far = 1e8;       // stands for infinity: below it x and x + 1 still differ
constexpr double near_edge = 50;  // everything that bends does so inside
constexpr double beside = 1e-7;   // as close to a kink as one looks
constexpr double rounding = 1e-12;

using Row = Activation<double>;
using Params = std::span<const double>;

double value(const Row& row, Params params, double x) { return value_at(row, x, params); }
double slope(const Row& row, Params params, double x) { return slope_at(row, x, params); }

/// A grid over [low, high] with `count` cells between neighbouring breaks, so that no cell has a jump inside.
/// The breaks themselves are left out; points beside them are in.
std::vector<double> grid(double low, double high, const std::vector<double>& breaks, double pitch) {
  std::vector<double> ends{low};
  ends.insert(ends.end(), breaks.begin(), breaks.end());
  ends.push_back(high);
  std::vector<double> points;
  for (std::size_t i = 0; i + 1 < ends.size(); ++i) {
    const double a = i == 0 ? ends[i] : ends[i] + beside;
    const double b = i + 2 == ends.size() ? ends[i + 1] : ends[i + 1] - beside;
    if (!(b > a)) continue;
    const auto cells = static_cast<std::size_t>(std::ceil((b - a) / pitch));
    for (std::size_t k = 0; k <= cells; ++k) {
      points.push_back(a + (b - a) * static_cast<double>(k) / static_cast<double>(cells));
    }
  }
  return points;
}

/// Largest value of sign · f (or f') near the grid's best point, by golden section between its neighbours.
double refined(const Row& row, Params params, Derivative which, double sign, double low, double high) {
  const auto at = [&](double x) { return sign * (which == Derivative::none ? value : slope)(row, params, x); };
  constexpr double ratio = 0.6180339887498949;
  double best = std::max(at(low), at(high));
  for (int i = 0; i < 60; ++i) {
    const double a = high - ratio * (high - low), b = low + ratio * (high - low);
    const double fa = at(a), fb = at(b);
    best = std::max({best, fa, fb});
    (fa < fb ? low : high) = fa < fb ? a : b;
  }
  return sign * best;
}

double extreme(const Row& row, Params params, Derivative which, double sign, const std::vector<double>& x,
               const std::vector<double>& y) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < y.size(); ++i) {
    if (sign * y[i] > sign * y[best]) best = i;
  }
  // Not across a break: there the neighbours belong to other branches.
  const auto neighbour = [&](std::size_t i) { return std::abs(x[i] - x[best]) > 3 * beside ? x[i] : x[best]; };
  const double low = neighbour(best == 0 ? 0 : best - 1), high = neighbour(std::min(best + 1, x.size() - 1));
  const double found = refined(row, params, which, sign, low, high);
  return sign * found > sign * y[best] ? found : y[best];
}

/// Does f grow without bound towards side · ∞?
bool unbounded(const Row& row, Params params, double side) {
  const double near = value(row, params, side * 1e4), away = value(row, params, side * far);
  return near != 0 && std::abs(away) > 1000 * std::abs(near);
}

/// f comes to rest at `limit` on that side. Is the limit reached there, or only approached? Rounding makes every
/// approach exact somewhere, so what decides is how f arrives: a function that reaches its limit does so at a kink.
bool reaches(const Row& row, Params params, double side, double limit, const std::vector<double>& kinks) {
  const double last = kinks.empty() ? 0 : side > 0 ? kinks.back() : kinks.front();
  if (kinks.empty()) return value(row, params, 0) == limit && value(row, params, side) == limit;
  return value(row, params, last + side * beside) == limit && value(row, params, last + side) == limit;
}

Interval range_of(const Row& row, Params params, const std::vector<double>& x, const std::vector<double>& y,
                  const std::vector<double>& kinks) {
  std::array<double, 2> ends{};
  std::array<bool, 2> held{};
  for (int end = 0; end < 2; ++end) {
    const double sign = end == 0 ? -1 : 1;
    const double inner = extreme(row, params, Derivative::none, sign, x, y);
    double best = inner;
    bool has = true;
    for (const double side : {-1.0, 1.0}) {
      const double limit = value(row, params, side * far);
      if (unbounded(row, params, side) && sign * limit > 0) {
        best = sign * infinity;
        has = false;
      } else if (!unbounded(row, params, side) && sign * (limit - best) > -rounding) {
        // A slow approach has not quite arrived at 1e8: what is left is rounded away.
        best = std::abs(limit - std::round(limit)) < 1e-6 ? std::round(limit) : limit;
        has = reaches(row, params, side, limit, kinks) || (has && sign * (inner - limit) > rounding);
      }
    }
    for (const double kink : kinks) {
      if (value(row, params, kink) == best) has = true;
    }
    ends[static_cast<std::size_t>(end)] = best == 0 ? 0.0 : best;
    held[static_cast<std::size_t>(end)] = has;
  }
  return {ends[0], ends[1], held[0], held[1]};
}

double normal_mass(double low, double high) {
  const double root = std::numbers::sqrt2;
  return 0.5 * (std::erf(high / root) - std::erf(low / root));
}

/// Mean and share of exact zeros under N(0, 1): three-point Gauss–Legendre in cells that no break cuts.
void under_normal(const Row& row, Params params, const std::vector<double>& breaks, ActivationFacts& facts) {
  constexpr double edge = 9, pitch = 0.02;
  const std::vector<double> x = grid(-edge, edge, breaks, pitch);
  const double node = std::sqrt(0.6);
  const double density = 1 / std::sqrt(2 * std::numbers::pi);
  for (std::size_t i = 0; i + 1 < x.size(); ++i) {
    const double half = (x[i + 1] - x[i]) / 2, middle = (x[i + 1] + x[i]) / 2;
    // The slits around breaks carry no mass worth counting, but the break itself may have a value of its own.
    if (half <= beside * 1.5) continue;
    for (const auto& [place, weight] : {std::pair{-node, 5.0 / 9}, {0.0, 8.0 / 9}, {node, 5.0 / 9}}) {
      const double at = middle + half * place;
      facts.mean_output += weight * half * density * std::exp(-at * at / 2) * value(row, params, at);
    }
    if (value(row, params, middle) == 0 && value(row, params, middle + half * node) == 0) {
      facts.exact_zeros += normal_mass(x[i], x[i + 1]);
    }
  }
}

Monotony monotony_of(const std::vector<double>& y) {
  bool rises = false, falls = false;
  for (std::size_t i = 1; i < y.size(); ++i) {
    rises = rises || y[i] > y[i - 1] + rounding;
    falls = falls || y[i] < y[i - 1] - rounding;
  }
  if (rises && falls) return Monotony::neither;
  return rises ? Monotony::rising : falls ? Monotony::falling : Monotony::constant;
}

bool is_flat(const Row& row, Params params, double x) { return std::abs(slope(row, params, x)) < flat_slope; }

/// The border between a flat and a steep point.
double border(const Row& row, Params params, double a, double b) {
  const bool flat_at_a = is_flat(row, params, a);
  for (int i = 0; i < 60 && std::abs(b - a) > 1e-10; ++i) {
    const double middle = (a + b) / 2;
    (is_flat(row, params, middle) == flat_at_a ? a : b) = middle;
  }
  return (a + b) / 2;
}

/// An end of a zone that lies at a break is the break itself, and belongs to the zone if f' there is flat.
void settle(const Row& row, Params params, const std::vector<double>& breaks, double& end, bool& has) {
  for (const double at : breaks) {
    if (std::abs(end - at) > 4 * beside) continue;
    end = at;
    has = is_flat(row, params, at);
  }
}

}  // namespace

void evaluate(const Activation<double>& row, std::span<const double> params, Derivative which,
              std::span<const double> x, std::span<double> out) {
  const std::size_t n = x.size();
  const UnitParams<double> p = row.with(params.data());
  const Block<const double> in{x.data(), 1, n, n};
  const Block<double> result{out.data(), 1, n, n};
  if (which == Derivative::none) return row.f(in, p, result);
  std::vector<double> y(n);
  const Block<double> values{y.data(), 1, n, n};
  row.f(in, p, values);
  if (which == Derivative::first) return row.df(in, values, p, result);
  if (row.d2f) return row.d2f(in, values, p, result);
  constexpr double step = 1e-5;
  for (std::size_t i = 0; i < n; ++i) {
    out[i] = (slope(row, params, x[i] + step) - slope(row, params, x[i] - step)) / (2 * step);
  }
}

std::vector<double> breaks_of(const Activation<double>& row, std::span<const double> params, int order, double low,
                              double high) {
  constexpr double tolerance = 1e-5;
  std::vector<double> breaks;
  for (const Kink& kink : row.kinks) {
    const double at = kink.at(params);
    if (kink.order > order || !(at >= low && at <= high)) continue;
    bool jumps = std::abs(value(row, params, at + beside) - value(row, params, at - beside)) > tolerance;
    jumps = jumps || std::abs(slope(row, params, at + beside) - slope(row, params, at - beside)) > tolerance;
    if (jumps || kink.order == 2) breaks.push_back(at);
  }
  std::sort(breaks.begin(), breaks.end());
  breaks.erase(std::unique(breaks.begin(), breaks.end()), breaks.end());
  return breaks;
}

std::vector<Interval> flat_zones(const Activation<double>& row, std::span<const double> params, double low,
                                 double high) {
  const std::vector<double> breaks = breaks_of(row, params, 1, low, high);
  const std::vector<double> x = grid(low, high, breaks, (high - low) / 2000);
  std::vector<double> d(x.size());
  evaluate(row, params, Derivative::first, x, d);
  std::vector<Interval> zones;
  bool inside = false;
  for (std::size_t i = 0; i < x.size(); ++i) {
    // A slope that passes through zero between two grid points is flat there for a moment.
    const bool crosses = i > 0 && !inside && d[i] * d[i - 1] < 0 && std::abs(x[i] - x[i - 1]) > 3 * beside;
    if (crosses && std::abs(d[i]) >= flat_slope) {
      double a = x[i - 1], b = x[i];
      for (int k = 0; k < 60; ++k) {
        const double middle = (a + b) / 2;
        (slope(row, params, middle) * d[i] < 0 ? a : b) = middle;
      }
      zones.push_back({border(row, params, x[i - 1], a), border(row, params, b, x[i])});
    }
    const bool flat = std::abs(d[i]) < flat_slope;
    if (flat && !inside) zones.push_back({i == 0 ? x[i] : border(row, params, x[i - 1], x[i]), high});
    if (!flat && inside) zones.back().high = border(row, params, x[i - 1], x[i]);
    inside = flat;
  }
  for (Interval& zone : zones) {
    settle(row, params, breaks, zone.low, zone.has_low);
    settle(row, params, breaks, zone.high, zone.has_high);
  }
  return zones;
}

ActivationFacts activation_facts(const Activation<double>& row, std::span<const double> params) {
  ActivationFacts facts;
  facts.value_at_0 = value(row, params, 0);
  facts.slope_at_0 = slope(row, params, 0);
  facts.kinks = breaks_of(row, params, 1, -near_edge, near_edge);

  const std::vector<double> x = grid(-near_edge, near_edge, facts.kinks, 0.02);
  std::vector<double> y(x.size()), d(x.size());
  evaluate(row, params, Derivative::none, x, y);
  evaluate(row, params, Derivative::first, x, d);
  facts.range = range_of(row, params, x, y, facts.kinks);
  facts.largest_slope = std::max(std::abs(extreme(row, params, Derivative::first, 1, x, d)),
                                 std::abs(extreme(row, params, Derivative::first, -1, x, d)));
  facts.monotony = monotony_of(y);
  under_normal(row, params, facts.kinks, facts);

  facts.flat = flat_zones(row, params, -near_edge, near_edge);
  if (!facts.flat.empty() && facts.flat.front().low == -near_edge && is_flat(row, params, -far)) {
    facts.flat.front().low = -infinity;
  }
  if (!facts.flat.empty() && facts.flat.back().high == near_edge && is_flat(row, params, far)) {
    facts.flat.back().high = infinity;
  }
  return facts;
}

}  // namespace gradlab
