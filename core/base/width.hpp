#pragma once

#include <cstddef>

/// How many floats the machine's vectors hold: 4 in WebAssembly and on any 64-bit x86 or ARM, 8 with AVX2, 16 with
/// AVX-512. It is asked of the processor once. No result depends on it.
namespace gradlab::width {

#if defined(__x86_64__)
#define GRADLAB_WIDE_VECTORS 1
// Neither has fused multiply-add, which -ffp-contract=off forbids anyway. `flatten` puts all that is called inside.
#define GRADLAB_WITH_8_LANES [[gnu::target("avx2"), gnu::flatten]]
#ifdef __clang__
#define GRADLAB_WITH_16_LANES [[gnu::target("avx512f,avx512vl,avx512bw,avx512dq"), gnu::flatten]]
#else
#define GRADLAB_WITH_16_LANES \
  [[gnu::target("avx512f,avx512vl,avx512bw,avx512dq,prefer-vector-width=512"), gnu::flatten]]
#endif
#else
#define GRADLAB_WIDE_VECTORS 0
#define GRADLAB_WITH_8_LANES
#define GRADLAB_WITH_16_LANES
#endif

/// What the kernels use: 4, 8 or 16.
std::size_t lanes();
/// The widest that this machine has.
std::size_t widest();
/// Whether vectors of 16 are worked on by halves, as on Zen 4, so that they save instructions and no more. False where
/// `use` has chosen a width: then that one is meant.
bool by_halves();
/// For tests and measurements: takes another width from here on, for networks made from here on. False where the
/// machine does not have it.
bool use(std::size_t lanes);

/// A function with plain loops, compiled once more for each width. What it calls is compiled into it, so that no code
/// that others share gets instructions that a machine may lack.
template <auto Function>
struct Compiled;

template <class Result, class... Arguments, Result (*Function)(Arguments...)>
struct Compiled<Function> {
  GRADLAB_WITH_8_LANES static Result with_8(Arguments... arguments) { return Function(arguments...); }
  GRADLAB_WITH_16_LANES static Result with_16(Arguments... arguments) { return Function(arguments...); }

  template <std::size_t Lanes>
  static constexpr auto with() {
    if constexpr (Lanes == 16) return &with_16;
    if constexpr (Lanes == 8) return &with_8;
    if constexpr (Lanes == 4) return Function;
  }
};

}  // namespace gradlab::width
