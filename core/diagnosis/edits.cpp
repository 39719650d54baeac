#include "core/diagnosis/edits.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/optimizers/optimizer.hpp"
#include "core/spec/layer_activation.hpp"

namespace gradlab::edits {

double rate_of(const Spec& spec) {
  const auto set = spec.optimizer.params.find("lr");
  if (set != spec.optimizer.params.end()) return set->second;
  const Optimizer<double>* row = find_optimizer<double>(spec.optimizer.id);
  return row ? row->params.front().initial : 0;
}

double lower_rate(double rate) {
  const double fifth = rate / 5;
  const double unit = std::pow(10.0, std::floor(std::log10(fifth)));
  return std::max(1.0, std::round(fifth / unit)) * unit;
}

Spec with_rate(const Spec& spec, double rate) {
  Spec changed = spec;
  changed.optimizer.params["lr"] = rate;
  return changed;
}

Spec with_activation(const Spec& spec, std::size_t layer, std::string_view activation) {
  Spec changed = spec;
  LayerSpec& of = changed.layers[layer];
  of.activation = activation;
  of.params.clear();
  of.per_unit = false;
  of.formula.clear();
  of.trained.clear();
  if (layer < changed.initial_parameters.size()) changed.initial_parameters[layer].params.clear();
  return changed;
}

Spec with_output(const Spec& spec, std::string_view activation, std::string_view loss) {
  Spec changed = with_activation(spec, spec.layers.size() - 1, activation);
  changed.layers.back().units = 0;
  changed.loss = {std::string(loss), {}};
  changed.initial_parameters.clear();  // there may be more or fewer units now
  return changed;
}

std::string_view fitting_initializer(const Spec& spec) {
  const auto activation = activation_of<double>(spec.layers.front(), "layers[0]");
  if (!activation) return "xavier_uniform";
  const ActivationGroup group = activation->row->group;
  const bool rectifies = group == ActivationGroup::rectifier || group == ActivationGroup::smooth_rectifier;
  return rectifies ? "he_normal" : "xavier_uniform";
}

Spec with_initializer(const Spec& spec, std::string_view initializer) {
  Spec changed = spec;
  changed.initializer = {std::string(initializer), {}};
  changed.initial_parameters.clear();
  return changed;
}

bool begins_scaled(const Spec& spec) {
  constexpr std::array<std::string_view, 4> by_width{"xavier", "he_", "lecun", "orthogonal"};
  if (!spec.initial_parameters.empty()) return false;
  return std::any_of(by_width.begin(), by_width.end(),
                     [&](std::string_view beginning) { return spec.initializer.id.starts_with(beginning); });
}

Spec with_standardised_inputs(const Spec& spec) {
  Spec changed = spec;
  changed.data.scaling = "standardise";
  return changed;
}

}  // namespace gradlab::edits
