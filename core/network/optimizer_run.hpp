#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/result.hpp"
#include "core/optimizers/optimizer.hpp"
#include "core/spec/spec.hpp"

namespace gradlab {

/// An optimizer at work: the row, its parameters, and its state so far.
template <class T>
class OptimizerRun {
 public:
  /// Takes the rule and its parameters. The state so far goes on where the rule stays the same; else it starts anew.
  Result<Done> choose(const Choice& choice, std::size_t parameters);
  /// Back to before the first step.
  void restart();
  void update(std::span<T> parameters, std::span<const T> gradient);

 private:
  OptimizerStep<T> step_of(std::span<T> parameters, std::span<const T> gradient);

  const Optimizer<T>* row_ = nullptr;
  std::vector<double> params_;
  std::vector<T> state_;
  std::vector<T> scalars_;
  std::uint64_t step_ = 0;
};

extern template class OptimizerRun<float>;
extern template class OptimizerRun<double>;

}  // namespace gradlab
