#include "core/network/trainer.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/network/memory.hpp"
#include "core/network/perceptron.hpp"
#include "core/network/shuffle.hpp"
#include "core/network/streams.hpp"

namespace gradlab {
namespace {

constexpr double largest_loss = 1e30;

template <class T>
bool all_within(std::span<const T> values, T limit) {
  bool within = true;
  for (const T value : values) within &= std::abs(value) <= limit;  // false for NaN
  return within;
}

template <class T>
bool all_within(Block<const T> block, T limit) {
  for (std::size_t u = 0; u < block.units; ++u)
    if (!all_within(std::span<const T>(block.unit(u), block.samples), limit)) return false;
  return true;
}

template <class T>
Result<Done> start_network(const Spec& spec, Network<T>& network) {
  const Initializer* row = find_initializer(spec.initializer.id);
  const auto params = resolve_params(row->params, spec.initializer.params, "initializer");
  if (!params) return params.error();
  network.initialise(*row, *params, Rng(spec.seed, streams::weights));
  return spec.initial_parameters.empty() ? Result<Done>(Done{}) : network.assign(spec.initial_parameters);
}

}  // namespace

template <class T>
Result<Trainer<T>> Trainer<T>::create(const Spec& spec, Dataset data) {
  if (const auto checked = check_spec(spec); !checked) return checked.error();
  if (data.train_rows.empty()) return Error{"no_training_rows", "data", {}};
  Trainer trainer;
  trainer.spec_ = spec;
  trainer.data_ = std::move(data);
  LayerSpec& last = trainer.spec_.layers.back();
  if (last.units == 0) last.units = outputs_needed(spec, trainer.data_);

  const Dataset& set = trainer.data_;
  const TrainingSize size{set.input_count(), last.units, set.samples, set.train_rows.size(), sizeof(T)};
  if (const auto fits = check_memory(trainer.spec_, size); !fits) return fits.error();

  auto network = Network<T>::create(trainer.spec_.layers, trainer.data_.input_count());
  if (!network) return network.error();
  trainer.network_ = *std::move(network);
  if (const auto started = start_network(spec, trainer.network_); !started) return started.error();
  const std::span<const T> parameters = trainer.network_.parameters();
  trainer.start_.assign(parameters.begin(), parameters.end());
  trainer.gradient_.assign(parameters.size(), T(0));
  trainer.before_ = trainer.start_;
  const std::span<const T> running = trainer.network_.running();
  trainer.start_running_.assign(running.begin(), running.end());
  trainer.before_running_ = trainer.start_running_;

  auto objective = Objective<T>::create(trainer.spec_, trainer.data_, trainer.network_);
  if (!objective) return objective.error();
  trainer.objective_ = *std::move(objective);
  const std::vector<double>& inputs = trainer.data_.inputs;
  trainer.inputs_ = {trainer.data_.input_count(), trainer.data_.samples, std::vector<T>(inputs.begin(), inputs.end())};
  if (const auto chosen = trainer.optimizer_.choose(spec.optimizer, parameters.size()); !chosen) return chosen.error();
  trainer.schedule_ = find_schedule(spec.schedule.id);
  auto schedule = resolve_params(trainer.schedule_->params, spec.schedule.params, "schedule");
  if (!schedule) return schedule.error();
  trainer.schedule_params_ = *std::move(schedule);
  trainer.rewind();
  return trainer;
}

template <class T>
std::size_t Trainer<T>::batch_size() const {
  const std::size_t all = data_.train_rows.size();
  return spec_.batch == 0 ? all : std::min(spec_.batch, all);
}

template <class T>
std::size_t Trainer<T>::steps_per_epoch() const {
  return (data_.train_rows.size() + batch_size() - 1) / batch_size();
}

template <class T>
void Trainer<T>::rewind() {
  std::copy(start_.begin(), start_.end(), network_.parameters().begin());
  std::copy(start_running_.begin(), start_running_.end(), network_.running().begin());
  optimizer_.restart();
  order_rng_ = Rng(spec_.seed, streams::order);
  dropout_rng_ = Rng(spec_.seed, streams::dropout);
  order_ = data_.train_rows;
  position_ = 0;
  step_ = 0;
  epoch_ = 0;
  batch_loss_.reset();
  divergence_.reset();
}

/// Each epoch shuffles the order of the one before.
template <class T>
void Trainer<T>::begin_epoch() {
  if (spec_.shuffle) shuffle<std::uint32_t>(order_, order_rng_);
}

/// Forward and loss of one batch. False where the loss is not a number to go on with.
template <class T>
bool Trainer<T>::measure_batch(std::span<const std::uint32_t> rows) {
  const Block<T> x = batch_inputs_.resize(inputs_.units, rows.size());
  const Block<T> t = batch_targets_.resize(objective_.targets().units, rows.size());
  inputs_.gather(rows, x);
  objective_.targets().gather(rows, t);
  const std::span<const T> running = network_.running();
  std::copy(running.begin(), running.end(), before_running_.begin());
  network_.forward_training(x, pass_, dropout_rng_);
  const double loss = objective_.value(pass_, t);
  if (!(loss <= largest_loss)) return false;
  batch_loss_ = loss;
  return true;
}

/// The gradients of l1 Σ|w| and l2/2 Σw², by the weights alone.
template <class T>
void Trainer<T>::add_penalties() {
  const T l1 = static_cast<T>(spec_.l1);
  const T l2 = static_cast<T>(spec_.l2);
  for (const Layer<T>& layer : network_.layers()) {
    const T* weights = network_.parameters().data() + layer.weights;
    T* gradient = gradient_.data() + layer.weights;
    for (std::size_t i = 0; i < layer.sums * layer.inputs; ++i) {
      const T sign = weights[i] > T(0) ? T(1) : weights[i] < T(0) ? T(-1) : T(0);
      gradient[i] += l2 * weights[i] + l1 * sign;
    }
  }
}

/// Gradient and optimizer, after measure_batch. False, and the parameters as before, where they would not be finite.
template <class T>
bool Trainer<T>::update() {
  const Block<const T> t = batch_targets_.block();
  const Block<T> d = d_output_.resize(t.units, t.samples);
  const bool perceptron = spec_.rule == "perceptron";
  if (perceptron)
    perceptron_delta(pass_.output(pass_.layers.size() - 1), t, d);
  else
    objective_.gradient(pass_, t, d);
  network_.backward(batch_inputs_.block(), d, perceptron || objective_.fused(), pass_, gradient_);
  if (spec_.l1 > 0 || spec_.l2 > 0) add_penalties();
  const std::span<T> parameters = network_.parameters();
  std::copy(parameters.begin(), parameters.end(), before_.begin());
  optimizer_.update(parameters, gradient_, schedule_->factor(epoch_, schedule_params_));
  if (all_within<T>(parameters, std::numeric_limits<T>::max())) return true;
  std::copy(before_.begin(), before_.end(), parameters.begin());
  return false;
}

template <class T>
double Trainer<T>::learning_rate() const {
  return optimizer_.learning_rate() * schedule_->factor(epoch_, schedule_params_);
}

template <class T>
void Trainer<T>::step() {
  if (divergence_) return;
  if (position_ == 0) begin_epoch();
  const std::size_t count = std::min(batch_size(), order_.size() - position_);
  if (!measure_batch(std::span(order_).subspan(position_, count))) {
    const std::string cause = cause_of_loss();
    std::copy(before_running_.begin(), before_running_.end(), network_.running().begin());
    if (step_ > 0) take_back_step();
    return stop(cause);
  }
  if (!update()) return stop("learning_rate");
  ++step_;
  position_ += count;
  if (position_ < order_.size()) return;
  position_ = 0;
  ++epoch_;
}

template <class T>
void Trainer<T>::stop(std::string cause) {
  divergence_ = Divergence{step_ + 1, std::move(cause)};
}

/// The loss shows a step later what the step has done: the parameters that gave a finite loss are those before it.
template <class T>
void Trainer<T>::take_back_step() {
  std::copy(before_.begin(), before_.end(), network_.parameters().begin());
  --step_;
  if (position_ == 0) --epoch_;
}

/// An activation that is not finite at an ordinary place; before any update, inputs far from 1 or the weights; else the
/// steps were too long.
template <class T>
std::string Trainer<T>::cause_of_loss() const {
  constexpr T far = T(1e6);
  for (std::size_t l = 0; l < pass_.layers.size(); ++l)
    if (all_within(pass_.pre_activation(l), far) && !all_within(pass_.output(l), std::numeric_limits<T>::max()))
      return "activation";
  if (step_ > 0) return "learning_rate";
  const bool far_inputs =
      std::any_of(inputs_.values.begin(), inputs_.values.end(), [](T x) { return std::abs(x) > far; });
  return far_inputs ? "inputs" : "initialisation";
}

template <class T>
Result<Done> Trainer<T>::apply(const TrainerCommand& command) {
  if (const auto* set = std::get_if<SetOptimizer>(&command)) {
    if (auto chosen = optimizer_.choose(set->choice, gradient_.size()); !chosen) return chosen;
    spec_.optimizer = set->choice;
    return Done{};
  }
  rewind();
  return Done{};
}

template <class T>
Snapshot<T> Trainer<T>::snapshot() {
  Snapshot<T> now;
  now.step = step_;
  now.epoch = epoch_;
  now.batch_loss = batch_loss_;
  now.train = evaluator_.score(network_, objective_, inputs_, data_.train_rows);
  now.test = evaluator_.score(network_, objective_, inputs_, data_.test_rows);
  const std::span<const T> parameters = std::as_const(network_).parameters();
  now.parameters.assign(parameters.begin(), parameters.end());
  now.diverged = divergence_;
  return now;
}

template class Trainer<float>;
template class Trainer<double>;

}  // namespace gradlab
