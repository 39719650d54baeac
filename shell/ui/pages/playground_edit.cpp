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

}  // namespace

Spec reshaped(Spec spec) {
  spec.initial_parameters.clear();
  spec.frozen.clear();
  spec.edits.clear();
  return spec;
}

std::vector<std::string_view> usual_data_kinds() { return {"circle", "xor", "gauss", "spiral", "iris"}; }

std::vector<DataGroup> data_groups() {
  std::vector<DataGroup> groups{
      {"two_classes", {}}, {"many_classes", {}}, {"number", {}}, {"table", {}}, {"measured", {}}};
  for (const DataSource& row : data_sources()) {
    if (row.id == "curve") continue;  // has points of its own
    const std::size_t group = is_table(row) ? 3 : row.task == Task::regression ? 2 : row.classes > 2 ? 1 : 0;
    groups[group].kinds.push_back(row.id);
  }
  for (const GivenData& row : given_data())
    if (row.shipped) groups[4].kinds.push_back(row.id);
  return groups;
}

bool is_table(const DataSource& row) { return row.points == 4; }

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
  if (kind != spec.data.kind) spec = with_data(spec, kind);
  const std::string family = data_family(kind);
  const auto hidden = [&](std::vector<LayerSpec> layers, std::string_view initializer) {
    layers.push_back(spec.layers.back());
    spec.layers = std::move(layers);
    spec.initializer = {std::string(initializer), {}};
  };
  if (family == "iris") hidden({{16, "tanh", {}, false}}, "xavier_uniform");
  if (family == "table") {
    hidden({{4, "tanh", {}, false}}, "xavier_uniform");
    spec.optimizer = {"adam", {{"lr", 0.03}}};
    spec.batch = 0;
  }
  if (family == "line") hidden({{12, "tanh", {}, false}, {12, "tanh", {}, false}}, "xavier_uniform");
  if (family == "sparse") {
    hidden({{16, "relu", {}, false}}, "he_normal");
    spec.optimizer = {"adagrad", {{"lr", 0.1}}};
  }
  if (family == "digits") {
    hidden({{32, "relu", {}, false}}, "he_normal");
    spec.optimizer = {"adam", {{"lr", 0.003}}};
    spec.batch = 32;
  }
  return spec;
}

std::string data_family(std::string_view kind) {
  const DataSource* source = find_data_source(kind);
  if (!source || source->inputs > 2) return std::string(kind);
  if (is_table(*source)) return "table";
  return source->inputs == 1 ? "line" : "plane";
}

Spec with_data(const Spec& spec, std::string_view kind) {
  Spec changed = reshaped(spec);
  const DataSource *before = find_data_source(spec.data.kind), *now = find_data_source(kind);
  changed.data = {.kind = std::string(kind),
                  .points = spec.data.points,
                  .noise = spec.data.noise,
                  .test_share = spec.data.test_share};
  // What was set stays where it means the same.
  const bool alike = before && now && before->task == now->task && data_family(before->id) == data_family(now->id);
  const bool in_plane = before && now && before->inputs == 2 && now->inputs == 2;
  if (in_plane) changed.data.features = spec.data.features;
  if (now && !alike) {
    changed.data.points = now->points;
    changed.data.noise = now->noise;
    changed.data.test_share = now->test_share;
  } else if (!now && before && is_table(*before)) {
    changed.data.test_share = DataSpec().test_share;
  }
  // Measured columns have their own units; generated points are already drawn to one scale.
  changed.data.scaling = now ? "none" : "standardise";
  if (kind == "digits") changed.data.scaling = "unit_interval";
  const Task task = task_of(kind);
  if (task != task_of(spec.data.kind)) {
    changed.layers.back() = usual_output(task);
    changed.loss = usual_loss(task);
  }
  changed.layers.back().units = 0;
  return changed;
}

Spec with_own_data(const Spec& base, const Dataset& rows, Task before) {
  Spec changed = reshaped(base);
  if (rows.input_count() != 2) changed.data.features.clear();
  if (rows.task != before) {
    changed.layers.back() = usual_output(rows.task);
    changed.loss = usual_loss(rows.task);
  }
  changed.layers.back().units = 0;
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
  changed.layers[layer].per_unit = false;
  changed.layers[layer].formula.clear();
  changed.layers[layer].trained.clear();
  if (layer + 1 == spec.layers.size()) changed.layers[layer].units = 0;  // as many as the data and this reading need
  return changed;
}

Spec with_formula(const Spec& spec, std::size_t layer, const std::string& text) {
  Spec changed = with_activation(spec, layer, "custom");
  changed.layers[layer].formula = text;
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
  changed.data.seed.reset();
  return changed;
}

Spec with_new_points(const Spec& spec) {
  Spec next = spec;
  next.seed = spec.data.seed.value_or(spec.seed);
  Spec changed = spec;
  changed.data.seed = with_new_seed(next).seed;
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
