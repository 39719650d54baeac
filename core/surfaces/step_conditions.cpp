#include "core/surfaces/step_conditions.hpp"

#include <utility>

#include "core/base/number_text.hpp"
#include "core/schedules/schedule.hpp"
#include "core/spec/limits.hpp"
#include "core/spec/nearest.hpp"

namespace gradlab {
namespace {

Error out_of_range(std::string field, std::string value, std::string high) {
  return {"out_of_range",
          std::move(field),
          {{"value", std::move(value)}, {"low", number_text(0)}, {"high", std::move(high)}}};
}

}  // namespace

Result<StepConditions> StepConditions::create(double noise, std::uint64_t seed, const Choice& schedule) {
  if (!(noise >= 0 && noise <= most_noise)) return out_of_range("noise", number_text(noise), number_text(most_noise));
  if (seed > limits::seed) return out_of_range("seed", std::to_string(seed), std::to_string(limits::seed));
  StepConditions conditions(noise, seed);
  conditions.schedule_ = find_schedule(schedule.id);
  if (!conditions.schedule_) {
    std::vector<std::string_view> known;
    for (const Schedule& row : schedules()) known.push_back(row.id);
    return unknown("unknown_id", "schedule", schedule.id, known);
  }
  auto params = resolve_params(conditions.schedule_->params, schedule.params, "schedule");
  if (!params) return params.error();
  conditions.params_ = *std::move(params);
  return conditions;
}

StepConditions::Step StepConditions::next() {
  // x first: the order of two calls in one expression is the compiler's.
  const double x = noise_ * rng_.normal(), y = noise_ * rng_.normal();
  return {{x, y}, schedule_->factor(steps_++, params_)};
}

}  // namespace gradlab
