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
  /// rate_factor: what a schedule multiplies the learning rate by. before: takes the parameters as they were, unless it
  /// is empty. False where a parameter is not finite any more.
  bool update(std::span<T> parameters, std::span<const T> gradient, double rate_factor = 1, std::span<T> before = {}) {
    ++step_;
    const double rate = params_.front();
    params_.front() = rate * rate_factor;
    const OptimizerStep<T> step{parameters, gradient, state_, scalars_, params_, step_, before};
    if (step_ == 1 && row_->start) row_->start(step);
    const bool finite = row_->update(step);
    params_.front() = rate;
    return finite;
  }
  double learning_rate() const { return params_.front(); }
  /// What the rule remembers: Optimizer::slots vectors of as many numbers as there are parameters.
  std::span<const T> state() const { return state_; }
  std::span<const T> scalars() const { return scalars_; }  ///< the numbers it remembers beside: Optimizer::scalars
  std::uint64_t steps() const { return step_; }            ///< that it has taken since it began
  /// Puts back what the same rule remembered. False where there are not as many numbers; then nothing is changed.
  bool put_back(std::span<const T> state, std::span<const T> scalars, std::uint64_t steps);

 private:
  const Optimizer<T>* row_ = nullptr;
  std::vector<double> params_;
  LineVector<T> state_;
  std::vector<T> scalars_;
  std::uint64_t step_ = 0;
};

extern template class OptimizerRun<float>;
extern template class OptimizerRun<double>;

}  // namespace gradlab
