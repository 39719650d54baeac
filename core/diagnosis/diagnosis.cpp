#include "core/diagnosis/diagnosis.hpp"

#include <algorithm>
#include <array>

#include "core/diagnosis/rules.hpp"

namespace gradlab {
namespace {

constexpr Severity hint = Severity::hint;

constexpr std::array table{
    DiagnosisRule{.id = "diverged_activation", .claim = "which-one", .find = rules::diverged_activation},
    DiagnosisRule{.id = "diverged_inputs", .claim = "learning-rate", .any_rule = true, .find = rules::diverged_inputs},
    DiagnosisRule{.id = "diverged_start", .claim = "exploding-init", .find = rules::diverged_start},
    DiagnosisRule{.id = "diverged_rate", .claim = "learning-rate", .any_rule = true, .find = rules::diverged_rate},
    DiagnosisRule{.id = "no_slope", .claim = "perceptron-xor", .find = rules::no_slope},
    DiagnosisRule{.id = "symmetric_start", .claim = "symmetric-start", .find = rules::symmetric_start},
    DiagnosisRule{.id = "dead_units", .claim = "dying-relu", .find = rules::dead_units},
    DiagnosisRule{.id = "born_dead", .claim = "dying-relu", .find = rules::born_dead},
    DiagnosisRule{.id = "exploding", .claim = "exploding-init", .find = rules::exploding},
    DiagnosisRule{.id = "saturated_start", .claim = "dead-sigmoid", .find = rules::saturated_start},
    DiagnosisRule{.id = "saturated", .claim = "dead-sigmoid", .find = rules::saturated},
    DiagnosisRule{.id = "vanishing", .claim = "vanishing-depth", .find = rules::vanishing},
    DiagnosisRule{.id = "vanishing_weights", .claim = "vanishing-depth", .find = rules::vanishing_weights},
    DiagnosisRule{.id = "target_range", .claim = "which-one", .find = rules::target_range},
    DiagnosisRule{.id = "pairing_range", .claim = "which-one", .find = rules::pairing_range},
    DiagnosisRule{.id = "rate_too_high", .claim = "learning-rate", .find = rules::rate_too_high},
    DiagnosisRule{.id = "rate_too_low", .claim = "learning-rate", .alone = true, .find = rules::rate_too_low},
    DiagnosisRule{.id = "overfitting", .claim = "overfitting", .find = rules::overfitting},
    DiagnosisRule{.id = "no_hidden_layer",
                  .claim = "linear-collapse",
                  .severity = hint,
                  .alone = true,
                  .find = rules::no_hidden_layer},
    DiagnosisRule{.id = "too_small", .claim = "universal", .severity = hint, .alone = true, .find = rules::too_small},
    DiagnosisRule{.id = "pairing_slope", .claim = "mse-slow-start", .severity = hint, .find = rules::pairing_slope},
    DiagnosisRule{
        .id = "inputs_scale", .claim = "zero-centred", .severity = hint, .any_rule = true, .find = rules::inputs_scale},
};

}  // namespace

std::span<const DiagnosisRule> diagnosis_rules() { return table; }

std::vector<Finding> diagnose(const Evidence& evidence) {
  std::vector<Finding> findings;
  for (const DiagnosisRule& rule : table) {
    if (evidence.spec.rule == "perceptron" && !rule.any_rule) continue;
    const bool problems = std::any_of(findings.begin(), findings.end(),
                                      [](const Finding& one) { return one.severity == Severity::problem; });
    if (rule.alone && problems) continue;
    auto finding = rule.find(evidence);
    if (!finding) continue;
    finding->id = rule.id;
    finding->claim = rule.claim;
    finding->severity = rule.severity;
    if (finding->proposal && !check_spec(*finding->proposal)) finding->proposal.reset();
    findings.push_back(*std::move(finding));
  }
  return findings;
}

}  // namespace gradlab
