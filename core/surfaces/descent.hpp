#pragma once

#include <array>

#include "core/base/result.hpp"
#include "core/network/optimizer_run.hpp"
#include "core/spec/spec.hpp"
#include "core/surfaces/surface.hpp"

namespace gradlab {

/// One optimizer on its way down one surface. In double.
class Descent {
 public:
  /// Refuses an unknown rule and parameters out of range, naming the field "optimizer…".
  static Result<Descent> create(const Surface& surface, const Choice& optimizer, Point start);

  void step();
  Point place() const { return {place_[0], place_[1]}; }
  double height() const { return surface_->value(place_[0], place_[1]); }

 private:
  const Surface* surface_ = nullptr;
  OptimizerRun<double> optimizer_;
  std::array<double, 2> place_{};
};

}  // namespace gradlab
