// Lists of numbers as people type them.
#pragma once

#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/surfaces/surface.hpp"

namespace gradlab::cli {

/// "0.5,1,2", or "from:to:step" with both ends, or one number. `field` is the option's name, for messages.
Result<std::vector<double>> read_numbers(std::string_view text, std::string_view field);
/// "X,Y".
Result<Point> read_point(std::string_view text, std::string_view field);

}  // namespace gradlab::cli
