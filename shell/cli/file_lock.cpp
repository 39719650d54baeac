#include "shell/cli/file_lock.hpp"

#include <fcntl.h>
#include <unistd.h>

#ifdef __EMSCRIPTEN__
#include <emscripten/em_js.h>

#include <cstdio>
#include <cstdlib>

#include "shell/cli/environment.hpp"

// clang-format off
EM_JS(int, gradlab_process_runs, (int id), {
  try {
    process.kill(id, 0);
    return 1;
  } catch (error) {
    return error.code === 'EPERM' ? 1 : 0;
  }
});
// clang-format on
#else
#include <sys/file.h>

#include <cerrno>
#endif

namespace gradlab::cli {

#ifdef __EMSCRIPTEN__
namespace {

/// 0 where there is no note, or none that names a process.
int process_in(const std::string& note) {
  std::FILE* file = std::fopen(note.c_str(), "rb");
  if (!file) return 0;
  char text[24] = {};
  const std::size_t size = std::fread(text, 1, sizeof text - 1, file);
  std::fclose(file);
  return size > 0 ? std::atoi(text) : 0;
}

}  // namespace

Result<Done> FileLock::take(const std::string& path) {
  const std::string note = path + ".lock";
  for (int attempt = 0; attempt < 2; ++attempt) {
    file_ = open(note.c_str(), O_CREAT | O_EXCL | O_WRONLY, 0644);
    if (file_ >= 0) {
      note_ = note;
      const std::string text = std::to_string(own_process()) + "\n";
      return write(file_, text.data(), text.size()) < 0 ? Result<Done>(Error{"file_not_written", note, {}}) : Done{};
    }
    const int process = process_in(note);
    if (process > 0 && gradlab_process_runs(process) != 0) return Error{"file_in_use", path, {}};
    unlink(note.c_str());
  }
  return Error{"file_not_written", path, {}};
}

FileLock::~FileLock() {
  if (file_ >= 0) close(file_);
  if (!note_.empty()) unlink(note_.c_str());
}
#else
Result<Done> FileLock::take(const std::string& path) {
  file_ = open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0666);
  if (file_ < 0) return Error{"file_not_written", path, {}};
  if (flock(file_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) return Error{"file_in_use", path, {}};
  return Done{};
}

FileLock::~FileLock() {
  if (file_ >= 0) close(file_);
}
#endif

}  // namespace gradlab::cli
