#pragma once

#include <array>

#include "core/base/result.hpp"
#include "core/network/optimizer_run.hpp"
#include "core/spec/spec.hpp"
#include "core/surfaces/ground.hpp"

namespace gradlab {

/// One optimizer on its way down one surface. In double.
class Descent {
 public:
  /// Refuses an unknown rule and parameters out of range, naming the field "optimizer…".
  static Result<Descent> create(Ground ground, const Choice& optimizer, Point start);

  /// noise: what the rule takes the gradient to be more than it is. rate_factor: what the learning rate is multiplied
  /// by in this step.
  void step(Point noise = {}, double rate_factor = 1);
  Point place() const { return {place_[0], place_[1]}; }
  double height() const { return ground_.value(place()); }
  /// What the rule remembers (OptimizerRun::state): slots of two numbers each.
  const OptimizerRun<double>& optimizer() const { return optimizer_; }

 private:
  explicit Descent(Ground ground) : ground_(std::move(ground)) {}

  Ground ground_;
  OptimizerRun<double> optimizer_;
  std::array<double, 2> place_{};
};

}  // namespace gradlab
