#include "core/network/gradient_check.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/base/rng.hpp"
#include "core/network/load_data.hpp"

namespace gradlab {
namespace {

constexpr std::uint64_t dropout_seed = 1;

class Differences {
 public:
  Differences(Network<double>& network, Objective<double>& objective, Block<const double> inputs,
              Block<const double> targets)
      : network_(network), objective_(objective), inputs_(inputs), targets_(targets) {}

  double loss() {
    Rng dropout(dropout_seed);
    network_.forward_training(inputs_, pass_, dropout);
    return objective_.value(pass_, targets_);
  }

  double central(std::size_t parameter, double step) {
    double& value = network_.parameters()[parameter];
    const double before = value;
    value = before + step;
    const double above = loss();
    value = before - step;
    const double below = loss();
    value = before;
    return (above - below) / (2 * step);
  }

 private:
  Network<double>& network_;
  Objective<double>& objective_;
  Block<const double> inputs_;
  Block<const double> targets_;
  Pass<double> pass_;
};

}  // namespace

/// The samples' classes are such that every loss is defined: three where it shares out probabilities, else two.
Spec gradient_check_spec(std::string_view activation, std::string_view loss, std::uint64_t seed) {
  constexpr std::size_t samples = 21;  // more than one group of 16, and not a whole number of them
  Rng rng(seed);
  Spec spec;
  spec.loss.id = loss;
  const Loss<double>* row = find_loss<double>(loss);
  const std::size_t classes = row && row->target == TargetKind::distribution ? 3 : 2;
  spec.data.kind = "inline";
  spec.data.test_share = 0;
  for (std::size_t s = 0; s < samples; ++s) {
    spec.data.inputs.push_back({rng.normal(), rng.normal(), rng.normal()});
    spec.data.targets.push_back(static_cast<double>(s % classes));
  }
  const std::string id(activation);
  const std::size_t outputs = classes;
  spec.layers = {{5, id, {}, true}, {4, id, {}, false}, {outputs, id, {}, false}};
  return spec;
}

GradientGap gradient_gap(Network<double> network, Objective<double>& objective, Block<const double> inputs,
                         Block<const double> targets, std::size_t most) {
  Pass<double> pass;
  Batch<double> d_output;
  std::vector<double> exact(network.parameters().size());
  Rng dropout(dropout_seed);
  network.forward_training(inputs, pass, dropout);
  objective.gradient(pass, targets, d_output.resize(targets.units, targets.samples));
  network.backward(inputs, d_output.block(), objective.fused(), pass, exact);

  constexpr double step = 1e-5;
  Differences differences(network, objective, inputs, targets);
  const double size = std::max(1.0, std::abs(differences.loss()));  // rounding grows with the loss
  GradientGap gap;
  const std::size_t stride = (exact.size() + most - 1) / std::max<std::size_t>(1, most);
  for (std::size_t p = 0; p < exact.size(); p += std::max<std::size_t>(1, stride)) {
    // The error of a central difference falls with the step's square, which two steps take out; but at a kink.
    const double far = differences.central(p, step), near = differences.central(p, step / 2);
    const double wide = near + (near - far) / 3;
    const double numeric = near + (differences.central(p, step / 4) - near) * 4 / 3;
    if (!std::isfinite(exact[p]) || !std::isfinite(numeric)) {
      ++gap.not_finite;
      continue;
    }
    if (!(std::abs(numeric - wide) <= 1e-9 * size + 1e-7 * std::abs(numeric))) {
      ++gap.skipped;
      continue;
    }
    ++gap.checked;
    const double relative = std::abs(exact[p] - numeric) / (std::abs(exact[p]) + std::abs(numeric) + 0.01 * size);
    if (relative <= gap.worst) continue;
    gap.worst = relative;
    gap.parameter = p;
    gap.exact = exact[p];
    gap.numeric = numeric;
  }
  return gap;
}

Result<GradientGap> check_gradients(const Spec& spec, std::uint64_t seed) {
  if (const auto checked = check_spec(spec); !checked) return checked.error();
  const auto data = load_data(spec.data, spec.seed, NoFiles{});
  if (!data) return data.error();
  auto network = Network<double>::create(spec.layers, data->input_count());
  if (!network) return network.error();
  auto objective = Objective<double>::create(spec, *data, *network);
  if (!objective) return objective.error();
  Rng rng(seed, 1);
  const auto initializer = find_initializer("zeros");
  network->initialise(*initializer, {}, rng);  // for the start of everything but the weights
  for (double& parameter : network->parameters()) parameter += 0.7 * rng.normal();

  const Samples<double> inputs{data->input_count(), data->samples, data->inputs};
  Batch<double> x, t;
  inputs.gather(data->train_rows, x.resize(inputs.units, inputs.count));
  repeat_into_padding(x.block());
  objective->targets().gather(data->train_rows, t.resize(objective->targets().units, inputs.count));
  return gradient_gap(*network, *objective, x.block(), t.block());
}

}  // namespace gradlab
