#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

#include "core/base/result.hpp"

namespace gradlab {

/// Parses JSON text. Refuses text that is not JSON with the line and column where it stops being so and what was
/// expected there, and a key that an object has twice.
Result<nlohmann::json> parse_json(std::string_view text);

}  // namespace gradlab
