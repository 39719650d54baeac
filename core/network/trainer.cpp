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

template <class T>
constexpr T largest_loss = T(1e30);

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
  trainer.perceptron_ = spec.rule == "perceptron";
  trainer.data_ = std::move(data);
  const std::size_t rows = trainer.data_.train_rows.size();
  trainer.batch_size_ = spec.batch == 0 ? rows : std::min(spec.batch, rows);
  LayerSpec& last = trainer.spec_.layers.back();
  if (last.units == 0) last.units = outputs_needed(spec, trainer.data_);

  const Dataset& set = trainer.data_;
  const TrainingSize size{set.input_count(), last.units, set.samples, set.train_rows.size(), sizeof(T)};
  if (const auto fits = check_memory(trainer.spec_, size); !fits) return fits.error();

  auto network = Network<T>::create(trainer.spec_.layers, trainer.data_.input_count());
  if (!network) return network.error();
  trainer.now_.network = *std::move(network);
  if (const auto started = start_network(spec, trainer.now_.network); !started) return started.error();
  const std::span<const T> parameters = trainer.now_.network.parameters();
  trainer.start_.assign(parameters.begin(), parameters.end());
  trainer.gradient_.assign(parameters.size(), T(0));
  trainer.now_.before.assign(trainer.start_.begin(), trainer.start_.end());
  const std::span<const T> running = trainer.now_.network.running();
  trainer.start_running_.assign(running.begin(), running.end());
  trainer.now_.before_running = trainer.start_running_;

  if (const auto taken = trainer.take_data(std::move(trainer.data_)); !taken) return taken.error();
  if (const auto chosen = trainer.now_.optimizer.choose(spec.optimizer, parameters.size()); !chosen)
    return chosen.error();
  if (const auto chosen = trainer.choose_schedule(spec.schedule); !chosen) return chosen.error();
  if (const auto taken = trainer.take_hand(spec.frozen, spec.edits); !taken) return taken.error();
  trainer.rewind();
  return trainer;
}

/// The data as objective and steps take them. data: of as many inputs and outputs as the network has.
template <class T>
Result<Done> Trainer<T>::take_data(Dataset data) {
  auto objective = Objective<T>::create(spec_, data, now_.network);
  if (!objective) return objective.error();
  objective_ = *std::move(objective);
  data_ = std::move(data);
  *places_ = {};
  inputs_ = {data_.input_count(), data_.samples, std::vector<T>(data_.inputs.begin(), data_.inputs.end()), {}};
  if (kernels::takes_samples_in_order(inputs_.units))
    inputs_.keep_by_sample();
  else
    rows_.keep(inputs_, objective_.targets());
  return Done{};
}

template <class T>
std::size_t Trainer<T>::steps_per_epoch() const {
  return (data_.train_rows.size() + batch_size() - 1) / batch_size();
}

template <class T>
void Trainer<T>::rewind() {
  std::copy(start_.begin(), start_.end(), now_.network.parameters().begin());
  std::copy(start_running_.begin(), start_running_.end(), now_.network.running().begin());
  now_.optimizer.restart();
  now_.order_rng = Rng(spec_.seed, streams::order);
  now_.dropout_rng = Rng(spec_.seed, streams::dropout);
  now_.order = data_.train_rows;
  now_.position = 0;
  now_.step = 0;
  now_.epoch = 0;
  now_.batch_loss.reset();
  now_.divergence.reset();
  set_rate_factor();
  make_edits();
}

template <class T>
void Trainer<T>::keep_frozen(std::span<T> numbers, std::span<const T> as_in) const {
  for (const std::size_t index : frozen_) numbers[index] = as_in.empty() ? T(0) : as_in[index];
}

/// Each epoch shuffles the order of the one before.
template <class T>
void Trainer<T>::begin_epoch() {
  if (spec_.shuffle) shuffle_quickly<std::uint32_t>(now_.order, now_.order_rng);
}

