#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace gradlab {

/// A point of the plane in hundredths, with its class. In whole numbers the rule's sums are exact, and so is the
/// answer to whether it has been at a place before.
struct RulePoint {
  std::int32_t x = 0, y = 0;
  int target = 0;  ///< 0 or 1
  bool operator==(const RulePoint&) const = default;
};
inline constexpr std::int32_t rule_unit = 100;

/// w₁, w₂ and b in hundredths.
using RuleWeights = std::array<std::int64_t, 3>;

/// What the step says: 1 if w₁ x + w₂ y + b ≥ 0, else 0.
int rule_says(const RuleWeights& weights, const RulePoint& point);

struct RuleUpdate {
  std::size_t point = 0;  ///< which one was wrong
  int said = 0;
  RuleWeights weights{};  ///< after it
};

/// The perceptron's rule (Rosenblatt 1957) from zero weights with rate 1: the points in their order, over and over; a
/// wrong one adds (y - a)(x, 1) to the weights.
struct RuleRun {
  std::vector<RuleUpdate> updates;
  bool settled = false;                ///< a whole round without a mistake came after the last update
  std::optional<std::size_t> repeats;  ///< the last update ends where this one did, at the same point: it goes on so
                                       ///< for ever
};
/// Until it settles, repeats itself, or `most` updates are made. In whole numbers it must do one of the first two: by
/// Block and Levin (1970) the weights stay within bounds.
RuleRun run_perceptron_rule(std::span<const RulePoint> points, std::size_t most);

/// How many of the points these weights get right.
std::size_t count_right(const RuleWeights& weights, std::span<const RulePoint> points);

/// The largest γ for which some (w₁, w₂, b) of length 1 has (2y - 1)(w·x + b) ≥ γ at each point; nothing where no line
/// divides the classes. Exactly, up to rounding: the best place rests on at most three of the points.
std::optional<double> rule_margin(std::span<const RulePoint> points);

/// The length of the longest (x, y, 1).
double rule_radius(std::span<const RulePoint> points);

/// Novikoff (1962): at most (R/γ)² updates. Nothing where no line divides the classes.
std::optional<double> rule_bound(std::span<const RulePoint> points);

}  // namespace gradlab
