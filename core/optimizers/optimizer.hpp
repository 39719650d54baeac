#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/base/param.hpp"
#include "core/base/result.hpp"

namespace gradlab {

/// State of an optimizer over n parameters: `slots` vectors of n numbers, one behind the other, and a few numbers
/// that belong to the whole step (NAdam's product of momentum factors). A value: copying it is the snapshot.
template <class T>
struct OptimizerStep {
  std::span<T> parameters;
  std::span<const T> gradient;
  std::span<T> state;  ///< slots × n
  std::span<T> scalars;
  std::span<const double> params;  ///< in the row's order; params[0] is lr, after the schedule. double also where T is
                                   ///< float: 1 - beta2 from a float 0.999 would be wrong in the fifth digit
  std::uint64_t step = 1;          ///< counts from 1; advances once per step for all parameters
  std::span<T> before{};           ///< takes the parameters as they were; empty: nobody asks
};

/// One row of the table of optimizers: one loop over the flat parameter vector.
/// Rules and defaults are those of torch.optim (lion: Chen et al. 2023).
/// Names for people: "optimizer.<id>", "optimizer.<id>.help".
template <class T>
struct Optimizer {
  std::string_view id;
  std::string_view origin;
  std::span<const ParamSpec> params;  ///< the first is always lr
  std::size_t slots = 0;
  std::size_t scalars = 0;
  void (*start)(const OptimizerStep<T>&) = nullptr;   ///< fills state and scalars before the first step; null: zeros
  bool (*update)(const OptimizerStep<T>&) = nullptr;  ///< false where a parameter is not finite any more
  Result<Done> (*check)(std::span<const double> params, std::string_view field) = nullptr;  ///< null: nothing clashes
};

template <class T>
std::span<const Optimizer<T>> optimizers();
template <class T>
const Optimizer<T>* find_optimizer(std::string_view id);

/// All parameters in the row's order. Refuses what resolve_params refuses, and values that do not go together.
template <class T>
Result<std::vector<double>> resolve_optimizer(const Optimizer<T>& row, const ParamValues& given,
                                              std::string_view field);

}  // namespace gradlab