template <class T>
void Trainer<T>::place(std::size_t samples) {
  const std::size_t inputs = inputs_.units, targets = objective_.targets().units;
  const Block<T> batch = batch_.reshape(std::max(rows_.units, inputs + targets), samples);
  const Block<T> d = d_output_.resize(targets, samples);
  *places_ = {.samples = samples,
              .gather = {rows_.values.data(), batch.part(0, inputs + targets)},
              .inputs = batch.part(0, inputs),
              .targets = batch.part(inputs, targets),
              .prediction = {},
              .d_output = d,
              .by_output = d,
              .last_output = !objective_.fused(),
              .by_sums = perceptron_ || objective_.fused(),
              .optimizer = {}};
}

/// The batch's inputs, with their padding, and targets.
template <class T>
void Trainer<T>::gather(std::span<const std::uint32_t> rows) {
  if (places_->samples != rows.size()) place(rows.size());
  if (rows_.values.empty()) return gather_by_sample(rows);
  places_->gather(rows);
}
template <class T>
void Trainer<T>::gather_by_sample(std::span<const std::uint32_t> rows) {
  const Block<T> batch = batch_.block();
  const Block<T> x = batch.part(0, inputs_.units), t = batch.part(inputs_.units, places_->targets.units);
  inputs_by_sample_.resize(batch_size() * inputs_.units);
  inputs_.gather_by_sample(rows, inputs_by_sample_.data());
  kernels::transpose<T>(inputs_by_sample_.data(), rows.size(), inputs_.units, inputs_.units, x.data, x.stride);
  repeat_into_padding(x);
  pass_.inputs_by_sample = inputs_by_sample_.data();
  objective_.targets().gather(rows, t);
  repeat_into_padding(t);
}

/// The running statistics of before the step, to go back to.
template <class T>
void Trainer<T>::keep_running() {
  const std::span<const T> running = now_.network.running();
  std::copy(running.begin(), running.end(), now_.before_running.begin());
}

/// Gathers and passes forward, whatever the step before was.
template <class T>
void Trainer<T>::forward_anew(std::span<const std::uint32_t> rows) {
  places_->repeats = 0;
  gather(rows);
  if (extras_) keep_running();
  now_.network.forward_training(places_->inputs, pass_, now_.dropout_rng, places_->last_output);
  if (!places_->prediction.data) places_->prediction = objective_.prediction(pass_);
}

/// Forward, loss and the loss's gradient of one batch. False where the loss is not a number to go on with.
template <class T>
bool Trainer<T>::measure_batch(std::span<const std::uint32_t> rows) {
  if (places_->repeats == rows.size()) {
    places_->gather(rows);
    pass_.plan->forward_again();
  } else {
    forward_anew(rows);
  }
  const T loss = objective_.value_and_gradient(places_->prediction, places_->targets, places_->d_output);
  if (!(loss <= largest_loss<T>)) return false;
  now_.batch_loss = static_cast<double>(loss);
  return true;
}

/// The gradients of l1 Σ|w| and l2/2 Σw², by the weights alone.
template <class T>
void Trainer<T>::add_penalties() {
  const T l1 = static_cast<T>(spec_.l1);
  const T l2 = static_cast<T>(spec_.l2);
  for (const Layer<T>& layer : now_.network.layers()) {
    const T* weights = now_.network.parameters().data() + layer.weights;
    T* gradient = gradient_.data() + layer.weights;
    for (std::size_t i = 0; i < layer.sums * layer.inputs; ++i) {
      const T sign = weights[i] > T(0) ? T(1) : weights[i] < T(0) ? T(-1) : T(0);
      gradient[i] += l2 * weights[i] + l1 * sign;
    }
  }
}

/// Penalties; and no gradient for what is frozen.
template <class T>
void Trainer<T>::add_to_gradient() {
  if (spec_.l1 > 0 || spec_.l2 > 0) add_penalties();
  keep_frozen(gradient_, {});
}

/// The gradient after forward_anew, and whether the next step can do as this one.
template <class T>
void Trainer<T>::backward_anew() {
  if (perceptron_) perceptron_delta<T>(pass_.layers.back().output.block(), places_->targets, places_->d_output);
  now_.network.backward(places_->inputs, places_->by_output, places_->by_sums, pass_, gradient_);
  if (extras_) add_to_gradient();
  OptimizerStep<T>& own = places_->optimizer;
  if (own.parameters.empty()) own = now_.optimizer.step_over(now_.network.parameters(), gradient_, now_.before);
  if (!extras_ && !rows_.values.empty() && pass_.plan->whole()) places_->repeats = places_->samples;
}

