#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "core/base/block.hpp"
#include "core/base/param.hpp"

namespace gradlab {

enum class ActivationGroup { classic, rectifier, smooth_rectifier, hard, shrinkage, periodic, vector, own };

/// A place where f or a derivative of it jumps: at offset + factor * params[param] (param < 0: at offset alone).
/// Tests step around it; plots draw a gap and an open and a filled dot.
struct Kink {
  double offset = 0;
  int param = -1;
  double factor = 0;
  int order = 1;  ///< the lowest derivative that jumps: 0 is f itself, 1 is f', 2 is f''

  double at(std::span<const double> params) const {
    return param < 0 ? offset : offset + factor * params[static_cast<std::size_t>(param)];
  }
};

/// One row of the table of activation functions: the facts and the kernels of one function, side by side.
/// Kernels take a whole block, never one number: one indirect call a layer, and the loop inside vectorises.
/// T is float in training, double in gradient tests, `eval` and `descend`.
/// Names for people stand in assets/strings: "activation.<id>", "activation.<id>.help".
template <class T>
struct Activation {
  std::string_view id;
  ActivationGroup group = ActivationGroup::classic;
  std::string_view formula;     ///< f(x) in the small markup of shell/ui/widgets/formula.hpp
  std::string_view derivative;  ///< f'(x), likewise
  /// f(x) once more, in the language of core/formula, for source text in other languages. Its parameters appear in
  /// the order of `params`. Empty in rows that mix.
  std::string_view expression;
  std::string_view origin;  ///< authors and year, as cited
  std::span<const ParamSpec> params;
  std::span<const Kink> kinks;

  // Rows that work on each number by itself. All are null in rows that mix.
  void (*f)(Block<const T> x, UnitParams<T> p, Block<T> y) = nullptr;
  void (*df)(Block<const T> x, Block<const T> y, UnitParams<T> p, Block<T> d) = nullptr;
  /// dx = dy f'(x): f' and the chain rule in one go, for training. Null in double, and where a row has df alone.
  void (*back)(Block<const T> x, Block<const T> y, Block<const T> dy, UnitParams<T> p, Block<T> dx) = nullptr;
  void (*d2f)(Block<const T> x, Block<const T> y, UnitParams<T> p, Block<T> d) = nullptr;
  /// d = ∂f/∂params[param], for each element.
  void (*dfdp)(Block<const T> x, std::size_t param, UnitParams<T> p, Block<T> d) = nullptr;

  // Rows that mix the units of a sample: softmax, maxout. z has k = inputs_per_output(p) times y.units
  // units, those of output u at u k … u k + k - 1.
  void (*mix)(Block<const T> z, UnitParams<T> p, Block<T> y) = nullptr;
  /// dz = Jᵀ dy
  void (*mix_vjp)(Block<const T> z, Block<const T> y, Block<const T> dy, UnitParams<T> p, Block<T> dz) = nullptr;
  const void* data = nullptr;  ///< of a row that is not of the table (core/formula/custom_row.hpp); kernels get it back
  int pieces_param = -1;       ///< index of the parameter that says how many inputs an output has (maxout's k); -1: one

  bool mixes() const { return mix != nullptr; }
  /// One set of parameters, as the kernels take them; or a set for each unit, `unit_stride` apart.
  UnitParams<T> with(const T* values, std::size_t unit_stride = 0) const {
    return {values, params.size(), unit_stride, data};
  }
  std::size_t inputs_per_output(std::span<const double> p) const {
    return pieces_param < 0 ? 1 : static_cast<std::size_t>(p[static_cast<std::size_t>(pieces_param)]);
  }
};

/// The table, in the catalogue's order. float and double tables have the same rows.
template <class T>
std::span<const Activation<T>> activations();

/// The row with that id, or null.
template <class T>
const Activation<T>* find_activation(std::string_view id);

// One number through a scalar row: for hovers, formulas and tests, not for loops over data.
double value_at(const Activation<double>& row, double x, std::span<const double> params);
double slope_at(const Activation<double>& row, double x, std::span<const double> params);

}  // namespace gradlab
