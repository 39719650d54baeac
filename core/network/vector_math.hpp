#pragma once

#ifdef __x86_64__
#include <immintrin.h>
#endif

#include <cstddef>
#include <utility>

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

  /// Two halves side by side: 0 and 1 are the lower and the upper one of a, 2 and 3 those of b.
  template <std::size_t First, std::size_t Second>
  GRADLAB_KERNEL Vector halves(Vector a, Vector b) {
    constexpr std::size_t half = Lanes / 2;
    return [&]<std::size_t... K>(std::index_sequence<K...>) {
      return __builtin_shufflevector(a, b, (K < half ? First * half + K : Second * half + K - half)...);
    }(std::make_index_sequence<Lanes>());
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
    Vector high, low, p2, p1, p0, q2, q1, q0;
  };
  GRADLAB_KERNEL TanhNumbers load_tanh_numbers(const float* numbers) {
    const auto vector = [numbers](int i) { return numbers[i] - Vector{}; };
    return {vector(0), vector(1), vector(2), vector(3), vector(4), vector(5), vector(6), vector(7)};
  }
  /// Of several, step by step side by side: a processor looks only a few dozen steps ahead for one that need not wait.
  template <int Count>
  GRADLAB_KERNEL void tanh(Vector (&x)[Count], const TanhNumbers& n) {
    Vector z[Count], half[Count], whole[Count];
    for (int i = 0; i < Count; ++i) x[i] = most(n.low, least(n.high, x[i]));
    for (int i = 0; i < Count; ++i) z[i] = x[i] * x[i];
    for (int i = 0; i < Count; ++i) half[i] = n.p2 * z[i], whole[i] = z[i] + n.q2;
    for (int i = 0; i < Count; ++i) half[i] = half[i] + n.p1, whole[i] = whole[i] * z[i];
    for (int i = 0; i < Count; ++i) half[i] = half[i] * z[i], whole[i] = whole[i] + n.q1;
    for (int i = 0; i < Count; ++i) half[i] = half[i] + n.p0, whole[i] = whole[i] * z[i];
    for (int i = 0; i < Count; ++i) half[i] = half[i] * x[i], whole[i] = whole[i] + n.q0;
    for (int i = 0; i < Count; ++i) x[i] = half[i] * (whole[i] + whole[i]) / (whole[i] * whole[i] + half[i] * half[i]);
  }
  GRADLAB_KERNEL Vector tanh(Vector x, const TanhNumbers& n) {
    Vector one[] = {x};
    tanh(one, n);
    return one[0];
  }
};

}  // namespace gradlab::kernels
