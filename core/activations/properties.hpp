#pragma once

#include <limits>
#include <span>
#include <vector>

#include "core/activations/activation.hpp"

namespace gradlab {

// What a learner compares: everything here is computed from the row's own kernels, nothing is typed in.
// Only for rows that work on each number by itself (`!row.mixes()`).

/// f itself, f' or f''.
enum class Derivative { none, first, second };

/// The row over many numbers at once: out[i] = f(x[i]), f'(x[i]) or f''(x[i]). A row without d2f has its f''
/// from f' by central differences.
void evaluate(const Activation<double>& row, std::span<const double> params, Derivative which,
              std::span<const double> x, std::span<double> out);

/// Part of the real line; `low` and `high` may be infinite, and belong to it if the flags say so.
struct Interval {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  bool has_low = false;
  bool has_high = false;
  bool operator==(const Interval&) const = default;
};

enum class Monotony { constant, rising, falling, neither };

/// A slope below this is "flat": a layer that multiplies by it hands on less than a hundredth.
inline constexpr double flat_slope = 0.01;

struct ActivationFacts {
  Interval range;  ///< of f over the whole line; an end that is only approached does not belong to it
  double value_at_0 = 0;
  double slope_at_0 = 0;     ///< with the row's convention where there is a kink
  double largest_slope = 0;  ///< sup |f'|
  double mean_output = 0;    ///< E f(x) for x ~ N(0, 1)
  double exact_zeros = 0;    ///< P(f(x) = 0) for x ~ N(0, 1)
  Monotony monotony = Monotony::neither;
  std::vector<double> kinks;   ///< where f or f' really jumps with these parameters
  std::vector<Interval> flat;  ///< where |f'| < flat_slope, on the whole line, left to right
};

ActivationFacts activation_facts(const Activation<double>& row, std::span<const double> params);

/// Where |f'| < flat_slope inside [low, high]; the ends are found to 1e-9. Ends at `low` and `high` are cut there.
std::vector<Interval> flat_zones(const Activation<double>& row, std::span<const double> params, double low,
                                 double high);

/// Where f, f' or f'' jumps inside [low, high] (order 0, 1 or 2: at most that derivative), with these parameters.
std::vector<double> breaks_of(const Activation<double>& row, std::span<const double> params, int order, double low,
                              double high);

}  // namespace gradlab
