// Files beside the program: a desktop has them inside, a page fetches them when they are wanted.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string_view>

namespace gradlab::ui {

/// The bytes of a file, if it is there: "fonts/cjk.otf", "data/digits.csv".
using AssetSource = std::function<std::optional<std::span<const unsigned char>>(std::string_view name)>;

}  // namespace gradlab::ui
