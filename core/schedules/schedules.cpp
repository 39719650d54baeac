#include <algorithm>
#include <array>

#include "core/base/elementary.hpp"
#include "core/schedules/schedule.hpp"

namespace gradlab {

namespace {

double constant(std::uint64_t, std::span<const double>) { return 1; }

double step(std::uint64_t epoch, std::span<const double> params) {
  return elementary::power(params[1], epoch / static_cast<std::uint64_t>(params[0]));
}

double exponential(std::uint64_t epoch, std::span<const double> params) { return elementary::power(params[0], epoch); }

/// Stays at its floor after the period; torch's would rise again.
double cosine(std::uint64_t epoch, std::span<const double> params) {
  constexpr double pi = 3.141592653589793;
  const double share = std::min(1.0, static_cast<double>(epoch) / params[0]);
  return params[1] + (1 - params[1]) * 0.5 * (1 + elementary::cos(pi * share));
}

double warmup(std::uint64_t epoch, std::span<const double> params) {
  const double share = std::min(1.0, static_cast<double>(epoch) / params[0]);
  return params[1] + (1 - params[1]) * share;
}

constexpr std::array step_params{ParamSpec{"every", 30, 1, 100000, ParamKind::whole, false, true},
                                 ParamSpec{"gamma", 0.1, 0, 1}};
constexpr std::array exponential_params{ParamSpec{"gamma", 0.98, 0, 1}};
constexpr std::array cosine_params{ParamSpec{"period", 100, 1, 100000, ParamKind::whole, false, true},
                                   ParamSpec{"floor", 0, 0, 1}};
constexpr std::array warmup_params{ParamSpec{"period", 5, 1, 100000, ParamKind::whole, false, true},
                                   ParamSpec{"start_factor", 1.0 / 3.0, 0, 1}};

constexpr std::array table{
    Schedule{"constant", "1", "", {}, constant},
    Schedule{"step", "\\gamma^{[t/s]}", "", step_params, step},
    Schedule{"exponential", "\\gamma^{t}", "", exponential_params, exponential},
    Schedule{"cosine", "r+\\frac{1-r}{2}(1+\\cos\\frac{\\pi t}{T})", "Loshchilov & Hutter 2017", cosine_params, cosine},
    Schedule{"warmup", "r+(1-r)\\min(1,\\frac{t}{T})", "Goyal et al. 2017", warmup_params, warmup},
};

}  // namespace

std::span<const Schedule> schedules() { return table; }

const Schedule* find_schedule(std::string_view id) {
  const auto found = std::find_if(table.begin(), table.end(), [id](const Schedule& row) { return row.id == id; });
  return found == table.end() ? nullptr : &*found;
}

}  // namespace gradlab
