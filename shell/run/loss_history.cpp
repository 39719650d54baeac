#include "shell/run/loss_history.hpp"

#include <bit>
#include <limits>

namespace gradlab::ui {
namespace {

float or_nan(const std::optional<double>& value) {
  return value ? static_cast<float>(*value) : std::numeric_limits<float>::quiet_NaN();
}

}  // namespace

LossPoint loss_point(std::uint64_t step, const Score& train, const Score& test, double rate) {
  return {step,
          or_nan(train.loss),
          or_nan(test.loss),
          or_nan(train.accuracy),
          or_nan(test.accuracy),
          static_cast<float>(rate)};
}

std::uint64_t LossHistory::stride_at(std::uint64_t step) { return step < 512 ? 1 : std::bit_floor(step / 256); }

void LossHistory::add(const LossPoint& point, std::uint64_t least) {
  if (wants(point.step, least) && (points_.empty() || points_.back().step < point.step)) points_.push_back(point);
}

LossHistory LossHistory::thinned(std::size_t most) const {
  LossHistory thin = *this;
  for (std::uint64_t least = 2; thin.points_.size() > most && least <= points_.back().step; least *= 2)
    std::erase_if(thin.points_, [&](const LossPoint& point) {
      return !wants(point.step, least) && point.step != points_.back().step;
    });
  return thin;
}

}  // namespace gradlab::ui
