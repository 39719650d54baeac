#pragma once

#include <chrono>
#include <cstddef>

namespace gradlab::cli {

/// A bar on standard error with what is left to wait, where a person looks; elsewhere nothing.
class Progress {
 public:
  explicit Progress(std::size_t whole);
  void advance();
  void end();  ///< takes the bar away

 private:
  void draw();

  std::size_t whole_, done_ = 0;
  bool shown_;
  std::chrono::steady_clock::time_point start_, drawn_;
};

}  // namespace gradlab::cli
