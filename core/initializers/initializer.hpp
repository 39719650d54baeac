#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "core/base/param.hpp"
#include "core/base/rng.hpp"

namespace gradlab {

/// The weights of one layer: outputs × inputs, row by row.
template <class T>
struct WeightMatrix {
  std::span<T> values;
  std::size_t inputs = 0;   ///< fan_in
  std::size_t outputs = 0;  ///< fan_out
};

/// One row of the table of initialisers. Biases start at 0. Names for people: "initializer.<id>",
/// "initializer.<id>.help".
struct Initializer {
  std::string_view id;
  std::string_view origin;
  std::span<const ParamSpec> params;
  void (*fill)(WeightMatrix<double> weights, std::span<const double> params, Rng& rng) = nullptr;
};

std::span<const Initializer> initializers();
const Initializer* find_initializer(std::string_view id);

}  // namespace gradlab
