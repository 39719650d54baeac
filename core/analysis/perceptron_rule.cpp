#include "core/analysis/perceptron_rule.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace gradlab {
namespace {

using Vector = std::array<double, 3>;

double dot(const Vector& a, const Vector& b) { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; }

/// (2y - 1)(x, y, 1), in units.
std::vector<Vector> signed_rows(std::span<const RulePoint> points) {
  std::vector<Vector> rows;
  for (const RulePoint& point : points) {
    const double side = point.target == 1 ? 1 : -1;
    rows.push_back({side * point.x / rule_unit, side * point.y / rule_unit, side});
  }
  return rows;
}

/// The shortest u with u·row = 1 for each of up to three rows, if its multipliers are not negative and all rows then
/// have at least 1: the conditions under which it is the shortest for all rows.
std::optional<Vector> supported_by(std::span<const Vector> rows, std::span<const std::size_t> chosen) {
  constexpr double slack = 1e-9;
  std::array<std::array<double, 4>, 3> system{};
  const std::size_t n = chosen.size();
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) system[i][j] = dot(rows[chosen[i]], rows[chosen[j]]);
    system[i][n] = 1;
  }
  for (std::size_t column = 0; column < n; ++column) {
    std::size_t pivot = column;
    for (std::size_t row = column; row < n; ++row)
      if (std::abs(system[row][column]) > std::abs(system[pivot][column])) pivot = row;
    if (std::abs(system[pivot][column]) < 1e-12) return std::nullopt;
    std::swap(system[pivot], system[column]);
    for (std::size_t row = 0; row < n; ++row) {
      if (row == column) continue;
      const double factor = system[row][column] / system[column][column];
      for (std::size_t k = column; k <= n; ++k) system[row][k] -= factor * system[column][k];
    }
  }
  Vector u{};
  for (std::size_t i = 0; i < n; ++i) {
    const double multiplier = system[i][n] / system[i][i];
    if (multiplier < -slack) return std::nullopt;
    for (std::size_t k = 0; k < 3; ++k) u[k] += multiplier * rows[chosen[i]][k];
  }
  const bool holds = std::all_of(rows.begin(), rows.end(), [&](const Vector& row) { return dot(u, row) >= 1 - slack; });
  return holds ? std::optional(u) : std::nullopt;
}

}  // namespace

int rule_says(const RuleWeights& weights, const RulePoint& point) {
  return weights[0] * point.x + weights[1] * point.y + weights[2] * rule_unit >= 0 ? 1 : 0;
}

RuleRun run_perceptron_rule(std::span<const RulePoint> points, std::size_t most) {
  RuleRun run;
  RuleWeights weights{};
  std::map<std::tuple<std::size_t, std::int64_t, std::int64_t, std::int64_t>, std::size_t> seen;
  std::size_t right_in_a_row = 0;
  for (std::size_t at = 0; run.updates.size() < most; at = at + 1 < points.size() ? at + 1 : 0) {
    if (right_in_a_row >= points.size()) {
      run.settled = true;
      return run;
    }
    const RulePoint& point = points[at];
    const int said = rule_says(weights, point);
    if (said == point.target) {
      ++right_in_a_row;
      continue;
    }
    right_in_a_row = 0;
    const std::int64_t side = point.target - said;
    weights = {weights[0] + side * point.x, weights[1] + side * point.y, weights[2] + side * rule_unit};
    run.updates.push_back({at, said, weights});
    const auto [place, is_new] =
        seen.emplace(std::tuple(at, weights[0], weights[1], weights[2]), run.updates.size() - 1);
    if (is_new) continue;
    run.repeats = place->second;
    return run;
  }
  run.settled = count_right(weights, points) == points.size();
  return run;
}

std::size_t count_right(const RuleWeights& weights, std::span<const RulePoint> points) {
  return static_cast<std::size_t>(std::count_if(
      points.begin(), points.end(), [&](const RulePoint& point) { return rule_says(weights, point) == point.target; }));
}

std::optional<double> rule_margin(std::span<const RulePoint> points) {
  const std::vector<Vector> rows = signed_rows(points);
  const auto length = [](const Vector& u) { return std::sqrt(dot(u, u)); };
  const std::size_t n = rows.size();
  for (std::size_t i = 0; i < n; ++i) {
    if (const auto u = supported_by(rows, std::array{i})) return 1 / length(*u);
    for (std::size_t j = i + 1; j < n; ++j) {
      if (const auto u = supported_by(rows, std::array{i, j})) return 1 / length(*u);
      for (std::size_t k = j + 1; k < n; ++k)
        if (const auto u = supported_by(rows, std::array{i, j, k})) return 1 / length(*u);
    }
  }
  return std::nullopt;
}

double rule_radius(std::span<const RulePoint> points) {
  double longest = 0;
  for (const Vector& row : signed_rows(points)) longest = std::max(longest, dot(row, row));
  return std::sqrt(longest);
}

std::optional<double> rule_bound(std::span<const RulePoint> points) {
  const std::optional<double> margin = rule_margin(points);
  if (!margin) return std::nullopt;
  const double ratio = rule_radius(points) / *margin;
  return ratio * ratio;
}

}  // namespace gradlab
