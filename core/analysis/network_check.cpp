#include "core/analysis/network_check.hpp"

#include <algorithm>

#include "core/analysis/training_loss.hpp"

namespace gradlab {

template <class T>
Result<NetworkCheck> check_network(const Trainer<T>& trainer) {
  constexpr std::size_t most_samples = 64, most_parameters = 1000, least_parameters = 20;
  constexpr std::size_t budget = 50'000'000;  // parameters checked times parameters passed through
  auto loss = TrainingLoss::create(trainer, most_samples);
  if (!loss) return loss.error();
  auto network = Network<double>::create(trainer.spec().layers, trainer.data().input_count());  // with its dropout
  if (!network) return network.error();
  std::copy(loss->here().begin(), loss->here().end(), network->parameters().begin());
  NetworkCheck check;
  check.parameters = loss->size();
  check.samples = loss->samples();
  const std::size_t most = std::clamp(budget / loss->size(), least_parameters, most_parameters);
  check.gap = gradient_gap(*network, loss->objective(), loss->inputs(), loss->targets(), most);
  check.worst = place_of(*network, check.gap.parameter);
  return check;
}

template Result<NetworkCheck> check_network(const Trainer<float>&);
template Result<NetworkCheck> check_network(const Trainer<double>&);

}  // namespace gradlab
