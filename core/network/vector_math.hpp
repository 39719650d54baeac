#pragma once

#ifdef __x86_64__
#include <immintrin.h>
#endif

#include <cstddef>

/// The compiler's vectors of any number of lanes, and the few operations that it has no operator for. A translation
/// unit that may use wider instructions than the rest of the program includes nothing else but vector kernels: all that
/// they make depends on Lanes, so that no such instruction gets into code that other units share.
namespace gradlab::kernels {

#define GRADLAB_KERNEL [[gnu::always_inline]] static inline
/// Before a loop of few rounds that stays one round at a time.
#ifdef __clang__
#define GRADLAB_NOT_UNROLLED _Pragma("clang loop unroll(disable) vectorize(disable)")
#else
#define GRADLAB_NOT_UNROLLED
#endif

using Quad [[gnu::vector_size(16)]] = float;

template <std::size_t Lanes>
struct VectorOf;
template <>
struct VectorOf<4> {
  using Type = Quad;
};
template <>
struct VectorOf<8> {
  using Type [[gnu::vector_size(32)]] = float;
};
template <>
struct VectorOf<16> {
  using Type [[gnu::vector_size(64)]] = float;
};

template <std::size_t Lanes>
struct VectorMath {
  using Vector = typename VectorOf<Lanes>::Type;

  GRADLAB_KERNEL Vector load(const float* from) {
    Vector vector;
    __builtin_memcpy(&vector, from, sizeof(Vector));
    return vector;
  }
  GRADLAB_KERNEL Quad load_four(const float* from) {
    Quad four;
    __builtin_memcpy(&four, from, sizeof(Quad));
    return four;
  }
  template <class V>
  GRADLAB_KERNEL void store(float* to, V vector) {
    __builtin_memcpy(to, &vector, sizeof(V));
  }

  // Activations: what their rows compute, and elementary::tanh, operation by operation.

  static constexpr unsigned short every = 0xffff;  ///< lane of 16; g++ 12 warns of what the form without does itself

  /// limit < x ? limit : x, so that a NaN in x comes out again: what minps computes, though g++ takes three
  /// instructions for it where it is written as a choice. clang makes WebAssembly's pmin of the choice.
  GRADLAB_KERNEL Vector least(Vector limit, Vector x) {
#ifdef __x86_64__
    if constexpr (Lanes == 4) return _mm_min_ps(limit, x);
    if constexpr (Lanes == 8) return _mm256_min_ps(limit, x);
    if constexpr (Lanes == 16) return _mm512_maskz_min_ps(every, limit, x);
#else
    return limit < x ? limit : x;
#endif
  }
  GRADLAB_KERNEL Vector most(Vector limit, Vector x) {
#ifdef __x86_64__
    if constexpr (Lanes == 4) return _mm_max_ps(limit, x);
    if constexpr (Lanes == 8) return _mm256_max_ps(limit, x);
    if constexpr (Lanes == 16) return _mm512_maskz_max_ps(every, limit, x);
#else
    return limit > x ? limit : x;
#endif
  }

  /// As vectors. A browser's compiler takes three instructions for a constant and one for a load.
  struct TanhNumbers {
    Vector n[11];
  };
  GRADLAB_KERNEL TanhNumbers load_tanh_numbers(const float* numbers) {
    TanhNumbers t;
    for (int i = 0; i < 11; ++i) t.n[i] = numbers[i] - Vector{};
    return t;
  }
  GRADLAB_KERNEL Vector tanh(Vector x, const TanhNumbers& t) {
    const auto& n = t.n;
    const Vector limited = most(n[1], least(n[0], x)), z = limited * limited;
    const Vector above = (((n[3] * z + n[4]) * z + n[5]) * z + n[6]) * z + n[2];
    const Vector below = (((n[7] * z + n[8]) * z + n[9]) * z + n[10]) * z + n[2];
    return limited * above / below;
  }
};

}  // namespace gradlab::kernels
