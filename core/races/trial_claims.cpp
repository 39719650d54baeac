#include "core/races/trial_claims.hpp"

#include <cmath>

#include "core/diagnosis/diagnosis.hpp"

namespace gradlab {
namespace {

std::optional<double> number_or_none(float value) {
  return std::isnan(value) ? std::nullopt : std::optional(static_cast<double>(value));
}

RunRecord record_of(const TrialPoint& point) {
  return {point.step,
          static_cast<std::uint64_t>(point.epoch),
          {number_or_none(point.train_loss), number_or_none(point.train_accuracy)},
          {number_or_none(point.test_loss), number_or_none(point.test_accuracy)}};
}

}  // namespace

std::vector<std::string> claims_found(const TrialRun& run) {
  std::vector<RunRecord> history;
  for (const TrialPoint& point : run.points()) history.push_back(record_of(point));
  Trainer<float> trainer = run.trainer();
  std::vector<std::string> claims;
  for (const Finding& finding : diagnose(gather_evidence(trainer, history)))
    if (!finding.claim.empty()) claims.emplace_back(finding.claim);
  return claims;
}

}  // namespace gradlab
