// The losses of a run over its steps, thinned by rule. No ImGui here.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/network/trainer.hpp"

namespace gradlab::ui {

/// What was measured at one step. NaN where there is nothing to measure (no test set, regression's accuracy).
struct LossPoint {
  std::uint64_t step = 0;
  float train_loss = 0, test_loss = 0;
  float train_accuracy = 0, test_accuracy = 0;
  float rate = 0;  ///< of the next step, after the schedule

  bool operator==(const LossPoint&) const = default;
};

LossPoint loss_point(std::uint64_t step, const Score& train, const Score& test, double rate);

/// Which steps are kept depends on the step number alone, never on the clock: so a run that is rewound and played again
/// at another speed draws the very same curve. Every step up to 512, then 256 for each doubling: a chart that shows
/// the whole run always has at least 256 points, and the longest run there can be keeps fewer than 15,000.
class LossHistory {
 public:
  static std::uint64_t stride_at(std::uint64_t step);
  /// least: at least so many steps between two, a power of two.
  static bool wants(std::uint64_t step, std::uint64_t least = 1) {
    return step % std::max(stride_at(step), least) == 0;
  }

  void add(const LossPoint& point, std::uint64_t least = 1);
  /// What another history has kept, from a place in it on.
  void append(std::span<const LossPoint> points) { points_.insert(points_.end(), points.begin(), points.end()); }
  /// Forgets what came after a step.
  void cut(std::uint64_t step) {
    std::erase_if(points_, [step](const LossPoint& point) { return point.step > step; });
  }
  /// Forgets what was at a step and after it.
  void cut_from(std::uint64_t step) {
    std::erase_if(points_, [step](const LossPoint& point) { return point.step >= step; });
  }
  void clear() { points_.clear(); }
  /// The same way with at most about so many points, by the same rule; its end stays.
  LossHistory thinned(std::size_t most) const;
  std::span<const LossPoint> points() const { return points_; }

  bool operator==(const LossHistory&) const = default;

 private:
  std::vector<LossPoint> points_;
};

}  // namespace gradlab::ui
