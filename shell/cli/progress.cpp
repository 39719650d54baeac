#include "shell/cli/progress.hpp"

#include <cmath>
#include <cstdio>
#include <string>

#include "shell/cli/environment.hpp"

namespace gradlab::cli {
namespace {

std::string time_text(double seconds) {
  const auto whole = static_cast<unsigned long>(std::lround(seconds));
  char text[48];
  if (whole < 3600)
    std::snprintf(text, sizeof text, "%lu:%02lu", whole / 60, whole % 60);
  else
    std::snprintf(text, sizeof text, "%lu:%02lu:%02lu", whole / 3600, whole / 60 % 60, whole % 60);
  return text;
}

}  // namespace

Progress::Progress(std::size_t whole)
    : whole_(whole),
      shown_(whole > 0 && error_is_terminal()),
      start_(std::chrono::steady_clock::now()),
      drawn_(start_) {
  if (shown_) draw();
}

void Progress::advance() {
  ++done_;
  const auto now = std::chrono::steady_clock::now();
  constexpr std::chrono::milliseconds often(100);
  if (!shown_ || (now - drawn_ < often && done_ < whole_)) return;
  drawn_ = now;
  draw();
}

void Progress::draw() {
  constexpr std::size_t width = 30;
  const double spent = std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  const double left = done_ == 0 ? 0 : spent * static_cast<double>(whole_ - done_) / static_cast<double>(done_);
  const std::size_t filled = done_ * width / whole_;
  const std::string bar = std::string(filled, '#') + std::string(width - filled, '.');
  std::fprintf(stderr, "\r[%s] %zu/%zu, %s gone, %s left \x1b[K", bar.c_str(), done_, whole_, time_text(spent).c_str(),
               done_ == 0 ? "?" : time_text(left).c_str());
  std::fflush(stderr);
}

void Progress::end() {
  if (!shown_) return;
  std::fputs("\r\x1b[K", stderr);
  std::fflush(stderr);
  shown_ = false;
}

}  // namespace gradlab::cli
