#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/network/trainer.hpp"

namespace gradlab {

/// What a training descends, as a function of all its parameters at once: the mean loss over training samples plus the
/// penalties l1 Σ|w| + l2/2 Σw² of the weights. In double, whatever the training computes in; batch norm by these
/// samples, no dropout. The trainer need not live on.
class TrainingLoss {
 public:
  /// Over at most `most` training samples, evenly spaced.
  template <class T>
  static Result<TrainingLoss> create(const Trainer<T>& trainer, std::size_t most);

  std::size_t size() const { return here_.size(); }  ///< number of parameters
  std::size_t samples() const { return inputs_.block().samples; }
  /// Where the trainer stood when this was made.
  std::span<const double> here() const { return here_; }
  const Network<double>& network() const { return network_; }
  Objective<double>& objective() { return objective_; }
  Block<const double> inputs() const { return inputs_.block(); }    ///< of the samples, as Batch holds them
  Block<const double> targets() const { return targets_.block(); }  ///< likewise

  /// parameters: size() numbers.
  double value(std::span<const double> parameters);
  /// Writes the gradient, size() numbers; gives the value.
  double gradient(std::span<const double> parameters, std::span<double> into);
  /// The gradient of the mean loss over some of the samples, without penalties. chosen: their places among samples().
  void gradient_over(std::span<const std::uint32_t> chosen, std::span<const double> parameters, std::span<double> into);

 private:
  TrainingLoss() = default;
  double forward(std::span<const double> parameters);
  void forward_over(Block<const double> inputs, std::span<const double> parameters);
  void backward_over(Block<const double> inputs, Block<const double> targets, std::span<double> into);
  double penalties() const;

  Network<double> network_;
  Objective<double> objective_;
  double l1_ = 0, l2_ = 0;
  std::vector<double> here_;
  Batch<double> inputs_, targets_, d_output_;
  Batch<double> chosen_inputs_, chosen_targets_;
  Pass<double> pass_;
};

extern template Result<TrainingLoss> TrainingLoss::create(const Trainer<float>&, std::size_t);
extern template Result<TrainingLoss> TrainingLoss::create(const Trainer<double>&, std::size_t);

}  // namespace gradlab
