#pragma once

#include <memory>
#include <string_view>

#include "core/base/param.hpp"
#include "core/formula/formula.hpp"
#include "core/formula/program.hpp"
#include "core/surfaces/surface.hpp"

namespace gradlab {

/// A typed formula in x and y as a surface, with its exact first and second derivatives.
class FormulaSurface {
 public:
  /// params: of the names in the formula that are neither x nor y; 1 where left out. Refuses a formula that cannot be
  /// read ("formula"), and params that it does not have ("formula_params.NAME").
  static Result<std::shared_ptr<const FormulaSurface>> create(std::string_view text, const ParamValues& params = {});

  double value(double x, double y) const { return f_.at(x, y, params_); }
  Point gradient(double x, double y) const { return {fx_.at(x, y, params_), fy_.at(x, y, params_)}; }
  Hessian hessian(double x, double y) const {
    return {fxx_.at(x, y, params_), fxy_.at(x, y, params_), fyy_.at(x, y, params_)};
  }

 private:
  Program<double> f_, fx_, fy_, fxx_, fxy_, fyy_;
  std::vector<double> params_;
};

}  // namespace gradlab
