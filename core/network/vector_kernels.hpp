#pragma once

#ifdef __x86_64__
#include <immintrin.h>
#endif

#include <cstddef>

#include "core/base/elementary_coefficients.hpp"
#include "core/network/kernel_calls.hpp"

/// The kernels of training in float over the compiler's vector types, at any number of lanes. A translation unit that
/// may use wider instructions than the rest of the program includes this file alone: all that it makes depends on
/// Lanes, so that no such instruction gets into code that other units share.
namespace gradlab::kernels {

#define GRADLAB_KERNEL [[gnu::always_inline]] static inline

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
struct Vectors {
  using Vector = typename VectorOf<Lanes>::Type;

  template <class V>
  GRADLAB_KERNEL V load(const float* from) {
    V vector;
    __builtin_memcpy(&vector, from, sizeof(V));
    return vector;
  }
  template <class V>
  GRADLAB_KERNEL void store(float* to, V vector) {
    __builtin_memcpy(to, &vector, sizeof(V));
  }

  // Activations: what their rows compute, and elementary::tanh, operation by operation.

  static constexpr unsigned short every = 0xffff;  ///< lane of 16; g++ 12 warns of what the form without does itself

  /// limit < x ? limit : x, so that a NaN in x comes out again: what minps computes, though g++ takes three
  /// instructions for it where it is written as a choice. clang makes WebAssembly's pmin of the choice.
  GRADLAB_KERNEL Vector at_most(float limit, Vector x) {
    const Vector all = limit - Vector{};
#ifdef __x86_64__
    if constexpr (Lanes == 4) return _mm_min_ps(all, x);
    if constexpr (Lanes == 8) return _mm256_min_ps(all, x);
    if constexpr (Lanes == 16) return _mm512_maskz_min_ps(every, all, x);
#else
    return all < x ? all : x;
#endif
  }
  GRADLAB_KERNEL Vector at_least(float limit, Vector x) {
    const Vector all = limit - Vector{};
#ifdef __x86_64__
    if constexpr (Lanes == 4) return _mm_max_ps(all, x);
    if constexpr (Lanes == 8) return _mm256_max_ps(all, x);
    if constexpr (Lanes == 16) return _mm512_maskz_max_ps(every, all, x);
#else
    return all > x ? all : x;
#endif
  }

  GRADLAB_KERNEL Vector tanh(Vector x) {
    using C = elementary::Coefficients<float>;
    constexpr float p0 = C::tanh_p[0], p1 = C::tanh_p[1], p2 = C::tanh_p[2], p3 = C::tanh_p[3], p4 = C::tanh_p[4];
    constexpr float q0 = C::tanh_q[0], q1 = C::tanh_q[1], q2 = C::tanh_q[2], q3 = C::tanh_q[3], q4 = C::tanh_q[4];
    constexpr float one = C::tanh_one;
    const Vector limited = at_least(-one, at_most(one, x)), z = limited * limited;
    const Vector above = (((p4 * z + p3) * z + p2) * z + p1) * z + p0;
    const Vector below = (((q4 * z + q3) * z + q2) * z + q1) * z + q0;
    return limited * above / below;
  }

  // What becomes of a product's sums, which are to lie at `out`.

  struct Stored {
    [[gnu::always_inline]] void operator()(float* out, Vector sum) const { store(out, sum); }
  };

  /// The sums, and at the same place of y what the activation makes of them.
  struct Activated {
    Curve curve;
    const float* z;
    float* y;
    [[gnu::always_inline]] void operator()(float* out, Vector sum) const {
      store(out, sum);
      store(y + (out - z), curve == Curve::tanh ? tanh(sum) : at_least(0.0f, sum));
    }
  };

