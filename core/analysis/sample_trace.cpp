#include "core/analysis/sample_trace.hpp"

#include <span>
#include <utility>

namespace gradlab {
namespace {

template <class T>
std::vector<T> column_of(Block<const T> block) {
  std::vector<T> column;
  for (std::size_t u = 0; u < block.units; ++u) column.push_back(block.at(u, 0));
  return column;
}

template <class T>
std::vector<T> sample_of(const Samples<T>& samples, std::uint32_t row) {
  std::vector<T> column;
  for (std::size_t u = 0; u < samples.units; ++u) column.push_back(samples.values[u * samples.count + row]);
  return column;
}

template <class T>
std::vector<T> slopes_of(const Layer<T>& layer, const Pass<T>& pass, std::size_t l) {
  const std::size_t set = layer.per_unit ? layer.fixed_params.size() : 0;
  const Block<const T> z = pass.pre_activation(l);
  Batch<T> slopes;
  layer.activation->df(with_padding(z), with_padding(pass.output(l)),
                       layer.activation->with(pass.layers[l].activation_params.data(), set),
                       with_padding(slopes.resize(z.units, z.samples)));
  return column_of<T>(std::as_const(slopes).block());
}

/// ∂L/∂(what a layer gets) = Wᵀ δ, times what dropout has multiplied it by.
template <class T>
std::vector<T> errors_below(const Layer<T>& layer, std::span<const T> parameters, std::span<const T> deltas,
                            std::span<const T> kept) {
  std::vector<T> errors(layer.inputs, T(0));
  for (std::size_t s = 0; s < layer.sums; ++s)
    for (std::size_t i = 0; i < layer.inputs; ++i)
      errors[i] += parameters[layer.weights + s * layer.inputs + i] * deltas[s];
  for (std::size_t i = 0; i < kept.size(); ++i) errors[i] *= kept[i];
  return errors;
}

/// The way forward, with the outputs that a fused loss does without.
template <class T>
Pass<T> forward_pass(const Moment<T>& here, std::span<const T> inputs) {
  Network<T> network = here.network;  // batch norm's running statistics move
  Rng dropout = here.dropout_rng;
  Batch<T> column;
  const Block<T> x = column.resize(inputs.size(), 1);
  for (std::size_t u = 0; u < inputs.size(); ++u) x.at(u, 0) = inputs[u];
  repeat_into_padding(x);
  Pass<T> pass;
  network.forward_training(x, pass, dropout);
  return pass;
}

template <class T>
void fill_layers(const Trainer<T>& trainer, const Moment<T>& here, std::span<const T> inputs, SampleTrace<T>& trace) {
  const Pass<T> forward = forward_pass(here, inputs);
  const Pass<T>& step = trainer.latest_pass();
  const std::span<const Layer<T>> rows = here.network.layers();
  std::vector<T> below(inputs.begin(), inputs.end());
  for (std::size_t l = 0; l < rows.size(); ++l) {
    LayerTrace<T> layer;
    layer.inputs = std::move(below);
    layer.sums = column_of(forward.pre_activation(l));
    layer.outputs = column_of(forward.output(l));
    const bool dropped = rows[l].dropout > 0;
    if (dropped) layer.kept = column_of<T>(forward.layers[l].mask.block());
    below = dropped ? column_of<T>(forward.layers[l].dropped.block()) : layer.outputs;
    layer.deltas = column_of(step.delta(l));
    if (!rows[l].activation->mixes() && !(trace.fused && l + 1 == rows.size()))
      layer.slopes = slopes_of(rows[l], forward, l);
    trace.layers.push_back(std::move(layer));
  }
  const std::span<const T> parameters = std::as_const(here.network).parameters();
  for (std::size_t l = rows.size() - 1; l > 0; --l)
    trace.layers[l - 1].errors = errors_below<T>(rows[l], parameters, trace.layers[l].deltas, trace.layers[l - 1].kept);
  if (!trace.fused) trace.layers.back().errors = column_of(trainer.latest_loss_gradient());
}

template <class T>
std::vector<T> copy_of(std::span<const T> values) {
  return {values.begin(), values.end()};
}

}  // namespace

template <class T>
std::optional<SampleTrace<T>> trace_sample(Trainer<T>& trainer, std::uint32_t row) {
  if (trainer.diverged() || row >= trainer.data().samples) return std::nullopt;
  Moment<T> here = trainer.moment();
  std::optional<SampleTrace<T>> trace;
  if (trainer.step_on(std::span(&row, 1))) {
    const Spec& spec = trainer.spec();
    trace.emplace();
    trace->step = here.step;
    trace->row = row;
    trace->loss = *trainer.batch_loss();
    trace->fused = trainer.objective().fused() || spec.rule == "perceptron";
    trace->target = sample_of(trainer.objective().targets(), row);
    trace->gradient = copy_of(trainer.latest_gradient());
    trace->before = copy_of<T>(std::as_const(here.network).parameters());
    trace->after = copy_of<T>(trainer.network().parameters());
    trace->state_before = copy_of(here.optimizer.state());
    trace->state_after = copy_of(trainer.moment().optimizer.state());
    trace->optimizer = spec.optimizer.id;
    const Optimizer<T>& rule = *find_optimizer<T>(spec.optimizer.id);
    if (const auto settings = resolve_optimizer(rule, spec.optimizer.params, "optimizer")) trace->settings = *settings;
    trace->settings.front() = trainer.learning_rate();
    trace->optimizer_step = trainer.moment().optimizer.steps();
    fill_layers<T>(trainer, here, sample_of(trainer.inputs(), row), *trace);
  }
  trainer.restore(std::move(here));
  return trace;
}

template std::optional<SampleTrace<float>> trace_sample(Trainer<float>&, std::uint32_t);
template std::optional<SampleTrace<double>> trace_sample(Trainer<double>&, std::uint32_t);

}  // namespace gradlab
