#include "shell/cli/environment.hpp"

#include <unistd.h>

#include <cstdlib>

#ifdef __EMSCRIPTEN__
#include <emscripten/em_js.h>

// Emscripten's getenv knows an environment of its own.
// clang-format off
EM_JS_DEPS(gradlab_environment, "$stringToNewUTF8,$UTF8ToString");
EM_JS(char*, gradlab_environment, (const char* name), {
  const value = process.env[UTF8ToString(name)];
  return value === undefined ? 0 : stringToNewUTF8(value);
});
EM_JS(int, gradlab_error_is_terminal, (), { return process.stderr.isTTY ? 1 : 0; });
// clang-format on
#else
#include <thread>
#endif

namespace gradlab::cli {

#ifdef __EMSCRIPTEN__
std::optional<std::string> environment(const char* name) {
  char* value = gradlab_environment(name);
  if (!value) return std::nullopt;
  std::string text = value;
  std::free(value);
  return text;
}
bool error_is_terminal() { return gradlab_error_is_terminal() != 0; }
unsigned most_threads() { return 1; }
#else
std::optional<std::string> environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? std::optional<std::string>(value) : std::nullopt;
}
bool error_is_terminal() { return isatty(STDERR_FILENO) == 1; }
unsigned most_threads() { return std::thread::hardware_concurrency(); }
#endif

}  // namespace gradlab::cli