  /// The sums times the activation's slope, which is found at the same place of y or z.
  struct Sloped {
    Curve curve;
    const float *delta, *z, *y;
    [[gnu::always_inline]] void operator()(float* out, Vector sum) const {
      if (curve == Curve::tanh) {
        const Vector value = load<Vector>(y + (out - delta));
        store(out, (1.0f - value * value) * sum);
      } else {
        const Vector one = 1.0f - Vector{};
        store(out, (load<Vector>(z + (out - delta)) > 0.0f ? one : Vector{}) * sum);
      }
    }
  };

  // Products. A tile of rows × vectors of sums stays in registers: 8 vectors, which the compilers of the browsers also
  // keep there.

  template <int Rows, int Width, class Finish>
  GRADLAB_KERNEL void tile(const Product& p, bool go_on, Finish finish) {
    Vector sums[Rows][Width];
    for (int r = 0; r < Rows; ++r) {
      const float* out = p.out + r * p.out_step;
      const float start = p.start ? p.start[r] : 0.0f;
      for (int v = 0; v < Width; ++v) sums[r][v] = go_on ? load<Vector>(out + v * Lanes) : start - Vector{};
    }
    const float *matrix = p.matrix, *in = p.in;
    for (std::size_t c = 0; c < p.columns; ++c) {
      Vector values[Width];
      for (int v = 0; v < Width; ++v) values[v] = load<Vector>(in + v * Lanes);
      for (int r = 0; r < Rows; ++r) {
        const float weight = matrix[r * p.row_step];
        for (int v = 0; v < Width; ++v) sums[r][v] += weight * values[v];
      }
      matrix += p.column_step;
      in += p.in_step;
    }
    for (int r = 0; r < Rows; ++r)
      for (int v = 0; v < Width; ++v) finish(p.out + r * p.out_step + v * Lanes, sums[r][v]);
  }

  /// All rows of one group of vectors: first tiles of Rows, then smaller ones for what is left.
  template <int Rows, int Width, class Finish = Stored>
  GRADLAB_KERNEL void tiles(Product p, bool go_on, Finish finish = {}) {
    for (; p.rows >= Rows; p.rows -= Rows) {
      tile<Rows, Width>(p, go_on, finish);
      p.matrix += Rows * p.row_step;
      p.out += Rows * p.out_step;
      if (p.start) p.start += Rows;
    }
    if constexpr (Rows > 1) tiles<Rows / 2, Width>(p, go_on, finish);
  }

  /// Columns worked on at once, so that a group of their values stays in the nearest cache; what the sums have become
  /// by then waits in `out`.
  static constexpr std::size_t depth = 1024 / Lanes;
  static constexpr std::size_t panel = 16;

  template <int Width>
  static void group(Product p, bool go_on) {
    constexpr int rows = Width >= 3 ? 2 : Width == 2 ? 4 : 8;
    constexpr std::size_t width = Width * Lanes;
    float values[depth * width];
    // Values far apart fall into few sets of the cache: put side by side, where enough rows read them again.
    if (p.rows >= panel && p.columns >= 32 && p.columns <= depth && p.in_step > width) {
      for (std::size_t c = 0; c < p.columns; ++c)
        for (int v = 0; v < Width; ++v)
          store(values + c * width + v * Lanes, load<Vector>(p.in + c * p.in_step + v * Lanes));
      p.in = values;
      p.in_step = width;
    }
    const bool across = p.row_step == 1 && p.columns >= 32 && p.columns <= depth;
    if (!across) return tiles<rows, Width>(p, go_on);
    // Likewise weights that are read across the matrix.
    float weights[depth * panel];
    Product part = p;
    for (; p.rows >= panel; p.rows -= panel) {
      for (std::size_t c = 0; c < p.columns; ++c)
        for (std::size_t r = 0; r < panel; r += 4)
          store(weights + c * panel + r, load<Quad>(p.matrix + c * p.column_step + r));
      part = p;
      part.matrix = weights;
      part.rows = panel;
      part.column_step = panel;
      tiles<rows, Width>(part, go_on);
      p.matrix += panel;
      p.out += panel * p.out_step;
      if (p.start) p.start += panel;
    }
    tiles<rows, Width>(p, go_on);
  }

