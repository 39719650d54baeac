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
  scheduled_ = params_;
  set_rate_factor(rate_factor_);
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
bool OptimizerRun<T>::put_back(std::span<const T> state, std::span<const T> scalars, std::uint64_t steps) {
  if (state.size() != state_.size() || scalars.size() != scalars_.size()) return false;
  std::copy(state.begin(), state.end(), state_.begin());
  std::copy(scalars.begin(), scalars.end(), scalars_.begin());
  step_ = steps;
  return true;
}

template class OptimizerRun<float>;
template class OptimizerRun<double>;

}  // namespace gradlab
