#pragma once

#include <string>
#include <vector>

#include "core/races/trial_run.hpp"

namespace gradlab {

/// The claims that explain what the diagnosis finds where a trial stands, in the order of its findings.
std::vector<std::string> claims_found(const TrialRun& run);

}  // namespace gradlab
