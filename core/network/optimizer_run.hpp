#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/line_vector.hpp"
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
  /// What a schedule multiplies the learning rate by from the next update on; 1 before the first call. After `choose`.
  void set_rate_factor(double factor) {
    rate_factor_ = factor;
    scheduled_.front() = params_.front() * factor;
  }
  /// What `update` is to go by, as long as all of it stays where it is: not past the next `choose`, nor for a copy.
  /// before: takes the parameters as they were, unless it is empty.
  OptimizerStep<T> step_over(std::span<T> parameters, std::span<const T> gradient, std::span<T> before = {}) {
    return {parameters, gradient, state_, scalars_, scheduled_, 0, before};
  }
  /// step: from step_over. False where a parameter is not finite any more.
  bool update(OptimizerStep<T>& step) {
    step.step = ++step_;
    if (step_ == 1 && row_->start) row_->start(step);
    return row_->update(step);
  }
  bool update(std::span<T> parameters, std::span<const T> gradient, std::span<T> before = {}) {
    OptimizerStep<T> step = step_over(parameters, gradient, before);
    return update(step);
  }
  /// Of the next update.
  double learning_rate() const { return scheduled_.front(); }
  /// What the rule remembers: Optimizer::slots vectors of as many numbers as there are parameters.
  std::span<const T> state() const { return state_; }
  std::span<const T> scalars() const { return scalars_; }  ///< the numbers it remembers beside: Optimizer::scalars
  std::uint64_t steps() const { return step_; }            ///< that it has taken since it began
  /// Puts back what the same rule remembered. False where there are not as many numbers; then nothing is changed.
  bool put_back(std::span<const T> state, std::span<const T> scalars, std::uint64_t steps);

 private:
  const Optimizer<T>* row_ = nullptr;
  std::vector<double> params_;
  double rate_factor_ = 1;
  std::vector<double> scheduled_;  ///< params_ with the rate times its factor
  LineVector<T> state_;
  std::vector<T> scalars_;
  std::uint64_t step_ = 0;
};

extern template class OptimizerRun<float>;
extern template class OptimizerRun<double>;

}  // namespace gradlab
