#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/network/trainer.hpp"

namespace gradlab {

/// One sample's way through one layer.
template <class T>
struct LayerTrace {
  std::vector<T> inputs;  ///< what the layer gets: the outputs of the one below, after its dropout
  std::vector<T> sums;    ///< pre-activations z (of maxout, outputs × pieces)
  std::vector<T> outputs;
  std::vector<T> kept;    ///< dropout: by what each output is multiplied, 0 or 1 / (1 - share); empty: no dropout
  std::vector<T> errors;  ///< ∂L/∂output; empty in an output layer that is computed as one with the loss
  std::vector<T> slopes;  ///< f'(z); empty in rows that mix units (softmax, maxout), and where errors are
  std::vector<T> deltas;  ///< ∂L/∂z
};

/// A step whose batch is one sample alone, number by number as the training computes them: the step is taken and taken
/// back. Parameters are numbered as in Network::parameters().
template <class T>
struct SampleTrace {
  std::uint64_t step = 0;  ///< steps that were done before
  std::uint32_t row = 0;   ///< of the data
  double loss = 0;         ///< without penalties
  bool fused = false;      ///< the output layer and the loss are one: its deltas come from the loss
  std::vector<T> target;
  std::vector<LayerTrace<T>> layers;
  std::vector<T> gradient;                   ///< with the penalties' part
  std::vector<T> before, after;              ///< the parameters
  std::vector<T> state_before, state_after;  ///< what the optimizer remembers: slot by slot
  std::string optimizer;
  std::vector<double> settings;      ///< the optimizer's parameters in its row's order, the rate after the schedule
  std::uint64_t optimizer_step = 1;  ///< t of its formulas
};

/// None where the run has diverged, or this step would not stay finite. Leaves the run as it is.
template <class T>
std::optional<SampleTrace<T>> trace_sample(Trainer<T>& trainer, std::uint32_t row);

extern template std::optional<SampleTrace<float>> trace_sample(Trainer<float>&, std::uint32_t);
extern template std::optional<SampleTrace<double>> trace_sample(Trainer<double>&, std::uint32_t);

}  // namespace gradlab
