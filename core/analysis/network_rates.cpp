#include "core/analysis/network_rates.hpp"

#include <cmath>
#include <limits>
#include <utility>

namespace gradlab {
namespace {

Choice at_rate(Choice optimizer, double rate) {
  optimizer.params.insert_or_assign("lr", rate);
  return optimizer;
}

}  // namespace

template <class T>
Result<NetworkRates<T>> NetworkRates<T>::create(const Trainer<T>& trainer, const Options& options) {
  Trainer<T> own = trainer;
  if (options.from_start) static_cast<void>(own.apply(Rewind{}));
  if (auto ok = own.apply(SetSchedule{{"constant", {}}}); !ok) return ok.error();
  for (const double rate : {options.range.low, options.range.high})
    if (auto ok = own.apply(SetOptimizer{at_rate(own.spec().optimizer, rate)}); !ok) return ok.error();
  auto loss = TrainingLoss::create(own, options.most_samples);
  if (!loss) return loss.error();
  NetworkRates rates(std::move(own), *std::move(loss), options.range);
  rates.sweep_.start = rates.loss_now();
  rates.finished_ = rates.trainer_.diverged() || !std::isfinite(rates.sweep_.start);
  return rates;
}

template <class T>
double NetworkRates<T>::loss_now() {
  const auto parameters = trainer_.network().parameters();
  parameters_.assign(parameters.begin(), parameters.end());
  return loss_.value(parameters_);
}

template <class T>
void NetworkRates<T>::work() {
  if (finished_) return;
  // Noise from batch to batch is as large as what the first rates gain: the slope is taken over half a power of ten.
  constexpr double far_up = 10, powers = 0.25;
  const double rate = range_.rate(sweep_.trials.size());
  static_cast<void>(trainer_.apply(SetOptimizer{at_rate(trainer_.spec().optimizer, rate)}));
  trainer_.step();
  const double loss = trainer_.diverged() ? std::numeric_limits<double>::infinity() : loss_now();
  sweep_.take({rate, loss});
  const bool far = !(loss - sweep_.start <= far_up * std::abs(sweep_.start));
  finished_ = far || sweep_.trials.size() == range_.steps;
  if (!finished_) return;
  const double steps_a_power = static_cast<double>(range_.steps) / std::log10(range_.high / range_.low);
  sweep_.find_steepest(static_cast<std::size_t>(std::lround(steps_a_power * powers)));
}

template class NetworkRates<float>;
template class NetworkRates<double>;

}  // namespace gradlab
