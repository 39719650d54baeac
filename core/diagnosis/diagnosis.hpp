#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/diagnosis/evidence.hpp"
#include "core/diagnosis/finding.hpp"

namespace gradlab {

/// One row of the table of rules.
struct DiagnosisRule {
  std::string_view id;
  std::string_view claim;  ///< id of the claim that explains it; may be empty
  Severity severity = Severity::problem;
  bool alone = false;     ///< only where no row above it has found a problem: its cause would be one of theirs
  bool any_rule = false;  ///< also where the perceptron's own rule trains, which descends no loss
  /// id, claim and severity are filled in from the row.
  std::optional<Finding> (*find)(const Evidence& evidence) = nullptr;
};

/// In the order in which findings are worth reading.
std::span<const DiagnosisRule> diagnosis_rules();

/// What the rules find, in their order; empty where nothing needs attention. Where the perceptron's rule trains, only
/// those of `any_rule`.
std::vector<Finding> diagnose(const Evidence& evidence);

}  // namespace gradlab
