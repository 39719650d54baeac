#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"

namespace gradlab {

enum class ParamKind { real, whole, toggle };

/// One parameter of a row (an activation's alpha, an optimizer's beta1). Its name and one-sentence help for people
/// stand in assets/strings as "param.<id>" and "param.<id>.help".
struct ParamSpec {
  std::string_view id;
  double initial = 0;
  double low = 0;
  double high = 1;
  ParamKind kind = ParamKind::real;
  bool trained = false;      ///< learned by the optimizer together with the weights (PReLU's slope)
  bool logarithmic = false;  ///< a slider over it should be logarithmic (learning rates)
  bool low_open = false;     ///< the value `low` itself is not allowed (a temperature of 0)
};

/// What a person set, by parameter id. Absent means the row's initial value.
using ParamValues = std::map<std::string, double, std::less<>>;

/// All values of a row in the row's order. Refuses an unknown id and a value that is not finite or out of range,
/// naming `field` + "." + id.
Result<std::vector<double>> resolve_params(std::span<const ParamSpec> specs, const ParamValues& given,
                                           std::string_view field);

}  // namespace gradlab
