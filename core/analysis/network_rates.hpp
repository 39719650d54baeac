#pragma once

#include <cstddef>

#include "core/analysis/training_loss.hpp"
#include "core/schedules/rate_sweep.hpp"

namespace gradlab {

/// The rate finder on a network: a copy of a training takes its own next steps (batches, optimizer, penalties) at rates
/// that grow, without its schedule; the loss is that of TrainingLoss over at most so many training samples, not the
/// batch's, which would swing with the batch. A step at a time, so that a page can spread it over frames. The
/// optimizer's state grows with it, as in the original test; the trainer it is made from stays as it is.
template <class T>
class NetworkRates {
 public:
  struct Options {
    bool from_start = true;  ///< from the run's own start; else from where it stands
    std::size_t most_samples = 512;
    RateRange range = {};
  };

  /// Refuses what TrainingLoss refuses, and rates that the optimizer refuses.
  static Result<NetworkRates> create(const Trainer<T>& trainer, const Options& options);

  /// One step more. It ends early where the training diverges, or its loss is many times that of the start.
  void work();
  bool finished() const { return finished_; }
  std::size_t samples() const { return loss_.samples(); }
  std::uint64_t step() const { return step_; }       ///< of the run: where it begins
  const RateSweep& sweep() const { return sweep_; }  ///< `steepest` is there when it is finished

 private:
  NetworkRates(Trainer<T> trainer, TrainingLoss loss, const RateRange& range)
      : trainer_(std::move(trainer)), loss_(std::move(loss)), range_(range), step_(trainer_.steps_done()) {}
  double loss_now();

  Trainer<T> trainer_;
  TrainingLoss loss_;
  RateRange range_;
  std::uint64_t step_ = 0;
  RateSweep sweep_;
  std::vector<double> parameters_;
  bool finished_ = false;
};

extern template class NetworkRates<float>;
extern template class NetworkRates<double>;

}  // namespace gradlab
