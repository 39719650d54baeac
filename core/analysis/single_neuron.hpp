#pragma once

#include <cstddef>
#include <vector>

#include "core/analysis/output_loss.hpp"

namespace gradlab {

/// One input, one weight, one bias, one wanted output: a = f(w x + b) shall become y.
struct NeuronTask {
  double w = 2, b = 2;  ///< where it starts
  double x = 1, y = 0;
  double rate = 0.15;
};

struct NeuronStep {
  double w = 0, b = 0;
  double z = 0;      ///< w x + b
  double a = 0;      ///< f(z)
  double slope = 0;  ///< f'(z)
  double loss = 0;
  double by_logit = 0;  ///< ∂C/∂z; by w it is that times x
};

NeuronStep neuron_at(const OutputLoss& pair, const NeuronTask& task, double w, double b);

/// Plain gradient descent from the task's start: steps + 1 moments, the first before any step.
std::vector<NeuronStep> descend_neuron(const OutputLoss& pair, const NeuronTask& task, std::size_t steps);

/// The first moment at which the output has gone half the way or more from 1 to 0: a ≤ ½ for targets below ½, a ≥ ½ for
/// others. path.size() where it never does.
std::size_t first_at_half(const std::vector<NeuronStep>& path, double y);

}  // namespace gradlab
