#include "core/analysis/single_neuron.hpp"

#include <algorithm>

namespace gradlab {

NeuronStep neuron_at(const OutputLoss& pair, const NeuronTask& task, double w, double b) {
  NeuronStep step{w, b, w * task.x + b};
  const LossAt at = loss_at_logit(pair, step.z, task.y);
  step.a = at.prediction;
  step.slope = slope_at(*pair.activation, step.z, pair.params);
  step.loss = at.value;
  step.by_logit = at.by_logit;
  return step;
}

std::vector<NeuronStep> descend_neuron(const OutputLoss& pair, const NeuronTask& task, std::size_t steps) {
  std::vector<NeuronStep> path{neuron_at(pair, task, task.w, task.b)};
  path.reserve(steps + 1);
  for (std::size_t i = 0; i < steps; ++i) {
    const NeuronStep& now = path.back();
    path.push_back(
        neuron_at(pair, task, now.w - task.rate * (now.by_logit * task.x), now.b - task.rate * now.by_logit));
  }
  return path;
}

std::size_t first_at_half(const std::vector<NeuronStep>& path, double y) {
  const auto there = [y](const NeuronStep& step) { return y < 0.5 ? step.a <= 0.5 : step.a >= 0.5; };
  return static_cast<std::size_t>(std::find_if(path.begin(), path.end(), there) - path.begin());
}

}  // namespace gradlab
