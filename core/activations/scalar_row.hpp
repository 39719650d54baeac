#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "core/activations/activation.hpp"
#include "core/base/inline.hpp"
#include "core/base/width.hpp"

namespace gradlab {

/// The parameters of one unit by value, in the row's order: the loop over its samples keeps them in registers.
template <class T>
using Values = std::array<T, 2>;

/// What a row says when it says nothing else. A row is one small struct: id, group, formula, derivative, expression,
/// and f, df, d2f, dfdp as templates on the scalar. y is f(x), for rows whose slope is cheaper from it.
struct ScalarRow {
  static constexpr std::string_view origin{};
  static constexpr std::array<ParamSpec, 0> params{};
  static constexpr std::array<Kink, 0> kinks{};

  template <class T>
  static T d2f(T, T, Values<T>) {
    return T(0);
  }
  template <class T>
  static T dfdp(T, std::size_t, Values<T>) {
    return T(0);
  }
};

/// The block kernels of a row: its operation is fixed outside the loop, which therefore vectorises. `flatten` puts all
/// that the row calls into the loop.
template <class Row, class T>
struct ScalarKernels {
  /// operation(x, y, dy, values) of every number into `out`, which may be one of the others. Units that lie one behind
  /// the other and share their parameters are one long unit: many short loops cost more.
  template <class Operation>
  GRADLAB_INLINE static void each(Block<const T> x, Block<const T> y, Block<const T> dy, UnitParams<T> p, Block<T> out,
                                  Operation operation) {
    const std::size_t n = x.samples;
    const bool one_run = p.unit_stride == 0 && x.stride == n && y.stride == n && dy.stride == n && out.stride == n;
    const std::size_t runs = one_run ? 1 : x.units, length = one_run ? x.units * n : n;
    for (std::size_t u = 0; u < runs; ++u) {
      Values<T> values{};
      for (std::size_t i = 0; i < Row::params.size(); ++i) values[i] = p.of_unit(u)[i];
      const T *in = x.unit(u), *f_of_in = y.unit(u), *slope = dy.unit(u);
      T* result = out.unit(u);
      GRADLAB_INDEPENDENT
      for (std::size_t s = 0; s < length; ++s) result[s] = operation(in[s], f_of_in[s], slope[s], values);
    }
  }

  [[gnu::flatten]] static void f(Block<const T> x, UnitParams<T> p, Block<T> y) {
    each(x, x, x, p, y, [](T in, T, T, Values<T> values) { return Row::f(in, values); });
  }

  [[gnu::flatten]] static void df(Block<const T> x, Block<const T> y, UnitParams<T> p, Block<T> d) {
    each(x, y, x, p, d, [](T in, T f_of_in, T, Values<T> values) { return Row::df(in, f_of_in, values); });
  }

  [[gnu::flatten]] static void back(Block<const T> x, Block<const T> y, Block<const T> dy, UnitParams<T> p,
                                    Block<T> dx) {
    each(x, y, dy, p, dx,
         [](T in, T f_of_in, T slope, Values<T> values) { return Row::df(in, f_of_in, values) * slope; });
  }

  [[gnu::flatten]] static void d2f(Block<const T> x, Block<const T> y, UnitParams<T> p, Block<T> d) {
    each(x, y, x, p, d, [](T in, T f_of_in, T, Values<T> values) { return Row::d2f(in, f_of_in, values); });
  }

  [[gnu::flatten]] static void dfdp(Block<const T> x, std::size_t param, UnitParams<T> p, Block<T> d) {
    each(x, x, x, p, d, [param](T in, T, T, Values<T> values) { return Row::dfdp(in, param, values); });
  }
};

/// The facts of a row, the same for float and double.
template <class Row, class T>
constexpr Activation<T> facts_of() {
  Activation<T> row;
  row.id = Row::id;
  row.group = Row::group;
  row.formula = Row::formula;
  row.derivative = Row::derivative;
  row.expression = Row::expression;
  row.origin = Row::origin;
  row.params = Row::params;
  row.kinks = Row::kinks;
  return row;
}

/// What training calls once a layer is there for each width of the machine's vectors; in double, for one.
template <class Row, class T, std::size_t Lanes>
constexpr Activation<T> scalar_row() {
  Activation<T> row = facts_of<Row, T>();
  row.f = width::Compiled<&ScalarKernels<Row, T>::f>::template with<Lanes>();
  row.df = &ScalarKernels<Row, T>::df;
  if constexpr (sizeof(T) == sizeof(float))
    row.back = width::Compiled<&ScalarKernels<Row, T>::back>::template with<Lanes>();
  row.d2f = &ScalarKernels<Row, T>::d2f;
  row.dfdp = &ScalarKernels<Row, T>::dfdp;
  return row;
}

}  // namespace gradlab
