// What an error of the core says to a person.
#pragma once

#include <string>

#include "core/base/result.hpp"
#include "shell/i18n/i18n.hpp"

namespace gradlab {

/// "error.<id>" in the language, with {field} and the error's arguments filled in.
std::string message(const Error& error, Language language);

}  // namespace gradlab
