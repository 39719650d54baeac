#include "core/base/param.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/number_text.hpp"

namespace gradlab {

namespace {

using Arguments = std::vector<std::pair<std::string, std::string>>;

std::string ids_of(std::span<const ParamSpec> specs) {
  std::string list;
  for (const ParamSpec& spec : specs) {
    if (!list.empty()) list += ", ";
    list += spec.id;
  }
  return list;
}

bool is_whole(double value) { return value == std::floor(value); }

/// Empty id: nothing is wrong.
Error fault_of(const ParamSpec& spec, double value, std::string field) {
  if (!std::isfinite(value)) return {"not_finite", std::move(field), {}};
  const bool too_low = spec.low_open ? value <= spec.low : value < spec.low;
  Arguments range{{"value", number_text(value)}, {"low", number_text(spec.low)}, {"high", number_text(spec.high)}};
  if (too_low || value > spec.high) {
    return {spec.low_open ? "out_of_range_above" : "out_of_range", std::move(field), std::move(range)};
  }
  if (spec.kind != ParamKind::real && !is_whole(value)) return {"not_whole", std::move(field), std::move(range)};
  return {};
}

}  // namespace

Result<std::vector<double>> resolve_params(std::span<const ParamSpec> specs, const ParamValues& given,
                                           std::string_view field) {
  for (const auto& [id, value] : given) {
    const auto known = [&name = id](const ParamSpec& spec) { return spec.id == name; };
    if (std::none_of(specs.begin(), specs.end(), known)) {
      Arguments arguments{{"known", ids_of(specs)}};
      return Error{specs.empty() ? "no_params" : "unknown_param", std::string(field) + "." + id, std::move(arguments)};
    }
  }
  std::vector<double> values;
  values.reserve(specs.size());
  for (const ParamSpec& spec : specs) {
    const auto found = given.find(spec.id);
    const double value = found == given.end() ? spec.initial : found->second;
    Error fault = fault_of(spec, value, std::string(field) + "." + std::string(spec.id));
    if (!fault.id.empty()) return fault;
    values.push_back(value);
  }
  return values;
}

}  // namespace gradlab
