#include "core/analysis/training_loss.hpp"

#include <algorithm>
#include <cmath>

#include "core/analysis/sample.hpp"

namespace gradlab {
namespace {

Block<double> gather(Block<const double> from, std::span<const std::uint32_t> samples, Batch<double>& into) {
  const Block<double> block = into.resize(from.units, samples.size());
  for (std::size_t u = 0; u < from.units; ++u)
    for (std::size_t s = 0; s < samples.size(); ++s) block.at(u, s) = from.at(u, samples[s]);
  return block;
}

}  // namespace

template <class T>
Result<TrainingLoss> TrainingLoss::create(const Trainer<T>& trainer, std::size_t most) {
  TrainingLoss loss;
  loss.network_ =
      network_without_dropout<double, T>(trainer, trainer.network().parameters(), trainer.network().running());
  auto objective = Objective<double>::create(trainer.spec(), trainer.data(), loss.network_);
  if (!objective) return objective.error();
  loss.objective_ = *std::move(objective);
  loss.l1_ = trainer.spec().l1;
  loss.l2_ = trainer.spec().l2;
  const std::span<const double> parameters = std::as_const(loss.network_).parameters();
  loss.here_.assign(parameters.begin(), parameters.end());
  const auto rows = training_sample(trainer, most);
  const Dataset& data = trainer.data();
  const Block<double> x = loss.inputs_.resize(data.input_count(), rows.size());
  for (std::size_t i = 0; i < x.units; ++i)
    for (std::size_t s = 0; s < rows.size(); ++s) x.at(i, s) = data.input(i, rows[s]);
  repeat_into_padding(x);
  loss.objective_.targets().gather(rows, loss.targets_.resize(loss.objective_.targets().units, rows.size()));
  return loss;
}

double TrainingLoss::penalties() const {
  double sum = 0;
  for (const Layer<double>& layer : network_.layers()) {
    const double* weights = network_.parameters().data() + layer.weights;
    for (std::size_t i = 0; i < layer.sums * layer.inputs; ++i)
      sum += l1_ * std::abs(weights[i]) + l2_ / 2 * weights[i] * weights[i];
  }
  return sum;
}

void TrainingLoss::forward_over(Block<const double> inputs, std::span<const double> parameters) {
  std::copy(parameters.begin(), parameters.end(), network_.parameters().begin());
  Rng unused(0);  // there is no dropout
  network_.forward_training(inputs, pass_, unused);
}

double TrainingLoss::forward(std::span<const double> parameters) {
  forward_over(inputs(), parameters);
  const double loss = objective_.value(pass_, targets());
  return l1_ > 0 || l2_ > 0 ? loss + penalties() : loss;
}

void TrainingLoss::backward_over(Block<const double> inputs, Block<const double> targets, std::span<double> into) {
  objective_.gradient(pass_, targets, d_output_.resize(targets.units, targets.samples));
  network_.backward(inputs, d_output_.block(), objective_.fused(), pass_, into);
}

double TrainingLoss::value(std::span<const double> parameters) { return forward(parameters); }

double TrainingLoss::gradient(std::span<const double> parameters, std::span<double> into) {
  const double value = forward(parameters);
  backward_over(inputs(), targets(), into);
  if (!(l1_ > 0 || l2_ > 0)) return value;
  for (const Layer<double>& layer : network_.layers()) {
    for (std::size_t i = layer.weights; i < layer.weights + layer.sums * layer.inputs; ++i) {
      const double w = parameters[i];
      into[i] += l2_ * w + l1_ * (w > 0 ? 1.0 : w < 0 ? -1.0 : 0.0);
    }
  }
  return value;
}

void TrainingLoss::gradient_over(std::span<const std::uint32_t> chosen, std::span<const double> parameters,
                                 std::span<double> into) {
  const Block<double> x = gather(inputs(), chosen, chosen_inputs_);
  repeat_into_padding(x);
  forward_over(x, parameters);
  backward_over(x, gather(targets(), chosen, chosen_targets_), into);
}

template Result<TrainingLoss> TrainingLoss::create(const Trainer<float>&, std::size_t);
template Result<TrainingLoss> TrainingLoss::create(const Trainer<double>&, std::size_t);

}  // namespace gradlab
