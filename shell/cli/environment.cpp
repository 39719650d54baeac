#include "shell/cli/environment.hpp"

#include <unistd.h>

#include <cstdlib>

#ifdef __EMSCRIPTEN__
#include <emscripten/em_js.h>

// Emscripten's getenv knows an environment of its own.
// clang-format off
EM_JS_DEPS(gradlab_environment, "$stringToUTF8,$UTF8ToString");
EM_JS(int, gradlab_environment, (const char* name, char* into, int size), {
  const value = process.env[UTF8ToString(name)];
  if (value === undefined) return 0;
  stringToUTF8(value, into, size);
  return 1;
});
EM_JS(int, gradlab_own_process, (), { return process.pid; });
EM_JS(int, gradlab_error_is_terminal, (), { return process.stderr.isTTY ? 1 : 0; });
// clang-format on
#else
#include <thread>
#endif

namespace gradlab::cli {

#ifdef __EMSCRIPTEN__
std::optional<std::string> environment(const char* name) {
  char value[256];  // longer than any number of an engine
  return gradlab_environment(name, value, sizeof value) != 0 ? std::optional<std::string>(value) : std::nullopt;
}
bool error_is_terminal() { return gradlab_error_is_terminal() != 0; }
long own_process() { return gradlab_own_process(); }
unsigned most_threads() { return 1; }
#else
std::optional<std::string> environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? std::optional<std::string>(value) : std::nullopt;
}
bool error_is_terminal() { return isatty(STDERR_FILENO) == 1; }
long own_process() { return getpid(); }
unsigned most_threads() { return std::thread::hardware_concurrency(); }
#endif

}  // namespace gradlab::cli
