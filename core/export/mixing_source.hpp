#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/export/function_source.hpp"

namespace gradlab {

/// Source text of an activation that mixes the units of a sample. {name}, {derivative} and {default} are filled in.
struct MixingText {
  std::string_view value;
  std::string_view derivative;  ///< the Jacobian: a row for each output, a column for each weighted sum
};

struct MixingRow {
  std::string_view id;  ///< of the activation
  std::array<MixingText, source_language_count> in;
};

/// One row for each activation that mixes.
std::span<const MixingRow> mixing_rows();

/// Writes the row's functions; `defaults`: of its one parameter, or empty.
void add_mixing(SourceFunctions& into, const std::string& name, std::string_view id, bool derivative,
                const std::vector<double>& defaults);

}  // namespace gradlab
