#pragma once

#include <string_view>

#include "shell/ui/geometry.hpp"

namespace gradlab::ui {

/// Lists a running figure for screen readers and tests: that of the word "playground.epoch" as
/// "playground.reading.epoch", in lists with the scope's "[name]" behind it.
void record_reading(std::string_view word, std::string_view value, const Rect& where);

}  // namespace gradlab::ui
