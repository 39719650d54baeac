#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "core/activations/activation.hpp"

namespace gradlab::test {

template <class T>
std::vector<T> initial_values(std::span<const ParamSpec> specs) {
  std::vector<T> values;
  for (const ParamSpec& spec : specs) values.push_back(static_cast<T>(spec.initial));
  return values;
}

template <class T>
std::vector<T> f_of(const Activation<T>& row, std::vector<T> x, const std::vector<T>& params) {
  std::vector<T> y(x.size());
  row.f({x.data(), 1, x.size(), x.size()}, {params.data(), params.size(), 0}, {y.data(), 1, y.size(), y.size()});
  return y;
}

/// f' (order 1) or f'' (order 2)
template <class T>
std::vector<T> derivative_of(const Activation<T>& row, int order, std::vector<T> x, const std::vector<T>& params) {
  std::vector<T> y = f_of(row, x, params), d(x.size());
  const auto kernel = order == 1 ? row.df : row.d2f;
  const Block<const T> in{x.data(), 1, x.size(), x.size()}, value{y.data(), 1, y.size(), y.size()};
  kernel(in, value, {params.data(), params.size(), 0}, {d.data(), 1, d.size(), d.size()});
  return d;
}

template <class T>
std::vector<T> param_derivative_of(const Activation<T>& row, std::size_t param, std::vector<T> x,
                                   const std::vector<T>& params) {
  std::vector<T> d(x.size());
  row.dfdp({x.data(), 1, x.size(), x.size()}, param, {params.data(), params.size(), 0},
           {d.data(), 1, d.size(), d.size()});
  return d;
}

inline double distance_to_kink(const Activation<double>& row, double x, const std::vector<double>& params) {
  double nearest = 1e300;
  for (const Kink& kink : row.kinks) nearest = std::min(nearest, std::abs(x - kink.at(params)));
  return nearest;
}

}  // namespace gradlab::test