  static void groups(Product p, bool go_on) {
    while (p.width >= Lanes) {
      const std::size_t width = p.width / Lanes < 4 ? p.width / Lanes : 4;
      if (width == 4)
        group<4>(p, go_on);
      else if (width == 3)
        group<3>(p, go_on);
      else if (width == 2)
        group<2>(p, go_on);
      else
        group<1>(p, go_on);
      p.in += width * Lanes;
      p.out += width * Lanes;
      p.width -= width * Lanes;
    }
  }

  /// Few columns, whole vectors: small networks live here.
  template <class Finish = Stored>
  GRADLAB_KERNEL bool multiply_small(const Product& p, Finish finish = {}) {
    if (p.columns >= 32 || p.width % Lanes != 0) return false;
    Product part = p;
    for (; part.width >= 4 * Lanes; part.width -= 4 * Lanes) {
      tiles<2, 4>(part, false, finish);
      part.in += 4 * Lanes;
      part.out += 4 * Lanes;
    }
    if (part.width == Lanes)
      tiles<8, 1>(part, false, finish);
    else if (part.width == 2 * Lanes)
      tiles<4, 2>(part, false, finish);
    else if (part.width == 3 * Lanes)
      tiles<2, 3>(part, false, finish);
    return true;
  }

  static void multiply(const Product& p) {
    if (multiply_small(p)) return;
    Product part = p;
    for (std::size_t c = 0; c < p.columns; c += depth) {
      part.columns = p.columns - c < depth ? p.columns - c : depth;
      groups(part, c > 0);
      part.matrix += depth * p.column_step;
      part.in += depth * p.in_step;
    }
    if (p.width % Lanes == 0) return;
    part = p;
    part.in += p.width - Lanes;
    part.out += p.width - Lanes;
    part.width = Lanes;
    groups(part, false);
  }

  // Sums over slots. The 16 slots of one sum are `parts` vectors.

  static constexpr std::size_t slots = 16;
  static constexpr std::size_t parts = slots / Lanes;

  /// Slot k + 8 to slot k, then k + 4: what is left are 4. Vectors from First on are 0, and left out: that changes the
  /// sign of a 0 at most, which the last + 0 takes away.
  template <std::size_t First = parts>
  GRADLAB_KERNEL Quad to_four(const Vector (&part)[parts]) {
    if constexpr (Lanes == 4) {
      if constexpr (First == 1) return part[0];
      if constexpr (First == 2) return part[0] + part[1];
      if constexpr (First == 3) return (part[0] + part[2]) + part[1];
      if constexpr (First == 4) return (part[0] + part[2]) + (part[1] + part[3]);
    } else if constexpr (Lanes == 8) {
      const Vector sum = part[0] + part[1];
      return __builtin_shufflevector(sum, sum, 0, 1, 2, 3) + __builtin_shufflevector(sum, sum, 4, 5, 6, 7);
    } else {
      const Vector all = part[0];
      const auto sum = __builtin_shufflevector(all, all, 0, 1, 2, 3, 4, 5, 6, 7) +
                       __builtin_shufflevector(all, all, 8, 9, 10, 11, 12, 13, 14, 15);
      return __builtin_shufflevector(sum, sum, 0, 1, 2, 3) + __builtin_shufflevector(sum, sum, 4, 5, 6, 7);
    }
  }

  /// Then k + 2 and k + 1, of four sums at once; the last + 0.
  GRADLAB_KERNEL Quad to_one(Quad a, Quad b, Quad c, Quad d) {
    const Quad ab = __builtin_shufflevector(a, b, 0, 1, 4, 5) + __builtin_shufflevector(a, b, 2, 3, 6, 7);
    const Quad cd = __builtin_shufflevector(c, d, 0, 1, 4, 5) + __builtin_shufflevector(c, d, 2, 3, 6, 7);
    return (__builtin_shufflevector(ab, cd, 0, 2, 4, 6) + __builtin_shufflevector(ab, cd, 1, 3, 5, 7)) + Quad{};
  }

