#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"

namespace gradlab {

/// The one of `known` that differs from `word` by the fewest letters, if that is few enough to be a slip; else empty.
std::string_view nearest(std::string_view word, const std::vector<std::string_view>& known);

/// "unknown_id" or "unknown_key" at a field: the value, what is known, and the nearest of it if there is one
/// (then the error's id ends in "_near").
Error unknown(std::string id, std::string field, std::string_view word, const std::vector<std::string_view>& known);

}  // namespace gradlab
