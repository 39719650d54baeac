#include <algorithm>
#include <array>

#include "core/stops/stop_rule.hpp"

namespace gradlab {
namespace {

bool never(const StopMoment&, std::span<const double>) { return false; }

bool at_epoch(const StopMoment& now, std::span<const double> params) {
  return static_cast<double>(now.epoch) >= params[0];
}

bool below_loss(const StopMoment& now, std::span<const double> params) { return now.loss && *now.loss < params[0]; }

bool above_accuracy(const StopMoment& now, std::span<const double> params) {
  return now.accuracy && *now.accuracy > params[0];
}

constexpr std::array epoch_params{ParamSpec{"epochs", 100, 1, 1e9, ParamKind::whole, false, true}};
constexpr std::array loss_params{ParamSpec{"loss", 0.05, 0, 1e6, ParamKind::real, false, true}};
constexpr std::array accuracy_params{ParamSpec{"accuracy", 0.95, 0, 1}};

constexpr std::array table{
    StopRule{"never", {}, false, never},
    StopRule{"epoch", epoch_params, false, at_epoch},
    StopRule{"loss", loss_params, true, below_loss},
    StopRule{"accuracy", accuracy_params, true, above_accuracy},
};

}  // namespace

std::span<const StopRule> stop_rules() { return table; }

const StopRule* find_stop_rule(std::string_view id) {
  const auto found = std::find_if(table.begin(), table.end(), [id](const StopRule& row) { return row.id == id; });
  return found == table.end() ? nullptr : &*found;
}

}  // namespace gradlab