/// Gradient and optimizer, after measure_batch. False, and the parameters as before, where they would not be finite.
template <class T>
bool Trainer<T>::update() {
  if (places_->repeats > 0)
    pass_.plan->backward_again();
  else
    backward_anew();
  OptimizerStep<T>& own = places_->optimizer;
  if (now_.optimizer.update(own)) {
    if (extras_) keep_frozen(own.parameters, now_.before);  // weight decay asks for no gradient
    return true;
  }
  std::copy(now_.before.begin(), now_.before.end(), own.parameters.begin());
  return false;
}

template <class T>
double Trainer<T>::learning_rate() const {
  return now_.optimizer.learning_rate();
}

template <class T>
void Trainer<T>::step() {
  if (now_.divergence) return;
  if (now_.position == 0) begin_epoch();
  const std::size_t count = std::min(batch_size_, now_.order.size() - now_.position);
  if (!measure_batch({now_.order.data() + now_.position, count})) return stop_by_loss();
  if (!update()) return stop("learning_rate");
  ++now_.step;
  now_.position += count;
  if (extras_) make_edits();
  if (now_.position < now_.order.size()) return;
  now_.position = 0;
  ++now_.epoch;
  set_rate_factor();
}

template <class T>
bool Trainer<T>::step_on(std::span<const std::uint32_t> rows) {
  return measure_batch(rows) && update();
}

template <class T>
std::vector<std::uint32_t> Trainer<T>::next_rows() const {
  std::vector<std::uint32_t> order = now_.order;
  Rng rng = now_.order_rng;
  if (now_.position == 0 && spec_.shuffle) shuffle_quickly<std::uint32_t>(order, rng);
  const std::size_t count = std::min(batch_size(), order.size() - now_.position);
  const auto first = order.begin() + static_cast<std::ptrdiff_t>(now_.position);
  return {first, first + static_cast<std::ptrdiff_t>(count)};
}

template <class T>
void Trainer<T>::stop(std::string cause) {
  now_.divergence = Divergence{now_.step + 1, std::move(cause)};
}

template <class T>
void Trainer<T>::stop_by_loss() {
  const std::string cause = cause_of_loss();
  std::copy(now_.before_running.begin(), now_.before_running.end(), now_.network.running().begin());
  if (now_.step > 0) take_back_step();
  stop(cause);
}

/// The loss shows a step later what the step has done: the parameters that gave a finite loss are those before it.
template <class T>
void Trainer<T>::take_back_step() {
  std::copy(now_.before.begin(), now_.before.end(), now_.network.parameters().begin());
  --now_.step;
  if (now_.position == 0) --now_.epoch;
  set_rate_factor();
}

/// An activation that is not finite at an ordinary place; before any update, inputs far from 1 or the weights; else the
/// steps were too long.
template <class T>
std::string Trainer<T>::cause_of_loss() const {
  constexpr T far = T(1e6);
  for (std::size_t l = 0; l < pass_.layers.size(); ++l)
    if (all_within(pass_.pre_activation(l), far) && !all_within(pass_.output(l), std::numeric_limits<T>::max()))
      return "activation";
  if (now_.step > 0) return "learning_rate";
  const bool far_inputs =
      std::any_of(inputs_.values.begin(), inputs_.values.end(), [](T x) { return std::abs(x) > far; });
  return far_inputs ? "inputs" : "initialisation";
}

template <class T>
Snapshot<T> Trainer<T>::snapshot() {
  Snapshot<T> now;
  now.step = now_.step;
  now.epoch = now_.epoch;
  now.batch_loss = now_.batch_loss;
  now.train = evaluator_.score(now_.network, objective_, inputs_, data_.train_rows);
  now.test = evaluator_.score(now_.network, objective_, inputs_, data_.test_rows);
  const std::span<const T> parameters = std::as_const(now_.network).parameters();
  now.parameters.assign(parameters.begin(), parameters.end());
  now.diverged = now_.divergence;
  return now;
}

template class Trainer<float>;
template class Trainer<double>;

}  // namespace gradlab
