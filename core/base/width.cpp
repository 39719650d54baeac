#include "core/base/width.hpp"

#include <atomic>

namespace gradlab::width {
namespace {

std::size_t ask_processor() {
#if GRADLAB_WIDE_VECTORS
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
      __builtin_cpu_supports("avx512bw"))
    return 16;
  if (__builtin_cpu_supports("avx2")) return 8;
#endif
  return 4;
}

std::atomic<std::size_t> chosen{0};

}  // namespace

std::size_t widest() {
  static const std::size_t lanes = ask_processor();
  return lanes;
}

std::size_t lanes() {
  const std::size_t now = chosen.load(std::memory_order_relaxed);
  return now == 0 ? widest() : now;
}

bool use(std::size_t lanes) {
  if ((lanes != 4 && lanes != 8 && lanes != 16) || lanes > widest()) return false;
  chosen.store(lanes, std::memory_order_relaxed);
  return true;
}

}  // namespace gradlab::width
