#include "core/base/width.hpp"

#include <atomic>

#if GRADLAB_WIDE_VECTORS
#include <cpuid.h>
#endif

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

/// AMD says how wide its floating-point units are: CPUID 8000001A, EAX (AMD64 Architecture Programmer's Manual, vol. 3,
/// appendix E).
bool ask_for_halves() {
#if GRADLAB_WIDE_VECTORS
  constexpr unsigned leaf = 0x8000001a, of_256_bits = 1u << 2, of_512_bits = 1u << 3;
  __builtin_cpu_init();
  unsigned eax = 0, ebx = 0, ecx = 0, edx = 0;
  if (__builtin_cpu_is("amd") && __get_cpuid(leaf, &eax, &ebx, &ecx, &edx))
    return (eax & (of_256_bits | of_512_bits)) == of_256_bits;
#endif
  return false;
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

bool by_halves() {
  static const bool halves = ask_for_halves();
  return halves && chosen.load(std::memory_order_relaxed) == 0;
}

bool use(std::size_t lanes) {
  if ((lanes != 4 && lanes != 8 && lanes != 16) || lanes > widest()) return false;
  chosen.store(lanes, std::memory_order_relaxed);
  return true;
}

}  // namespace gradlab::width
