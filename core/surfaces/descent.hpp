#pragma once

#include <array>
#include <memory>

#include "core/base/result.hpp"
#include "core/network/optimizer_run.hpp"
#include "core/spec/spec.hpp"
#include "core/surfaces/formula_surface.hpp"
#include "core/surfaces/surface.hpp"

namespace gradlab {

/// One optimizer on its way down one surface. In double.
class Descent {
 public:
  /// Refuses an unknown rule and parameters out of range, naming the field "optimizer…".
  static Result<Descent> create(const Surface& surface, const Choice& optimizer, Point start);
  static Result<Descent> create(std::shared_ptr<const FormulaSurface> surface, const Choice& optimizer, Point start);

  void step();
  Point place() const { return {place_[0], place_[1]}; }
  double height() const {
    return formula_ ? formula_->value(place_[0], place_[1]) : surface_->value(place_[0], place_[1]);
  }

 private:
  Point gradient() const {
    return formula_ ? formula_->gradient(place_[0], place_[1]) : surface_->gradient(place_[0], place_[1]);
  }

  const Surface* surface_ = nullptr;  ///< of the table, or
  std::shared_ptr<const FormulaSurface> formula_;
  OptimizerRun<double> optimizer_;
  std::array<double, 2> place_{};
};

}  // namespace gradlab
