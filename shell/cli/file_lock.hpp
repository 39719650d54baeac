#pragma once

#include <string>

#include "core/base/result.hpp"

namespace gradlab::cli {

/// Holds a file for one process. A process that ends, however it does, holds nothing any longer: natively the system
/// keeps the lock, under Node a file beside it names the process, which counts as long as it runs.
class FileLock {
 public:
  FileLock() = default;
  ~FileLock();
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

  /// Creates the file if need be. Refuses one that another process holds. File systems without locks hold nothing.
  Result<Done> take(const std::string& path);

 private:
  int file_ = -1;
  std::string note_;  ///< under Node: the file beside it
};

}  // namespace gradlab::cli
