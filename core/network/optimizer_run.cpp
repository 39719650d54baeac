#include "core/network/optimizer_run.hpp"

#include <algorithm>

#include "core/spec/nearest.hpp"

namespace gradlab {

template <class T>
Result<Done> OptimizerRun<T>::choose(const Choice& choice, std::size_t parameters) {
  const Optimizer<T>* row = find_optimizer<T>(choice.id);
  if (!row) {
    std::vector<std::string_view> known;
    for (const Optimizer<T>& one : optimizers<T>()) known.push_back(one.id);
    return unknown("unknown_id", "optimizer", choice.id, known);
  }
  auto params = resolve_optimizer(*row, choice.params, "optimizer");
  if (!params) return params.error();
  params_ = *std::move(params);
  if (row == row_) return Done{};
  row_ = row;
  state_.resize(row->slots * parameters);
  scalars_.resize(row->scalars);
  restart();
  return Done{};
}

template <class T>
void OptimizerRun<T>::restart() {
  step_ = 0;
  std::fill(state_.begin(), state_.end(), T(0));
  std::fill(scalars_.begin(), scalars_.end(), T(0));
}

template <class T>
OptimizerStep<T> OptimizerRun<T>::step_of(std::span<T> parameters, std::span<const T> gradient) {
  return {parameters, gradient, state_, scalars_, scheduled_, step_};
}

template <class T>
void OptimizerRun<T>::update(std::span<T> parameters, std::span<const T> gradient, double rate_factor) {
  ++step_;
  scheduled_ = params_;
  scheduled_.front() *= rate_factor;
  if (step_ == 1 && row_->start) row_->start(step_of(parameters, gradient));
  row_->update(step_of(parameters, gradient));
}

template class OptimizerRun<float>;
template class OptimizerRun<double>;

}  // namespace gradlab
