#include "core/network/memory.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "core/activations/activation.hpp"
#include "core/base/number_text.hpp"
#include "core/network/batch.hpp"
#include "core/network/evaluator.hpp"
#include "core/optimizers/optimizer.hpp"
#include "core/spec/layer_activation.hpp"
#include "core/spec/limits.hpp"

namespace gradlab {
namespace {

struct LayerSize {
  std::uint64_t inputs = 0;
  std::uint64_t units = 0;
  std::uint64_t sums = 0;
  std::uint64_t parameters = 0;
};

/// Sums of each unit, and trained parameters of each set of the activation's.
struct RowSize {
  std::uint64_t pieces = 1;
  std::uint64_t trained = 0;
};

RowSize row_size(const LayerSpec& spec) {
  const auto activation = activation_of<double>(spec, "");
  if (!activation) return {};
  const Activation<double>* row = activation->row;
  RowSize size;
  for (const ParamSpec& param : row->params) size.trained += param.trained ? 1 : 0;
  const auto params = resolve_params(row->params, spec.params, "");
  if (params) size.pieces = row->inputs_per_output(*params);
  return size;
}

std::vector<LayerSize> layer_sizes(const Spec& spec, const TrainingSize& size) {
  std::vector<LayerSize> all;
  std::uint64_t inputs = size.inputs;
  for (const LayerSpec& layer : spec.layers) {
    LayerSize one;
    one.inputs = inputs;
    one.units = layer.units == 0 ? size.outputs : layer.units;
    const RowSize row = row_size(layer);
    one.sums = one.units * row.pieces;
    one.parameters = one.sums * (inputs + (layer.batch_norm ? 3 : 1)) + row.trained * (layer.per_unit ? one.units : 1);
    all.push_back(one);
    inputs = one.units;
  }
  return all;
}

}  // namespace

std::uint64_t parameter_count(const Spec& spec, const TrainingSize& size) {
  std::uint64_t count = 0;
  for (const LayerSize& layer : layer_sizes(spec, size)) count += layer.parameters;
  return count;
}

std::uint64_t estimated_bytes(const Spec& spec, const TrainingSize& size) {
  const std::vector<LayerSize> layers = layer_sizes(spec, size);
  const Optimizer<double>* optimizer = find_optimizer<double>(spec.optimizer.id);
  const std::uint64_t slots = optimizer ? optimizer->slots : 0;
  std::uint64_t widest = size.inputs;  // sums
  std::uint64_t per_sample = size.inputs;
  std::uint64_t largest_matrix = 0;
  std::uint64_t widest_inputs = 0;
  for (const LayerSize& layer : layers) {
    widest = std::max({widest, layer.sums, layer.units});
    // Sums, outputs, deltas; batch norm's normal sums; dropout's mask and outputs.
    per_sample += 3 * layer.sums + 3 * layer.units;
    widest_inputs = std::max(widest_inputs, layer.inputs);
    largest_matrix = std::max(largest_matrix, layer.sums * layer.inputs);
  }
  const std::size_t batch = spec.batch == 0 ? size.train_samples : std::min(spec.batch, size.train_samples);
  const std::uint64_t passes = padded(batch) + evaluation_chunk;
  const std::uint64_t training_numbers =
      parameter_count(spec, size) * (4 + slots)  // values, start, gradient, before
      + passes * (per_sample + 2 * widest)       // two passes and their scratch
      + batch * (size.inputs + widest_inputs)    // the batch and a layer's inputs, sample by sample
      + size.samples * 2 * (size.inputs + size.outputs + 1);
  // The data set itself and the initialiser's matrix are double.
  return training_numbers * size.scalar_bytes + (size.samples * (size.inputs + 1) + largest_matrix) * sizeof(double);
}

Result<Done> check_memory(const Spec& spec, const TrainingSize& size) {
  const std::uint64_t bytes = estimated_bytes(spec, size);
  if (bytes <= limits::memory) return Done{};
  return Error{"too_large",
               "layers",
               {{"value", bytes_text(bytes)},
                {"high", bytes_text(limits::memory)},
                {"parameters", std::to_string(parameter_count(spec, size))}}};
}

}  // namespace gradlab
