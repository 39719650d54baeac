// An error of the core at the field that it is about.
#pragma once

#include <string_view>

#include "core/base/result.hpp"
#include "shell/ui/controls.hpp"

namespace gradlab::ui {

/// The sentence, and the place in `text` if the error names a column: columns count characters, the field marks bytes.
FieldMistake mistake_of(const Error& error, std::string_view text);

}  // namespace gradlab::ui
