// Files that a person names or drops on the window.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gradlab {

/// Nothing where there is no such file, or it cannot be read.
std::optional<std::string> read_file(std::string_view path);

/// "own.csv" of "/home/me/own.csv".
std::string file_name(std::string_view path);

}  // namespace gradlab
