#include "shell/ui/pages/playground_edit.hpp"

#include <algorithm>

#include "core/base/rng.hpp"
#include "core/diagnosis/edits.hpp"
#include "core/losses/loss.hpp"

namespace gradlab::ui {
namespace {

LayerSpec usual_output(Task task) {
  switch (task) {
    case Task::binary: return {0, "sigmoid", {}, false};
    case Task::classes: return {0, "softmax", {}, false};
    case Task::regression: return {0, "identity", {}, false};
  }
  return {};
}

Choice usual_loss(Task task) {
  switch (task) {
    case Task::binary: return {"bce", {}};
    case Task::classes: return {"cross_entropy", {}};
    case Task::regression: return {"mse", {}};
  }
  return {};
}

/// A fresh spec's parameters must not carry weights that were given for another shape.
Spec reshaped(Spec spec) {
  spec.initial_parameters.clear();
  return spec;
}

}  // namespace

std::vector<std::string_view> playground_data_kinds() { return {"circle", "xor", "gauss", "spiral", "iris"}; }

bool is_generated(std::string_view kind) { return find_data_source(kind) != nullptr; }

Task task_of(std::string_view kind) {
  const DataSource* source = find_data_source(kind);
  return source ? source->task : Task::classes;
}

Spec first_playground_spec() {
  Spec spec;
  spec.data.kind = "spiral";
  spec.data.noise = 0.2;
  spec.layers = {{8, "silu", {}, false}, {8, "silu", {}, false}, {0, "sigmoid", {}, false}};
  spec.loss = {"bce", {}};
  spec.optimizer = {"adam", {{"lr", 0.01}}};
  spec.initializer = {"he_normal", {}};
  spec.batch = 16;
  return spec;
}

Spec suited_spec(std::string_view kind) {
  Spec spec = first_playground_spec();
  if (kind == "iris") {
    spec = with_data(spec, kind);
    spec.layers = {{16, "tanh", {}, false}, usual_output(Task::classes)};
    spec.initializer = {"xavier_uniform", {}};
  } else if (kind != spec.data.kind) {
    spec = with_data(spec, kind);
  }
  return spec;
}

std::string data_family(std::string_view kind) { return is_generated(kind) ? "generated" : std::string(kind); }

Spec with_data(const Spec& spec, std::string_view kind) {
  Spec changed = reshaped(spec);
  changed.data.kind = kind;
  changed.data.params.clear();
  changed.data.features.clear();
  changed.data.train_rows.clear();
  changed.data.test_rows.clear();
  // Measured columns have their own units; generated points are already drawn to one scale.
  changed.data.scaling = is_generated(kind) ? "none" : "standardise";
  const Task task = task_of(kind);
  if (task != task_of(spec.data.kind)) {
    changed.layers.back() = usual_output(task);
    changed.loss = usual_loss(task);
  }
  return changed;
}

Spec with_hidden_layer_added(const Spec& spec) {
  Spec changed = reshaped(spec);
  const std::size_t hidden = spec.layers.size() - 1;
  LayerSpec added{4, "relu", {}, false};
  if (hidden > 0) added = spec.layers[hidden - 1];
  changed.layers.insert(changed.layers.end() - 1, added);
  return changed;
}

Spec with_layer_removed(const Spec& spec, std::size_t layer) {
  Spec changed = reshaped(spec);
  if (layer + 1 < spec.layers.size()) changed.layers.erase(changed.layers.begin() + static_cast<std::ptrdiff_t>(layer));
  return changed;
}

Spec with_units(const Spec& spec, std::size_t layer, std::size_t units) {
  Spec changed = reshaped(spec);
  changed.layers[layer].units = units;
  return changed;
}

Spec with_activation(const Spec& spec, std::size_t layer, std::string_view activation) {
  Spec changed = reshaped(spec);
  changed.layers[layer].activation = activation;
  changed.layers[layer].params.clear();
  if (layer + 1 == spec.layers.size()) changed.layers[layer].units = 0;  // as many as the data and this reading need
  return changed;
}

Spec with_activation_param(const Spec& spec, std::size_t layer, std::string_view param, double value) {
  Spec changed = spec;
  changed.layers[layer].params[std::string(param)] = value;
  return changed;
}

Spec with_loss(const Spec& spec, std::string_view loss) {
  Spec changed = spec;
  changed.loss = {std::string(loss), {}};
  changed.layers.back().units = 0;
  return changed;
}

Spec with_optimizer(const Spec& spec, std::string_view optimizer) {
  Spec changed = spec;
  changed.optimizer = {std::string(optimizer), {}};
  return changed;
}

Spec with_optimizer_param(const Spec& spec, std::string_view param, double value) {
  Spec changed = spec;
  changed.optimizer.params[std::string(param)] = value;
  return changed;
}

Spec with_new_seed(const Spec& spec) {
  constexpr std::uint64_t largest_seed = 999, stream = 0x5eed;
  Spec changed = spec;
  Rng rng(spec.seed, stream);
  changed.seed = 1 + rng.below(largest_seed);
  return changed;
}

Spec with_initializer(const Spec& spec, std::string_view initializer) {
  Spec changed = reshaped(spec);
  changed.initializer = {std::string(initializer), {}};
  return changed;
}

double param_value(const ParamValues& values, const ParamSpec& param) {
  const auto found = values.find(param.id);
  return found == values.end() ? param.initial : found->second;
}

double learning_rate(const Spec& spec) { return edits::rate_of(spec); }

}  // namespace gradlab::ui
