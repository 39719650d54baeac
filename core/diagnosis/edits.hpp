#pragma once

#include <cstddef>
#include <string_view>

#include "core/spec/spec.hpp"

namespace gradlab::edits {

// Changes that a diagnosis proposes: each gives the changed spec; check_spec says whether it can be taken.

/// The learning rate as set, else the rule's own.
double rate_of(const Spec& spec);
/// About a fifth, one significant digit (0.05 gives 0.01).
double lower_rate(double rate);
Spec with_rate(const Spec& spec, double rate);

/// The layer's activation by id, with the row's own parameters.
Spec with_activation(const Spec& spec, std::size_t layer, std::string_view activation);
/// Output layer and loss; the units as the data need them.
Spec with_output(const Spec& spec, std::string_view activation, std::string_view loss);

/// The initialiser that keeps the size of signals in this network: He's before rectifiers, Glorot's before the others.
std::string_view fitting_initializer(const Spec& spec);
/// With it, instead of whatever the weights began with.
Spec with_initializer(const Spec& spec, std::string_view initializer);
/// Whether the weights begin with sizes that go by the layers' widths.
bool begins_scaled(const Spec& spec);

Spec with_standardised_inputs(const Spec& spec);

}  // namespace gradlab::edits
