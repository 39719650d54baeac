#pragma once

#include <optional>
#include <string>

namespace gradlab::cli {

/// The value of an environment variable, natively and under Node.
std::optional<std::string> environment(const char* name);

/// Whether standard error is a terminal that a person looks at.
bool error_is_terminal();

/// This process's number, natively and under Node.
long own_process();

/// How many threads may work at once: the machine's cores; 1 as WebAssembly.
unsigned most_threads();

}  // namespace gradlab::cli
