// Edits of a Spec as whole sentences: each gives the changed spec; whether it is taken is decided by try_spec.
// No ImGui here.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "core/data/dataset.hpp"
#include "core/spec/limits.hpp"
#include "core/spec/spec.hpp"

namespace gradlab::ui {

inline constexpr std::size_t most_hidden_layers = limits::layers - 1;
inline constexpr std::size_t most_units = limits::units;

/// The data sets at hand without opening the list of all.
std::vector<std::string_view> usual_data_kinds();
/// All data sets that come with the program, by what they are for. Words: "playground.data_group.<id>".
struct DataGroup {
  std::string_view id;
  std::vector<std::string_view> kinds;
};
std::vector<DataGroup> data_groups();
bool is_generated(std::string_view kind);
/// A truth table: so few points that they are known by heart, without noise, and none to spare for a test.
bool is_table(const DataSource& row);
Task task_of(std::string_view kind);

/// What the page opens with: a spiral that is learned before one's eyes, whatever the seed (93 % of the test points in
/// 60 of 60 seeds, after 82 epochs in the median; the same net of ReLU units gets there in 39).
Spec first_playground_spec();
/// A set-up that learns these data before one's eyes.
Spec suited_spec(std::string_view kind);
/// Data of the same nature are learned by the same network: points in the plane, numbers on a line, truth tables; every
/// other set is its own family.
std::string data_family(std::string_view kind);

/// A network of another shape: it has neither the weights that were given for this one nor what a hand set in it.
Spec reshaped(Spec spec);

/// Other data; where the kind of task changes, output layer and loss become the usual pair for it.
Spec with_data(const Spec& spec, std::string_view kind);
/// A table of one's own in place of the data, which the base names already: the output layer suits its task if that is
/// another than before, and inputs that were formulas stay where there are two columns.
Spec with_own_data(const Spec& base, const Dataset& rows, Task before);
Spec with_hidden_layer_added(const Spec& spec);
Spec with_layer_removed(const Spec& spec, std::size_t layer);
Spec with_units(const Spec& spec, std::size_t layer, std::size_t units);
Spec with_activation(const Spec& spec, std::size_t layer, std::string_view activation);
/// The layer's activation is a formula in x; its named parameters start at 1, none is learned.
Spec with_formula(const Spec& spec, std::size_t layer, const std::string& text);
Spec with_activation_param(const Spec& spec, std::size_t layer, std::string_view param, double value);
Spec with_loss(const Spec& spec, std::string_view loss);
/// The rule's own usual rate comes with it.
Spec with_optimizer(const Spec& spec, std::string_view optimizer);
Spec with_optimizer_param(const Spec& spec, std::string_view param, double value);
/// The next seed follows from this one, so that a session can be told again.
Spec with_new_seed(const Spec& spec);
/// Other points by a seed of their own; all else, the weights of a run among it, stays.
Spec with_new_points(const Spec& spec);
Spec with_initializer(const Spec& spec, std::string_view initializer);

/// The value of a parameter: as set, else the row's own.
double param_value(const ParamValues& values, const ParamSpec& param);
double learning_rate(const Spec& spec);

}  // namespace gradlab::ui