  /// Σ delta in, by slots. First: how many vectors the first 16 samples have; with fewer than 16 there are no more.
  template <std::size_t First>
  GRADLAB_KERNEL Quad slot_sum(const Vector (&first_delta)[parts], const float* delta, const float* in,
                               std::size_t in_advance, std::size_t samples) {
    Vector part[parts];
    for (std::size_t v = 0; v < parts; ++v)
      part[v] = v < First ? first_delta[v] * load<Vector>(in + v * Lanes) : Vector{};
    for (std::size_t s = slots; s < samples; s += slots) {
      delta += slots;
      in += in_advance;
      for (std::size_t v = 0; v < parts; ++v)
        if (s + v * Lanes < samples) part[v] += load<Vector>(delta + v * Lanes) * load<Vector>(in + v * Lanes);
    }
    return to_four<First>(part);
  }

  /// Sums wait until four of them can go from four slots to one number at once. Their count is a pointer's place, which
  /// stays in a register.
  static constexpr std::size_t room = 4 * slots;

  /// Returns how many are left, which come first then.
  GRADLAB_KERNEL std::size_t add_up_fours(Quad* waiting, std::size_t count, float*& out) {
    std::size_t n = 0;
    for (; n + 4 <= count; n += 4, out += 4)
      store(out, to_one(waiting[n], waiting[n + 1], waiting[n + 2], waiting[n + 3]));
    for (std::size_t left = 0; n + left < count; ++left) waiting[left] = waiting[n + left];
    return count - n;
  }
  GRADLAB_KERNEL void add_up(Quad* waiting, Quad*& next, float*& out) {
    const std::size_t left = add_up_fours(waiting, static_cast<std::size_t>(next - waiting), out);
    for (std::size_t n = 0; n < left; ++n, ++out) *out = to_one(waiting[n], waiting[n], waiting[n], waiting[n])[0];
    next = waiting;
  }

  /// The layers' sums in turn; those whose gradients follow one another need not wait for the last four of each.
  template <std::size_t First>
  GRADLAB_KERNEL void slot_sums_of(const SlotSums* first, std::size_t layers, std::size_t samples) {
    static constexpr float ones[slots] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    Quad waiting[room];
    Quad* next = waiting;
    Quad* const enough = waiting + room - slots;
    float* out = first->gradient;
    Vector values[parts] = {};
    for (const SlotSums* p = first; p < first + layers; ++p) {
      if (p->gradient != out + (next - waiting)) {
        add_up(waiting, next, out);
        out = p->gradient;
      }
      const std::size_t outputs = p->outputs, inputs = p->inputs, delta_step = p->delta_step, in_step = p->in_step;
      const float* delta = p->delta;
      for (std::size_t o = 0; o < outputs && inputs > 0; ++o, delta += delta_step) {
        for (std::size_t v = 0; v < First; ++v) values[v] = load<Vector>(delta + v * Lanes);
        const float* in = p->in;
        for (std::size_t i = 0; i < inputs; ++i, in += in_step)
          *next++ = slot_sum<First>(values, delta, in, slots, samples);
        if (next > enough) next = waiting + add_up_fours(waiting, static_cast<std::size_t>(next - waiting), out);
      }
      delta = p->delta;  // a bias is the weight of an input of 1
      for (std::size_t o = 0; o < outputs; ++o, delta += delta_step) {
        for (std::size_t v = 0; v < First; ++v) values[v] = load<Vector>(delta + v * Lanes);
        *next++ = samples <= slots ? to_four<First>(values) : slot_sum<First>(values, delta, ones, 0, samples);
        if (next > enough) next = waiting + add_up_fours(waiting, static_cast<std::size_t>(next - waiting), out);
      }
    }
    add_up(waiting, next, out);
  }

  template <std::size_t First>
  static void slot_sums_of_one_group(const SlotSums* first, std::size_t layers) {
    slot_sums_of<First>(first, layers, First * Lanes);
  }

