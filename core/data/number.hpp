#pragma once

#include <optional>
#include <string_view>

namespace gradlab {

/// The double nearest to a decimal text such as "-1.5e3", the same on every machine and in every locale. Also reads
/// "nan", "inf" and "infinity" in any case, so that a caller can tell them from words. Null where the text is anything
/// else, or empty. Spaces around it are allowed.
std::optional<double> read_number(std::string_view text);

/// Without the spaces and tabs around it.
std::string_view trimmed(std::string_view text);

}  // namespace gradlab
