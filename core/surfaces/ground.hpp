#pragma once

#include <memory>
#include <utility>

#include "core/surfaces/formula_surface.hpp"
#include "core/surfaces/surface.hpp"

namespace gradlab {

/// A surface to walk on: a row of the table, or a typed formula. A value; copies share the formula.
class Ground {
 public:
  Ground(const Surface& row) : row_(&row) {}
  Ground(std::shared_ptr<const FormulaSurface> formula) : formula_(std::move(formula)) {}

  double value(Point at) const { return formula_ ? formula_->value(at.x, at.y) : row_->value(at.x, at.y); }
  Point gradient(Point at) const { return formula_ ? formula_->gradient(at.x, at.y) : row_->gradient(at.x, at.y); }
  Hessian hessian(Point at) const { return formula_ ? formula_->hessian(at.x, at.y) : row_->hessian(at.x, at.y); }
  /// Null: a typed formula.
  const Surface* row() const { return row_; }

 private:
  const Surface* row_ = nullptr;
  std::shared_ptr<const FormulaSurface> formula_;
};

}  // namespace gradlab