  static void slot_sums(const SlotSums* first, std::size_t layers) {
    const std::size_t samples = first->samples;
    if constexpr (parts == 4) {
      if (samples == 12) return slot_sums_of_one_group<3>(first, layers);
      if (samples == 8) return slot_sums_of_one_group<2>(first, layers);
      if (samples == 4) return slot_sums_of_one_group<1>(first, layers);
    }
    if (samples == slots) return slot_sums_of_one_group<parts>(first, layers);
    slot_sums_of<parts>(first, layers, samples);
  }

  static void transpose(const Transposition& t) {
    const std::size_t rows = t.rows / 4 * 4, columns = t.columns / 4 * 4;
    constexpr std::size_t line = 16;  // of a cache: written whole
    for (std::size_t from = 0; from < rows; from += line) {
      const std::size_t end = rows - from < line ? rows : from + line;
      for (std::size_t c = 0; c < columns; c += 4) {
        for (std::size_t r = from; r < end; r += 4) {
          const float* in = t.from + r * t.from_step + c;
          float* out = t.to + c * t.to_step + r;
          const Quad a = load<Quad>(in), b = load<Quad>(in + t.from_step), d = load<Quad>(in + 2 * t.from_step),
                     e = load<Quad>(in + 3 * t.from_step);
          const Quad ab_low = __builtin_shufflevector(a, b, 0, 4, 1, 5);
          const Quad ab_high = __builtin_shufflevector(a, b, 2, 6, 3, 7);
          const Quad de_low = __builtin_shufflevector(d, e, 0, 4, 1, 5);
          const Quad de_high = __builtin_shufflevector(d, e, 2, 6, 3, 7);
          store(out, __builtin_shufflevector(ab_low, de_low, 0, 1, 4, 5));
          store(out + t.to_step, __builtin_shufflevector(ab_low, de_low, 2, 3, 6, 7));
          store(out + 2 * t.to_step, __builtin_shufflevector(ab_high, de_high, 0, 1, 4, 5));
          store(out + 3 * t.to_step, __builtin_shufflevector(ab_high, de_high, 2, 3, 6, 7));
        }
      }
    }
    for (std::size_t r = 0; r < t.rows; ++r)
      for (std::size_t c = r < rows ? columns : 0; c < t.columns; ++c)
        t.to[c * t.to_step + r] = t.from[r * t.from_step + c];
  }

  // A layer's calls.

  static void forward(const LayerCalls& layer) {
    if (layer.curve == Curve::other) return multiply(layer.sums);
    const Activated finish{layer.curve, layer.z, layer.y};
    if (multiply_small(layer.sums, finish)) return;
    multiply(layer.sums);
    for (std::size_t n = 0; n < layer.numbers; n += Lanes) finish(layer.z + n, load<Vector>(layer.z + n));
  }

  static void backward(const LayerCalls& layer) {
    if (layer.dy) {
      const Sloped finish{layer.curve, layer.delta, layer.z, layer.y};
      for (std::size_t n = 0; n < layer.numbers; n += Lanes) finish(layer.delta + n, load<Vector>(layer.dy + n));
    }
    if (layer.in_order.rows > 0) {
      if (layer.turn.rows > 0) transpose(layer.turn);
      multiply(layer.in_order);
    }
    if (layer.below.rows == 0) return;
    if (!layer.under) return multiply(layer.below);
    const LayerCalls& under = *layer.under;
    const Sloped finish{under.curve, under.delta, under.z, under.y};
    if (multiply_small(layer.below, finish)) return;
    multiply(layer.below);
    for (std::size_t n = 0; n < under.numbers; n += Lanes) finish(under.delta + n, load<Vector>(under.delta + n));
  }

  static constexpr VectorKernels kernels{&multiply, &slot_sums, &transpose, &forward, &backward};
};

#undef GRADLAB_KERNEL

}  // namespace gradlab::kernels
