#pragma once

#include <optional>

#include "core/diagnosis/evidence.hpp"
#include "core/diagnosis/finding.hpp"

/// The rules' conditions. Thresholds stand beside each with their reason.
namespace gradlab::rules {

using Found = std::optional<Finding>;

// Runs that stopped by themselves (Divergence::cause).
Found diverged_rate(const Evidence& evidence);
Found diverged_start(const Evidence& evidence);
Found diverged_inputs(const Evidence& evidence);
Found diverged_activation(const Evidence& evidence);

// Units and layers.
Found no_slope(const Evidence& evidence);
Found symmetric_start(const Evidence& evidence);
Found dead_units(const Evidence& evidence);
Found born_dead(const Evidence& evidence);
Found saturated_start(const Evidence& evidence);
Found saturated(const Evidence& evidence);
Found vanishing(const Evidence& evidence);
Found vanishing_weights(const Evidence& evidence);
Found exploding(const Evidence& evidence);

// The course of the run.
Found rate_too_high(const Evidence& evidence);
Found rate_too_low(const Evidence& evidence);
Found overfitting(const Evidence& evidence);
Found no_hidden_layer(const Evidence& evidence);
Found too_small(const Evidence& evidence);

// What was set up.
Found pairing_slope(const Evidence& evidence);
Found pairing_range(const Evidence& evidence);
Found target_range(const Evidence& evidence);
Found inputs_scale(const Evidence& evidence);

}  // namespace gradlab::rules
