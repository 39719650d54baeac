#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "core/activations/activation.hpp"

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
  static Values<T> values_of_unit(UnitParams<T> p, std::size_t u) {
    Values<T> values{};
    const std::size_t count = p.count < values.size() ? p.count : values.size();
    for (std::size_t i = 0; i < count; ++i) values[i] = p.of_unit(u)[i];
    return values;
  }

  [[gnu::flatten]] static void f(Block<const T> x, UnitParams<T> p, Block<T> y) {
    for (std::size_t u = 0; u < x.units; ++u) {
      const Values<T> values = values_of_unit(p, u);
      const T* in = x.unit(u);
      T* out = y.unit(u);
      for (std::size_t s = 0; s < x.samples; ++s) out[s] = Row::f(in[s], values);
    }
  }

  [[gnu::flatten]] static void df(Block<const T> x, Block<const T> y, UnitParams<T> p, Block<T> d) {
    for (std::size_t u = 0; u < x.units; ++u) {
      const Values<T> values = values_of_unit(p, u);
      const T *in = x.unit(u), *f_of_in = y.unit(u);
      T* out = d.unit(u);
      for (std::size_t s = 0; s < x.samples; ++s) out[s] = Row::df(in[s], f_of_in[s], values);
    }
  }

  [[gnu::flatten]] static void d2f(Block<const T> x, Block<const T> y, UnitParams<T> p, Block<T> d) {
    for (std::size_t u = 0; u < x.units; ++u) {
      const Values<T> values = values_of_unit(p, u);
      const T *in = x.unit(u), *f_of_in = y.unit(u);
      T* out = d.unit(u);
      for (std::size_t s = 0; s < x.samples; ++s) out[s] = Row::d2f(in[s], f_of_in[s], values);
    }
  }

  [[gnu::flatten]] static void dfdp(Block<const T> x, std::size_t param, UnitParams<T> p, Block<T> d) {
    for (std::size_t u = 0; u < x.units; ++u) {
      const Values<T> values = values_of_unit(p, u);
      const T* in = x.unit(u);
      T* out = d.unit(u);
      for (std::size_t s = 0; s < x.samples; ++s) out[s] = Row::dfdp(in[s], param, values);
    }
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

template <class Row, class T>
constexpr Activation<T> scalar_row() {
  Activation<T> row = facts_of<Row, T>();
  row.f = &ScalarKernels<Row, T>::f;
  row.df = &ScalarKernels<Row, T>::df;
  row.d2f = &ScalarKernels<Row, T>::d2f;
  row.dfdp = &ScalarKernels<Row, T>::dfdp;
  return row;
}

}  // namespace gradlab
